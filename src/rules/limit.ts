/** Limits in words: "at least 5", "between 1 and 5", "must not exceed 100", "18 or older". */
import { amount } from "./amount.ts";

type Bound = { value: number; exclusive: boolean };
export type Limits = {
  min?: Bound;
  max?: Bound;
  unit: string;
  /** "older", "younger": the number is an age. */
  age: boolean;
  /** "a whole number between …" */
  integer?: true;
};

/** The limits that a predicate states, or undefined. */
export function limits(predicate: string, negated: boolean): Limits | undefined {
  const text = predicate
    .replace(/(?<=\d|\p{L}) only$/iu, "")
    .replace(TRAILING, "$<how> $<number>")
    .replace(LYING, "")
    .replace(/^(?:stays?|remains?|lies?|be|is|be kept|is kept) (?:at )?(?=\S+ or \p{L}+$)/iu, "")
    .replace(/^(?:an? |the )?(?:(?:valid )?(?:number|value|amount|figure)s? )(?:that is |which is )?/iu, "");
  const whole = WHOLE.exec(text);
  if (whole) {
    const found = limits(text.slice(whole[0].length), negated);
    return found && { ...found, integer: true };
  }
  return sign(text, negated) ?? range(text, negated) ?? comparison(text, negated) ?? orMore(text, negated);
}

const WHOLE = /^(?:an? )?(?:(?:whole|integer|round) (?:number|value)s?|integers?) (?:that is |which is )?(?=\S)/iu;
/** "(is) 8 at most" */
const TRAILING =
  /^(?:be |have |has )?(?<number>[^,]{1,40}?),? (?<how>at most|at least|maximum|minimum|max\.?|min\.?|at the most|at the least)$/iu;
/** "(must) lie between 1 and 5", "ranges from 1 to 5" */
const LYING =
  /^(?:anything|any value|any number|lie|lies|fall|falls|go|goes|run|runs|sit|sits|move|moves|span|spans|range|ranges|vary|varies|stay|stays|remain|remains|be kept|be set|be|have|has|take|takes|accept|accepts|allow|allows)(?: values?| a value| an amount| anything| any value| any number)? (?=(?:anywhere |somewhere |strictly )?(?:between|from|within|in)\b|(?:at least|at most|up to|no (?:more|less|fewer) than|not (?:more|less) than|exactly) )/iu;

/** "positive", "negative", "non-negative" */
function sign(text: string, negated: boolean): Limits | undefined {
  const plain = text
    .replace(
      /^(?:becomes?|turns?|goes|go|gets?|be|stays?|remains?|is) (?=(?:strictly )?(?:positive|negative|non-?negative)\b)/iu,
      "",
    )
    .replace(/^an? /iu, "")
    .replace(/ (?:(?:numbers?|values?|amounts?|integers?|figures?|decimals?)(?: only)?|only)$/iu, "");
  const words = plain.replace(/ or (?:zero|0)$/iu, "");
  const zero = words !== plain;
  if (/^(?:strictly )?positive$/iu.test(words)) return ordered(negated ? "max" : "min", 0, zero === negated);
  if (/^negative$/iu.test(words)) return ordered(negated ? "min" : "max", 0, zero === negated);
  if (/^(?:non-?negative|not negative)$/iu.test(plain) && !negated) return ordered("min", 0, false);
  return undefined;
}

const BETWEEN =
  /^(?:(?:strictly )?between|from|(?:with)?in(?: the)?(?: range)?(?: of| from| between)?|rang(?:e|es|ing) (?:from|between)|(?:any|some)where (?:from|between|in))\s*(.+)$/iu;
const TWO =
  /^\s*(.{1,40}?)\s*(?: and | to | through | up to |-|\.{2,3})\s*(.{1,40}?)\s*(?:,? (?:(?:both )?inclusive(?:ly)?|(?:both )?included))?$/iu;
/** "[0, 100]": a comma joins two limits in brackets only, elsewhere it is a list. */
const BRACKETS = /^[[(]\s*([^,]{1,40}?)\s*(?:,|-|to|\.{2,3})\s*([^,]{1,40}?)\s*[\])]$/iu;

/** "at least 2, at most 100 characters" */
const SIDES =
  /^(?:at least|min(?:imum)?\.?(?: of)?|no less than|not less than|no fewer than)\s*(?<low>[^,]{1,30}?),? (?:(?:and|but|to) )?(?:at most|max(?:imum)?\.?(?: of)?|no more than|not more than|up to)\s*(?<high>[^,]{1,30})$/iu;

const SEDIS =
  /^(?:at most|max(?:imum)?\.?(?: of)?|no more than)\s*(?<high>[^,]{1,30}?),? (?:(?:and|but) )?(?:at least|min(?:imum)?\.?(?: of)?|no less than)\s*(?<low>[^,]{1,30})$/iu;

function range(text: string, negated: boolean): Limits | undefined {
  const sides = (SIDES.exec(text) ?? SEDIS.exec(text))?.groups;
  const exclusive = /^strictly |,? exclusive(?:ly)?$/iu.test(text);
  const body = BETWEEN.exec(text)?.[1] ?? (/^[[(]?[-\d]/u.test(text) || / to /iu.test(text) ? text : "");
  const limits = body.replace(/,? exclusive(?:ly)?$/iu, "");
  const [, first, second] = BRACKETS.exec(limits) ?? TWO.exec(limits) ?? [];
  const [low, high] = [amount(sides?.["low"] ?? first ?? ""), amount(sides?.["high"] ?? second ?? "")];
  if (!low || !high || negated) return undefined;
  return {
    min: { value: low.value, exclusive },
    max: { value: high.value, exclusive },
    unit: high.unit || low.unit,
    age: false,
  };
}

const MORE = "greater|more|higher|larger|bigger|older";
const LESS = "less|lower|fewer|smaller|younger";
const LEADING =
  "^(?:(?:go|goes|drop|drops|fall|falls|sink|sinks|dip|rise|rises|climb|grow|get|gets|become|stay|stays|remain|remains|be|come|equal|reach|reaches|show|shows|read|reads|hold|holds) (?:to )?(?:an? )?|(?:have|has) an? (?=m))?";
/** Longer wordings first: "greater than or equal to" before "greater than". */
const COMPARISONS: readonly { pattern: RegExp; side: "min" | "max"; exclusive: boolean }[] = [
  {
    pattern: comparing(
      `(?:${MORE}) (?:than )?or equal(?: to| than)?|equal to or (?:${MORE}) than|at least|no(?:t)? (?:${LESS}) than|not (?:below|under)|minimum(?: value)?(?: of)?|min\\.?|>=`,
    ),
    side: "min",
    exclusive: false,
  },
  {
    pattern: comparing(
      `(?:${LESS}) (?:than )?or equal(?: to| than)?|equal to or (?:${LESS}) than|at most|up to|no(?:t)? (?:${MORE}) than|not (?:above|over)|not exceed(?:ing)?|not surpass(?:ing)?|maximum(?: value)?(?: of)?|max\\.?|limited to|capped at|<=`,
    ),
    side: "max",
    exclusive: false,
  },
  {
    pattern: comparing(`(?:${MORE}) than|above|over|exceed(?:s|ing)?|surpass(?:es)?|beyond|in excess of|>`),
    side: "min",
    exclusive: true,
  },
  { pattern: comparing(`(?:${LESS}) than|below|under|<`), side: "max", exclusive: true },
];

function comparing(source: string): RegExp {
  return new RegExp(`${LEADING}(?<how>${source})\\s*(?<number>[^\\s].*)$`, "iu");
}

function comparison(text: string, negated: boolean): Limits | undefined {
  for (const { pattern, side, exclusive } of COMPARISONS) {
    const found = pattern.exec(text)?.groups;
    const number = amount(found?.["number"] ?? "");
    if (!number) continue;
    const age = /older|younger/iu.test(found?.["how"] ?? "");
    const limit = negated
      ? ordered(side === "min" ? "max" : "min", number.value, !exclusive)
      : ordered(side, number.value, exclusive);
    return { ...limit, unit: number.unit, age };
  }
  return undefined;
}

/** "18 or older", "5 or less", "1+" */
function orMore(text: string, negated: boolean): Limits | undefined {
  const found =
    /^(?<number>.{1,40}?)(?: (?:or|and) (?<word>more|higher|greater|above|over|older|up|upwards|larger|less|fewer|lower|below|under|younger|smaller)|(?<plus>\+))(?<unit> [\p{L} ]{1,20})?$/iu.exec(
      text,
    );
  const number = amount(`${found?.groups?.["number"] ?? ""}${found?.groups?.["unit"] ?? ""}`);
  if (!found || !number || negated) return undefined;
  const word = found.groups?.["word"]?.toLowerCase() ?? "more";
  const side = /less|fewer|lower|below|under|younger|smaller/u.test(word) ? "max" : "min";
  return { ...ordered(side, number.value, false), unit: number.unit, age: /older|younger/u.test(word) };
}

function ordered(side: "min" | "max", value: number, exclusive: boolean): Limits {
  const bound = { value, exclusive };
  return side === "min" ? { min: bound, unit: "", age: false } : { max: bound, unit: "", age: false };
}
