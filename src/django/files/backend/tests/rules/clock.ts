/** A safe way off now, on both sides. */
import { name, py } from "../../../../python.ts";
import { limits, relativeFields } from "../../../../sample/ranges.ts";
import { at } from "../../../../sample/write.ts";
import { accepts, fieldOf, type Lines, refuses } from "./sides.ts";

export const clock: Lines<"clock"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  const range = limits(entity, relativeFields(entity)).get(rule.field);
  if (!field || !range) return [];
  const late = rule.when === "past" || rule.when === "not_future" || rule.when === "min_age";
  const boundary = rule.when === "max_age" ? range.min : late ? range.max : range.min;
  const margin = rule.when.endsWith("_age") ? 5 : 2;
  const outside = late ? boundary + margin : boundary - margin;
  return [
    Number.isFinite(boundary) && accepts(entity, new Map([[rule.field, boundary]])),
    refuses(field, [py`${name(field.name)}=${at(field, outside, true)}`], false),
  ].filter((line) => line !== false);
};
