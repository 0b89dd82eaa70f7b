/** Texts that satisfy, or just break, the rules about a field's spelling. */
import { keeps, spelling, type TextRule } from "#rules";
import type { FieldPlan } from "../plan/types.ts";
import { list, type Python, py, str } from "../python.ts";

/** The n-th valid text as Python; undefined where no rule says how the field is spelled. `n` is Python. */
export function nth(field: FieldPlan, n: Python, length?: number): Python | undefined {
  if (field.texts.length === 0 || field.enum) return undefined;
  const found = spelling(field.texts, longest(field), { length, address: addressOf(field) });
  if (!found) return undefined;
  const runs: { chars: string; times: number }[] = [];
  for (const chars of found.places) {
    const last = runs.at(-1);
    if (last?.chars === chars) last.times++;
    else runs.push({ chars, times: 1 });
  }
  return py`spelled(${n}, ${list(runs.map(({ chars, times }) => py`(${str(chars)}, ${times})`))})`;
}

/** A text that breaks the rule and fits into the column; undefined where none was found. */
export function broken(field: FieldPlan, rule: TextRule): string | undefined {
  const valid = (spelling(field.texts, longest(field), { address: addressOf(field) })?.places ?? [])
    .map((place) => place.charAt(0))
    .join("");
  const candidates = [
    ...(rule.shape === "length" && rule.max !== undefined ? ["1".repeat(rule.max + 1)] : []),
    ...(rule.shape === "length" && rule.min !== undefined ? ["1".repeat(rule.min - 1)] : []),
    valid.toLowerCase(),
    valid.toUpperCase(),
    ...["?", "a", "1"].flatMap((char) => [valid + char, char + valid, char]),
  ];
  return candidates.find((text) => text !== "" && text.length <= longest(field) && !keeps(rule, text));
}

const addressOf = ({ type }: FieldPlan) => (type === "email" || type === "url" ? type : undefined);
const longest = ({ maxLength }: FieldPlan) => maxLength ?? 4000;
