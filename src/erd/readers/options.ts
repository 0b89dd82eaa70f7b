/** The options of an attribute or a reference, in every spelling met. */
import type { Json } from "../json.ts";
import type { RawOption, RawValue } from "../raw.ts";

type Option = { name: RawOption; value(written: RawValue): RawValue };

/** The option that a key names, or undefined where djinn knows none. */
export function optionOf(key: string): Option | undefined {
  const plain = plainKey(key);
  const name = names.get(plain);
  if (name !== undefined) return { name, value: (written) => written };
  return opposites.has(plain) ? { name: "required", value: (written) => written === false } : undefined;
}

/** Keys that say nothing a Django project needs: passed over without a word. */
export const isIdle = (key: string): boolean => idle.has(plainKey(key));

/** Every key an author may have meant. */
export const optionKeys = (): string[] => spellings.flatMap(([, keys]) => keys.split(" "));

/** A JSON value as an option's value; an object gives its own values' first texts. */
export function plainValue(json: Json): RawValue {
  if (json.type === "null") return null;
  if (json.type === "list") return json.items.map(choiceOf);
  if (json.type === "object") return [...json.members.keys()].sort();
  return json.value;
}

/** What a key in `references: { "table": "users", "column": "id" }` refers to, or undefined where it is something else. */
export function targetOf(json: Json): string | undefined {
  if (json.type === "string") return json.value.slice(0, 500);
  if (json.type !== "object") return undefined;
  for (const [key, value] of json.members)
    if (value.type === "string" && optionOf(key)?.name === "target") return value.value.slice(0, 500);
  return undefined;
}

/** `["a", "A"]` and `{ "value": "a", "label": "A" }` are the choice "a". */
function choiceOf(json: Json): RawValue {
  if (json.type === "list") return json.items[0] === undefined ? null : plainValue(json.items[0]);
  if (json.type !== "object") return plainValue(json);
  const value = json.members.get("value") ?? json.members.get("name") ?? json.members.get("key");
  return value === undefined ? null : plainValue(value);
}

export const plainKey = (key: string): string =>
  key
    .slice(0, 60)
    .replace(/[\s_-]+/gu, "")
    .toLowerCase();

const spellings: readonly (readonly [RawOption, string])[] = [
  ["maxLength", "max_length length size max_len maxlength"],
  ["minLength", "min_length min_len minlength"],
  ["precision", "precision max_digits digits"],
  ["scale", "scale decimal_places decimals"],
  ["required", "required mandatory not_null notnull"],
  ["unique", "unique is_unique"],
  ["key", "primary_key primary pk is_primary is_primary_key"],
  ["default", "default default_value db_default"],
  ["choices", "choices enum values allowed allowed_values options"],
  ["min", "min minimum min_value"],
  ["max", "max maximum max_value"],
  ["stampCreated", "auto_now_add"],
  ["stampUpdated", "auto_now"],
  ["help", "help_text description help comment note doc"],
  ["target", "to target related_model references reference foreign_key fk related_to refers_to ref model entity table"],
  ["onDelete", "on_delete ondelete delete_rule"],
  ["reverse", "related_name reverse backref inverse inverse_name"],
  ["through", "through through_model via join_table"],
];

/** True means: may be empty. */
const opposites = new Set(["null", "nullable", "blank", "optional", "allownull", "isnullable"]);

const idle = new Set(
  (
    "name type datatype kind fieldtype cardinality verbosename label title index dbindex indexed editable dbcolumn column " +
    "example format autoincrement identity validators isforeignkey isfk readonly writeonly source from field relationship"
  ).split(" "),
);

const names = new Map(
  spellings.flatMap(([name, keys]) => keys.split(" ").map((key) => [plainKey(key), name] as const)),
);
