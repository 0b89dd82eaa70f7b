/** A row that points at itself, in the model and through the API. */
import { name, py, str } from "../../../../python.ts";
import type { Lines } from "./sides.ts";

export const notSelf: Lines<"not_self"> = (rule) => [...itself(rule.field), ...(rule.deep ? circle(rule.field) : [])];

const circle = (field: string) => [
  py`above = self.factory()`,
  py`below = self.factory(${name(field)}=self.factory(${name(field)}=above))`,
  py`above.${name(field)} = below`,
  py`self.assertRaises(ValidationError, above.full_clean)`,
  py`response = self.client.patch(self.url(above), {${str(field)}: below.pk})`,
  py`self.assertEqual(response.status_code, 400, response.content)`,
];

const itself = (field: string) => [
  py`row = self.factory()`,
  py`row.${name(field)} = row`,
  py`self.assertRaises(ValidationError, row.full_clean)`,
  py`response = self.client.patch(self.url(row), {${str(field)}: row.pk})`,
  py`self.assertEqual(response.status_code, 400, response.content)`,
];
