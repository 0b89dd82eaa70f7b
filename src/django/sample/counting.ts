/** Values that differ from row to row: what is unique, alone or together, and what may not overlap. */
import { ENOUGH } from "#erd";
import { isMoment } from "../plan/draft.ts";
import type { EntityPlan, FieldPlan } from "../plan/types.ts";
import { comparedFields, limits, type Range, relativeFields, tidy } from "./ranges.ts";
import { isOrdered, type Positions } from "./solve.ts";

/** The n-th row has `first` + n × `by`; after `most` rows it begins again, as no other value is allowed. */
export type Count = { first: number; by: number; most: number };

/** From so many values on nobody counts to the end of them. */
const PLENTY = 10_000;

/** How each field counts whose values differ from row to row. */
export function counting(entity: EntityPlan, positions: Positions): ReadonlyMap<string, Count> {
  const ranges = limits(entity, relativeFields(entity));
  const fields = [...countedFields(entity)].flatMap((wanted) => {
    const field = entity.fields.find(({ name }) => name === wanted);
    const range = ranges.get(wanted);
    return field && range && field.type !== "boolean" ? [{ field, range, at: positions.get(wanted) ?? 0 }] : [];
  });
  // What may not go on into the future goes back into the past.
  const back = fields.some(({ field, range }) => isMoment(field.type) && range.max !== Number.POSITIVE_INFINITY);
  const compared = comparedFields(entity);
  const counts = fields.map(({ field, range, at }) => {
    const by = (field.multipleOf ?? 1) * (back && isMoment(field.type) ? -1 : 1);
    return compared.has(field.name) || isMoment(field.type) || field.type === "time"
      ? { field, count: { first: at, by, most: room(range, at, by) } }
      : { field, count: alone(field, range, at, by) };
  });
  // What is compared keeps its distance.
  const together = counts.filter(({ field }) => compared.has(field.name)).map(({ count }) => count.most);
  return new Map(
    counts.map(({ field, count }) => {
      const most = compared.has(field.name) ? Math.min(...together) : count.most;
      return [field.name, { ...count, most: most < PLENTY ? most : Number.POSITIVE_INFINITY }];
    }),
  );
}

/** A number that nothing else depends on: downwards where it has no way up, in small steps where it has no room. */
function alone(field: FieldPlan, range: Range, at: number, by: number): Count {
  if (range.max === Number.POSITIVE_INFINITY) return { first: at, by, most: Number.POSITIVE_INFINITY };
  if (range.min === Number.NEGATIVE_INFINITY) return { first: at, by: -by, most: Number.POSITIVE_INFINITY };
  const upwards = room(range, at, by);
  if (upwards >= ENOUGH) return { first: at, by, most: upwards };
  const wide = room(range, range.min, by);
  if (wide >= ENOUGH || field.multipleOf !== undefined) return { first: range.min, by, most: wide };
  const small = field.type === "float" ? tidy((range.max - range.min) / PLENTY) : range.step;
  return { first: range.min, by: small, most: room(range, range.min, small) };
}

/** How many values there are from one on, with it. */
const room = ({ min, max }: Range, from: number, by: number) =>
  Math.floor(tidy((by > 0 ? max - from : from - min) / Math.abs(by))) + 1;

/** Fields whose values have to differ from row to row. */
function countedFields(entity: EntityPlan): Set<string> {
  const counted = new Set(entity.fields.filter(({ unique }) => unique).map(({ name }) => name));
  const shared = sharedReferences(entity);
  for (const constraint of entity.constraints) {
    if (constraint.kind !== "unique") continue;
    const members = constraint.fields.map((member) => entity.fields.find((field) => field.name === member));
    const differs = members.some((field, i) => {
      if (!field) return !shared.has(constraint.fields[i] ?? "");
      return counted.has(field.name) || (!isOrdered(field) && !field.enum);
    });
    const countable = members.find((field) => field && isOrdered(field) && field.type !== "boolean");
    if (!differs && countable) counted.add(countable.name);
  }
  // One row after the other, also for one of what they share; times of a day need a day each.
  for (const rule of entity.rules) {
    if (rule.shape !== "no_overlap") continue;
    const typeOf = (wanted: string) => entity.fields.find(({ name }) => name === wanted)?.type;
    const moments =
      typeOf(rule.start) === "time" ? rule.per.filter((it) => typeOf(it) === "date") : [rule.start, rule.end];
    for (const moment of moments) counted.add(moment);
  }
  // What is compared with a counted field has to keep its distance.
  for (const rule of entity.rules) {
    if (rule.shape === "compare" && counted.has(rule.field)) counted.add(rule.other);
    if (rule.shape === "compare" && counted.has(rule.other)) counted.add(rule.field);
  }
  return counted;
}

/** References of which the tests make several rows to one: all others are to a row of their own. */
const sharedReferences = ({ rules, readOnly }: EntityPlan): ReadonlySet<string> =>
  new Set([
    ...readOnly,
    ...rules.flatMap((rule) => (rule.shape === "capacity" ? [rule.parent] : rule.shape === "only_one" ? rule.per : [])),
  ]);
