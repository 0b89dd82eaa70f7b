/** The nearest number inside, the nearest outside. */
import { name, py } from "../../../../python.ts";
import { limits, tidy } from "../../../../sample/ranges.ts";
import { at } from "../../../../sample/write.ts";
import { accepts, fieldOf, type Lines, refuses } from "./sides.ts";

export const bound: Lines<"bound"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  const range = limits(entity, new Set()).get(rule.field);
  if (!field || !range) return [];
  return (["min", "max"] as const).flatMap((side) => {
    const limit = rule[side];
    const away = side === "min" ? -range.step : range.step;
    if (!limit) return [];
    const whole = tidy(Math[side === "min" ? "floor" : "ceil"](tidy(limit.value / range.step)) * range.step);
    const outside = limit.exclusive || whole !== limit.value ? whole : tidy(limit.value + away);
    const inside = range[side];
    return [
      Number.isFinite(inside) && accepts(entity, new Map([[rule.field, inside]])),
      refuses(field, [py`${name(field.name)}=${at(field, outside, false)}`]),
    ].filter((line) => line !== false);
  });
};
