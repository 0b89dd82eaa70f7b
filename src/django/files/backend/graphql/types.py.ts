/** backend/graphql/types.py: what GraphQL shows of each entity. */

import type { Form } from "../../../module.ts";
import { enumsSpelled, reverses, spelled } from "../../../plan/graphql.ts";
import type { EntityPlan, FieldPlan, Plan, RelationPlan } from "../../../plan.ts";
import { doc, list, name, type Python, py, str } from "../../../python.ts";
import { section } from "../../../sections.ts";
import type { Template } from "../../../template.ts";
import { imports } from "../../../used.ts";
import { ENDPOINT } from "./endpoint.py.ts";
import { isFile, isResolved, shown } from "./values.ts";

export const graphqlTypes: Template = {
  path: "backend/graphql/types.py",
  group: "review",
  neededBy: ["backend/graphql/operations.py"],
  serves: ENDPOINT,
  about: ({ entities }) => `what GraphQL shows of ${entities.length} entities, and how they lead to each other`,
  print: (plan) =>
    plan.graphql && {
      doc: (of) =>
        of === undefined
          ? "What GraphQL shows of each entity: the fields of the REST API, and the rows they lead to."
          : `What GraphQL shows of ${of}.`,
      imports: (body) => imports(body, SOURCES),
      sections: (form) =>
        plan.entities.map((entity) =>
          section(entity, typeOf(entity, plan, form), [typeName(entity, plan), ...entity.enums.map((it) => it.name)]),
        ),
    },
};

/** The class that stands for an entity in GraphQL. */
export const typeName = (entity: EntityPlan, plan: Plan): string => plan.graphql?.get(entity.name)?.type ?? entity.name;

const SOURCES = {
  "strawberry.": py`import strawberry`,
  "strawberry_django.": py`import strawberry_django`,
  ID: py`from strawberry import ID`,
  Info: py`from strawberry import Info`,
  auto: py`from strawberry import auto`,
  Base64: py`from strawberry.scalars import Base64`,
  models: py`from backend import models`,
  Page: py`from backend.graphql.resolvers import Page`,
  Visible: py`from backend.graphql.resolvers import Visible`,
  "later(": py`from backend.graphql.resolvers import later`,
  "address(": py`from backend.graphql.resolvers import address`,
  BigInt: py`from backend.graphql.scalars import BigInt`,
  Duration: py`from backend.graphql.scalars import Duration`,
};

function typeOf(entity: EntityPlan, plan: Plan, form: Form): Python {
  const reached = reverses(entity, plan.entities);
  const single = entity.relations.filter(({ django }) => django !== "ManyToManyField");
  const many = entity.relations.filter(({ django }) => django === "ManyToManyField");
  const attributes = [
    ...["id", ...entity.apiFields.filter((it) => it !== "id")],
    ...single.map((it) => `${it.name}_id`),
    ...reached.map((it) => it.name),
  ];
  const given = spelled(attributes);
  const line = (attribute: string, type: Python) => {
    const called = given.get(attribute);
    return py`${name(attribute)}: ${type}${called !== undefined && py` = strawberry_django.field(name=${str(called)})`}`;
  };
  const page = (attribute: string, of: EntityPlan) => {
    const called = given.get(attribute);
    return py`${name(attribute)}: Page[${later(of, plan, form)}] = strawberry_django.offset_paginated(${called !== undefined && py`name=${str(called)}`})`;
  };
  const one = (attribute: string, of: EntityPlan) => line(attribute, optional(of, plan, form));
  const target = ({ to }: RelationPlan) => found(plan, to);
  const columns = entity.apiFields.flatMap((it) => {
    const field = entity.fields.find((other) => other.name === it);
    if (field && isResolved(field)) return [];
    if (it === "id" || entity.relations.some((other) => other.name === it)) return [];
    return [line(it, field ? shown(field) : py`auto`)];
  });
  const resolved = entity.fields.filter((field) => entity.apiFields.includes(field.name) && isResolved(field));
  const enums = enumsSpelled(plan.entities);
  const choices = (it: string) => {
    const called = enums.get(it) ?? it;
    return py`${name(it)} = strawberry.enum(models.${name(it)}${called !== it && py`, name=${str(called)}`})`;
  };
  return py`
    ${entity.enums.map((it) => choices(it.name))}


    @strawberry_django.type(models.${name(entity.name)})
    class ${name(typeName(entity, plan))}(Visible):
        ${entity.help !== "" && py`${doc(entity.help)}`}
        id: ID
        ${columns}
        ${single.flatMap((it) => [line(`${it.name}_id`, it.null ? py`ID | None` : py`ID`), one(it.name, target(it))])}
        ${reached.filter((it) => it.single).map((it) => one(it.name, it.from))}
        ${many.map((it) => page(it.name, target(it)))}
        ${reached.filter((it) => !it.single).map((it) => page(it.name, it.from))}

        ${list(
          resolved.map((field) => resolver(field, given.get(field.name))),
          "\n\n",
        )}
  `;
}

/** Another type of the module, which may come later, or in another file of the package. */
function later(of: EntityPlan, plan: Plan, form: Form): Python {
  const type = str(typeName(of, plan));
  return form === "file" ? type : py`later(${type})`;
}

/** The reader may not see every row that is referred to. */
const optional = (of: EntityPlan, plan: Plan, form: Form): Python =>
  form === "file" ? str(`${typeName(of, plan)} | None`) : py`${later(of, plan, form)} | None`;

function resolver(field: FieldPlan, called: string | undefined): Python {
  const named = called !== undefined && py`, name=${str(called)}`;
  const column = name(field.name);
  if (isFile(field)) {
    return py`
      @strawberry_django.field(only=[${str(field.name)}]${named})
      def ${column}(self, info: Info) -> str | None:
          return address(info, self.${column})
    `;
  }
  return py`
    @strawberry_django.field(only=[${str(field.name)}]${named})
    def ${column}(self) -> ${name(field.enum?.name ?? "")} | None:
        return self.${column} or None
  `;
}

function found(plan: Plan, entity: string): EntityPlan {
  const target = plan.entities.find(({ name }) => name === entity);
  if (!target) throw new Error(`No entity ${entity}`);
  return target;
}
