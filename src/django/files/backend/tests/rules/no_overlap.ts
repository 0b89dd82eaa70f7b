/** A row that begins when another ends, and one that lasts at the same time. */
import type { EntityPlan } from "../../../../plan/types.ts";
import { list, name, type Python, py, str, value } from "../../../../python.ts";
import { limits, relativeFields } from "../../../../sample/ranges.ts";
import { solve } from "../../../../sample/solve.ts";
import { within } from "../../../../sample/states.ts";
import { at } from "../../../../sample/write.ts";
import { belonging, fieldOf, type Lines, moves } from "./sides.ts";

export const overlap: Lines<"no_overlap"> = (rule, entity) => {
  const check = entity.checks.find((it) => it.rule === rule);
  const first = place(rule.start, rule.end, entity, 0);
  const second = place(rule.start, rule.end, entity, 1);
  if (!check || !first || !second) return [];
  const column = rule.when && fieldOf(entity, rule.when.field);
  const counted = rule.when && column ? within(rule.when, column) : undefined;
  if (rule.when && counted === undefined) return [];
  const state = rule.when && counted !== undefined ? [py`${name(rule.when.field)}=${value(counted)}`] : [];
  const shared = rule.per.map((it) => py`${str(it)}: first.${name(it)}`);
  const common = shared.length > 0 ? [py`**shared`] : [];
  return [
    py`${shared.length > 0 ? py`first = self` : py`self`}.factory(${list([...first, ...state, ...belonging(rule.per, entity)])})`,
    ...(shared.length > 0 ? [py`shared = {${list(shared)}}`] : []),
    py`# What begins when another ends does not overlap with it.`,
    py`second = self.factory(${list([...common, ...second, ...state])})`,
    py`second.full_clean()`,
    py`self.refused(${list([py`second`, str(check.field), ...first])})`,
  ];
};

/** Start and end of one interval, or of the next, with all that has to move along. */
function place(start: string, end: string, entity: EntityPlan, turn: 0 | 1): Python[] | undefined {
  const positions = solve(entity);
  const [from, to] = [positions?.get(start), positions?.get(end)];
  const [one, two] = [fieldOf(entity, start), fieldOf(entity, end)];
  const ranges = limits(entity, relativeFields(entity));
  const [low, high] = [ranges.get(start), ranges.get(end)];
  if (from === undefined || to === undefined || !one || !two || !low || !high) return undefined;
  const length = to > from ? to - from : Math.max(low.gap, high.gap);
  const forward = from + 2 * length <= high.max && from + length <= low.max;
  const begin = from + turn * (forward ? length : -length);
  const pins = new Map([
    [start, begin],
    [end, begin + length],
  ]);
  const relative = relativeFields(entity);
  const also = moves(entity, pins)?.filter((it) => !it.startsWith(`${start}=`) && !it.startsWith(`${end}=`));
  return [
    py`${name(start)}=${at(one, begin, relative.has(start))}`,
    py`${name(end)}=${at(two, begin + length, relative.has(end))}`,
    ...(also ?? []),
  ];
}
