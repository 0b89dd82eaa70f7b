/** One attribute: its type, its limits, and the rules that its options state. */
import { type Notes, shown } from "./findings.ts";
import type { Attribute, AttributeType } from "./model.ts";
import { cleanLabel } from "./names.ts";
import type { RawAttribute, RawValue } from "./raw.ts";
import type { Rule } from "./rule.ts";
import { isChoice, nearestType, typeOf } from "./types.ts";
import { ENOUGH, INCOMPARABLE, variety } from "./variety.ts";

/** Longer texts are Django's TextField: a varchar has no use for it. */
const longestString = 10_000;
const mostChoices = 200;

const createdNames = new Set(
  "created created_at created_on created_date created_time create_date create_time creation_date date_created inserted_at".split(
    " ",
  ),
);
const updatedNames = new Set(
  "updated updated_at updated_on updated_date update_date update_time modified modified_at modified_on modified_date last_modified last_modified_at last_updated last_update date_updated date_modified changed_at".split(
    " ",
  ),
);
/** The last word of a name that holds an amount of money; floats lose cents. */
const money = new Set("price salary amount total cost fee balance wage budget tax revenue payment subtotal".split(" "));

/** The attribute under the name that was found for it, and the rules of its options. `owner` is its entity's name. */
export function attribute(
  raw: RawAttribute,
  name: string,
  owner: string,
  notes: Notes,
): { attribute: Attribute; rules: Rule[] } {
  const say = (message: string, hint = "") => notes.warn(raw.where, `${owner}.${name} ${message}`, hint);
  const choices = choicesOf(raw, say);
  const type = typeFor(raw, name, choices, say);
  const stamp = stampOf(raw, name, type);
  const found: Attribute = {
    name,
    label: cleanLabel(raw.label) || name,
    type,
    required: raw.options.get("required") !== false,
    unique: isUnique(raw, type, say),
    choices: type === "string" ? choices : [],
    help: cleanText(raw.options.get("help")),
    ...sizes(raw, type, say),
    ...(stamp === undefined ? {} : { stamp }),
  };
  const preset = stamp === undefined ? defaultOf(raw.options.get("default"), found, say) : undefined;
  const rules = rulesOf(raw, found, owner, choices, say);
  const unique = found.unique && isVaried(found, rules, say);
  return { attribute: { ...found, unique, ...(preset !== undefined && { default: preset }) }, rules };
}

type Say = (message: string, hint?: string) => void;

function typeFor(raw: RawAttribute, name: string, choices: readonly string[], say: Say): AttributeType {
  if (raw.type === undefined) {
    say("has no type: taken as text.", 'Give it one, e.g. "str".');
    return "text";
  }
  const type = typeOf(raw.type);
  if (type === undefined) {
    const near = nearestType(raw.type);
    say(
      `has the type "${shown(raw.type)}", which djinn does not know: taken as text.`,
      near === undefined ? "Types are str, text, int, decimal, bool, date, datetime, …" : `Did you mean ${near}?`,
    );
    return "text";
  }
  if (raw.list) return "json";
  if (type === "float" && isMoney(name)) {
    say("is an amount of money: decimal is used, since floats lose cents.");
    return "decimal";
  }
  if (type !== "string" && type !== "text") return type;
  if (choices.length > 0) return "string";
  const length = wholeNumber(raw.options.get("maxLength") ?? raw.args[0]);
  if (length !== undefined && length > longestString) return "text";
  if (type === "text" || raw.args[0]?.toLowerCase() === "max") return "text";
  if (/(?:^|_)email$/u.test(name)) return "email";
  return /^website$|(?:^|_)url$/u.test(name) ? "url" : "string";
}

const isMoney = (name: string) =>
  money.has(name.split("_").at(-1) ?? "") || /(?:^|_)(?:price|salary|cost)(?:_|$)/u.test(name);

function isUnique(raw: RawAttribute, type: AttributeType, say: Say): boolean {
  if (raw.options.get("unique") !== true && raw.options.get("key") !== true) return false;
  const pointless = type === "boolean" || INCOMPARABLE.has(type);
  if (pointless) say(`cannot be unique as ${type}; it is not.`);
  return !pointless;
}

function isVaried(found: Attribute, rules: readonly Rule[], say: Say): boolean {
  const count = variety(found, rules);
  if (count < ENOUGH) say(`would be unique with only ${count} values; it is not.`);
  return count >= ENOUGH;
}

function stampOf(raw: RawAttribute, name: string, type: AttributeType): Attribute["stamp"] {
  if (type !== "date" && type !== "datetime") return undefined;
  if (raw.options.get("stampCreated") === true) return "created";
  if (raw.options.get("stampUpdated") === true) return "updated";
  if (createdNames.has(name)) return "created";
  return updatedNames.has(name) ? "updated" : undefined;
}

/** Lengths below which there are hardly any addresses. */
const SHORTEST: Partial<Record<AttributeType, number>> = { email: 12, url: 20 };

function sizes(raw: RawAttribute, type: AttributeType, say: Say): Pick<Attribute, "maxLength" | "precision" | "scale"> {
  if (["string", "email", "url", "slug"].includes(type) && !(raw.type !== undefined && isChoice(raw.type))) {
    const written = raw.options.get("maxLength") ?? raw.args[0];
    const maxLength = wholeNumber(written);
    const least = SHORTEST[type] ?? 1;
    if (maxLength !== undefined && maxLength > 0 && maxLength < least) {
      say(`has a length of ${maxLength}, which is too short for any ${type}: passed over.`);
      return {};
    }
    if (maxLength !== undefined && maxLength > 0) return { maxLength };
    if (written !== undefined)
      say(`has a length of "${shown(String(written))}", which is passed over.`, "A length is a whole number above 0.");
    return {};
  }
  if (type !== "decimal") return {};
  const precision = wholeNumber(raw.options.get("precision") ?? raw.args[0]);
  const scale = wholeNumber(raw.options.get("scale") ?? raw.args[1] ?? (raw.args.length === 1 ? "0" : undefined));
  if (precision === undefined && scale === undefined) return {};
  const digits = precision ?? Math.max(12, (scale ?? 0) + 10);
  if (digits >= 1 && digits <= 65 && (scale ?? 0) <= digits)
    return { precision: digits, scale: scale ?? Math.min(2, digits) };
  say("has more digits after the point than in all, or more than 65: passed over.", "e.g. decimal(10,2)");
  return {};
}

function wholeNumber(value: RawValue | undefined): number | undefined {
  const number =
    typeof value === "number"
      ? value
      : typeof value === "string" && /^\d{1,9}$/u.test(value.trim())
        ? Number(value)
        : Number.NaN;
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function choicesOf(raw: RawAttribute, say: Say): string[] {
  const written = raw.options.get("choices");
  const inWord = raw.type !== undefined && isChoice(raw.type) && !raw.list;
  const listed: readonly RawValue[] = Array.isArray(written)
    ? written
    : typeof written === "string"
      ? written.split(/\s*[,|]\s*/u)
      : inWord
        ? raw.args.flatMap((arg) => arg.split(/\s*\|\s*/u))
        : [];
  const values = listed.flatMap((value) =>
    typeof value === "string" || typeof value === "number" ? [cleanLabel(String(value))] : [],
  );
  const distinct = [...new Set(values.filter((value) => value !== ""))];
  if (inWord && distinct.length === 0)
    say("names no values to choose from: any text is taken.", "e.g. enum('new','done')");
  if (distinct.length <= mostChoices) return distinct;
  say(`has ${distinct.length} values to choose from; more than ${mostChoices} are an entity, so any text is taken.`);
  return [];
}

/** The default as the type needs it; what is code or does not fit is left out, and said. */
function defaultOf(value: RawValue | undefined, found: Attribute, say: Say): Attribute["default"] {
  if (value === undefined || value === null) return undefined;
  const fit = fitting(value, found);
  if (fit === undefined)
    say(`has a default that does not fit ${found.type} and is left out: "${shown(String(value))}".`);
  return fit;
}

function fitting(value: RawValue, { type, choices, maxLength }: Attribute): Attribute["default"] {
  const text = String(value).trim();
  const number = typeof value === "boolean" || text === "" ? Number.NaN : Number(text);
  if (Array.isArray(value)) return undefined;
  if (type === "boolean")
    return /^(?:true|1|yes)$/iu.test(text) ? true : /^(?:false|0|no)$/iu.test(text) ? false : undefined;
  if (type === "integer" || type === "bigint")
    return Number.isSafeInteger(number) && (type === "bigint" || Math.abs(number) < 2 ** 31) ? number : undefined;
  if (type === "float" || type === "decimal")
    return Number.isFinite(number) && Math.abs(number) < 1e9 ? number : undefined;
  if (choices.length > 0) return choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (type === "string" || type === "text")
    return text.length <= (maxLength ?? 255) && !/\p{Cc}/u.test(text) ? text : undefined;
  if (type === "date")
    return /^\d{4}-[01]\d-[0-3]\d$/u.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
  return undefined;
}

function rulesOf(
  raw: RawAttribute,
  { name, type, maxLength }: Attribute,
  entity: string,
  choices: readonly string[],
  say: Say,
): Rule[] {
  const rules: Rule[] = [];
  const numeric = ["integer", "bigint", "decimal", "float"].includes(type);
  const bound = (value: RawValue | undefined) =>
    typeof value === "number" && Number.isFinite(value) ? { value, exclusive: false } : undefined;
  const numbers = numeric ? choices.map(Number) : [];
  const whole = numbers.length > 0 && numbers.every((value) => Number.isInteger(value));
  const run = whole && Math.max(...numbers) - Math.min(...numbers) + 1 === new Set(numbers).size;
  if (choices.length > 0 && type !== "string" && !run)
    say(`cannot be a choice as ${type}; any value is taken.`, "Choices are texts.");
  const min = bound(raw.options.get("min") ?? (run ? Math.min(...numbers) : undefined));
  const max = bound(raw.options.get("max") ?? (run ? Math.max(...numbers) : undefined));
  if (numeric && (min !== undefined || max !== undefined)) {
    if (min !== undefined && max !== undefined && min.value > max.value)
      say("has a least value above its greatest; both are left out.");
    else {
      const text = [min && `at least ${min.value}`, max && `at most ${max.value}`].filter(Boolean).join(" and ");
      rules.push({
        shape: "bound",
        entity,
        field: name,
        text: `${name} must be ${text}`,
        ...(min && { min }),
        ...(max && { max }),
      });
    }
  }
  const least = wholeNumber(raw.options.get("minLength"));
  if ((type === "string" || type === "text") && least !== undefined && least > 0 && least <= (maxLength ?? 255)) {
    rules.push({
      shape: "length",
      entity,
      field: name,
      text: `${name} must have at least ${least} characters`,
      min: least,
      digits: false,
    });
  }
  return rules;
}

const cleanText = (value: RawValue | undefined) =>
  typeof value === "string" ? [...value.replace(/[\p{C}\p{Z}]+/gu, " ").trim()].slice(0, 300).join("").trim() : "";
