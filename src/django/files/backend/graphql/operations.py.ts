/** backend/graphql/operations.py: what can be asked and changed of each entity. */
import { asciiName } from "#erd";
import { spelled } from "../../../plan/graphql.ts";
import type { EntityPlan, FieldPlan, FilterPlan, Plan, RelationPlan } from "../../../plan.ts";
import { definitions, list, name, type Python, py, str } from "../../../python.ts";
import { section } from "../../../sections.ts";
import type { Template } from "../../../template.ts";
import { imports } from "../../../used.ts";
import { ENDPOINT } from "./endpoint.py.ts";
import { typeName } from "./types.py.ts";
import { isFile, taken } from "./values.ts";

export const operations: Template = {
  path: "backend/graphql/operations.py",
  group: "review",
  neededBy: ["backend/graphql/schema.py"],
  serves: ENDPOINT,
  about: ({ entities }) => `what GraphQL takes and changes of ${entities.length} entities`,
  print: (plan) =>
    plan.graphql && {
      doc: (of) =>
        of === undefined
          ? "What can be asked and changed of each entity, and the inputs for it."
          : `What can be asked and changed of ${of}.`,
      imports: (body) => imports(body, sources(plan)),
      sections: () =>
        plan.entities.map((entity) => {
          const type = typeName(entity, plan);
          return section(entity, operationsOf(entity, plan), [`${type}Queries`, `${type}Mutations`]);
        }),
    },
};

const from = (module: Python, names: readonly string[]): Record<string, Python> =>
  Object.fromEntries(names.map((it) => [it, py`from ${module} import ${name(it)}`]));

const sources = (plan: Plan): Record<string, Python> => ({
  "strawberry.": py`import strawberry`,
  ...from(py`strawberry`, ["ID", "UNSET"]),
  JSON: py`from strawberry.scalars import JSON`,
  ...from(py`backend`, ["models", "views"]),
  ...from(
    py`backend.graphql.types`,
    plan.entities.flatMap((entity) => [typeName(entity, plan), ...entity.enums.map((it) => it.name)]),
  ),
  ...from(py`backend.graphql.resolvers`, ["Page", "Payload"]),
  ...Object.fromEntries(
    ["creating", "deleting", "many", "one", "unfiltered", "updating", "written"].map((it) => [
      `${it}(`,
      py`from backend.graphql.resolvers import ${name(it)}`,
    ]),
  ),
  ...from(py`backend.graphql.scalars`, ["BigInt", "Choice", "Date", "DateTime", "Decimal", "Duration"]),
  ...from(py`backend.graphql.scalars`, ["Range", "Time", "UUID"]),
  "orders(": py`from backend.graphql.scalars import orders`,
});

/** What a client writes over GraphQL: all but files, which go over REST, and keys. */
const written = (entity: EntityPlan): InputField[] =>
  entity.apiFields.flatMap((it) => {
    if (it === "id" || entity.readOnly.includes(it)) return [];
    const found = [...entity.fields, ...entity.relations].find((other) => other.name === it);
    if (found && "type" in found && isFile(found)) return [];
    // What every account of Django has is text.
    return [{ attribute: it, type: found ? sentAs(found) : py`str`, required: found?.required ?? false }];
  });

/** Are rows made over GraphQL? Not where a file is needed, where registering makes them, or where there is nothing to say. */
export const isMade = (entity: EntityPlan): boolean =>
  !entity.user &&
  (written(entity).length > 0 || entity.key === "string") &&
  !entity.fields.some((field) => isFile(field) && field.required);

function operationsOf(entity: EntityPlan, plan: Plan): Python {
  const changed = written(entity);
  const type = name(typeName(entity, plan));
  const { one, many } = plan.graphql?.get(entity.name) ?? { one: entity.snake, many: entity.route };
  const view = py`views.${name(`${entity.name}ViewSet`)}`;
  const filtered = entity.filters.length > 0;
  const made = isMade(entity);
  return definitions([
    made && input(entity, type, changed),
    changed.length > 0 &&
      py`
        @strawberry.input
        class ${type}Patch:
            ${fields(changed.map((it) => ({ ...it, required: false })))}
      `,
    filtered &&
      py`
        @strawberry.input
        class ${type}Where:
            ${fields(entity.filters.map((it) => ({ attribute: it.parameter, type: filterOf(it, entity), required: false })))}
      `,
    py`${type}Ordering = orders(${list([str(`${type}Ordering`), ...ordered(entity)])})`,
    (made || changed.length > 0) &&
      py`
        @strawberry.type
        class ${type}Payload(Payload):
            ${name(one)}: ${type} | None = written(models.${name(entity.name)})
      `,
    py`
      @strawberry.type
      class ${type}Queries:
          ${name(one)}: ${type} | None = one(${view})
          ${name(many)}: Page[${type}] = ${filtered ? py`many(${view}, ${type}Ordering, ${type}Where)` : py`unfiltered(${view}, ${type}Ordering)`}
    `,
    py`
      @strawberry.type
      class ${type}Mutations:
          ${made && py`${name(`create_${one}`)} = creating(${view}, ${type}Input, ${type}Payload)`}
          ${changed.length > 0 && py`${name(`update_${one}`)} = updating(${view}, ${type}Patch, ${type}Payload)`}
          ${name(`delete_${one}`)} = deleting(${view})
    `,
  ]);
}

const input = (entity: EntityPlan, type: Python, changed: readonly InputField[]): Python => py`
  @strawberry.input
  class ${type}Input:
      ${entity.key === "string" && py`id: ID`}
      ${fields(changed)}
`;

/** Members of the enum are called after the fields, as GraphQL spells them. */
function ordered({ orderable }: EntityPlan): Python[] {
  const given = new Map(orderable.map((field) => [asciiName(field), field]));
  const own = orderable.filter((field) => asciiName(field) === field);
  const others = [...given].filter(([word, field]) => word !== field && !own.includes(word));
  return [...own.map(str), ...others.map(([word, field]) => py`${name(word)}=${str(field)}`)];
}

type InputField = { attribute: string; type: Python; required: boolean };

/** What need not be sent is told from what is sent as null. */
function fields(given: readonly InputField[]): Python[] {
  const names = spelled(given.map(({ attribute }) => attribute));
  // Respelled ones come first: an attribute called strawberry hides the module from what follows.
  const [respelled, others] = [true, false].map((it) => given.filter(({ attribute }) => names.has(attribute) === it));
  return [...(respelled ?? []), ...(others ?? [])].map(({ attribute, type, required }) => {
    const called = names.get(attribute);
    const unset = called === undefined ? py`UNSET` : py`strawberry.field(name=${str(called)}, default=UNSET)`;
    if (!required) return py`${name(attribute)}: ${type} | None = ${unset}`;
    return py`${name(attribute)}: ${type}${called !== undefined && py` = strawberry.field(name=${str(called)})`}`;
  });
}

function sentAs(it: FieldPlan | RelationPlan): Python {
  if ("type" in it) return taken(it);
  return it.django === "ManyToManyField" ? py`list[ID]` : py`ID`;
}

function filterOf({ field, lookups }: FilterPlan, entity: EntityPlan): Python {
  const column = entity.fields.find((it) => it.name === field);
  const type = column ? taken(column) : entity.relations.some((it) => it.name === field) ? py`ID` : py`str`;
  if (lookups.includes("gte")) return py`Range[${type}]`;
  return lookups.includes("in") ? py`Choice[${type}]` : type;
}
