/** backend/business_logic.py: one function a business rule, run by models, serializers and the admin site alike. */
import type { CheckPlan, EntityPlan } from "../../plan.ts";
import { definitions, doc, list, name, type Python, py } from "../../python.ts";
import { section } from "../../sections.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";
import { locking } from "./business_logic/guards.ts";
import { most } from "./business_logic/rules/capacity.ts";
import { body } from "./business_logic/rules/index.ts";
import { keep } from "./business_logic/rules/keep.ts";
import { stepTable } from "./business_logic/rules/transitions.ts";
import { SOURCES, support } from "./business_logic/support.ts";

export const businessLogic: Template = {
  path: "backend/business_logic.py",
  group: "review",
  neededBy: ["backend/models.py", "backend/migrations/0001_initial.py"],
  about: ({ entities, enforced }) => {
    const functions = entities.reduce((sum, entity) => sum + entity.checks.length, 0);
    return `${enforced.length} business rules enforced, ${functions} of them by a function here`;
  },
  print: (plan) => ({
    doc: (of) =>
      of === undefined
        ? "Business rules, the same for models, serializers and the admin site."
        : `Business rules of ${of}.`,
    imports: (body) => imports(body, SOURCES),
    sections: () => {
      const rules = plan.entities.map((entity) => {
        const body = definitions([
          list(
            entity.checks.map((check) => constant(check, entity)),
            "\n",
          ),
          ...entity.checks.map((check) => rule(check, entity)),
          ...entity.keeps.map(keep),
        ]);
        return section(
          entity,
          body,
          [...entity.checks, ...entity.keeps].map((check) => check.name),
        );
      });
      const { body, exports } = support(plan, list(rules.map((it) => it.body)));
      return [{ file: "support", of: "all entities", body, exports }, ...rules];
    },
  }),
};

/** What a rule function looks up. */
function constant(check: CheckPlan, entity: EntityPlan): Python | undefined {
  if (check.rule.shape === "capacity") return most(check, check.rule);
  return check.rule.shape === "transitions" ? stepTable(check, check.rule, entity) : undefined;
}

const rule = (check: CheckPlan, entity: EntityPlan): Python => py`
  ${locking(check)}
  def ${name(check.name)}(instance) -> None:
      ${doc(check.message)}
      ${body(check, entity)}
`;
