/** Entities at random: fields of every type, references of every kind, keys, combinations. */
import type { Choose } from "./choose.ts";
import type { Subject } from "./sentences.ts";

/** As the ERD states it. */
export type Entity = {
  description?: string;
  fields: Record<string, Field>;
  relationships: Record<string, Reference>;
  unique_together?: string[][];
};
type Field = { type: string; choices?: readonly string[]; required?: boolean; [option: string]: unknown };
type Reference = { type: string; to: string; required?: boolean; on_delete?: string; through?: string };

/** Names that entities are called by; some of them mean something to Django, Python or REST framework. */
export const NAMES: readonly string[] =
  "Project Task Invoice Ticket Event Team Venue Asset Course Report Box Category Order Session Message Company Log Status Item Address Group Permission Model Class Type News Data Staff Request View Straße Café OrderLine API".split(
    " ",
  );
const FIELDS =
  "title name code size price weight note started_at ended_at due_on opens state kind level contact site active amount points color summary picture attachment data token count rate position number deleted archived version starts_on ends_on is_primary total quantity type order user_name größe Цвет dueDate class objects page search ordering pk full name check format 2nd_line password status email".split(
    " ",
  );
const TYPES =
  "str str text int int bigint decimal float bool date date datetime datetime time duration email url slug uuid json ip file image binary choice choice choice".split(
    " ",
  );

/** One entity, which may refer to all of the names. */
export function entity(name: string, names: readonly string[], choose: Choose): Entity {
  const { pick, maybe, below } = choose;
  const fields: Record<string, Field> = {};
  if (maybe(0.1)) fields["id"] = { type: pick(["uuid", "int", "str"]), primary_key: true };
  for (let i = 1 + below(7); i > 0; i--) fields[FIELDS[below(FIELDS.length)] ?? "title"] = field(choose);
  const moment = { type: pick(["date", "datetime"]) };
  if (maybe(0.25)) Object.assign(fields, { starts_on: moment, ends_on: { ...moment, required: maybe(0.6) } });
  if (maybe(0.4)) fields["created_at"] = { type: "datetime" };
  if (maybe(0.3)) fields["updated_at"] = { type: "datetime" };
  const relationships: Record<string, Reference> = {};
  for (let i = below(4); i > 0; i--) {
    const to = ["User", ...names][below(names.length + 1)] ?? "User";
    relationships[called(name, to, choose)] = reference(to, to === name, choose);
  }
  const together = [...Object.keys(fields), ...Object.keys(relationships)].slice(0, 2 + below(2));
  return {
    ...(maybe(0.3) && { description: `What a ${name} is, in "words".` }),
    fields,
    relationships,
    ...(maybe(0.15) && together.length > 1 && { unique_together: [together] }),
  };
}

function field({ pick, maybe, below }: Choose): Field {
  const type = TYPES[below(TYPES.length)] ?? "str";
  const optional = maybe(0.3) && { required: false };
  if (type === "choice") {
    const choices = pick(CHOICES);
    return { type: "str", choices, ...optional, ...(maybe(0.2) && { default: choices[0] }) };
  }
  const unique = maybe(0.12) && !["bool", "json", "file", "image", "binary", "text"].includes(type);
  return {
    type,
    ...optional,
    ...(unique && { unique }),
    ...(type === "str" && maybe(0.4) && { max_length: pick([1, 3, 10, 50, 500]) }),
    ...(type === "str" && maybe(0.1) && { min_length: 3 }),
    ...(type === "decimal" && maybe(0.5) && { max_digits: pick([4, 15]), decimal_places: pick([0, 1, 2, 4]) }),
    ...(["int", "decimal", "float"].includes(type) && maybe(0.2) && { min: pick([0, 1, -5]), max: pick([10, 1000]) }),
    ...(!unique && type in DEFAULTS && maybe(0.15) && { default: DEFAULTS[type] }),
    ...(maybe(0.2) && { description: 'Said with "quotes" and 100% {done}.' }),
  };
}

const CHOICES: readonly [readonly string[], ...(readonly string[])[]] = [
  ["a", "b"],
  ["draft", "open", "done"],
  ["draft", "open", "done", "archived"],
  ["in progress", "Ärger"],
  ["1", "2", "3"],
];
const DEFAULTS: Record<string, unknown> = { str: "x", int: 3, decimal: "1.5", float: 0.5, bool: true, json: {} };

function called(name: string, to: string, { pick }: Choose): string {
  if (to === "User") return pick(["owner", "author", "assignee", "created_by", "reviewer", "user"]);
  return to === name ? pick(["parent", "related_to"]) : `${to.toLowerCase()}${pick(["", "_ref", "_two"])}`;
}

const reference = (to: string, own: boolean, { pick, maybe }: Choose): Reference => ({
  type: pick(["ForeignKey", "ForeignKey", "ForeignKey", "OneToOne", "ManyToMany"]),
  to,
  ...((own || maybe(0.35)) && { required: false }),
  ...(maybe(0.2) && { on_delete: pick(["CASCADE", "PROTECT", "SET_NULL"]) }),
});

/** What sentences can be about: nobody states a rule for a key, or for what the system sets. */
export const subject = (name: string, { fields, relationships }: Entity): Subject => ({
  name,
  fields: Object.fromEntries(Object.entries(fields).filter(([it]) => !/^(?:id|pk|(?:created|updated)_at)$/.test(it))),
  references: Object.fromEntries(
    Object.entries(relationships).flatMap(([called, { type, to }]) => (type === "ManyToMany" ? [] : [[called, to]])),
  ),
});
