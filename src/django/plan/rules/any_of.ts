/** Part of shape 21: fields that can each be empty, though not all of them; where exactly one is set, not two either. */
import { change } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

/**
 * The error stands at the first of them. What one of them refers to cannot be deleted: emptied, it would break the rule. An
 * account gets a function alone: createsuperuser asks for none of them.
 */
export const choice: Enforce<"any_of"> = (rule, draft) => {
  const [first = ""] = rule.fields;
  const fixed = rule.fields.find((field) => {
    const attribute = draft.attributes.get(field);
    const relation = draft.relations.get(field);
    if (relation)
      return (
        relation.cardinality === "many-to-many" ||
        relation.owner ||
        relation.onDelete === "set_null" ||
        relation.onDelete === "cascade"
      );
    return !attribute || attribute.stamp || ["boolean", "json", "binary", "file", "image"].includes(attribute.type);
  });
  if (fixed !== undefined) return `“${fixed}” is of a kind that is never empty.`;
  for (const field of rule.fields) {
    change(draft, field, { required: false });
    const relation = draft.relations.get(field);
    if (relation) draft.relations.set(field, { ...relation, required: false, onDelete: "protect" });
  }
  const name = draft.name(...rule.fields, rule.exactly ? "exactly_one" : "any");
  const condition = { test: "any_of" as const, fields: rule.fields, exactly: rule.exactly };
  if (draft.entity.user) draft.checks.push({ name, field: first, message: rule.text, rule });
  else draft.constraints.push({ kind: "check", name, field: first, message: rule.text, condition });
  return undefined;
};
