/** A row that was made without the field has the default. */
import type { FieldPlan } from "../../../../plan/types.ts";
import { name, py, str, value } from "../../../../python.ts";
import { at } from "../../../../sample/write.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const preset: Lines<"default"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  if (!field?.default || !("value" in field.default) || entity.user) return [];
  return [
    py`data = self.payload()`,
    py`data.pop(${str(field.name)}, None)`,
    py`made = self.client.post(self.list_url, data).json()`,
    py`row = models.${name(entity.name)}.objects.get(pk=made["id"])`,
    py`self.assertEqual(row.${name(field.name)}, ${defaultOf(field, field.default.value)})`,
  ];
};

const defaultOf = (field: FieldPlan, given: string | number | boolean) =>
  field.type === "decimal" ? at(field, Number(given), false) : value(given);
