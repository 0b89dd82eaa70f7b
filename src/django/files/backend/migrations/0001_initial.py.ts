/** backend/migrations/0001_initial.py: the tables, so that `migrate` has something to do on the first release. */
import type { EntityPlan, Plan, RelationPlan } from "../../../plan.ts";
import { list, type Python, py, str } from "../../../python.ts";
import type { Template } from "../../../template.ts";
import { imports } from "../../../used.ts";
import { mixinsOf } from "../business_logic/guards.ts";
import { column, key, reference } from "../models/column.ts";
import { constraint } from "../models/condition.ts";
import { SOURCES } from "../models/sources.ts";
import { words } from "../models/words.ts";
import { searchIndexes } from "../search.py.ts";

export const migration: Template = {
  path: "backend/migrations/0001_initial.py",
  group: "review",
  neededBy: ["backend/models.py"],
  about: ({ entities }) => `creates ${entities.length} ${entities.length === 1 ? "table" : "tables"}`,
  print: (plan) => {
    const operations = operationsOf(plan);
    const search = searchIndexes(plan);
    const body = list(operations, "\n");
    return py`
      """Creates the tables of every entity."""

      ${imports(body, { ...SOURCES, django_auth: py`import django.contrib.auth.models as django_auth` })}
      ${search.imports}
      from django.db import migrations, models


      ${search.functions}


      class Migration(migrations.Migration):
          initial = True

          dependencies = [("auth", "0012_alter_user_first_name_max_length")]

          operations = [
              ${operations}
              ${search.operation}
          ]
    `;
  },
};

/** What refers to a table that comes later is added at the end, so that circles make no difference. */
function operationsOf(plan: Plan): Python[] {
  const made = new Set<string>();
  const late: Python[] = [];
  const creations = plan.entities.map((entity) => {
    made.add(entity.name);
    const ready = (it: RelationPlan) => made.has(it.to) && (it.through === undefined || made.has(it.through));
    const later = entity.relations.filter((it) => !ready(it));
    const missing = new Set(later.map((it) => it.name));
    const waits = entity.constraints.filter((it) => namesIn(it).some((field) => missing.has(field)));
    late.push(...later.map((it) => addField(entity, it, plan)), ...waits.map((it) => addConstraint(entity, it)));
    return create(
      entity,
      entity.relations.filter(ready),
      entity.constraints.filter((it) => !waits.includes(it)),
      plan,
    );
  });
  return [...creations, ...late];
}

function namesIn(it: EntityPlan["constraints"][number]): readonly string[] {
  if (it.kind !== "check") return it.fields;
  return it.condition.test === "compare" ? [it.condition.field, it.condition.other] : [];
}

const create = (
  entity: EntityPlan,
  relations: readonly RelationPlan[],
  constraints: EntityPlan["constraints"],
  plan: Plan,
) => py`
  migrations.CreateModel(
      name=${str(entity.name)},
      fields=[
          ("id", ${key(entity, "migration")}),
          ${entity.user && ACCOUNT}
          ${entity.fields.filter(({ inherited }) => !inherited).map((it) => py`(${str(it.name)}, ${column(it, "migration")}),`)}
          ${relations.map((it) => py`(${str(it.name)}, ${reference(it, plan, "migration")}),`)}
          ${entity.user && GROUPS}
      ],
      options={
          ${words(entity).map(([option, text]) => py`${str(option)}: ${str(text)},`)}
          "ordering": [${list(entity.ordering.map(str))}],
          "constraints": [
              ${constraints.map((it) => py`${constraint(it, entity, "migration")},`)}
          ],
      },
      bases=(${mixinsOf(entity)}, models.Model),
  ),
`;

const addField = (entity: EntityPlan, relation: RelationPlan, plan: Plan) => py`
  migrations.AddField(
      model_name=${str(entity.lower)},
      name=${str(relation.name)},
      field=${reference(relation, plan, "migration")},
  ),
`;

const addConstraint = (entity: EntityPlan, it: EntityPlan["constraints"][number]) => py`
  migrations.AddConstraint(
      model_name=${str(entity.lower)},
      constraint=${constraint(it, entity, "migration")},
  ),
`;

/** What AbstractUser declares, word for word as Django 5.2 and 6 deconstruct it. */
const ACCOUNT = py`
  ("password", models.CharField(max_length=128, verbose_name="password")),
  ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
  (
      "is_superuser",
      models.BooleanField(
          default=False,
          help_text="Designates that this user has all permissions without explicitly assigning them.",
          verbose_name="superuser status",
      ),
  ),
  (
      "username",
      models.CharField(
          error_messages={"unique": "A user with that username already exists."},
          help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
          max_length=150,
          unique=True,
          validators=[django_auth.UnicodeUsernameValidator()],
          verbose_name="username",
      ),
  ),
  ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
  ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
  (
      "is_staff",
      models.BooleanField(
          default=False,
          help_text="Designates whether the user can log into this admin site.",
          verbose_name="staff status",
      ),
  ),
  (
      "is_active",
      models.BooleanField(
          default=True,
          help_text=(
              "Designates whether this user should be treated as active. "
              "Unselect this instead of deleting accounts."
          ),
          verbose_name="active",
      ),
  ),
  ("date_joined", models.DateTimeField(default=timezone.now, verbose_name="date joined")),
`;

const GROUPS = py`
  (
      "groups",
      models.ManyToManyField(
          blank=True,
          help_text=(
              "The groups this user belongs to. A user will get all permissions "
              "granted to each of their groups."
          ),
          related_name="user_set",
          related_query_name="user",
          to="auth.group",
          verbose_name="groups",
      ),
  ),
  (
      "user_permissions",
      models.ManyToManyField(
          blank=True,
          help_text="Specific permissions for this user.",
          related_name="user_set",
          related_query_name="user",
          to="auth.permission",
          verbose_name="user permissions",
      ),
  ),
`;
