/** A multiple is taken, a number between two is not; nor is one with too many decimals. */
import { name, py, str } from "../../../../python.ts";
import { limits } from "../../../../sample/ranges.ts";
import { solve } from "../../../../sample/solve.ts";
import { at } from "../../../../sample/write.ts";
import { accepts, fieldOf, type Lines, refuses } from "./sides.ts";

export const step: Lines<"step"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  const range = limits(entity, new Set()).get(rule.field);
  const start = solve(entity)?.get(rule.field);
  if (!field || !range || start === undefined || field.readOnly) return [];
  const argument = name(field.name);
  if (rule.multipleOf === undefined) {
    if (field.type !== "decimal") return [];
    const finer = { ...field, scale: field.scale + 1 };
    const between = start + 10 ** -finer.scale;
    return [py`self.refuses(${str(field.name)}, stored=False, ${argument}=${at(finer, between, false)})`];
  }
  const between = start + 10 ** -(field.type === "decimal" ? field.scale : 0);
  const next = start + range.step;
  return [
    next <= range.max && accepts(entity, new Map([[field.name, next]])),
    rule.multipleOf > 10 ** -(field.type === "decimal" ? field.scale : 0) &&
      refuses(field, [py`${argument}=${at(field, between, false)}`], field.type !== "decimal"),
  ].filter((line) => line !== false);
};
