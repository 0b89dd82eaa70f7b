/** Any other value is refused once the row is made. */
import { name, py, str } from "../../../../python.ts";
import { relativeFields } from "../../../../sample/ranges.ts";
import { isOrdered, solve } from "../../../../sample/solve.ts";
import { at } from "../../../../sample/write.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const fixed: Lines<"immutable"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  if (!field || field.inherited || field.readOnly) return [];
  const other = field.enum
    ? py`next(it for it in models.${name(field.enum.name)}.values if it != row.${name(field.name)})`
    : isOrdered(field)
      ? at(field, (solve(entity)?.get(field.name) ?? 0) + 7, relativeFields(entity).has(field.name))
      : py`self.factory().${name(field.name)}`;
  if (field.enum && field.enum.members.length < 2) return [];
  return [
    field.enum && py`row = self.factory()`,
    py`self.refuses(${str(field.name)}, stored=False, ${name(field.name)}=${other})`,
    py`row = self.factory()`,
    py`response = self.client.patch(self.url(row), {})`,
    py`self.assertEqual(response.status_code, 200, response.content)`,
  ].filter((line) => line !== undefined);
};
