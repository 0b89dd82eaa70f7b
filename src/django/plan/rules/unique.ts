/** Shapes 7 and 8: one field, unique by itself, in any case where the rule says so. */
import { INCOMPARABLE, type RuleOf } from "#erd";
import { change, type Draft, isText } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

export const unique: Enforce<"unique"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute) return uniqueReference(rule, draft);
  if (attribute.type === "boolean" || INCOMPARABLE.has(attribute.type)) {
    return `“${rule.field}” is of a kind that cannot be unique.`;
  }
  if (attribute.unique && !rule.ignoreCase) return undefined;
  change(draft, rule.field, { unique: true });
  if (!rule.ignoreCase || !isText(attribute.type) || isLogin(draft, rule.field)) return undefined;
  draft.constraints.push({
    kind: "unique_ci",
    name: draft.name(rule.field, "ci_uniq"),
    field: rule.field,
    message: rule.text,
    fields: [rule.field],
  });
  return undefined;
};

/** Mail addresses of accounts are unique in any case already, user names are AbstractUser's. */
const isLogin = (draft: Draft, field: string) => draft.entity.user && (field === "email" || field === "username");

function uniqueReference(rule: RuleOf<"unique">, draft: Draft): string | undefined {
  const relation = draft.relations.get(rule.field);
  if (!relation || relation.cardinality === "many-to-many") return `“${rule.field}” holds many rows.`;
  draft.relations.set(rule.field, { ...relation, cardinality: "one-to-one" });
  return undefined;
}
