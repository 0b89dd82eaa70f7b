/** One entity of a JSON ERD: with sections (`fields`, `relationships`), or with its fields side by side. */
import { type Notes, shown } from "../findings.ts";
import type { Json } from "../json.ts";
import { hasTooMany } from "../limits.ts";
import type { RawAttribute, RawEntity, RawKind, RawRelationship } from "../raw.ts";
import { asksOf } from "./asks.ts";
import { type Field, field, reference } from "./field.ts";
import { plainKey, plainValue, targetOf } from "./options.ts";
import { kindOf, splitOutside } from "./spelling.ts";

type Parts = {
  attributes: RawAttribute[];
  relationships: RawRelationship[];
  unique: string[][];
  help: string;
  keys: string[];
  asks: string[];
};

/** The entity, or undefined where an error was noted. */
export function entity(label: string, json: Json, notes: Notes): RawEntity | undefined {
  if (hasTooMany(label, size(json), json.where, notes)) return undefined;
  const parts: Parts = { attributes: [], relationships: [], unique: [], help: "", keys: [], asks: [] };
  if (json.type === "list") readFields(json, parts, notes);
  else if (json.type === "object") readMembers(json, parts, notes);
  else if (json.type !== "null") {
    notes.error(json.where, `"${shown(label)}" is a ${json.type}; expected its fields.`, example);
    return undefined;
  }
  const { keys, ...rest } = parts;
  return { label, where: json.where, ...rest, attributes: rest.attributes.map((one) => withKey(one, keys)) };
}

/** Entities by name, or as a list whose items carry their name. */
export function entities(json: Json, notes: Notes): RawEntity[] {
  if (json.type === "object") return [...json.members].flatMap(([label, value]) => entity(label, value, notes) ?? []);
  if (json.type !== "list") {
    notes.error(
      json.where,
      `The entities are a ${json.type}; expected them by name.`,
      '{ "Job": { "fields": { "title": "str" } } }',
    );
    return [];
  }
  return json.items.flatMap((item) => {
    const label = nameOf(item);
    if (label !== undefined) return entity(label, item, notes) ?? [];
    notes.error(item.where, "An entity in the list has no name.", '{ "name": "Job", "fields": { "title": "str" } }');
    return [];
  });
}

/** Fields are counted before they are read: a hundred thousand take seconds. */
function size(json: Json): number {
  if (json.type === "list") return json.items.length;
  if (json.type !== "object") return 0;
  const sections = [...json.members].filter(([key, value]) => isSection(key, value));
  if (sections.length === 0) return json.members.size;
  const counts = sections.map(([, { type, ...rest }]) =>
    "members" in rest ? rest.members.size : "items" in rest ? rest.items.length : 0,
  );
  return Math.max(...counts);
}

/** What an item of a list is called. */
function nameOf(json: Json): string | undefined {
  if (json.type !== "object") return undefined;
  for (const key of ["name", "field", "entity", "table", "model", "column", "attribute"]) {
    const value = json.members.get(key);
    if (value?.type === "string" && value.value.trim() !== "") return value.value.slice(0, 500);
  }
  return undefined;
}

/** Longer lines are no fields; a bound keeps patterns quick. */
const longestLine = 1_000;
const example = 'Names with types, e.g. { "name": "str" }.';
const fieldSections = new Set(["fields", "attributes", "columns", "properties"]);
const referenceSections = new Set(["relationships", "relations", "associations", "foreignkeys", "references", "edges"]);
const sideways = new Set([
  "hasmany",
  "hasone",
  "belongsto",
  "manytomany",
  "onetomany",
  "onetoone",
  "manytoone",
  "hasandbelongstomany",
  "habtm",
]);
const idle = new Set([
  "name",
  "label",
  "verbosename",
  "verbosenameplural",
  "table",
  "dbtable",
  "tablename",
  "ordering",
  "indexes",
  "type",
]);

function readMembers(json: Json & { type: "object" }, parts: Parts, notes: Notes): void {
  const sections = [...json.members].filter(([key, value]) => isSection(key, value));
  for (const [key, value] of json.members) {
    const plain = plainKey(key);
    if (isSection(key, value)) {
      if (fieldSections.has(plain)) readFields(value, parts, notes);
      else readReferences(value, parts, notes);
    } else if (sideways.has(plain) && kindOf(key) !== undefined)
      readSideways(kindOf(key) ?? "has-many", value, parts, notes);
    else if (readOption(plain, value, parts, sections.length > 0, notes)) continue;
    else if (sections.length === 0 || plain === "id") add(field(key, value, notes), parts);
    else if (!idle.has(plain))
      notes.warn(value.where, `"${shown(key)}" says nothing djinn knows and is passed over.`, "");
  }
}

const isSection = (key: string, value: Json) =>
  (value.type === "object" || value.type === "list") &&
  (fieldSections.has(plainKey(key)) || referenceSections.has(plainKey(key)));

function readFields(json: Json, parts: Parts, notes: Notes): void {
  if (json.type === "object") {
    for (const [label, value] of json.members) add(field(label, value, notes), parts);
    return;
  }
  if (json.type !== "list") return;
  for (const item of json.items) {
    const label = nameOf(item);
    const line =
      item.type === "string" ? /^\s*([^:\s]+)\s*[:\s]\s*(\S.*)$/su.exec(item.value.slice(0, longestLine)) : null;
    if (label !== undefined) add(field(label, item, notes), parts);
    else if (line !== null && item.type === "string")
      add(field(line[1] ?? "", { ...item, value: line[2] ?? "" }, notes), parts);
    else {
      notes.error(json.where, "The fields are a list without types; expected names with types.", example);
      return;
    }
  }
}

function readReferences(json: Json, parts: Parts, notes: Notes): void {
  if (json.type === "object") {
    for (const [label, value] of json.members) {
      const kind = sideways.has(plainKey(label)) ? kindOf(label) : undefined;
      if (kind !== undefined) readSideways(kind, value, parts, notes);
      else if (value.type === "list") readSideways("has-many", value, parts, notes, label);
      else add(reference(label, value, notes), parts);
    }
    return;
  }
  if (json.type !== "list") return;
  for (const item of json.items) {
    const line = item.type === "string" ? /^\s*([^:(]+?)\s*:\s*(\S.*)$/su.exec(item.value.slice(0, longestLine)) : null;
    if (line !== null && item.type === "string" && kindOf(line[1] ?? "") === undefined) {
      add(reference(line[1] ?? "", { ...item, value: line[2] ?? "" }, notes), parts);
    } else add(reference(referenceName(item), item, notes), parts);
  }
}

/** A reference's own name; `model` and `entity` name its target there. */
function referenceName(json: Json): string {
  if (json.type !== "object") return "";
  for (const key of ["name", "field", "column", "as", "attribute"]) {
    const value = json.members.get(key);
    if (value?.type === "string") return value.value.slice(0, 500);
  }
  return "";
}

/** `"has_many": ["Job", { "model": "Tag", "through": "JobTag" }]`, `"belongs_to": "User"`, `{ "jobs": "Job" }`. */
function readSideways(kind: RawKind, json: Json, parts: Parts, notes: Notes, label = ""): void {
  if (json.type === "list") {
    for (const item of json.items) readSideways(kind, item, parts, notes, label);
  } else if (json.type === "string") {
    for (const to of splitOutside(json.value.slice(0, longestLine), /,/u)) {
      parts.relationships.push({ label, where: json.where, kind, to, options: new Map() });
    }
  } else if (json.type === "object") {
    const found = targetOf(json) === undefined ? undefined : reference(referenceName(json), json, notes);
    if (found !== undefined && "relationship" in found) {
      parts.relationships.push({ ...found.relationship, kind });
      return;
    }
    for (const [name, value] of json.members) readSideways(kind, value, parts, notes, name);
  } else if (json.type !== "null") {
    notes.error(json.where, `Expected the name of an entity, found ${String(json.value)}.`, '"has_many": ["Job"]');
  }
}

/** What an entity says of itself beside its fields; `sections`: it cannot be a field there. */
function readOption(plain: string, json: Json, parts: Parts, sections: boolean, notes: Notes): boolean {
  if (["uniquetogether", "uniqueconstraints"].includes(plain) || (plain === "unique" && sections)) {
    parts.unique.push(...combinations(json));
    return true;
  }
  if (sections && ["meta", "options", "constraints"].includes(plain)) {
    if (json.type !== "object") return true;
    for (const [key, value] of json.members) readOption(plainKey(key), value, parts, true, notes);
    return true;
  }
  if (sections && ["description", "help", "comment", "note", "doc"].includes(plain)) {
    if (json.type === "string") parts.help = json.value;
    return true;
  }
  if (sections && plain === "timestamps") {
    const stamps = json.type === "boolean" && json.value ? ["created_at", "updated_at"] : [];
    for (const label of stamps)
      add(field(label, { type: "string", value: "datetime", where: json.where }, notes), parts);
    return true;
  }
  const asks = sections || json.type === "boolean" ? asksOf(plain, json) : undefined;
  if (asks !== undefined && !["primarykey", "ids"].includes(plain)) {
    parts.asks.push(...asks.map(({ text }) => text));
    return true;
  }
  if (sections && ["primarykey", "pk"].includes(plain)) {
    parts.keys.push(...[plainValue(json)].flat().map(String));
    return true;
  }
  return false;
}

function combinations(json: Json): string[][] {
  if (json.type === "object") return [...json.members.values()].flatMap(combinations);
  if (json.type !== "list") return [];
  const labels = json.items.flatMap((item) => (item.type === "string" ? [item.value] : []));
  return labels.length > 0 ? [labels] : json.items.flatMap(combinations);
}

function add(found: Field, parts: Parts): void {
  if ("attribute" in found) parts.attributes.push(found.attribute);
  else parts.relationships.push(found.relationship);
}

function withKey(attribute: RawAttribute, keys: readonly string[]): RawAttribute {
  if (!keys.includes(attribute.label)) return attribute;
  return { ...attribute, options: new Map([...attribute.options, ["key", true]]) };
}
