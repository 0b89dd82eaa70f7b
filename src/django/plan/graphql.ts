/** What GraphQL calls things: its names are ASCII, and all types of a schema share one space of names. */
import { asciiName } from "#erd";
import type { EntityPlan, GraphqlNames, RelationPlan } from "./types.ts";

/** Types that the schema has anyway, and names that the modules of backend/graphql/ use themselves. */
const TAKEN = [
  ...["Query", "Mutation", "Subscription", "String", "Int", "Float", "Boolean", "ID", "JSON", "Void", "Upload"],
  ...["Date", "DateTime", "Time", "Decimal", "UUID", "Base64", "BigInt", "Duration"],
  ...["OffsetPaginationInfo", "OffsetPaginationInput", "OperationInfo", "OperationMessage", "DjangoModelType"],
  ...["FieldError", "Payload", "Page", "Visible", "Range", "Choice", "Info", "Annotated", "Schema", "UNSET"],
];
const SCALARS = [
  "String",
  "Str",
  "Int",
  "Float",
  "Boolean",
  "ID",
  "Date",
  "DateTime",
  "Datetime",
  "Time",
  "Decimal",
  "BigInt",
];
/** What one entity brings along. */
const KINDS = ["", "Page", "Input", "Patch", "Where", "Ordering", "Payload", "Queries", "Mutations"];
/** Names that the classes of backend/graphql/operations.py use or inherit themselves, and Python's keywords. */
const USED =
  /^(?:one|many|row|errors|unfiltered|creating|updating|deleting|written|views|models|strawberry|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;

/** The names of every entity, by the entity's own. */
export function graphqlNames(entities: readonly EntityPlan[]): ReadonlyMap<string, GraphqlNames> {
  const enums = [...enumsSpelled(entities).values()];
  const types = new Set([
    ...TAKEN,
    ...SCALARS.map((it) => `${it}Range`),
    ...enums,
    ...enums.map((it) => `${it}Choice`),
  ]);
  const fields = new Set<string>();
  const shortest = [...entities].sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  const named = shortest.map((entity) => {
    let type = asciiName(entity.name);
    while (KINDS.some((kind) => types.has(type + kind))) type = `${type}Record`;
    for (const kind of KINDS) types.add(type + kind);
    return { entity, type, one: free(fitting(entity.snake, "record"), fields) };
  });
  return new Map(
    named.map(({ entity, type, one }) => [
      entity.name,
      { type, one, many: free(fitting(entity.route, "list"), fields) },
    ]),
  );
}

/** What choices are called in GraphQL, by the name of their class. */
export function enumsSpelled(entities: readonly EntityPlan[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const all = entities.flatMap((entity) => entity.enums.map(({ name }) => name));
  // A name that GraphQL can spell as it is goes before one that would become the same.
  const plainFirst = [...all].sort((a, b) => Number(asciiName(a) !== a) - Number(asciiName(b) !== b));
  return new Map(plainFirst.map((name) => [name, free(asciiName(name), taken)]));
}

/** Of the attributes of one class, those that need a name given, as GraphQL cannot spell theirs or another has it. */
export function spelled(attributes: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const given = new Map<string, string>();
  for (const attribute of attributes) {
    const plain = asciiName(attribute);
    const found = camel(free(plain, taken));
    if (found !== camel(attribute)) given.set(attribute, found);
  }
  return given;
}

/** A reference that another entity holds, seen from the entity it refers to. */
export type Reverse = { name: string; from: EntityPlan; single: boolean };

/** What refers to an entity, in the order of the entities. */
export const reverses = (entity: EntityPlan, entities: readonly EntityPlan[]): Reverse[] =>
  entities.flatMap((from) =>
    from.relations
      // Django has no way back over a reference whose reverse ends in "+".
      .filter(({ to, reverse }: RelationPlan) => to === entity.name && !reverse.endsWith("+"))
      .map(({ reverse, django }) => ({ name: reverse, from, single: django === "OneToOneField" })),
  );

/** "unit_price" → "unitPrice", as strawberry itself does it. */
export const camel = (name: string) =>
  name.replace(/_([^_]*)/g, (_, word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());

/** The first of name, name_2, name_3 … that no other has, as GraphQL will spell it. */
function free(name: string, taken: Set<string>): string {
  let found = name;
  for (let n = 2; taken.has(camel(found)); n++) found = `${name}_${n}`;
  taken.add(camel(found));
  return found;
}

const fitting = (name: string, otherwise: string) => {
  const plain = asciiName(name);
  return USED.test(plain) ? `${plain}_${otherwise}` : plain;
};
