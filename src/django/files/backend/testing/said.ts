/** What the test classes of a project say and call: what they are made with is printed for that alone. */
import type { Plan } from "../../../plan/types.ts";
import { testsOf } from "../tests/entities.ts";
import { beyond } from "./beyond.ts";
import { columns } from "./columns.ts";

export type Said = {
  /** Does a class say something of its own about this? */
  about: (name: string) => boolean;
  /** Is this method called? */
  calls: (name: string) => boolean;
};

/** Worked out once a plan: every class is printed for it. */
export function said(plan: Plan): Said {
  const code =
    known.get(plan) ?? [...plan.entities.map((it) => testsOf(it, plan)), columns(plan), beyond(plan)].join("\n");
  known.set(plan, code);
  return {
    about: (name) => new RegExp(`^ {4}${name} = `, "m").test(code),
    calls: (name) => code.includes(`self.${name}(`),
  };
}

const known = new WeakMap<Plan, string>();
