/** From what an ERD calls a thing to an identifier that Python, Django, SQLite and PostgreSQL all take. */
import { createHash } from "node:crypto";
import anyAscii from "any-ascii";
import { keywords, takenByProject, takenByPython, takenRoutes } from "./reserved.ts";
import { plural, singular } from "./words.ts";

/** PostgreSQL cuts names at 63 bytes; a reference's column has `_id` at its end. */
const attributeBytes = 60;
/** Leaves room for `backend_` and for what Django builds from a model's name (a permission, a constraint). */
const entityBytes = 50;

/** "posted by", "postedBy", "2fa-code" → posted_by, posted_by, n_2fa_code; undefined where nothing usable is left. */
export function attributeName(label: string, user = false): string | undefined {
  const name = snake(label);
  if (name === "") return undefined;
  const legal = /^\p{XID_Start}/u.test(name) ? name : `n_${name}`;
  const short = shorten(legal, attributeBytes);
  return takenByPython(short, user) ? `${short}_value` : short;
}

/** "job_history", "Addresses", "pitStops" → JobHistory, Address, PitStop; undefined where nothing usable is left. */
export function entityName(label: string): string | undefined {
  const parts = words(label);
  const last = parts.pop();
  return last === undefined ? undefined : className([...parts, singular(last)]);
}

/** Like entityName, but the plural stays plural: for two entities that differ in nothing else. */
export function entityNameAsWritten(label: string): string | undefined {
  const parts = words(label);
  return parts.length === 0 ? undefined : className(parts);
}

/** "OrderItem" → order_items: the route, and the name on the other side. Of a reserved route: docs → docs_records. */
export function pluralName(name: string): string {
  const parts = words(name).map((word) => word.toLowerCase());
  const last = parts.pop() ?? "record";
  const many = shorten(underscored([...parts, plural(last)]), entityBytes);
  return takenRoutes.has(many) || takenByPython(many, false) ? `${many}_records` : many;
}

/** "OrderItem" → order_item: what a single reference to it is called. */
export const singularName = (name: string): string => underscored(words(name));

/** The first of name, name_2, name_3 … that is free; compared without case, as databases do. */
export function free(name: string, taken: ReadonlySet<string>): string {
  const short = shorten(name, attributeBytes);
  if (!taken.has(short.toLowerCase())) return short;
  for (let count = 2; ; count++) {
    const next = `${shorten(name, attributeBytes - 5)}_${count}`;
    if (!taken.has(next.toLowerCase())) return next;
  }
}

/** The first of Name, Name2, Name3 … that is free. */
export function freeClass(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  const stem = shorten(name, entityBytes - 5).replace(/_/gu, "");
  for (let count = 2; ; count++) {
    if (!taken.has(`${stem}${count}`.toLowerCase())) return `${stem}${count}`;
  }
}

/** Whether a name could have come out of attributeName. */
export function isAttributeName(name: string, user: boolean): boolean {
  const legal = isIdentifier(name) && !/^_|_$|__/u.test(name) && name === name.toLowerCase();
  return legal && bytes(name) <= attributeBytes && !takenByPython(name, user);
}

/** Whether a name could have come out of entityName. */
export function isEntityName(name: string): boolean {
  return isIdentifier(name) && /^\p{Lu}[^_]*$/u.test(name) && bytes(name) <= entityBytes && !takenByProject(name);
}

/** A name in ASCII, for what takes nothing else: "größe" → "groesse"; the same name where it is ASCII already. */
export function asciiName(name: string): string {
  const plain = anyAscii(name).replace(/[^A-Za-z0-9_]+/gu, "");
  return /^[A-Za-z]/u.test(plain) ? plain : `n${plain}`;
}

/** A label as it may stand in a verbose name: one line, no control characters, at most 100 characters. */
export function cleanLabel(label: string): string {
  const line = label
    .toWellFormed()
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
  return [...line].slice(0, 100).join("").trim();
}

/** Letters, digits, spaces and the usual separators: such a label becomes a name without surprise. */
export const isPlain = (label: string): boolean => /^[\p{L}\p{M}\p{N} _.'’-]*$/u.test(label);

/** Compared by this, "Order Items", "order_item" and "OrderItem" are one. */
export function folded(label: string): string {
  const parts = words(label).map((word) => word.toLowerCase());
  const last = parts.pop();
  return last === undefined ? "" : [...parts, singular(last)].join("");
}

/** The words of a label, letters' case as written. */
export function words(label: string): string[] {
  if (/^[a-z][a-z0-9_]*$/u.test(label)) return label.split("_").filter((word) => word !== "");
  const text = usable(label);
  const camel = text.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2");
  const parts = camel.split(/[\s_]+/u).map((part) => part.replace(/^[^\p{XID_Start}\p{Nd}]+/u, ""));
  const kept = parts.filter((part) => part !== "");
  // COUNTRY_ID, EMPLOYEES: shouted names are spoken names
  return text === text.toUpperCase() ? kept.map((part) => part.toLowerCase()) : kept;
}

/** At most so many bytes; a cut name ends in a hash of the whole, so that two long ones stay apart. */
export function shorten(name: string, most: number): string {
  if (bytes(name) <= most) return name;
  const mark = createHash("sha256").update(name).digest("hex").slice(0, 8);
  let cut = "";
  for (const character of name) {
    if (bytes(cut + character) > most - 9) break;
    cut += character;
  }
  return `${cut.replace(/_+$/u, "")}_${mark}`;
}

function snake(label: string): string {
  return underscored(words(label));
}

function underscored(parts: readonly string[]): string {
  const name = parts.join("_").toLowerCase().normalize("NFKC").toLowerCase().normalize("NFKC");
  return name
    .replace(/[^\p{XID_Continue}]/gu, "")
    .replace(/_{2,}/gu, "_")
    .replace(/^_+|_+$/gu, "");
}

function className(parts: readonly string[]): string | undefined {
  const pascal = parts
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("")
    .normalize("NFKC")
    .replace(/[^\p{XID_Continue}]|_/gu, "");
  const legal = /^\p{Lu}/u.test(pascal) ? pascal : capitalised(pascal);
  if (legal === "") return undefined;
  const short = shorten(legal, entityBytes).replace(/_/gu, "");
  return takenByProject(short) ? `${short}Record` : short;
}

/** Scripts without capitals, and digits: linters of Python take a class only where it begins with a capital. */
function capitalised(name: string): string {
  const latin = anyAscii(name).replace(/[^A-Za-z0-9]+/gu, "");
  if (latin === "") return "";
  return /^[0-9]/u.test(latin) ? `N${latin}` : latin.charAt(0).toUpperCase() + latin.slice(1);
}

/**
 * The characters of a label that can stand in a name; the rest is transliterated or becomes a space. Letters beyond those
 * that every supported Python knows (3.10 knows Unicode 13) are taken as foreign, so that no name depends on the Python version.
 */
function usable(label: string): string {
  const text = label
    .toWellFormed()
    .normalize("NFKC")
    .replace(/(\p{L})['’](\p{L})/gu, "$1$2");
  // Most labels are plain; a long ERD has tens of thousands
  if (/^[\x20-\x7e]*$/u.test(text)) return text.replace(/[^A-Za-z0-9]+/gu, " ");
  let result = "";
  for (const character of text) {
    result += isKnown(character) ? character : ascii(character);
  }
  return result.normalize("NFKC");
}

const known =
  /^[[\p{XID_Continue}&&[\u0030-\u1AAF\u1B00-\u1C7F\u1E00-\u1FFF\u2070-\u30FA\u30FC-\u9FFC\uAC00-\uD7A3]]--[_\u0870-\u089F\u0C3C\u0C5C\u0C5D\u0CDC\u0CDD\u0CF3\u0ECE\u170D\u1715\u171F\u180F\u1B4C]]$/v;

/** A letter and both the letters it becomes: names change case. */
const isKnown = (character: string) =>
  [...character, ...character.toLowerCase(), ...character.toUpperCase()].every(
    (one) => known.test(one) || georgian.test(one),
  );

/** Georgian capitals, far from the small letters. */
const georgian = /^[\u1C90-\u1CBF]$/u;

function ascii(character: string): string {
  if (/^[\p{C}\p{Z}\p{P}\p{Sm}\p{Sc}\p{Sk}]$/u.test(character)) return " ";
  return ` ${anyAscii(character).replace(/[^A-Za-z0-9]+/gu, " ")} `;
}

function isIdentifier(name: string): boolean {
  return /^[\p{XID_Start}][\p{XID_Continue}]*$/u.test(name) && name === name.normalize("NFKC") && !keywords.has(name);
}

const bytes = (text: string) => Buffer.byteLength(text);
