/** backend/business_logic.py: one function a business rule, run by models, serializers and the admin site alike. */
import type { Rule } from "#erd";
import type { CheckPlan, EntityPlan } from "../../plan.ts";
import { definitions, doc, list, name, type Python, py, str, value } from "../../python.ts";
import type { Template } from "../../template.ts";
import { mixin, support } from "./business_logic/support.ts";

export const businessLogic: Template = {
  path: "backend/business_logic.py",
  group: "review",
  neededBy: ["backend/models.py", "backend/migrations/0001_initial.py"],
  about: ({ entities, enforced }) => {
    const functions = entities.reduce((sum, entity) => sum + entity.checks.length, 0);
    return `${enforced.length} business rules enforced, ${functions} of them by a function here`;
  },
  print: (plan) => {
    const checks = plan.entities.flatMap((entity) => entity.checks.map((check) => ({ check, entity })));
    const code = definitions(checks.map(({ check, entity }) => rule(check, entity)));
    const { imports, functions } = support(plan, code);
    return py`
      """Business rules: one function per rule, shared by models, serializers and the admin site."""

      ${imports}


      ${definitions([mixin(), ...functions, code !== "" && code])}
    `;
  },
};

const rule = (check: CheckPlan, entity: EntityPlan): Python => py`
  def ${name(check.name)}(instance) -> None:
      ${doc(check.message)}
      ${body(check, check.rule, entity)}
`;

function body(check: CheckPlan, given: Rule, entity: EntityPlan): Python {
  switch (given.shape) {
    case "compare":
      return compare(check, given, entity);
    case "clock":
      return clock(check, given, entity);
    case "bound":
      return refuse(check, outside(given));
    case "immutable":
      return refuse(check, py`not instance._state.adding and changed(instance, ${str(given.field)})`);
    case "case":
      return refuse(check, py`${field(given)} and ${field(given)} != ${field(given)}.${name(given.form)}()`);
    case "not_self":
      return refuse(check, py`instance.pk is not None and instance.${name(`${given.field}_id`)} == instance.pk`);
    default:
      throw new Error(`No rule function for ${given.shape}`);
  }
}

const refuse = (check: CheckPlan, when: Python) => py`
  if ${when}:
      raise ValidationError({${str(check.field)}: ${str(check.message)}})
`;

const field = (given: { field: string }) => py`instance.${name(given.field)}`;

/** The condition that breaks the rule: Python's opposite of its operator. */
const OPPOSITE = { gt: py`<=`, gte: py`<`, lt: py`>=`, lte: py`>`, ne: py`==` };

function compare(check: CheckPlan, given: Extract<Rule, { shape: "compare" }>, entity: EntityPlan): Python {
  const column = (field: string) =>
    py`instance.${name(entity.relations.some((it) => it.name === field) ? `${field}_id` : field)}`;
  return py`
    one, other = ${column(given.field)}, ${column(given.other)}
    ${refuse(check, py`one is not None and other is not None and one ${OPPOSITE[given.operator]} other`)}
  `;
}

/** What time brings about by itself is looked at only when the value changes: an old deadline stays valid. */
function clock(check: CheckPlan, given: Extract<Rule, { shape: "clock" }>, entity: EntityPlan): Python {
  const field = py`instance.${name(given.field)}`;
  const datetime = entity.fields.some((it) => it.name === given.field && it.type === "datetime");
  const now = datetime ? py`timezone.now()` : py`timezone.localdate()`;
  const years = given.years ?? 0;
  const given_ = py`${field} is not None and`;
  const age = datetime ? py`age(${field}.date())` : py`age(${field})`;
  const changed = py`and changed(instance, ${str(given.field)})`;
  switch (given.when) {
    case "past":
      return refuse(check, py`${given_} ${field} >= ${now}`);
    case "not_future":
      return refuse(check, py`${given_} ${field} > ${now}`);
    case "future":
      return refuse(check, py`${given_} ${field} <= ${now} ${changed}`);
    case "not_past":
      return refuse(check, py`${given_} ${field} < ${now} ${changed}`);
    case "min_age":
      return refuse(check, py`${given_} ${age} < ${years}`);
    case "max_age":
      return refuse(check, py`${given_} ${age} > ${years} ${changed}`);
  }
}

function outside(given: Extract<Rule, { shape: "bound" }>): Python {
  const field = py`instance.${name(given.field)}`;
  const parts = [
    given.min && py`${field} ${given.min.exclusive ? py`<=` : py`<`} ${value(given.min.value)}`,
    given.max && py`${field} ${given.max.exclusive ? py`>=` : py`>`} ${value(given.max.value)}`,
  ].filter((part) => part !== undefined);
  return py`${field} is not None and (${list(parts, " or ")})`;
}
