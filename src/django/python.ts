/** Python by template. Only Python goes into Python: text from people or models must pass through `str`, `name` or `doc`. */
import { comment, docstring, literal } from "./literal.ts";

declare const python: unique symbol;
/** A piece of Python source, made here and nowhere else. */
export type Python = string & { readonly [python]: true };
type Part = Python | number | false | undefined | readonly Part[];

/** A Python string literal for any text at all; long ones are cut to lines. */
export const str = (text: string) => literal(text) as Python;

/** An f-string around Python's `n`: short texts that differ from row to row. */
export const numbered = (before: string, after = "") =>
  `f"${[before, after].map((text) => literal(text.slice(0, 40)).slice(1, -1).replace(/[{}]/g, "$&$&")).join("{n}")}"` as Python;

/** A docstring of one paragraph for each text. */
export const doc = (...paragraphs: string[]) => docstring(paragraphs) as Python;

/** Comment lines. */
export const note = (text: string) => comment(text) as Python;

/** A literal of a value out of the ERD. */
export function value(given: string | number | boolean): Python {
  if (typeof given === "string") return str(given);
  if (typeof given === "number") return number(given) as Python;
  return (given ? "True" : "False") as Python;
}

/** A Python identifier. Throws on anything else: names are made safe when the ERD is read, a bad one here is a bug. */
export function name(text: string): Python {
  if (!/^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(text) || text !== text.normalize("NFKC") || KEYWORDS.has(text)) {
    throw new Error(`Not a Python name: ${JSON.stringify(text)}`);
  }
  return text as Python;
}

/** Lists become lines, lines keep the indent of the line they start on, and an empty part alone on a line takes it along. */
export function py(strings: TemplateStringsArray, ...parts: Part[]): Python {
  const texts = levelled(strings);
  let out = texts[0] ?? "";
  parts.forEach((part, i) => {
    const before = out.slice(out.lastIndexOf("\n") + 1);
    const indent = /^ */.exec(before)?.[0] ?? "";
    const text = write(part).replaceAll("\n", `\n${indent}`);
    out += text === "" && indent === before ? GONE : text;
    out += texts[i + 1] ?? "";
  });
  return out
    .replace(/ *\0+(\n|$)/g, "")
    .replaceAll(GONE, "")
    .replace(/ +$/gm, "")
    .replace(/^\n+|\s+$/g, "") as Python;
}

/** Parts of one line. */
export const list = (parts: readonly (Python | false | undefined)[], between = ", ") =>
  parts.filter(Boolean).join(between) as Python;

/** A tuple. A comma after the last of several members would put each on a line of its own. */
export const tuple = (parts: readonly (Python | false | undefined)[]) => {
  const members = parts.filter(Boolean);
  return `(${members.join(", ")}${members.length === 1 ? "," : ""})` as Python;
};

/** Top-level definitions, two blank lines apart as PEP 8 asks. */
export const definitions = (parts: readonly (Python | false | undefined)[]) => list(parts, "\n\n\n");

/** Members of a class, one blank line apart. */
export const members = (parts: readonly (Python | false | undefined)[]) => list(parts, "\n\n");

/** Stands where a part was empty; no part can contain it, as `literal` escapes control characters. */
const GONE = "\0";

const levels = new WeakMap<TemplateStringsArray, string[]>();

/** The template's own text without the indent it has in our source; worked out once a template. */
function levelled(strings: TemplateStringsArray): string[] {
  const known = levels.get(strings);
  if (known) return known;
  const indents = Array.from(strings.raw.join("x").matchAll(/\n( *)\S/g), ([, indent]) => indent?.length ?? 0);
  const margin = Math.min(...indents);
  const made = strings.raw.map((text) => text.replace(/\n( *)/g, (_, indent: string) => `\n${indent.slice(margin)}`));
  levels.set(strings, made);
  return made;
}

function write(part: Part): string {
  if (part === false || part === undefined) return "";
  if (typeof part === "number") return number(part);
  if (typeof part === "string") return part;
  return part.map(write).filter(Boolean).join("\n");
}

function number(given: number): string {
  if (!Number.isFinite(given)) throw new Error(`Not a Python number: ${given}`);
  return Number.isSafeInteger(given) ? given.toFixed(0) : String(given);
}

const KEYWORDS = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);
