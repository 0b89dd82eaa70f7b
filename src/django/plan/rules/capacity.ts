/** Shape 24: so many rows to one parent, which is held while they are counted. */
import { stateful } from "../stateful.ts";
import type { Enforce } from "./enforce.ts";

export const counted: Enforce<"capacity"> = (rule, draft) => {
  const relation = draft.relations.get(rule.parent);
  if (relation?.cardinality !== "many-to-one") return `“${rule.parent}” does not point at one row that many share.`;
  const why = rule.when && stateful(rule.when, draft);
  if (why) return why;
  const name = draft.name(rule.parent, "capacity");
  draft.checks.push({ name, field: rule.parent, message: rule.text, rule, locks: [rule.parent] });
  return undefined;
};
