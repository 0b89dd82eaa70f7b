/** Combinations that are unique together. */
import { type Draft, distinct } from "./draft.ts";

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

/** The error stands at what the person can change: what they wrote before what it belongs to, the last before the first. */
function writable(draft: Draft, fields: readonly string[]): string {
  const open = fields.filter((field) => !draft.relations.get(field)?.owner && !draft.attributes.get(field)?.stamp);
  return open.findLast((field) => draft.attributes.has(field)) ?? open.at(-1) ?? fields.at(-1) ?? "";
}
