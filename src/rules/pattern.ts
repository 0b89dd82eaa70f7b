/** Regular expressions that djinn can read, print for every database and spell an example of: one row of characters, no groups. */

/** `source` is how the characters are written in a regular expression; `chars` some of them that read well, all where they are few. */
export type Token = { source: string; chars: string; min: number; max: number };

export const DIGITS = "0123456789";
export const LOWER = "abcdefghijklmnopqrstuvwxyz";
export const UPPER = LOWER.toUpperCase();
/** PostgreSQL repeats a character at most this often. */
const MOST_REPEATS = 255;

/** The parts of an expression that is anchored at both ends; undefined where it holds more than rows of characters. */
export function tokens(regex: string): Token[] | undefined {
  const body = regex.replace(/^(?:\^|\\A)/u, "").replace(/(?:\$|\\[Zz])$/u, "");
  const found: Token[] = [];
  for (let at = 0; at < body.length; ) {
    const match = PART.exec(body.slice(at));
    const set = match && characters(match[1] ?? "");
    const times = match && repeats(match[2] ?? "");
    if (!match || !set || !times) return undefined;
    found.push({ ...set, ...times });
    at += match[0].length;
  }
  return found.length > 0 && found.length <= 60 ? found : undefined;
}

/** The expression again, in the words that Python and PostgreSQL share. */
export function regexOf(parts: readonly Token[]): string {
  return `^${parts.map(({ source, min, max }) => source + times(min, max)).join("")}$`;
}

/** A text as an expression that means just this text. */
export const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");

const PART = /^(\[(?:\\.|[^\]\\[])+\]|\\.|[^\\[\](){}|*+?^$])(\{\d{1,3}(?:,\d{0,3})?\}|[+*?])?/u;

function characters(part: string): { source: string; chars: string } | undefined {
  if (part === ".") return { source: ".", chars: LOWER + UPPER + DIGITS };
  if (part === "\\d") return { source: "[0-9]", chars: DIGITS };
  if (part === "\\S") return { source: "\\S", chars: LOWER + UPPER + DIGITS };
  if (part === "\\w") return { source: "[A-Za-z0-9_]", chars: `${LOWER}${UPPER}${DIGITS}_` };
  if (!part.startsWith("[")) {
    const char = part.replace(/^\\/u, "");
    if (part.startsWith("\\") && /[A-Za-z0-9]/u.test(char)) return undefined;
    return { source: escaped(char), chars: char };
  }
  const inner = part.slice(1, -1).replaceAll("\\d", "0-9").replaceAll("\\w", "A-Za-z0-9_");
  if (inner.startsWith("^") || /\\[A-Za-z0-9]|[^ -~]|([-&~|])\1/u.test(inner)) return undefined;
  // A range of anything but letters and digits is read differently by different engines.
  if (/.-./u.test(inner.replace(/[A-Za-z0-9]-[A-Za-z0-9]|\\-/gu, ""))) return undefined;
  const known = range(inner);
  return known === undefined ? undefined : { source: `[${inner}]`, chars: known };
}

function range(inner: string): string | undefined {
  let chars = "";
  for (const [, from = "", to] of inner.matchAll(/\\?([^\\])(?:-([A-Za-z0-9]))?/gu)) {
    const [low, high] = [from.charCodeAt(0), (to ?? from).charCodeAt(0)];
    if (high < low) return undefined;
    for (let code = low; code <= high; code++) chars += String.fromCharCode(code);
  }
  const distinct = [...new Set(chars)].join("");
  return distinct === "" ? undefined : distinct;
}

function repeats(text: string): { min: number; max: number } | undefined {
  if (text === "") return { min: 1, max: 1 };
  if (text === "+") return { min: 1, max: Number.POSITIVE_INFINITY };
  if (text === "*") return { min: 0, max: Number.POSITIVE_INFINITY };
  if (text === "?") return { min: 0, max: 1 };
  const [low = "", high] = text.slice(1, -1).split(",");
  const min = Number(low);
  const max = high === undefined ? min : high === "" ? Number.POSITIVE_INFINITY : Number(high);
  const fits = min <= MOST_REPEATS && (max <= MOST_REPEATS || !Number.isFinite(max)) && min <= max && max > 0;
  return fits ? { min, max } : undefined;
}

function times(min: number, max: number): string {
  if (min === 1 && max === 1) return "";
  if (min === max) return `{${min}}`;
  if (Number.isFinite(max)) return min === 0 && max === 1 ? "?" : `{${min},${max}}`;
  return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
}
