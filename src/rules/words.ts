/** Names and phrases as words that can be compared: "orderedAt", "ordered_at" and "the order date" meet here. */
import pluralize from "pluralize";

/** The words of a name or phrase, lower case: camelCase, snake_case, hyphens and possessives taken apart. */
export function words(text: string): string[] {
  return (
    text
      .replace(/['’]s\b|s['’](?=\s|$)/gu, (end) => (end.startsWith("s") ? "s" : ""))
      .replace(/\be-mail/giu, "email")
      // "SKUs" are several SKUs.
      .replace(/(?<=\p{Lu}{2})s(?!\p{L})/gu, "")
      .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
      .toLowerCase()
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .filter(Boolean)
  );
}

/** Equal for phrases that differ in number only: "products" and "product". */
export function plainKey(parts: readonly string[]): string {
  return parts.map(singular).join(" ");
}

/** Equal for phrases that people use for one field: "ordered at", "order date"; "qty", "quantity"; "date of birth", "dob". */
export function looseKey(parts: readonly string[]): string {
  const known = parts.flatMap((part) => SYNONYMS.get(part) ?? [part]).filter((part) => !FILLERS.has(part));
  const moment = known.length > 1 && known.some((part) => MOMENTS.has(part));
  const rest = moment ? known.filter((part) => !MOMENTS.has(part)) : known;
  return [...rest.map((part) => stem(infinitive(part))), ...(moment ? [MOMENT] : [])].join(" ");
}

/** What `looseKey` puts at the end of a moment in time: without it, "start" is "start date". */
export const MOMENT = "@";

/** The root of a word, rough but the same for "ship", "shipped", "shipping"; "expiry" and "expires"; "order" and "ordered". */
export function stem(word: string): string {
  let root = singular(word);
  for (let before = ""; before !== root; ) {
    before = root;
    const bare = root.replace(/(?:ation|ication|ature|ment|ing|ed|er|or|e|y|ies|ied)$/u, "");
    if (bare.length >= 3) root = bare.replace(/([bdfglmnprt])\1$/u, "$1").replace(/istr$/u, "ist");
  }
  return root;
}

/** The verb of an irregular participle or noun: "paid" and "payment" are of "pay"; any other word as it is. */
export const infinitive = (word: string): string =>
  IRREGULAR.get(word) ??
  word
    .replace(/(?<=\p{L}{4})(?:al|(?<!at)ure)$/u, "")
    .replace(/(?<=\p{L}{2})mission$/u, "mit")
    .replace(/(?<=\p{L}(?:en|an|i|lu))sion$/u, "d");

const IRREGULAR = new Map(
  Object.entries({
    pay: "paid payment",
    sell: "sold sale",
    buy: "bought",
    send: "sent",
    lend: "lent",
    write: "written writing",
    take: "taken",
    give: "given",
    lose: "lost loss",
    ride: "ridden",
    drive: "driven",
    fly: "flown flight",
    choose: "chosen choice",
    hold: "held",
    teach: "taught",
    make: "made",
    use: "used",
  }).flatMap(([verb, forms]) => forms.split(" ").map((form) => [form, verb] as const)),
);

/** Are two roots of one family? "appl(y)" and "applic(ation)", "enrol(l)" and "enrol(ment)" */
export function akin(first: string, second: string): boolean {
  return (
    first === second ||
    (Math.min(first.length, second.length) >= 4 && (first.startsWith(second) || second.startsWith(first)))
  );
}

const memory = new Map<string, string>();

/** "Drafts" → "draft" */
export function singular(word: string): string {
  const known = memory.get(word);
  if (known !== undefined) return known;
  const answer = pluralize.singular(word);
  // Names come from uploads: the memory may not grow with every one of them.
  if (memory.size > 50_000) memory.clear();
  memory.set(word, answer);
  return answer;
}

const MOMENTS = new Set(["at", "on", "date", "time", "datetime", "timestamp", "day", "moment"]);
const FILLERS = new Set(["of", "the", "a", "an", "for", "in", "its", "their"]);
const SYNONYMS = new Map<string, string[]>([
  ["qty", ["quantity"]],
  ["amt", ["amount"]],
  ["num", ["number"]],
  ["nr", ["number"]],
  ["no", ["number"]],
  ["ref", ["reference"]],
  ["desc", ["description"]],
  ["pct", ["percentage"]],
  ["percent", ["percentage"]],
  ["mail", ["email"]],
  ["telephone", ["phone"]],
  ["mobile", ["phone"]],
  ["dob", ["birth", "date"]],
  ["birthday", ["birth", "date"]],
  ["birthdate", ["birth", "date"]],
  ["born", ["birth"]],
  ["licence", ["license"]],
  ["licences", ["license"]],
  ["colour", ["color"]],
  ["centre", ["center"]],
  ["cheque", ["check"]],
  ["maximum", ["max"]],
  ["minimum", ["min"]],
  ["begin", ["start"]],
  ["begins", ["start"]],
  ["beginning", ["start"]],
  ["finish", ["end"]],
  ["finishes", ["end"]],
  ["postcode", ["postal", "code"]],
  ["zip", ["postal", "code"]],
  ["surname", ["last", "name"]],
  ["firstname", ["first", "name"]],
  ["lastname", ["last", "name"]],
]);
