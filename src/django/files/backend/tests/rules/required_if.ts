/** Empty in that state, filled in that state, empty in another. */
import { name, py, str, value } from "../../../../python.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const requiredIf: Lines<"required_if"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  const when = fieldOf(entity, rule.when.field);
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
};
