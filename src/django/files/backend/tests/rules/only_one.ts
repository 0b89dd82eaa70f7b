/** A second row in that state is refused, beside one of its own kind; another kind has its own. */
import { list, name, py, str, value } from "../../../../python.ts";
import { holds, outside, sampled } from "../../../../sample/states.ts";
import { implied } from "./implied.ts";
import { belonging, fieldOf, type Lines } from "./sides.ts";

export const onlyOne: Lines<"only_one"> = (rule, entity, plan) => {
  const field = fieldOf(entity, rule.field);
  if (!field || field.readOnly || implied(rule, entity)) return [];
  const state = py`${name(field.name)}=${value(rule.value)}`;
  const one = { field: field.name, values: [rule.value], not: false };
  const now = sampled(field, entity, plan);
  // Where other rules leave sample rows no other state, the second row has to be made out of this one.
  const other = now !== undefined && holds(one, now) ? outside(one, field) : undefined;
  const same = list([
    ...rule.per.map((it) => py`${name(it)}=row.${name(it)}`),
    other !== undefined && py`${name(field.name)}=${value(other)}`,
  ]);
  const given = belonging(rule.per, entity);
  return [
    rule.per.length > 0 ? py`row = self.factory(${list([state, ...given])})` : py`self.factory(${state})`,
    py`self.refuses(${str(field.name)}, constrained=True, row=self.factory(${same}), ${state})`,
    rule.per.some((it) => entity.relations.some(({ name }) => name === it)) && py`self.accepts(${state})`,
  ].filter((line) => line !== false);
};
