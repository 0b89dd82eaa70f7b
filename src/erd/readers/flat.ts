/** The flat JSON form: `{ "Job": { "title": "CharField", "posted_by": "ForeignKey:User" } }`, with or without sections beside. */
import { type Notes, shown } from "../findings.ts";
import type { Json } from "../json.ts";
import { areTooMany } from "../limits.ts";
import { emptyModel, type RawModel } from "../raw.ts";
import { entity } from "./entity.ts";
import { plainKey } from "./options.ts";
import { isRequirement, requirements } from "./requirements.ts";

/** Whether the JSON is of this form; asked last, since every object may be it. */
export const isFlat = (json: Json): boolean => json.type === "object";

/** Reads it, noting what is wrong. */
export function flat(json: Json, notes: Notes): RawModel {
  if (json.type !== "object") return emptyModel;
  const wrapped = [...json.members].find(([key, value]) => plainKey(key) === "erd" && value.type === "object")?.[1];
  const inside = wrapped?.type === "object" ? wrapped : json;
  // Counted before they are read: a hundred thousand take seconds
  if (areTooMany(inside.members.size, notes)) return emptyModel;
  const entities = [...inside.members].flatMap(([key, value]) => {
    if (isAside(key, value)) return [];
    if (value.type === "object" || value.type === "list" || value.type === "null")
      return entity(key, value, notes) ?? [];
    notes.error(
      value.where,
      `"${shown(key)}" is a ${value.type}; expected an entity with its fields.`,
      '"Job": { "title": "str" }',
    );
    return [];
  });
  return { ...requirements(json.members, notes), entities };
}

/** "Rules" or "Tests" with typed fields is an entity; as lists or with sections they are what the name says. */
function isAside(key: string, value: Json): boolean {
  return isRequirement(key, value) && key === key.toLowerCase() && !(value.type === "object" && looksTyped(value));
}

const looksTyped = (json: Json & { type: "object" }) =>
  json.members.size > 0 &&
  [...json.members.values()].every(
    ({ type, ...rest }) =>
      type === "string" &&
      "value" in rest &&
      /field|foreignkey|^(?:str|int|text|bool|uuid|date|datetime|decimal|float)$/iu.test(String(rest.value)),
  );
