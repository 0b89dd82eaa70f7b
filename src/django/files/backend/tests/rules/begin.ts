/** A new row in the state that the rule asks for, and one in another. */
import { name, py, str, value } from "../../../../python.ts";
import { outside, within } from "../../../../sample/states.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const begun: Lines<"begin"> = (rule, entity) => {
  const field = fieldOf(entity, rule.state.field);
  const [right, wrong] = field ? [within(rule.state, field), outside(rule.state, field)] : [];
  if (!field || right === undefined || wrong === undefined || entity.user || field.readOnly) return [];
  const post = (given: typeof right) =>
    py`self.client.post(self.list_url, self.payload(${name(field.name)}=${value(given)}))`;
  return [
    py`self.assertEqual(${post(right)}.status_code, 201)`,
    py`response = ${post(wrong)}`,
    py`self.assertEqual(response.status_code, 400, response.content)`,
    py`self.assertIn(${str(field.name)}, response.json())`,
    py`with self.assertRaises(ValidationError) as refused:`,
    py`    models.${name(entity.name)}(${name(field.name)}=${value(wrong)}).full_clean()`,
    py`self.assertIn(${str(field.name)}, refused.exception.message_dict)`,
  ];
};
