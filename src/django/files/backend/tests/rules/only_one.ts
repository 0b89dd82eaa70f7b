/** A second row in that state is refused, beside one of its own kind; another kind has its own. */
import { list, name, py, str, value } from "../../../../python.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const onlyOne: Lines<"only_one"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  if (!field || field.readOnly) return [];
  const state = py`${name(field.name)}=${value(rule.value)}`;
  const same = list(rule.per.map((it) => py`${name(it)}=row.${name(it)}`));
  return [
    rule.per.length > 0 ? py`row = self.factory(${state})` : py`self.factory(${state})`,
    py`self.refuses(${str(field.name)}, constrained=True, row=self.factory(${same}), ${state})`,
    rule.per.some((it) => entity.relations.some(({ name }) => name === it)) && py`self.accepts(${state})`,
  ].filter((line) => line !== false);
};
