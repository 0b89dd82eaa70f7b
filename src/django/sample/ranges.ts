/** How far each number and moment of an entity may go, by its column and by its rules. */
import type { RuleOf } from "#erd";
import { daysBetween, EPOCH } from "#rules";
import type { EntityPlan, FieldPlan } from "../plan/types.ts";

/** `step` is the smallest difference the column can hold, `gap` a difference that reads well. */
export type Range = { min: number; max: number; start: number; step: number; gap: number };

/**
 * The range of every field that stands on a scale; moments in days from now where `relative`, else from a fixed day.
 * `stopped`: the clock stands still, so that now itself is a side of the boundary.
 */
export function limits(entity: EntityPlan, relative: ReadonlySet<string>, stopped = false): Map<string, Range> {
  const ranges = new Map<string, Range>();
  for (const field of entity.fields) {
    const range = natural(field, relative.has(field.name));
    if (range) ranges.set(field.name, { ...range, start: Math.min(Math.max(range.start, range.min), range.max) });
  }
  for (const rule of entity.rules) {
    if (rule.shape === "clock") narrow(ranges, rule.field, fromNow(rule, stopped));
    if (rule.shape === "period") narrow(ranges, rule.field, period(rule, relative.has(rule.field)));
    const values = rule.shape === "one_of" ? rule.values.map(Number).filter(Number.isFinite) : [];
    const first = values[0];
    if (rule.shape === "one_of" && first !== undefined) narrow(ranges, rule.field, { min: first, max: first });
  }
  for (const { name, multipleOf } of entity.fields) if (multipleOf !== undefined) onStep(ranges, name, multipleOf);
  return ranges;
}

function onStep(ranges: Map<string, Range>, name: string, step: number): void {
  const range = ranges.get(name);
  if (!range) return;
  const on = (value: number, round: (steps: number) => number) =>
    Number.isFinite(value) ? tidy(round(tidy(value / step)) * step) : value;
  const [min, max] = [on(range.min, Math.ceil), on(range.max, Math.floor)];
  const start = Math.min(Math.max(on(range.start, Math.ceil), min), max);
  ranges.set(name, { min, max, start, step, gap: on(range.gap, Math.ceil) });
}

/** Products and sums of decimals in binary: 0.1 + 0.2 is to be 0.3. */
export const tidy = (value: number) => Number(value.toPrecision(15));

/** Fields that a rule compares with another field of the row. */
export const comparedFields = ({ rules }: EntityPlan): Set<string> =>
  new Set(rules.flatMap((rule) => (rule.shape === "compare" ? [rule.field, rule.other] : [])));

/** Fields that stand in some relation to the clock: they have a rule about it, are stamped, or are compared with such. */
export function relativeFields(entity: EntityPlan): Set<string> {
  const found = new Set([
    ...entity.rules.flatMap((rule) => (rule.shape === "clock" ? [rule.field] : [])),
    ...entity.fields.filter(({ stamp }) => stamp).map(({ name }) => name),
  ]);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const rule of entity.rules) {
      if (rule.shape !== "compare" || (!found.has(rule.field) && !found.has(rule.other))) continue;
      found.add(rule.field).add(rule.other);
    }
  }
  return found;
}

function natural(field: FieldPlan, relative: boolean): Range | undefined {
  if (field.stamp) return { min: 0, max: 0, start: 0, step: 1, gap: 1 };
  const min = field.min ? inside(field, Number(field.min.limit), field.min.exclusive, 1) : Number.NEGATIVE_INFINITY;
  const max = field.max ? inside(field, Number(field.max.limit), field.max.exclusive, -1) : Number.POSITIVE_INFINITY;
  switch (field.type) {
    case "integer":
    case "bigint":
      return { min, max, start: 1, step: 1, gap: 1 };
    case "decimal": {
      const step = 10 ** -field.scale;
      const most = 10 ** (field.precision - field.scale) - step;
      return { min: Math.max(min, -most), max: Math.min(max, most), start: 1, step, gap: Math.min(1, most) };
    }
    case "float":
      return { min, max, start: 1, step: 0.5, gap: 1 };
    case "boolean":
      return { min: 0, max: 1, start: field.name === "is_active" ? 1 : 0, step: 1, gap: 1 };
    case "date":
    case "datetime":
      return { min, max, start: relative ? -30 : 0, step: 1, gap: 1 };
    case "time":
      return { min: 0, max: 1439, start: 540, step: 1, gap: 60 };
    case "duration":
      return { min: 0, max, start: 1, step: 1, gap: 1 };
    default:
      return undefined;
  }
}

/** The limit of a float names the bound itself, which an exclusive bound does not allow. */
function inside(field: FieldPlan, limit: number, exclusive: boolean, direction: 1 | -1): number {
  return field.type === "float" && exclusive ? limit + direction / 2 : limit;
}

function narrow(ranges: Map<string, Range>, name: string, to: { min?: number; max?: number }): void {
  const range = ranges.get(name);
  if (!range) return;
  const min = Math.max(range.min, to.min ?? range.min);
  const max = Math.min(range.max, to.max ?? range.max);
  ranges.set(name, { ...range, min, max, start: Math.min(Math.max(range.start, min), max) });
}

/** Day 0 of the calendar that samples count by. */
export const DAY_ZERO = "2024-01-01";

/** Days from day 0; of moments that count from now, days from the earliest day that could be now. */
function period({ first, last }: RuleOf<"period">, relative: boolean): { min?: number; max?: number } {
  const zero = relative ? EPOCH : DAY_ZERO;
  return {
    ...(first !== undefined && { min: daysBetween(zero, first) }),
    ...(last !== undefined && { max: daysBetween(zero, last) }),
  };
}

/**
 * How far a rule about the clock lets a moment go, in days from now. Where the clock goes on, it stays clear of the
 * boundary: midnight and leap days must not decide a test.
 */
export function fromNow({ when, years = 0 }: RuleOf<"clock">, stopped: boolean): { min?: number; max?: number } {
  switch (when) {
    case "past":
      return { max: -1 };
    case "not_future":
      return { max: stopped ? 0 : -1 };
    case "future":
      return { min: 1 };
    case "not_past":
      return { min: stopped ? 0 : 1 };
    case "min_age":
      return { max: -Math.ceil(years * 365.25) - 2 };
    case "max_age":
      return { min: -Math.floor((years + 1) * 365.25) + 2, max: -1 };
  }
}
