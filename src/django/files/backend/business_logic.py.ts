/** backend/business_logic.py: one function a business rule, run by models, serializers and the admin site alike. */
import type { CheckPlan, EntityPlan } from "../../plan.ts";
import { definitions, doc, name, type Python, py } from "../../python.ts";
import type { Template } from "../../template.ts";
import { body } from "./business_logic/rules/index.ts";
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
      ${body(check, entity)}
`;
