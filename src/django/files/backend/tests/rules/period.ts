/** The first and the last day, and the days beside them. */
import { name, py } from "../../../../python.ts";
import { limits, relativeFields } from "../../../../sample/ranges.ts";
import { at } from "../../../../sample/write.ts";
import { accepts, fieldOf, type Lines, refuses } from "./sides.ts";

export const period: Lines<"period"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  const relative = relativeFields(entity).has(rule.field);
  const range = limits(entity, new Set()).get(rule.field);
  if (!field || !range) return [];
  return (["min", "max"] as const).flatMap((side) => {
    const day = rule[side === "min" ? "first" : "last"];
    if (day === undefined) return [];
    const boundary = range[side];
    return [
      !relative && accepts(entity, new Map([[field.name, boundary]])),
      refuses(field, [
        py`constrained=True`,
        py`${name(field.name)}=${at(field, boundary + (side === "min" ? -1 : 1), false)}`,
      ]),
    ].filter((line) => line !== false);
  });
};
