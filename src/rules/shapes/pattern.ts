/** Shapes 13 and 14: "must match the format ABC-1234", only digits or letters, and what a text starts with, ends with or holds. */
import type { Rule } from "#erd";
import { DIGITS, LOWER, regexOf, type Token, tokens, UPPER } from "../pattern.ts";
import type { Shape } from "../shape.ts";
import { texts } from "./text.ts";

export const pattern: Shape = {
  name: "a pattern",
  read(clause, scope) {
    if (clause.negated || (clause.permissive && !/\bonly\b/iu.test(clause.text))) return undefined;
    const [subject, predicate] = parted(clause);
    const kinds = ONLY.test(clause.text) ? only(predicate) : undefined;
    const said = kinds
      ? undefined
      : FORMAT.exec(predicate.replace(/\s*\((?:e\.g\.|for example|such as|like)[^)]*\)$/iu, ""));
    const found = kinds ?? (said && formatOf((said[1] ?? "").trim()));
    if (said && !found && /[[\\^(]/u.test(said[1] ?? ""))
      return { why: "this expression has groups, alternatives or classes that djinn does not enforce", hint: "" };
    const edge = found ? undefined : edged(predicate);
    const row = found ?? edge;
    if (row) return texts(subject, scope, (_, base) => ({ shape: "pattern", ...base, regex: regexOf(row) }));
    const part = PARTS.map(([place, wording]) => ({ place, value: wording.exec(predicate)?.[1] })).find(
      (it) => it.value,
    );
    const value = part?.value && wordOf(part.value.trim(), part.place);
    if (!part || !value) return undefined;
    return texts(subject, scope, (_, base): Rule => ({ shape: "affix", ...base, place: part.place, value }));
  },
};

/** "SKU starts with A": a verb of its own. */
function parted({ text, subject, predicate }: { text: string; subject: string; predicate: string }): [string, string] {
  const own = subject
    ? undefined
    : /^(.{1,80}?) ((?:starts?|begins?|ends?|contains?|match(?:es)?|follows?|looks?)\b.+)$/iu.exec(text);
  return own ? [own[1] ?? "", own[2] ?? ""] : [subject, predicate];
}

const ONLY = /\b(?:only|solely|exclusively|consists? of|alphanumeric|alphabetic|numeric)\b/iu;
const KINDS: readonly (readonly [RegExp, string, string])[] = [
  [/^(?:digits?|numbers?|numerals?|numeric(?: characters?| digits?)?|decimal digits)$/iu, "0-9", DIGITS],
  [/^(?:upper ?-?case|capital)(?: letters?| characters?)?$/iu, "A-Z", UPPER],
  [/^(?:lower ?-?case|small)(?: letters?| characters?)?$/iu, "a-z", LOWER],
  [/^(?:letters?|alphabetic(?: characters?)?|alphabets?)$/iu, "A-Za-z", UPPER + LOWER],
  [/^(?:alphanumeric(?: characters?)?|alphanumerics)$/iu, "A-Za-z0-9", UPPER + LOWER + DIGITS],
  [/^spaces?$/iu, " ", " "],
  [/^underscores?$/iu, "_", "_"],
  [/^(?:dots?|periods?)$/iu, ".", "."],
  [/^(?:hyphens?|dashes|dash)$/iu, "-", "-"],
];

/** "only letters and digits": a row of these, one or more. */
function only(predicate: string): Token[] | undefined {
  const list = predicate
    .replace(
      /^(?:(?:contain|contains|consist of|consists of|have|has|include|includes|hold|use|be|made up of|composed of)\s+)?(?:(?:only|solely|exclusively)\s+)?(?:of\s+)?/iu,
      "",
    )
    .replace(/\s+(?:only|exclusively)$/iu, "");
  const kinds = list
    .split(/\s*(?:,\s*(?:and|or)\s+|,|\/|\s+and\s+|\s+or\s+)\s*/iu)
    .map((part) => KINDS.findIndex(([wording]) => wording.test(part)));
  if (kinds.length === 0 || kinds.includes(-1)) return undefined;
  const inOrder = [...new Set(kinds)].toSorted((one, other) => one - other);
  const source = inOrder.map((kind) => KINDS[kind]?.[1] ?? "").join("");
  return tokens(`^[${source}]+$`);
}

const FORMAT =
  /^(?:(?:match(?:es)?|follows?|conforms? to|compl(?:y|ies) with|adheres? to|use|have|be|is|in|of|looks?|written|formatted)\s+)*(?:like|as|in)?\s*(?:the |a |an |this )?(?:(?:following |exact )?(?:format|pattern|form|template|regex|regexp|regular expression)\b(?: of|:| like| as)?\s*|(?<=match |matches |like |formatted as |as ))["'`/]?([^"'`]{2,80}?)["'`/]?(?: format| pattern)?$/iu;

/** An expression, or an example: "ABC-1234" is three capitals, a hyphen, four digits. */
function formatOf(said: string): Token[] | undefined {
  if (/[[\\^{]/u.test(said)) return tokens(said);
  const template = /^[YMDHS]+(?:[-/.: T]+[YMDHS]+)*$/u.test(said) || /^N+(?:[^A-Za-z0-9]+N+)*$/u.test(said);
  const wild = /^[^A-Za-z]*X+(?:[^A-Za-z]+X+)*[^A-Za-z]*$/u.test(said);
  if (
    said.length > 40 ||
    (!/[0-9#]/u.test(said) && !/^[^a-z]*[A-Z][^a-z]*$/u.test(said)) ||
    /[a-z]{2,} | [a-z]{2,}/u.test(said)
  )
    return undefined;
  const row = [...said].map((char) => {
    if (/[0-9#]/u.test(char) || (template && /[A-Z]/u.test(char))) return "[0-9]";
    if (/[A-Z]/u.test(char)) return wild ? "[A-Z0-9]" : "[A-Z]";
    return /[a-z]/u.test(char) ? "[a-z]" : char.replace(/[.*+?^${}()|[\]\\]/u, "\\$&");
  });
  const runs: [string, number][] = [];
  for (const one of row) {
    const last = runs.at(-1);
    if (last?.[0] === one) last[1]++;
    else runs.push([one, 1]);
  }
  return tokens(`^${runs.map(([one, count]) => (count > 1 ? `${one}{${count}}` : one)).join("")}$`);
}

/** "start with a capital letter", "end with a digit" */
function edged(predicate: string): Token[] | undefined {
  const found = /^(start|begin|end)s? with (?:an? |one )?([\p{L}\- ]+)$/iu.exec(predicate);
  const kind = found && KINDS.slice(0, 5).find(([wording]) => wording.test(found[2] ?? ""));
  if (!found || !kind) return undefined;
  return tokens(/^end/iu.test(found[1] ?? "") ? `^.*[${kind[1]}]$` : `^[${kind[1]}].*$`);
}

const PARTS = [
  ["start", /^(?:(?:start|begin)s? with|be prefixed (?:with|by)|prefixed (?:with|by))\s+(.{1,60})$/iu],
  ["end", /^(?:ends? (?:with|in)|be suffixed with|suffixed with)\s+(.{1,60})$/iu],
  ["anywhere", /^(?:contains?|includes?)\s+(.{1,60})$/iu],
] as const;
const CLASS = /^(?:letters?|digits?|numbers?|capitals?|vowels?|characters?|spaces?|words?|periods?|symbols?)$/iu;

/** Quoted, or one word that is no common one. */
function wordOf(said: string, place: string): string | undefined {
  const plain = said
    .replace(/^(?:the |an? )?(?:(?:letters?|prefix|suffix|text|string|character|word|symbol|sign)s? )?/iu, "")
    .replace(/ (?:sign|symbol|character)$/iu, "");
  const quoted = /^["'`]([^"'`]{1,50})["'`]$/u.exec(plain)?.[1];
  if (quoted !== undefined) return quoted.trim() === quoted ? quoted : undefined;
  if (/[\s"'`,/|]/u.test(plain) || plain === "" || CLASS.test(plain)) return undefined;
  return place === "anywhere" && /^[a-z]+$/u.test(plain) ? undefined : plain;
}
