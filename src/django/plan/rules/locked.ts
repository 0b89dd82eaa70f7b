/** Part of shape 22: rows that nobody changes once they are in some state. */
import { misfit } from "../states.ts";
import { OWN_ROW } from "../types.ts";
import type { Enforce } from "./enforce.ts";

/** The error stands at each field that would change; the state itself names the rule. */
export const locked: Enforce<"locked"> = (rule, draft) => {
  const never = misfit(rule.when, draft);
  if (never) return never;
  const { field, values, not } = rule.when;
  const name = draft.name("locked", not ? "unless" : "once", field, ...values.map(String));
  draft.checks.push({ name, field, message: rule.text, rule, locks: [OWN_ROW] });
  return undefined;
};
