/** Attributes as Django fields: class, null and blank, length, default. */
import { type Attribute, INCOMPARABLE } from "#erd";
import { textRules } from "#rules";
import { addedLater, type Draft, isFile, isMoment, isText } from "./draft.ts";
import { enumOf } from "./enums.ts";
import { words } from "./names.ts";
import type { Default, EnumPlan, FieldPlan } from "./types.ts";
import { INHERITED, PRIVILEGED } from "./user.ts";

const DJANGO: Record<Attribute["type"], string> = {
  string: "CharField",
  text: "TextField",
  integer: "IntegerField",
  bigint: "BigIntegerField",
  decimal: "DecimalField",
  float: "FloatField",
  boolean: "BooleanField",
  date: "DateField",
  datetime: "DateTimeField",
  time: "TimeField",
  duration: "DurationField",
  uuid: "UUIDField",
  json: "JSONField",
  email: "EmailField",
  url: "URLField",
  slug: "SlugField",
  ip: "GenericIPAddressField",
  binary: "BinaryField",
  file: "FileField",
  image: "FileField",
};

/** Above this a text is a TextField: PostgreSQL takes longer ones, but nobody wants them in one line of a form. */
const LONGEST_LINE = 4000;
/** Django's own for mail addresses, URLs and slugs; 255 is what every database indexes. */
const LENGTHS: Partial<Record<Attribute["type"], number>> = {
  string: 255,
  email: 254,
  url: 500,
  slug: 50,
  file: 255,
  image: 255,
};

/** The fields of one entity, in the ERD's order. */
export function fieldsOf(draft: Draft, name: (...parts: string[]) => string): FieldPlan[] {
  return [...draft.attributes.values()].map((attribute) => fieldOf(attribute, draft, name));
}

function fieldOf(given: Attribute, draft: Draft, name: (...parts: string[]) => string): FieldPlan {
  const user = draft.entity.user;
  const inherited = user && INHERITED.has(given.name);
  const values = draft.choices.get(given.name);
  const login = user && given.name === "email";
  const attribute: Attribute = login ? { ...given, type: "email", required: true, unique: true, choices: [] } : given;
  const choices =
    values && values.length > 0 && !inherited && !login
      ? enumOf(draft.entity.name, given.name, values, name)
      : undefined;
  const type = choices || tooLong(attribute) ? (choices ? "string" : "text") : attribute.type;
  const stamp = isMoment(type) || type === "time" ? attribute.stamp : undefined;
  const preset = stamp ? undefined : defaultOf({ ...attribute, type }, choices);
  const later = user && addedLater(type);
  const needed = attribute.required && preset === undefined && !stamp && type !== "boolean" && !later;
  // createsuperuser sets only name, mail address and password: what else an account needs is asked for by the API.
  const required = attribute.required && (!user || login || inherited);
  const computed = draft.sums.some(({ field }) => field === given.name);
  const unique = attribute.unique && type !== "boolean" && !INCOMPARABLE.has(type);
  const privileged = user && PRIVILEGED.test(given.name);
  return {
    name: attribute.name,
    verbose: verboseOf(attribute),
    help: attribute.help,
    type,
    django: DJANGO[type],
    null: stamp === undefined && nullable(type, required, unique, preset !== undefined || attribute.required),
    blank: !required,
    unique,
    indexed: !unique && (choices !== undefined || (isMoment(type) && stamp !== "updated")),
    maxLength: lengthOf(attribute, type, choices),
    precision: Math.min(Math.max(attribute.precision ?? 12, (attribute.scale ?? 2) + 1), 1000),
    scale: Math.min(attribute.scale ?? Math.min(2, attribute.precision ?? 2), 999),
    enum: choices,
    default:
      preset ?? (type === "boolean" && attribute.required ? { value: attribute.name === "is_active" } : undefined),
    stamp,
    min: draft.bounds.get(attribute.name)?.min,
    max: draft.bounds.get(attribute.name)?.max,
    multipleOf: draft.steps.get(attribute.name),
    texts: textRules(given.name, draft.rules),
    inherited,
    computed,
    required: needed && !privileged && !computed,
    readOnly: stamp !== undefined || privileged || computed,
  };
}

/** Text is never null, except where several rows without it would clash. */
function nullable(type: Attribute["type"], required: boolean, unique: boolean, filled: boolean): boolean {
  if (isFile(type)) return false;
  if (isText(type)) return unique && !required;
  return type === "boolean" ? !filled : !required;
}

const tooLong = (attribute: Attribute) => attribute.type === "string" && (attribute.maxLength ?? 0) > LONGEST_LINE;

/** The label, where Django would not come to it by itself. */
export function verboseOf({ name, label }: { name: string; label: string }): string | undefined {
  const same = words(label).join() === words(name).join() || label.trim() === "";
  return same ? undefined : label.replace(/\s+/g, " ").trim().slice(0, 100);
}

function lengthOf(attribute: Attribute, type: Attribute["type"], choices: EnumPlan | undefined): number | undefined {
  if (choices)
    return Math.max(attribute.maxLength ?? 32, ...choices.members.map(({ value }) => Array.from(value).length));
  const usual = LENGTHS[type];
  if (usual === undefined) return undefined;
  return type === "file" || type === "image" ? usual : (attribute.maxLength ?? usual);
}

/** A default the column can take; one it cannot take is left out. */
function defaultOf(
  { type, default: given, precision, scale, maxLength }: Attribute,
  choices: EnumPlan | undefined,
): Default | undefined {
  if (given === undefined) return undefined;
  const text = String(given).trim();
  if (choices) return choices.members.some(({ value }) => value === given) ? { value: given } : undefined;
  if (isText(type)) {
    const fits = text !== "" && Array.from(text).length <= (maxLength ?? LENGTHS[type] ?? LONGEST_LINE);
    return fits && (type === "string" || type === "text") ? { value: String(given) } : undefined;
  }
  if (type === "boolean")
    return /^(true|false|0|1|yes|no)$/i.test(text) ? { value: /^(true|1|yes)$/i.test(text) } : undefined;
  if (type === "integer" || type === "bigint") return /^-?\d{1,9}$/.test(text) ? { value: Number(text) } : undefined;
  if (type === "float") return text !== "" && Number.isFinite(Number(text)) ? { value: Number(text) } : undefined;
  if (type === "decimal") {
    const digits = /^-?(\d{1,15})(?:\.(\d+))?$/.exec(text);
    const room = (precision ?? 12) - (scale ?? 2);
    // A zero before the point takes none of the digits.
    const whole = (digits?.[1] ?? "").replace(/^0+/, "");
    const fits = digits && whole.length <= room && (digits[2] ?? "").length <= (scale ?? 2);
    return fits ? { value: text } : undefined;
  }
  if (type === "uuid") return /uuid/i.test(text) ? { call: "uuid" } : undefined;
  if (type === "json")
    return text === "{}" || text === "dict"
      ? { call: "dict" }
      : text === "[]" || text === "list"
        ? { call: "list" }
        : undefined;
  if (isMoment(type) && /^(now|now\(\)|timezone\.now|current_timestamp|today|current_date|getdate\(\))$/i.test(text)) {
    return { call: type === "date" ? "today" : "now" };
  }
  return undefined;
}
