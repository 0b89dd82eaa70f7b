/** JSON as a tree in which every value knows its place; what is wrong with it is said in words. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Notes } from "./findings.ts";
import { shown } from "./findings.ts";

/** Keys of an object are a Map's: `__proto__` is a key like any other. */
export type Json = { where: string } & (
  | { type: "object"; members: ReadonlyMap<string, Json> }
  | { type: "list"; items: readonly Json[] }
  | { type: "string"; value: string }
  | { type: "number"; value: number }
  | { type: "boolean"; value: boolean }
  | { type: "null" }
);

/** Brackets in brackets; the deepest sensible ERD has about ten. */
const deepest = 60;

/** Longer ones are no names. */
const longestName = 500;

/**
 * The tree, or undefined where an error was noted. Comments and commas before a closing bracket are let pass. `file` is put
 * before every place, where there are several uploads.
 */
export function parseJson(text: string, file: string, notes: Notes): Json | undefined {
  const lineOf = lines(text);
  const at = (offset: number) => `${file}${lineOf(offset)}`;
  const tooDeep = depthBomb(text);
  if (tooDeep !== undefined) {
    notes.error(at(tooDeep), `Brackets are nested more than ${deepest} deep.`, "An ERD needs about ten levels.");
    return undefined;
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first !== undefined || root === undefined) {
    const [message, hint] = inWords(text, first, root);
    notes.error(at(Math.min(first?.offset ?? 0, text.length)), message, hint);
    return undefined;
  }
  return convert(root, "", { file, lineOf, notes });
}

/** Kinds of text that begin like JSON. */
export const looksLikeJson = (text: string): boolean => /^\s*(?:\/[/*]|[{["])/u.test(text);

type Context = { file: string; lineOf: (offset: number) => string; notes: Notes };

function convert(node: Node, path: string, context: Context): Json {
  const where = `${context.file}${path === "" ? "" : `${path}, `}${context.lineOf(node.offset).replace(/, .*/u, "")}`;
  if (node.type === "object") return { type: "object", where, members: members(node, path, context) };
  if (node.type === "array") {
    const items = (node.children ?? []).map((child, index) => convert(child, `${path}[${index}]`, context));
    return { type: "list", where, items };
  }
  const value: unknown = node.value;
  if (typeof value === "string") return { type: "string", where, value: value.toWellFormed() };
  if (typeof value === "number") return { type: "number", where, value };
  if (typeof value === "boolean") return { type: "boolean", where, value };
  return { type: "null", where };
}

function members(node: Node, path: string, context: Context): Map<string, Json> {
  const found = new Map<string, Json>();
  for (const property of node.children ?? []) {
    const [name, child] = property.children ?? [];
    if (name === undefined || child === undefined) continue;
    const key = String(name.value).toWellFormed();
    if (key.length > longestName) {
      const place = `${context.file}${context.lineOf(name.offset)}`;
      context.notes.error(
        place,
        `A name has ${key.length} characters; at most ${longestName} are read.`,
        "Shorten it.",
      );
      continue;
    }
    const value = convert(child, step(path, key), context);
    if (found.has(key)) {
      const place = `${context.file}${step(path, key)}, ${context.lineOf(name.offset)}`;
      context.notes.error(place, `"${shown(key)}" is there twice.`, "Keep one of them, or rename one.");
      continue;
    }
    found.set(key, value);
  }
  return found;
}

/** A key as it stands in a path; one that could be mistaken for something else is quoted. */
function step(path: string, key: string): string {
  if (/^[\p{L}\p{N}_ -]+$/u.test(key) && key.length <= 60) return path === "" ? key : `${path}.${key}`;
  return `${path}[${JSON.stringify(shown(key))}]`;
}

/** "line 3, column 7" of an offset. */
function lines(text: string): (offset: number) => string {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return `line ${low + 1}, column ${offset - (starts[low] ?? 0) + 1}`;
  };
}

/** Where the nesting gets too deep for a parser that calls itself, which jsonc-parser does. */
function depthBomb(text: string): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted && character === "\\") at++;
    else if (character === '"' || (quoted && character === "\n")) quoted = character === '"' && !quoted;
    else if (!quoted && (character === "{" || character === "[")) depth++;
    else if (!quoted && (character === "}" || character === "]")) depth--;
    if (depth > deepest) return at;
  }
  return undefined;
}

function inWords(text: string, error: ParseError | undefined, root: Node | undefined): [string, string] {
  if (error === undefined) return ["There is no JSON value in it.", "Send the ERD as a JSON object."];
  const code = printParseErrorCode(error.error);
  const next = JSON.stringify(shown(text.slice(error.offset, error.offset + 20)));
  if (
    error.offset >= text.trimEnd().length ||
    (code === "UnexpectedEndOfString" && error.offset + error.length >= text.trimEnd().length)
  ) {
    return ["The text ends in the middle: brackets or quotes are still open.", "Send the whole file again."];
  }
  if (code === "EndOfFileExpected" || (root !== undefined && error.offset >= root.offset + root.length)) {
    return [`After the end of the JSON there is more: ${next}.`, "Send one JSON value and nothing after it."];
  }
  const expected = new Map([
    ["PropertyNameExpected", 'a name in "double quotes"'],
    ["ValueExpected", "a value"],
    ["ColonExpected", 'a ":" after the name'],
    ["CommaExpected", 'a ","'],
    ["CloseBraceExpected", 'a "}"'],
    ["CloseBracketExpected", 'a "]"'],
  ]).get(code);
  if (expected !== undefined) return [`This is not JSON: expected ${expected}, found ${next}.`, "Mend this place."];
  return [`This is not JSON: ${next} cannot stand here.`, 'JSON knows only {} [] "text" numbers true false null.'];
}
