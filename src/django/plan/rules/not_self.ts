/** Part of shape 25: a row never points at itself. */
import type { Enforce } from "./enforce.ts";

export const notSelf: Enforce<"not_self"> = (rule, draft) => {
  const relation = draft.relations.get(rule.field);
  if (relation?.to !== draft.entity.name || relation.cardinality === "many-to-many") {
    return `“${rule.field}” does not point at the same entity.`;
  }
  draft.checks.push({ name: draft.name(rule.field, "not_self"), field: rule.field, message: rule.text, rule });
  return undefined;
};
