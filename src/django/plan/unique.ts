/** What is unique: one field, or several together. */
import type { Rule, RuleShape } from "#erd";
import { change, type Draft, distinct, isText } from "./draft.ts";

type Of<S extends RuleShape> = Extract<Rule, { shape: S }>;

/** One field, unique by itself, in any case where the rule says so. */
export function unique(rule: Of<"unique">, draft: Draft): string | undefined {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute) return uniqueReference(rule, draft);
  if (["json", "binary", "file", "image", "boolean"].includes(attribute.type)) {
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
}

/** Mail addresses of accounts are unique in any case already, user names are AbstractUser's. */
const isLogin = (draft: Draft, field: string) => draft.entity.user && (field === "email" || field === "username");

function uniqueReference(rule: Of<"unique">, draft: Draft): string | undefined {
  const relation = draft.relations.get(rule.field);
  if (!relation || relation.cardinality === "many-to-many") return `“${rule.field}” holds many rows.`;
  draft.relations.set(rule.field, { ...relation, cardinality: "one-to-one" });
  return undefined;
}

/** A combination of names that is unique; names it already holds are not asked for twice. */
export function combine(draft: Draft, named: readonly string[], message: string): string | undefined {
  const fields = distinct(named);
  if (fields.length < 2) return "It names only one field.";
  const many = fields.find((field) => draft.relations.get(field)?.cardinality === "many-to-many");
  if (many !== undefined) return `“${many}” holds many rows.`;
  const key = [...fields].sort().join();
  if (draft.constraints.some((it) => it.kind === "unique" && [...it.fields].sort().join() === key)) return undefined;
  draft.constraints.push({
    kind: "unique",
    name: draft.name(...fields, "uniq"),
    field: writable(draft, fields),
    message,
    fields,
  });
  return undefined;
}

/** The error stands at what the person can change: the last field that the system does not fill. */
function writable(draft: Draft, fields: readonly string[]): string {
  const open = fields.filter((field) => !draft.relations.get(field)?.owner && !draft.attributes.get(field)?.stamp);
  return open.at(-1) ?? fields.at(-1) ?? "";
}
