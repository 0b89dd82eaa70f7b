/** Empty in that state, filled in that state, empty in another. */
import { name, py, str, value } from "../../../../python.ts";
import { holds, within } from "../../../../sample/states.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const requiredIf: Lines<"required_if"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  const when = fieldOf(entity, rule.when.field);
  if (!field || !when || field.inherited || when.inherited) return [];
  const empty = py`${name(field.name)}=${field.null ? py`None` : str("")}`;
  const state = (given: string | number | boolean) => py`${name(when.name)}=${value(given)}`;
  const needed = within(rule.when, when);
  const asked = entity.rules.flatMap((it) =>
    it.shape === "required_if" && it.when.field === when.name ? [it.when] : [],
  );
  const other = when.enum?.members.find(({ value }) => !asked.some((it) => holds(it, value)))?.value;
  const free = field.blank && !field.required && other !== undefined;
  if (needed === undefined) return [];
  return [
    py`self.accepts(${state(needed)})`,
    free && py`self.accepts(${state(other)}, ${empty})`,
    py`self.refuses(${str(field.name)}, constrained=True, ${state(needed)}, ${empty})`,
  ].filter((line) => line !== false);
};
