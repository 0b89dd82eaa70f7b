/** Shape 5: the column is never null, and a text never blank. */
import { change, isText } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

export const required: Enforce<"required"> = (rule, draft) => {
  const relation = draft.relations.get(rule.field);
  if (relation) {
    draft.relations.set(rule.field, { ...relation, required: true });
    draft.required.add(rule.field);
    return undefined;
  }
  const attribute = draft.attributes.get(rule.field);
  change(draft, rule.field, { required: true });
  // An account is made by createsuperuser too, which knows nothing of the ERD's attributes.
  if (!attribute || !isText(attribute.type) || draft.entity.user || draft.choices.has(rule.field)) return undefined;
  draft.constraints.push({
    kind: "check",
    name: draft.name(rule.field, "not_blank"),
    field: rule.field,
    message: rule.text,
    condition: { test: "not_blank", field: rule.field },
  });
  return undefined;
};
