/** The same said in other words: turns of phrase that every kind of rule can take are put into those that the shapes know. */
import { AGES } from "./turns/ages.ts";
import { DATABASES } from "./turns/databases.ts";
import { HAVING } from "./turns/having.ts";
import { LIMITS } from "./turns/limits.ts";
import { NEW } from "./turns/made.ts";
import { ORDERS } from "./turns/orders.ts";
import { REASONS } from "./turns/reasons.ts";
import { REFUSED } from "./turns/refused.ts";
import { TWOS } from "./turns/twos.ts";
import { WORDS } from "./turns/words.ts";

/** The sentence in plainer words, or as it was. What it demands stays the same. A later turn sees what an earlier one made. */
export function paraphrased(sentence: string): string {
  let text = sentence;
  for (const [pattern, plain] of TURNS)
    text =
      typeof plain === "string"
        ? text.replace(pattern, plain)
        : text.replace(pattern, (...found) => plain(found.at(-1)));
  return text;
}

const TURNS = [
  ...WORDS,
  ...REASONS,
  ...DATABASES,
  ...LIMITS,
  ...REFUSED,
  ...TWOS,
  ...NEW,
  ...ORDERS,
  ...AGES,
  ...HAVING,
];
