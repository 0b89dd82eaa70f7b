/** What no two rows share. */
import { type Draft, distinct } from "./draft.ts";
import type { EntityPlan } from "./types.ts";

/** The fields no two rows share the values of, alone or together; without those that Django's own account brings. */
export const uniqueSets = ({ fields, relations, constraints }: EntityPlan): string[][] => [
  ...fields.filter(({ unique, inherited }) => unique && !inherited).map(({ name }) => [name]),
  ...relations.filter(({ django }) => django === "OneToOneField").map(({ name }) => [name]),
  ...constraints.flatMap((it) => (it.kind === "unique" ? [[...it.fields]] : [])),
];

/** The fields whose values no two rows share in any case of letters. */
export const uniqueInAnyCase = ({ constraints }: EntityPlan): string[] =>
  constraints.flatMap((it) => (it.kind === "unique_ci" ? it.fields : []));

/** Every field that is unique, alone or as part of a combination, whatever the case or not. */
export const uniqueFields = (entity: EntityPlan): string[] => [
  ...uniqueSets(entity).flat(),
  ...uniqueInAnyCase(entity),
];

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
