/** A row in that state takes no change, and one that is not takes it. */
import { name, py, str, value } from "../../../../python.ts";
import { within } from "../../../../sample/states.ts";
import { otherValue } from "./other.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const locked: Lines<"locked"> = (rule, entity) => {
  const when = fieldOf(entity, rule.when.field);
  const state = when && within(rule.when, when);
  const field = entity.fields.find((it) => it !== when && !it.inherited && !it.readOnly && otherValue(it.name, entity));
  const other = field && otherValue(field.name, entity);
  if (!when || state === undefined || !field || !other) return [];
  return [
    py`row = self.factory(${name(when.name)}=${value(state)})`,
    py`response = self.client.patch(self.url(row), {})`,
    py`self.assertEqual(response.status_code, 200, response.content)`,
    py`self.refuses(${str(field.name)}, row=row, stored=False, ${name(field.name)}=${other})`,
  ];
};
