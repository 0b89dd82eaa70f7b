/** Texts that satisfy all rules about the spelling of one field: whether there are any, and what they look like. */
import type { Rule, RuleShape } from "#erd";
import { type Address, row } from "./address.ts";
import { DIGITS, escaped, LOWER, type Token, tokens, UPPER } from "./pattern.ts";

type Of<S extends RuleShape> = Extract<Rule, { shape: S }>;
/** A rule about the characters of one text. */
export type TextRule = Of<"length"> | Of<"pattern"> | Of<"affix"> | Of<"case"> | Of<"format">;

/** Loose on purpose: an optional plus, digits, and what people put between them. */
const PHONE = "^\\+?[0-9][0-9 ().-]{5,18}[0-9]$";

/** The rules about the spelling of a field; formats that a column type enforces are not among them. */
export function textRules(field: string, rules: readonly Rule[]): TextRule[] {
  return rules.filter(
    (rule): rule is TextRule =>
      (rule.shape === "length" ||
        rule.shape === "pattern" ||
        rule.shape === "affix" ||
        rule.shape === "case" ||
        (rule.shape === "format" && rule.format === "phone")) &&
      rule.field === field,
  );
}

/** The rule as an expression to search for, or never to be found where `inverse`; undefined where it is none. */
export function expression(rule: TextRule): { regex: string; inverse: boolean } | undefined {
  switch (rule.shape) {
    case "pattern":
      return { regex: rule.regex, inverse: false };
    case "format":
      return rule.format === "phone" ? { regex: PHONE, inverse: false } : undefined;
    case "length":
      return rule.digits ? { regex: `^[0-9]{${rule.min ?? 1},${rule.max ?? ""}}$`, inverse: false } : undefined;
    case "affix": {
      const text = escaped(rule.value);
      return { regex: `${rule.place === "start" ? "^" : ""}${text}${rule.place === "end" ? "$" : ""}`, inverse: false };
    }
    case "case":
      return rule.form === "trimmed" ? { regex: "^\\s|\\s$", inverse: true } : undefined;
  }
}

/** Does the text satisfy the rule? */
export function keeps(rule: TextRule, text: string): boolean {
  const given = expression(rule);
  if (given) return new RegExp(given.regex).test(text) !== given.inverse;
  if (rule.shape === "case") return text === (rule.form === "upper" ? text.toUpperCase() : text.toLowerCase());
  if (rule.shape !== "length") return true;
  const length = [...text].length;
  return length >= (rule.min ?? 0) && length <= (rule.max ?? length);
}

/** Beyond this many texts nobody runs out of them. */
const PLENTY = 1e6;
/** Lengths tried beyond the shortest. */
const TRIED = 40;

/** For each character of a valid text (or mail address, or URL) those it may be; of the length that gives enough texts. Undefined where there is none. */
export function spelling(
  rules: readonly TextRule[],
  longest: number,
  { length, address }: { length?: number | undefined; address?: Address | undefined } = {},
): { places: string[]; count: number } | undefined {
  const frame = address && row(address, rules);
  if (address && !frame) return undefined;
  const rows = [...rules.map(rowOf), frame].filter((row) => row !== undefined);
  const shortest = Math.max(
    1,
    ...rows.map(least),
    ...rules.map((rule) => (rule.shape === "length" ? (rule.min ?? 1) : 1)),
  );
  const most = Math.min(longest, ...rules.map((rule) => (rule.shape === "length" ? (rule.max ?? longest) : longest)));
  const room = rules.reduce((sum, rule) => sum + (rule.shape === "affix" ? rule.value.length : 0), 0);
  let best: { places: string[]; count: number } | undefined;
  const [from, to] =
    length === undefined ? [shortest, Math.min(most, shortest + room + TRIED)] : [Math.max(length, shortest), length];
  for (let size = from; size <= Math.min(to, most); size++) {
    const places = spelled(rules, rows, size);
    const count = places?.reduce((product, { length }) => product * length, 1) ?? 0;
    if (places && count > (best?.count ?? 0)) best = { places, count };
    if (count >= PLENTY) break;
  }
  return best;
}

function rowOf(rule: TextRule): Token[] | undefined {
  if (rule.shape === "affix" || rule.shape === "case") return undefined;
  const given = expression(rule);
  return given && tokens(given.regex);
}

const least = (row: readonly Token[]) => row.reduce((sum, { min }) => sum + min, 0);

/** Undefined stands for any character. */
type Place = string | undefined;

function spelled(rules: readonly TextRule[], rows: readonly Token[][], size: number): string[] | undefined {
  let places: Place[] | undefined = Array.from({ length: size }, () => undefined);
  for (const row of rows) places = places && both(places, spread(row, size));
  const affixes = rules.filter((rule) => rule.shape === "affix");
  const inOrder = affixes.toSorted(
    (one, other) => Number(one.place === "anywhere") - Number(other.place === "anywhere"),
  );
  for (const rule of inOrder) places = places && put(places, rule);
  const forms = new Set(rules.map((rule) => (rule.shape === "case" ? rule.form : undefined)));
  const any = forms.has("upper") ? UPPER : LOWER;
  const made = places?.map((place) => [...(place ?? any)].filter((char) => cased(char, forms)).join(""));
  if (!made || made.length === 0) return undefined;
  // A text begins and ends with something to be seen: the API takes spaces at its ends away.
  for (const end of [0, made.length - 1]) made[end] = (made[end] ?? "").replaceAll(" ", "");
  return made.some((place) => place === "") ? undefined : made.map(plainest);
}

function cased(char: string, forms: ReadonlySet<string | undefined>): boolean {
  return (!forms.has("upper") || char === char.toUpperCase()) && (!forms.has("lower") || char === char.toLowerCase());
}

/** Letters and digits, where the place may hold some. */
function plainest(place: string): string {
  const plain = [...place].filter((char) => /[A-Za-z0-9]/u.test(char)).join("");
  const digits = [...place].filter((char) => DIGITS.includes(char)).join("");
  return plain === digits && digits ? digits : plain || place;
}

/** What each place may hold when the row is stretched to the size; the first parts that can grow do. */
function spread(row: readonly Token[], size: number): Place[] | undefined {
  let rest = size - least(row);
  if (rest < 0) return undefined;
  const places = row.flatMap(({ chars, min, max, source }) => {
    const more = Math.min(rest, max - min);
    rest -= more;
    return Array.from({ length: min + more }, () => (source === "." ? undefined : chars));
  });
  return rest > 0 ? undefined : places;
}

function both(one: readonly Place[], other: readonly Place[] | undefined): Place[] | undefined {
  const places = other && one.map((place, at) => meet(place, other[at]));
  return places?.some((place) => place === "") ? undefined : places;
}

function meet(one: Place, other: Place): Place {
  if (one === undefined || other === undefined) return one ?? other;
  return [...one].filter((char) => other.includes(char)).join("");
}

function put(places: readonly Place[], rule: Of<"affix">): Place[] | undefined {
  const letters = [...rule.value];
  const last = places.length - letters.length;
  const [from, to] = rule.place === "start" ? [0, 0] : rule.place === "end" ? [last, last] : [0, last];
  for (let start = from; start >= 0 && start <= Math.min(to, last); start++) {
    const fitted = both(
      places,
      places.map((_, at) => letters[at - start]),
    );
    if (fitted) return fitted;
  }
  return undefined;
}
