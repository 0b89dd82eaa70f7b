/** A row that points at itself, in the model and through the API. */
import { name, py, str } from "../../../../python.ts";
import type { Lines } from "./sides.ts";

export const notSelf: Lines<"not_self"> = (rule) => [
  py`row = self.factory()`,
  py`row.${name(rule.field)} = row`,
  py`self.assertRaises(ValidationError, row.full_clean)`,
  py`response = self.client.patch(self.url(row), {${str(rule.field)}: row.pk})`,
  py`self.assertEqual(response.status_code, 400, response.content)`,
];
