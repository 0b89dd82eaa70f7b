/** Another value is refused once the row is made, or once it is in that state. */
import { name, py, str, value } from "../../../../python.ts";
import { within } from "../../../../sample/states.ts";
import { otherValue } from "./other.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const fixed: Lines<"immutable"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  const other = otherValue(rule.field, entity);
  if (other === undefined || field?.inherited || entity.readOnly.includes(rule.field)) return [];
  const when = rule.after && fieldOf(entity, rule.after.field);
  const state = rule.after && when && within(rule.after, when);
  if (rule.after && (!when || state === undefined)) return [];
  const start = when && state !== undefined ? py`${name(when.name)}=${value(state)}` : py``;
  return [
    py`row = self.factory(${start})`,
    py`self.refuses(${str(rule.field)}, row=row, stored=False, ${name(rule.field)}=${other})`,
    py`row = self.factory(${start})`,
    py`response = self.client.patch(self.url(row), {})`,
    py`self.assertEqual(response.status_code, 200, response.content)`,
  ];
};
