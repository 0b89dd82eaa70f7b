/** backend/models.py: the entities, with their constraints. */
import type { EntityPlan, EnumPlan, Plan, RelationPlan } from "../../plan.ts";
import { definitions, doc, list, members, name, type Python, py, str, tuple } from "../../python.ts";
import { section } from "../../sections.ts";
import type { Template } from "../../template.ts";
import { imports } from "../../used.ts";
import { makersOf } from "./acting.py.ts";
import { mixinsOf } from "./business_logic/guards.ts";
import { column, key, reference } from "./models/column.ts";
import { constraint } from "./models/condition.ts";
import { SOURCES } from "./models/sources.ts";
import { words } from "./models/words.ts";
import { marks } from "./soft_delete.py.ts";

export const models: Template = {
  path: "backend/models.py",
  group: "review",
  neededBy: ["backend/migrations/0001_initial.py", "backend/serializers.py", "backend/views.py", "core/settings.py"],
  about: ({ entities }) => {
    const constraints = entities.reduce((sum, entity) => sum + entity.constraints.length, 0);
    return `${entities.length} ${entities.length === 1 ? "entity" : "entities"}, ${constraints} constraints in the database`;
  },
  print: (plan) => ({
    doc: (of) => (of === undefined ? "The entities of the ERD as Django models." : `Models of ${of}.`),
    imports: (body) =>
      imports(body, {
        ...SOURCES,
        AbstractUser: py`from django.contrib.auth.models import AbstractUser`,
        models: py`from django.db import models`,
      }),
    sections: () =>
      plan.entities.map((entity) =>
        section(entity, definitions([...entity.enums.map(choices), model(entity, plan)]), [
          ...entity.enums.map((it) => it.name),
          entity.name,
        ]),
      ),
  }),
};

const choices = (given: EnumPlan) => py`
  class ${name(given.name)}(models.TextChoices):
      ${given.members.map((it) => py`${name(it.name)} = ${str(it.value)}, ${str(it.label)}`)}
`;

const model = (entity: EntityPlan, plan: Plan): Python => py`
  class ${name(entity.name)}(${bases(entity)}):
      ${members([told(entity), rules(entity), columns(entity, plan), manager(entity), meta(entity), shown(entity)])}
`;

const bases = (entity: EntityPlan) =>
  list([
    entity.extras.makers.length > 0 && py`acting.MakerMixin`,
    mixinsOf(entity),
    entity.extras.softDelete !== undefined && py`soft_delete.SoftDeleteModel`,
    entity.user ? py`AbstractUser` : py`models.Model`,
  ]);

const told = (entity: EntityPlan) => {
  const text = belonging(entity);
  return text !== "" && doc(text);
};

/** The ERD's words, or what the fields do not say in one place: whose a row is, and with what it goes. Empty where there is nothing to say. */
export function belonging(entity: EntityPlan): string {
  if (entity.help !== "") return entity.help;
  if (entity.user) return "The account that people sign in with.";
  const called = ({ name, verbose }: RelationPlan) => verbose ?? name.replaceAll("_", " ");
  const owner = entity.relations.find(({ name }) => name === entity.owner);
  const wholes = entity.relations.filter(
    (it) => it.onDelete === "CASCADE" && it !== owner && it.django !== "ManyToManyField",
  );
  const parts = [
    owner && `belongs to ${/ by$/.test(called(owner)) ? `the person it was ${called(owner)}` : `its ${called(owner)}`}`,
    wholes.length > 0 && `goes with its ${wholes.map(called).join(" or ")}`,
  ].filter(Boolean);
  const one = `${/^[aeio]/i.test(entity.singular) ? "An" : "A"} ${entity.singular}`;
  return parts.length > 0 ? `${one} ${parts.join(" and ")}.` : "";
}

const rules = (entity: EntityPlan) =>
  list([...marks(entity), ...makersOf(entity), checks(entity), keeps(entity), fields(entity)], "\n");

const checks = (entity: EntityPlan) =>
  entity.checks.length > 0 &&
  py`RULES = ${tuple(entity.checks.map((check) => py`business_logic.${name(check.name)}`))}`;

const keeps = (entity: EntityPlan) =>
  entity.keeps.length > 0 && py`KEPT = ${tuple(entity.keeps.map((it) => py`business_logic.${name(it.name)}`))}`;

/** Where a broken constraint is reported; what the system fills has no place in a form. */
function fields(entity: EntityPlan): Python | false {
  const stamped = new Set(entity.fields.filter(({ stamp }) => stamp).map((field) => field.name));
  const reported = entity.constraints.filter(({ field }) => field !== "" && !stamped.has(field));
  return (
    reported.length > 0 &&
    py`CONSTRAINT_FIELDS = {${list(reported.map((it) => py`${str(it.name)}: ${str(it.field)}`))}}`
  );
}

function columns(entity: EntityPlan, plan: Plan): Python {
  const id = key(entity, "models");
  return list(
    [
      id && py`id = ${id}`,
      ...entity.fields
        .filter(({ inherited }) => !inherited)
        .map((it) => py`${name(it.name)} = ${column(it, "models")}`),
      ...entity.relations.map((it) => py`${name(it.name)} = ${reference(it, plan, "models")}`),
    ],
    "\n",
  );
}

/** An account is also made by createsuperuser, and found by signing in. */
const manager = ({ user, extras }: EntityPlan) =>
  user &&
  py`objects = ${extras.softDelete === undefined ? py`business_logic.AccountManager` : py`soft_delete.LivingUserManager`}()`;

const meta = (entity: EntityPlan) => py`
  class Meta:
      ${verbose(entity)}
      ordering = [${list(entity.ordering.map(str))}]
      ${
        entity.constraints.length > 0 &&
        py`
          constraints = [
              ${entity.constraints.map((it) => py`${constraint(it, entity, "models")},`)}
          ]
        `
      }
`;

const verbose = (entity: EntityPlan) => words(entity).map(([option, text]) => py`${name(option)} = ${str(text)}`);

function shown(entity: EntityPlan): Python {
  const field = entity.fields.find((it) => it.name === entity.display);
  const text =
    entity.display === undefined
      ? py`f"{self._meta.verbose_name} {self.pk}"`
      : field?.null
        ? py`self.${name(entity.display)} or ""`
        : py`self.${name(entity.display)}`;
  return py`
    def __str__(self) -> str:
        return ${text}
  `;
}
