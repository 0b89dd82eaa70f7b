/** The last moment on each side of now, or of a birthday, while the clock stands still. */
import type { RuleOf } from "#erd";
import type { EntityPlan, FieldPlan } from "../../../../plan/types.ts";
import { name, type Python, py } from "../../../../python.ts";
import { fromNow, limits, relativeFields } from "../../../../sample/ranges.ts";
import { at } from "../../../../sample/write.ts";
import { accepts, fieldOf, type Lines, refuses } from "./sides.ts";

export const clock: Lines<"clock"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  if (!field || implied(rule, entity)) return [];
  const lines = isBirthday(rule, field) ? birthday(rule, field) : now(rule, field, entity);
  return lines.length === 0 ? [] : [py`with stopped_clock():`, ...lines.map((line) => py`    ${line}`)];
};

/** Does another rule ask for more? "Of age" says nothing where they have to be 21. */
const implied = (rule: RuleOf<"clock">, { rules }: EntityPlan) =>
  rules.some(
    (other) =>
      other.shape === "clock" &&
      other.field === rule.field &&
      other.when === rule.when &&
      (rule.when === "min_age" ? (other.years ?? 0) > (rule.years ?? 0) : (other.years ?? 0) < (rule.years ?? 0)),
  );

const isBirthday = ({ when }: RuleOf<"clock">, { type }: FieldPlan) => when.endsWith("_age") && type === "date";

/** Of age, or not yet too old, since today; and the one who is so tomorrow. */
function birthday({ when, years = 0 }: RuleOf<"clock">, field: FieldPlan): Python[] {
  const [taken, refused] =
    when === "min_age"
      ? [py`born(${years})`, py`born(${years}, 1)`]
      : [py`born(${years + 1}, 1)`, py`born(${years + 1})`];
  return [py`self.accepts(${name(field.name)}=${taken})`, refuses(field, [py`${name(field.name)}=${refused}`], false)];
}

function now(rule: RuleOf<"clock">, field: FieldPlan, entity: EntityPlan): Python[] {
  const range = limits(entity, relativeFields(entity), true).get(rule.field);
  if (!range) return [];
  const late = rule.when === "past" || rule.when === "not_future" || rule.when === "min_age";
  const boundary = late ? range.max : range.min;
  // Another rule may ask for more; years are counted in whole days here, give or take a leap day.
  const own = fromNow(rule, true);
  const margin = rule.when.endsWith("_age") ? 5 : 1;
  const outside = late ? (own.max ?? boundary) + margin : (own.min ?? boundary) - margin;
  return [
    Number.isFinite(boundary) && accepts(entity, new Map([[rule.field, boundary]]), true),
    refuses(field, [py`${name(field.name)}=${at(field, outside, true)}`], false),
  ].filter((line) => line !== false);
}
