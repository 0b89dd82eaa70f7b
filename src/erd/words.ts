/** English of names: one and many, and which known word somebody may have meant. */
import { distance } from "fastest-levenshtein";
import pluralize from "pluralize";
import { shown } from "./findings.ts";

/** One and many where npm pluralize is wrong or where Django people say it otherwise. */
const irregular = new Map([
  ["cookie", "cookies"],
  ["cache", "caches"],
  ["canvas", "canvases"],
  ["bias", "biases"],
  ["basis", "bases"],
  ["axis", "axes"],
  ["virus", "viruses"],
  ["lens", "lenses"],
  ["atlas", "atlases"],
  ["tax", "taxes"],
]);
const singulars = new Map([...irregular].map(([one, many]) => [many, one]));

/** The same for one and for many. */
const uncountable = new Set(
  (
    "data metadata media news series species status address access sms mms https http aws cms os gps dns ssl tls css ios " +
    "info feedback money music software hardware equipment staff clothes goods physics mathematics economics politics " +
    "statistics analytics logistics corps premises headquarters crossroads census chess tennis"
  ).split(" "),
);
/** Left alone when made singular, but with a plural of their own. */
const ownPlural = new Map([
  ["status", "statuses"],
  ["address", "addresses"],
  ["access", "accesses"],
  ["census", "censuses"],
]);

/** "Categories" → "category"; letters' case is kept where the word does not change. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  if (uncountable.has(lower) || irregular.has(lower)) return word;
  return singulars.get(lower) ?? pluralize.singular(word);
}

/** "category" → "categories". */
export function plural(word: string): string {
  const lower = word.toLowerCase();
  const own = ownPlural.get(lower) ?? irregular.get(lower);
  if (own !== undefined) return own;
  return uncountable.has(lower) ? word : pluralize.plural(word);
}

/** The known word that a misspelt one comes nearest to, or undefined where none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase().slice(0, 80);
  let best: { word: string; steps: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) > wanted.length) continue;
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < (best?.steps ?? Math.max(2, wanted.length / 3 + 1))) best = { word: candidate, steps };
  }
  return best?.word;
}

/** "Did you mean User?", or what to do instead; looked for only when somebody reads it. */
export function didYouMean(word: string, known: Iterable<string>, otherwise = ""): () => string {
  return () => {
    const near = nearest(word, known);
    return near === undefined ? otherwise : `Did you mean ${shown(near)}?`;
  };
}
