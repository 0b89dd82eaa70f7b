/** How many values an attribute can take: what is unique needs enough of them. */
import type { Attribute } from "./model.ts";
import type { Rule } from "./rule.ts";

/** What is unique must have values enough for some rows; fewer than this are a mistake, and the tests need some. */
export const ENOUGH = 100;

/** By its choices and by the limits the ERD gives it; `rules` are of the same entity. */
export function variety({ name, type, choices, scale = 2 }: Attribute, rules: readonly Rule[]): number {
  if (type === "boolean") return 2;
  if (choices.length > 0) return choices.length;
  if (type === "float") return Number.POSITIVE_INFINITY;
  const bound = rules.find((rule) => rule.shape === "bound" && rule.field === name);
  if (bound?.shape !== "bound" || !bound.min || !bound.max) return Number.POSITIVE_INFINITY;
  const step = type === "decimal" ? 10 ** -scale : 1;
  return Math.floor((bound.max.value - bound.min.value) / step + 1.5);
}

/** Of these nothing is unique: they cannot be compared, or not usefully. */
export const INCOMPARABLE: ReadonlySet<string> = new Set(["json", "binary", "file", "image"]);
