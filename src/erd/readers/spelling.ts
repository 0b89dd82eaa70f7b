/** A type or a reference written as a line of text: `CharField(max_length=40)`, `varchar(40)?`, `ForeignKey:User`. */
import type { RawKind, RawOption, RawValue } from "../raw.ts";
import { typeOf } from "../types.ts";
import { optionOf } from "./options.ts";

export type Spelling = {
  /** The type's own word, as written; empty where there is none. */
  word: string;
  kind: RawKind | undefined;
  args: string[];
  list: boolean;
  options: Map<RawOption, RawValue>;
};

/** Longer lines are no types. */
const longest = 2_000;

/** Takes a line apart; never throws, and never takes a word of it as more than a word. */
export function spelling(text: string): Spelling {
  const options = new Map<RawOption, RawValue>();
  let rest = text.slice(0, longest).trim();
  const optional = /^(?:Optional|Maybe|Nullable)\s*[[<(](.*)[\]>)]$/isu.exec(rest);
  if (optional !== null) {
    options.set("required", false);
    rest = (optional[1] ?? "").trim();
  }
  const suffix = /\s*(?:\?|\|\s*(?:null|none|undefined))$/iu.exec(rest);
  if (suffix !== null) {
    options.set("required", false);
    rest = rest.slice(0, suffix.index).trim();
  }
  rest = rest.replace(/!$/u, "").trim();
  const many =
    /^(.*?)\s*\[\s*\]$/su.exec(rest) ??
    /^\[(.*)\]$/su.exec(rest) ??
    /^(?:list|array|set|sequence|arrayfield|collection)\s*(?:[[<(](.*)[\]>)]|of\s+(.*))$/isu.exec(rest);
  if (many !== null) {
    const inner = spelling(many[1] ?? many[2] ?? "");
    return { ...inner, list: true, options: new Map([...inner.options, ...options]) };
  }
  return { ...single(rest, options), list: false };
}

/** Splits at separators that stand in no brackets and no quotes. */
export function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let part = "";
  for (const character of text) {
    if (quote === "" && depth === 0 && separator.test(character)) {
      parts.push(part.trim());
      part = "";
      continue;
    }
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === "'" || character === '"') quote = character;
    else if ("([{<".includes(character)) depth++;
    else if (")]}>".includes(character)) depth--;
    part += character;
  }
  return [...parts, part.trim()].filter((piece) => piece !== "");
}

function single(text: string, options: Map<RawOption, RawValue>): Omit<Spelling, "list"> {
  const head = /^[^([<:,=]+/u.exec(text)?.[0] ?? "";
  const [word, flags, kind] = wordAndFlags(head.trim());
  const after = text.slice(head.length).trim();
  const [inside, outside] = brackets(after);
  const args: string[] = [];
  for (const piece of splitOutside(inside, /,/u)) {
    const named = /^([A-Za-z_]\w*)\s*=\s*(.*)$/su.exec(piece);
    const option = named === null ? undefined : optionOf(named[1] ?? "");
    if (named === null) args.push(unquoted(piece));
    else if (option !== undefined) options.set(option.name, option.value(literal(named[2] ?? "")));
  }
  if (kind !== undefined && args.length === 0 && flags !== "")
    args.push(unquoted(flags.replace(/^(?:->|=>|to\b|of\b)\s*/iu, "")));
  sqlFlags(`${kind === undefined ? flags : ""} ${outside}`, options);
  return { word, kind, args, options };
}

/** The longest beginning of the words that is a type or a reference; the rest qualifies it. */
function wordAndFlags(head: string): [word: string, flags: string, kind: RawKind | undefined] {
  const parts = head.split(/\s+/u);
  for (let count = Math.min(parts.length, 4); count > 0; count--) {
    const word = parts.slice(0, count).join(" ");
    const kind = kindOf(word);
    if (kind !== undefined || typeOf(word) !== undefined) return [word, parts.slice(count).join(" "), kind];
  }
  return [head, "", undefined];
}

/** What stands in the first brackets, or after a colon, and what follows it. */
function brackets(text: string): [inside: string, outside: string] {
  if (text.startsWith(":")) return [text.slice(1).trim(), ""];
  const opening = "([<".indexOf(text.charAt(0));
  if (text === "" || opening === -1) return ["", text.replace(/,/gu, " ")];
  const closing = ")]>".charAt(opening);
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === text[0]) depth++;
    if (text[at] === closing) depth--;
    if (depth === 0) return [text.slice(1, at), text.slice(at + 1).replace(/,/gu, " ")];
  }
  return [text.slice(1), ""];
}

function sqlFlags(text: string, options: Map<RawOption, RawValue>): void {
  if (text.trim() === "") return;
  if (/\b(?:not\s+null|required|mandatory)\b/iu.test(text)) options.set("required", true);
  else if (/\b(?:null|nullable|optional|blank)\b/iu.test(text)) options.set("required", false);
  if (/\b(?:unique|uk)\b/iu.test(text)) options.set("unique", true);
  if (/\b(?:primary\s*key|pk)\b/iu.test(text)) options.set("key", true);
  const references = /\b(?:references|fk\s+to)\s+([\p{L}\p{N}_."]+)/iu.exec(text);
  if (references?.[1] !== undefined) options.set("target", references[1].replace(/"/gu, ""));
  const preset = /\bdefault\s*[=:]?\s*('[^']*'|"[^"]*"|[\w.+-]+)/iu.exec(text);
  if (preset?.[1] !== undefined) options.set("default", literal(preset[1]));
}

/** How a word refers to another entity, or undefined where it does not. */
export function kindOf(word: string): RawKind | undefined {
  const key = word
    .slice(0, 60)
    .replace(/^.*\./u, "")
    .replace(/[\s_-]+/gu, "")
    .toLowerCase()
    .replace(/field$/u, "");
  return kinds.get(key);
}

const kindWords: readonly (readonly [RawKind, string])[] = [
  [
    "many-to-one",
    "foreignkey fk foreign reference references ref manytoone belongsto n:1 *:1 m:1 n1 lookup parent relation relationship",
  ],
  ["one-to-one", "onetoone o2o 1:1 11 onetoonerel"],
  ["many-to-many", "manytomany m2m mtm n:m m:n n:n *:* nm mn hasandbelongstomany habtm manytomanyrel"],
  ["has-many", "onetomany hasmany 1:n 1:* 1:m 1n"],
  ["has-one", "hasone"],
];
const kinds = new Map(kindWords.flatMap(([kind, list]) => list.split(" ").map((word) => [word, kind] as const)));

/** A Python or JSON literal, as far as options need one. */
function literal(text: string): RawValue {
  const value = text.trim();
  if (/^(?:true)$/iu.test(value)) return true;
  if (/^(?:false)$/iu.test(value)) return false;
  if (/^(?:none|null)$/iu.test(value)) return null;
  if (/^[+-]?\d+(?:\.\d+)?$/u.test(value)) return Number(value);
  if (/^[[(]/u.test(value)) {
    const pieces = splitOutside(value.slice(1, -1), /,/u);
    return pieces.map((piece) =>
      literal(/^[[(]/u.test(piece) ? (splitOutside(piece.slice(1, -1), /,/u)[0] ?? "") : piece),
    );
  }
  return unquoted(value.replace(/^Decimal\((.*)\)$/u, "$1"));
}

const unquoted = (text: string) => /^(['"`])(.*)\1$/su.exec(text.trim())?.[2] ?? text.trim();
