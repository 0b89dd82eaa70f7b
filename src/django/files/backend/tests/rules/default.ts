/** A row that was made without the field has the default. */
import type { FieldPlan } from "../../../../plan/types.ts";
import { list, name, py, str, value } from "../../../../python.ts";
import { isOrdered } from "../../../../sample/solve.ts";
import { at } from "../../../../sample/write.ts";
import { uploadsOf } from "../../testing/uploads.ts";
import { fieldOf, type Lines, moves } from "./sides.ts";

export const preset: Lines<"default"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  if (!field?.default || !("value" in field.default) || entity.user) return [];
  const expected = py`self.assertEqual(row.${name(field.name)}, ${defaultOf(field, field.default.value)})`;
  // A form that says nothing of a box says that it is not ticked.
  if (field.type === "boolean" && uploadsOf(entity).length > 0)
    return [py`row = models.${name(entity.name)}()`, expected];
  // What has to be more or less than the field moves along with it.
  const pins = new Map([[field.name, Number(field.default.value)]]);
  const along = isOrdered(field) ? (moves(entity, pins) ?? []).filter((it) => !it.startsWith(`${field.name}=`)) : [];
  return [
    py`data = self.payload()`,
    py`data.pop(${str(field.name)}, None)`,
    along.length > 0 && py`data |= self.sent(dict(${list(along)}))`,
    py`made = self.client.post(self.list_url, data).json()`,
    py`row = models.${name(entity.name)}.objects.get(pk=made["id"])`,
    expected,
  ].filter((line) => line !== false);
};

const defaultOf = (field: FieldPlan, given: string | number | boolean) =>
  field.type === "decimal" ? at(field, Number(given), false) : value(given);
