/** Field names that hold a word of conditions ("valid until") are made one word, so that nobody takes them for a condition. */
import type { Names } from "./names.ts";
import { words } from "./words.ts";

/** The sentence with such names written as the model writes them: "valid_until must be after valid_from". */
export function glued(sentence: string, names: Names): string {
  let text = sentence;
  for (const [pattern, name] of patternsOf(names)) text = text.replace(pattern, name);
  return text;
}

const WORDS = new Set(
  "until once while when whenever where if unless except after before during only per and or".split(" "),
);
/** Where a name stands: before a verb, a sign or the end, and not behind "is". */
const BEHIND = "(?<![\\p{L}\\p{N}_])(?<!\\b(?:is|are|be|was|been) )";
const AHEAD =
  "(?=\\s*(?:$|[<>=!:,;]|(?:must|should|shall|has|have|needs?|cannot|can|can't|may|will|is|are|does|never|defaults?|and|or|of|by|at)\\b))";

/** One word alone is a name only where a sentence begins with it. */
const FIRST = "(?<=^(?:(?:the|an?|each|every) )?(?:[\\p{L}]+(?:'s)? )?)";

/** A name of one word gets an underscore, which nobody reads. */
const joined = (name: string) => (words(name).length > 1 ? name : `${name}_`);

const known = new WeakMap<Names, (readonly [RegExp, string])[]>();

/** Longer names first: "not valid until" before "valid until". */
function patternsOf(names: Names): readonly (readonly [RegExp, string])[] {
  const there = known.get(names);
  if (there) return there;
  const found = new Set(
    names.erd.entities
      .flatMap((entity) => names.fields(entity))
      .map(({ name }) => name)
      .filter((name) => words(name).some((word) => WORDS.has(word))),
  );
  const made = [...found]
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .map(
      (name) =>
        [
          new RegExp(`${words(name).length > 1 ? BEHIND : FIRST}${words(name).join("[ -]")}${AHEAD}`, "giu"),
          joined(name),
        ] as const,
    );
  known.set(names, made);
  return made;
}
