/** The values that a field may take under all rules of its entity: numbers, and dates as days from today. */
import type { Attribute, Rule, RuleOf } from "#erd";
import { daysBetween } from "./day.ts";

/** Closed; `step` is the smallest difference between two values. */
export type Range = { low: number; high: number; step: number };

/** The ranges of all fields that the rules limit, or undefined where no row could satisfy them. */
export function ranges(attributes: readonly Attribute[], rules: readonly Rule[]): Map<string, Range> | undefined {
  const found = new Map<string, Range>();
  for (const attribute of attributes) {
    const range = typed(attribute);
    if (range) found.set(attribute.name, range);
  }
  for (const rule of rules) {
    if (rule.shape === "bound") narrow(found.get(rule.field), rule.min, rule.max);
    if (rule.shape === "clock") narrow(found.get(rule.field), ...days(rule, found.get(rule.field)?.step ?? 1));
    if (rule.shape === "period") narrow(found.get(rule.field), ...ends(rule));
  }
  for (const rule of rules) if (rule.shape === "step") stepped(found.get(rule.field), rule);
  for (const rule of rules) if (rule.shape === "one_of") listed(found.get(rule.field), rule.values.map(Number));
  // Each round carries limits one comparison further. Comparisons have no cycles, so they settle; longer chains are not written by people.
  const comparisons = rules.filter((rule) => rule.shape === "compare");
  for (let round = 0; round <= Math.min(comparisons.length, 40); round++)
    for (const rule of comparisons) carry(rule, found);
  return [...found.values()].some(({ low, high }) => low > high) ? undefined : found;
}

/** Digits in all and after the point where the ERD does not say: what the templates write. */
const PRECISION = 12;
const SCALE = 2;
/** A century to either side, which is wide enough to tell "in the past" from "in the future". */
const CENTURY = 36_525;
const YEAR = 365.25;

function typed({ type, precision = PRECISION, scale = SCALE }: Attribute): Range | undefined {
  if (type === "integer") return { low: -2_147_483_648, high: 2_147_483_647, step: 1 };
  if (type === "bigint") return { low: Number.MIN_SAFE_INTEGER, high: Number.MAX_SAFE_INTEGER, step: 1 };
  if (type === "float") return { low: -1e300, high: 1e300, step: 1e-9 };
  if (type === "date") return { low: -3 * CENTURY, high: 3 * CENTURY, step: 1 };
  if (type === "datetime") return { low: -3 * CENTURY, high: 3 * CENTURY, step: 1e-5 };
  if (type !== "decimal") return undefined;
  const step = 10 ** -scale;
  const most = 10 ** (precision - scale) - step;
  return { low: -most, high: most, step };
}

type Limit = { value: number; exclusive: boolean };

function narrow(range: Range | undefined, min: Limit | undefined, max: Limit | undefined): void {
  if (!range) return;
  if (min) range.low = Math.max(range.low, min.value + (min.exclusive ? range.step : 0));
  if (max) range.high = Math.min(range.high, max.value - (max.exclusive ? range.step : 0));
}

/** Sample rows take the first value of a list. */
function listed(range: Range | undefined, [first = Number.NaN, ...rest]: readonly number[]): void {
  if (!range) return;
  const fits = [first, ...rest].every((value) => value >= range.low && value <= range.high);
  range.low = fits ? first : Number.POSITIVE_INFINITY;
  range.high = first;
}

/** Only multiples are left, or fewer decimals. */
function stepped(range: Range | undefined, { multipleOf, decimals }: RuleOf<"step">): void {
  if (!range) return;
  range.step = Math.max(range.step, multipleOf ?? 10 ** -(decimals ?? 10));
  onStep(range);
}

function onStep(range: Range): void {
  range.low = Math.ceil(Number((range.low / range.step).toPrecision(12))) * range.step;
  range.high = Math.floor(Number((range.high / range.step).toPrecision(12))) * range.step;
}

/** The day that stands for today beside days of the calendar: any later one must do as well. */
export const EPOCH = "2026-01-01";

function ends({ first, last }: RuleOf<"period">): [Limit | undefined, Limit | undefined] {
  const at = (day: string | undefined) =>
    day === undefined ? undefined : { value: daysBetween(EPOCH, day), exclusive: false };
  return [at(first), at(last)];
}

function days({ when, years = 0 }: RuleOf<"clock">, step: number): [Limit | undefined, Limit | undefined] {
  const at = (value: number) => ({ value, exclusive: false });
  switch (when) {
    case "past":
      return [undefined, at(-step)];
    case "future":
      return [at(step), undefined];
    case "not_future":
      return [undefined, at(0)];
    case "not_past":
      return [at(0), undefined];
    case "min_age":
      return [undefined, at(-years * YEAR)];
    case "max_age":
      return [at(-(years + 1) * YEAR), undefined];
  }
}

function carry(rule: RuleOf<"compare">, found: Map<string, Range>): void {
  if (rule.operator === "ne") return;
  const up = rule.operator === "gt" || rule.operator === "gte";
  const [more, less] = [found.get(up ? rule.field : rule.other), found.get(up ? rule.other : rule.field)];
  if (!more || !less) return;
  const gap = rule.operator === "gt" || rule.operator === "lt" ? Math.max(more.step, less.step) : 0;
  more.low = Math.max(more.low, less.low + gap);
  less.high = Math.min(less.high, more.high - gap);
  for (const range of [more, less]) if (range.step > 1) onStep(range);
}
