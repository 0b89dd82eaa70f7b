/** What the body of a rule function is made of: the field, and the refusal where the rule is broken. */
import type { RuleOf, RuleShape } from "#erd";
import type { CheckPlan, EntityPlan } from "../../../../plan.ts";
import { name, type Python, py, str } from "../../../../python.ts";

/** The body of the function that a check of this shape becomes. */
export type Body<S extends RuleShape> = (rule: RuleOf<S>, check: CheckPlan, entity: EntityPlan) => Python;

export const refuse = (check: CheckPlan, when: Python) => py`
  if ${when}:
      raise ValidationError({${str(check.field)}: ${str(check.message)}})
`;

export const instanceField = (rule: { field: string }) => py`instance.${name(rule.field)}`;

/** The column of a field: a reference is compared by its key. */
export const columnOf = (field: string, entity: EntityPlan) =>
  entity.relations.some(({ name }) => name === field) ? `${field}_id` : field;
