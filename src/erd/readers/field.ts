/** One field of a JSON ERD, a line of text or an object of options: an attribute or a reference. */
import { type Notes, shown } from "../findings.ts";
import type { Json } from "../json.ts";
import type { RawAttribute, RawOption, RawRelationship, RawValue } from "../raw.ts";
import { typeOf } from "../types.ts";
import { didYouMean } from "../words.ts";
import { isIdle, optionKeys, optionOf, plainValue, targetOf } from "./options.ts";
import { kindOf, type Spelling, spelling } from "./spelling.ts";

export type Field = { attribute: RawAttribute } | { relationship: RawRelationship };

/** Reads one field. What is no type at all becomes an attribute without one, which is answered later with a warning. */
export function field(label: string, json: Json, notes: Notes): Field {
  if (json.type === "string") return fromSpelling(label, json.where, spelling(json.value));
  if (json.type === "list") return fromSpelling(label, json.where, listed(json));
  if (json.type === "object") return fromSpelling(label, json.where, described(json, notes));
  return fromSpelling(label, json.where, spelling(json.type === "null" ? "" : String(json.value)));
}

/** A reference in a section that holds only references: there a bare name is its target. */
export function reference(label: string, json: Json, notes: Notes): Field {
  const found = field(label, json, notes);
  if (!("attribute" in found)) return found;
  const { type, list, options, where } = found.attribute;
  if (type === undefined || typeOf(type) !== undefined) return found;
  return { relationship: { label, where, kind: list ? "many-to-many" : "many-to-one", to: type, options } };
}

function fromSpelling(label: string, where: string, spelled: Spelling): Field {
  const { word, args, list, options } = spelled;
  const target = options.get("target");
  const kind = spelled.kind ?? (isTarget(target) ? "many-to-one" : undefined);
  if (kind === undefined) {
    return { attribute: { label, where, type: word === "" ? undefined : word, args, list, options } };
  }
  const to =
    typeof target === "string"
      ? target.slice(0, 500)
      : Array.isArray(target)
        ? String(target[0] ?? "")
        : (args[0] ?? "");
  return { relationship: { label, where, kind: list && kind === "many-to-one" ? "many-to-many" : kind, to, options } };
}

const isTarget = (target: RawValue | undefined) => target === true || (typeof target === "string" && target !== "");

/** `["new", "done"]` is a choice of values; `["str"]` is a list of texts. */
function listed(json: Json & { type: "list" }): Spelling {
  const values = plainValue(json);
  const only = json.items.length === 1 ? json.items[0] : undefined;
  if (only?.type === "string" && (typeOf(only.value) !== undefined || json.items.length === 1)) {
    return { ...spelling(only.value), list: true };
  }
  return { word: "enum", kind: undefined, args: [], list: false, options: new Map([["choices", values]]) };
}

function described(json: Json & { type: "object" }, notes: Notes): Spelling {
  const type = typeMember(json);
  const options = new Map<RawOption, RawValue>();
  for (const [key, value] of json.members) {
    if (value === type) continue;
    const option = optionOf(key);
    if (option !== undefined) {
      // null: true and required: true contradict; the stricter of several spellings does not matter, the last written does
      const plain = (option.name === "target" ? targetOf(value) : undefined) ?? option.value(plainValue(value));
      if (plain !== null) options.set(option.name, plain);
      continue;
    }
    if (isIdle(key)) continue;
    notes.warn(
      value.where,
      `"${shown(key)}" says nothing djinn knows and is passed over.`,
      didYouMean(key, optionKeys()),
    );
  }
  const written = type?.type === "string" ? type.value : options.has("choices") ? "enum" : "";
  const kind = kindOf(written);
  const base: Spelling = kind === undefined ? spelling(written) : bare(written, kind);
  return { ...base, options: new Map([...base.options, ...options]) };
}

/** "1:N" and "one-to-many" are whole words here, whatever brackets and colons mean elsewhere. */
const bare = (word: string, kind: Spelling["kind"]): Spelling => ({
  word,
  kind,
  args: [],
  list: false,
  options: new Map(),
});

function typeMember(json: Json & { type: "object" }): Json | undefined {
  for (const key of [
    "type",
    "data_type",
    "dataType",
    "field_type",
    "fieldType",
    "kind",
    "cardinality",
    "relationship",
  ]) {
    const value = json.members.get(key);
    if (value !== undefined && value.type === "string") return value;
  }
  return undefined;
}
