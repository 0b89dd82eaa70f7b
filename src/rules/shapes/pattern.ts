/** Shapes 13 and 14: "must match the format ABC-1234", only digits or letters, and what a text starts with, ends with or holds. */
import type { Rule } from "#erd";
import { amount } from "../amount.ts";
import { DIGITS, LOWER, regexOf, type Token, tokens, UPPER } from "../pattern.ts";
import type { Shape } from "../shape.ts";
import { texts } from "./text.ts";

export const pattern: Shape = {
  name: "a pattern",
  read(clause, scope) {
    if (clause.negated && SPACED.test(clause.predicate))
      return texts(clause.subject, scope, (_, base) => ({ shape: "pattern", ...base, regex: "^\\S+$" }));
    if (clause.negated || (clause.permissive && !/\bonly\b/iu.test(clause.text))) return undefined;
    const [subject, predicate] = parted(clause);
    const kinds = (ONLY.test(clause.text) ? only(predicate) : undefined) ?? following(predicate) ?? known(predicate);
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
    : /^(.{1,80}?) ((?:starts?|begins?|ends?|finish(?:es)?|terminates?|contains?|match(?:es)?|follows?|looks?|consists?|uses?|needs?(?= (?:the|a) (?:prefix|suffix))|requires?(?= (?:the|a) (?:prefix|suffix))|(?:carry|carries|bears?|gets?)(?= (?:the|an?) (?:prefix|suffix))|ha(?:s|ve)|(?:is|are) made up|(?<=\s)(?:like|as|of) the (?:form|format|pattern))\b.+)$/iu.exec(
        text,
      );
  return own ? [own[1] ?? "", own[2] ?? ""] : [subject, predicate];
}

/** "(must not) contain spaces" */
const SPACED = /^(?:contain|have|include) (?:any )?(?:white ?)?spaces?$/iu;
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
  [/^(?:hyphens?|dashes|dash|minus)$/iu, "-", "-"],
];

/** "Two uppercase letters", "two letters followed by six digits", "a letter, then 3 digits": so many of each, in this order. */
function following(predicate: string): Token[] | undefined {
  const plain = predicate.replace(
    /^(?:(?:be|have|has|contain|contains|consists? of|made up of|of|use|exactly|always|only)\s+)*/iu,
    "",
  );
  const parts = plain.split(
    /\s*,?\s*(?:\b(?:followed by|and then|then|plus)\b|(?:,? and|,)(?= (?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d)\b))\s*/iu,
  );
  const row = parts.map((part) => {
    const [, many = "", up, what = ""] = COUNTED.exec(part) ?? [];
    const [least, most] = [
      /^an?$/iu.test(many) ? 1 : amount(many)?.value,
      up === undefined ? undefined : amount(up)?.value,
    ];
    const kind = KINDS.find(([wording]) => wording.test(what));
    const times = most === undefined ? least : `${least},${most}`;
    return least && kind ? `[${kind[1]}]{${times}}` : undefined;
  });
  // Characters alone are a length.
  return row.includes(undefined) || (row.length === 1 && /^digits?$/iu.test(COUNTED.exec(plain)?.[3] ?? ""))
    ? undefined
    : tokens(`^${row.join("")}$`);
}

const COUNTED =
  /^(?:exactly |precisely )?(an?|\d{1,3}|[a-z]{3,9})(?:(?: to | - |-|–| or )(\d{1,3}|[a-z]{3,9}))? ([\p{L} -]{4,40}?)(?: long)?$/iu;

/** Formats that everybody means the same by. */
function known(predicate: string): Token[] | undefined {
  const found = KNOWN.find(([wording]) => wording.test(predicate));
  return found && tokens(found[1]);
}

const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:(?:be|in|have|look like) )*(?:an? |the )?(?:valid )?hex(?:adecimal)?(?: colou?r)?(?: codes?| values?| format)?(?: (?:like|such as|e\.g\.) .{4,12})?$/iu,
    "^#[0-9A-Fa-f]{6}$",
  ],
  [/^(?:have|contain|include) no (?:white ?)?spaces?$/iu, "^\\S+$"],
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
  /^(?:an? (?:\p{L}+ ){1,3}(?=(?:like|such as|of the form|in the form(?:at)?) ))?(?:(?:match(?:es)?|have|has|follows?|conforms? to|compl(?:y|ies) with|adheres? to|use|have|be|is|in|of|looks?|written|formatted|composed|such)\s+)*(?:like|as|in)?\s*(?:the |a |an |this )?(?:(?:following |exact )?(?:format|pattern|form|shape|structure|template|regex|regexp|regular expression)\b(?: of|:| like| as)?\s*|(?<=match |matches |like |such as |formatted as |as |look |looks ))["'`/]?([^"'`]{2,80}?)["'`/]?(?: format| pattern)?$/iu;

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
  const found = /^(start|begin|end)s? (?:with|in|on|by) (?:an? |one )?([\p{L}\- ]+)$/iu.exec(predicate);
  const kind = found && KINDS.slice(0, 5).find(([wording]) => wording.test(found[2] ?? ""));
  if (!found || !kind) return undefined;
  return tokens(/^end/iu.test(found[1] ?? "") ? `^.*[${kind[1]}]$` : `^[${kind[1]}].*$`);
}

const PARTS = [
  [
    "start",
    /^(?:(?:start|begin)s? (?:with|by)|(?:be )?(?:starting|beginning) with|be prefixed (?:with|by)|prefixed (?:with|by)|(?:have|has|use|carry|needs?|requires?|bears?|carries|gets?) (?:the |an? )?prefix(?: of)?)\s+(.{1,60})$/iu,
  ],
  [
    "end",
    /^(?:(?:ends?|finish(?:es)?|terminates?) (?:with|in|on)|(?:be )?ending (?:with|in|on)|be suffixed with|suffixed with|(?:have|has|use|carry|needs?|requires?|bears?|carries|gets?) (?:the |an? )?suffix(?: of)?)\s+(.{1,60})$/iu,
  ],
  ["anywhere", /^(?:contains?|includes?|mentions?)\s+(.{1,60})$/iu],
] as const;
const CLASS = /^(?:letters?|digits?|numbers?|capitals?|vowels?|characters?|spaces?|words?|periods?|symbols?)$/iu;

/** Quoted, or one word that is no common one. */
function wordOf(said: string, place: string): string | undefined {
  const plain = said
    .replace(/^(?:the |an? )?(?:(?:letters?|prefix|suffix|text|string|character|word|symbol|sign)s? )?/iu, "")
    .replace(/ (?:sign|symbol|character)$/iu, "");
  const quoted = /^["'`]([^"'`]{1,50})["'`]$/u.exec(plain)?.[1];
  if (quoted !== undefined) return quoted.trim() === quoted ? quoted : undefined;
  if (
    /[\s"'`,|]/u.test(plain) ||
    (plain.includes("/") && !/^[a-z]+:\/\//u.test(plain)) ||
    plain === "" ||
    CLASS.test(plain)
  )
    return undefined;
  return place === "anywhere" && /^[a-z]+$/u.test(plain) ? undefined : plain;
}
