/** Numbers and moments that satisfy an entity's rules together, so that its test factory makes valid rows. */
import type { Rule } from "#erd";
import type { EntityPlan, FieldPlan } from "../plan/types.ts";
import { limits, type Range, relativeFields, tidy } from "./ranges.ts";

/** Where each ordered field stands on its scale: a number's own value, days, minutes or hours. */
export type Positions = ReadonlyMap<string, number>;

/** Positions that satisfy all rules, with some fields held in place; undefined where none were found. `stopped` is the clock. */
export function solve(entity: EntityPlan, pins: Positions = new Map(), stopped = false): Positions | undefined {
  const ranges = limits(entity, relativeFields(entity), stopped);
  const pairs = entity.rules
    .filter((rule): rule is Compare => rule.shape === "compare")
    .flatMap((rule) => ordered(rule, ranges));
  return settle(ranges, pairs, pins, 1) ?? settle(ranges, pairs, pins, 0);
}

/** Is the field on a scale at all? */
export const isOrdered = (field: FieldPlan) => SCALES.has(field.type);

const SCALES: ReadonlySet<string> = new Set([
  "integer",
  "bigint",
  "decimal",
  "float",
  "boolean",
  "date",
  "datetime",
  "time",
  "duration",
]);

type Compare = Extract<Rule, { shape: "compare" }>;
/** `low` stands below `high`, or at the same place where `equal`. */
type Pair = { low: string; high: string; equal: boolean };

function ordered(rule: Compare, ranges: ReadonlyMap<string, Range>): Pair[] {
  if (!ranges.has(rule.field) || !ranges.has(rule.other)) return [];
  const equal = rule.operator.endsWith("e") && rule.operator !== "ne";
  const above = rule.operator.startsWith("g") || rule.operator === "ne";
  return [above ? { low: rule.other, high: rule.field, equal } : { low: rule.field, high: rule.other, equal }];
}

/** Pushes what stands too low upwards, or what it stands on downwards, until all is in order. */
function settle(
  ranges: ReadonlyMap<string, Range>,
  pairs: readonly Pair[],
  pins: Positions,
  generous: 0 | 1,
): Positions | undefined {
  const at = new Map(Array.from(ranges, ([name, range]) => [name, pins.get(name) ?? range.start]));
  for (let round = 0; round <= pairs.length + 1; round++) {
    let settled = true;
    for (const { low, high, equal } of pairs) {
      const [below, above] = [ranges.get(low), ranges.get(high)];
      if (!below || !above) continue;
      const gap = equal ? 0 : generous ? Math.max(below.gap, above.gap) : Math.max(below.step, above.step);
      const [from, to] = [at.get(low) ?? 0, at.get(high) ?? 0];
      if (equal ? to >= from : to > from && to - from > gap / 2) continue;
      settled = false;
      if (!pins.has(high) && from + gap <= above.max) at.set(high, snap(from + gap, above, Math.ceil));
      else if (!pins.has(low) && to - gap >= below.min) at.set(low, snap(to - gap, below, Math.floor));
      else return undefined;
    }
    if (settled) return at;
  }
  return undefined;
}

/** The nearest value in that direction that the column, or a rule about its multiples, allows. */
export function snap(value: number, { step }: Range, round: (steps: number) => number): number {
  return step > 1 ? round(tidy(value / step)) * step : tidy(value);
}
