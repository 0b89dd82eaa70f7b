/** Shape 24: rows are made only for parents in some state; the parent is held, so that its state stays what it was. */
import { stateful } from "../stateful.ts";
import type { Enforce } from "./enforce.ts";

export const permitted: Enforce<"parent_state"> = (rule, draft, drafts) => {
  const relation = draft.relations.get(rule.parent);
  const parent = relation && relation.cardinality !== "many-to-many" ? drafts.get(relation.to) : undefined;
  if (!parent) return `“${rule.parent}” does not point at one row.`;
  const why = stateful(rule.state, parent);
  if (why) return why;
  const name = draft.name(rule.parent, "state");
  draft.checks.push({ name, field: rule.parent, message: rule.text, rule, locks: [rule.parent] });
  return undefined;
};
