/** The part of tests.py about the state of a row: what is needed in one state, what keeps its first value. */
import type { Rule } from "#erd";
import type { EntityPlan } from "../../../plan/types.ts";
import { name, type Python, py, str, value } from "../../../python.ts";
import { relativeFields } from "../../../sample/ranges.ts";
import { isOrdered, solve } from "../../../sample/solve.ts";
import { at } from "../../../sample/write.ts";

/** Empty in that state, filled in that state, empty in another. */
export function requiredIf(rule: Extract<Rule, { shape: "required_if" }>, entity: EntityPlan): Python[] {
  const field = entity.fields.find((it) => it.name === rule.field);
  const when = entity.fields.find((it) => it.name === rule.when.field);
  if (!field || !when || field.inherited || when.inherited) return [];
  const empty = py`${name(field.name)}=${field.null ? py`None` : str("")}`;
  const state = (given: string | number | boolean) => py`${name(when.name)}=${value(given)}`;
  const named = entity.rules.flatMap((it) =>
    it.shape === "required_if" && it.when.field === when.name ? [it.when.equals] : [],
  );
  const other = when.enum?.members.find((member) => !named.includes(member.value))?.value;
  const free = field.blank && !field.required && other !== undefined;
  return [
    py`self.accepts(${state(rule.when.equals)})`,
    free && py`self.accepts(${state(other)}, ${empty})`,
    py`self.refuses(${str(field.name)}, ${state(rule.when.equals)}, ${empty})`,
  ].filter((line) => line !== false);
}

/** Any other value is refused once the row is made. */
export function fixed(rule: Extract<Rule, { shape: "immutable" }>, entity: EntityPlan): Python[] {
  const field = entity.fields.find((it) => it.name === rule.field);
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
}
