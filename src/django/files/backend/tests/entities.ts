/** The part of the tests that says, entity by entity, what is expected: grants, fields, list features, rules. */
import { isAlways } from "../../../plan/rules/keep.ts";
import { ACTIONS, type Access, type EntityPlan, type FilterPlan, type Plan } from "../../../plan/types.ts";
import { uniqueInAnyCase, uniqueSets } from "../../../plan/unique.ts";
import { list, members, name, type Python, py, str, tuple } from "../../../python.ts";
import { left } from "../../../sample/choices.ts";
import { filtering } from "../filters.py.ts";
import { needsBeyond } from "../testing/beyond.ts";
import { columnsOf } from "../testing/columns.ts";
import { factoryName } from "../testing/factories.ts";
import { handsIn, isOneEach, ownerless } from "../testing/owned.ts";
import { uploadsOf } from "../testing/uploads.ts";
import { ruleTests } from "./rules/index.ts";

/** The test class of one entity. */
export function testsOf(entity: EntityPlan, plan: Plan): Python {
  const empty = left(entity);
  const unique = uniqueOf(entity, empty);
  const anyCase = uniqueInAnyCase(entity);
  const cases = [
    py`EntityCase`,
    !entity.user && py`CreateCase`,
    entity.owner !== undefined && py`OwnedCase`,
    (unique.length > 0 || anyCase.length > 0) && py`UniqueCase`,
    needsBeyond(entity) && py`BeyondCase`,
    handsIn(entity).length > 0 && py`MakerCase`,
    py`APITestCase`,
  ];
  const untyped = entity.fields.filter(({ type }) => type === "json").map(({ name }) => name);
  const files = uploadsOf(entity);
  const fixed = [
    ...new Set(
      entity.rules.flatMap((rule) =>
        rule.shape === "transitions" || (rule.shape === "immutable" && !rule.after) ? [rule.field] : [],
      ),
    ),
  ];
  const beside = besideFixed(entity, fixed);
  const spelled = entity.search.filter((it) =>
    entity.fields.some(({ name, texts }) => name === it && texts.length > 0),
  );
  const labels = entity.labels.map(({ field }) => field);
  const apart = entity.search.filter((field) => empty.has(field));
  const labelled = entity.labels.map(({ relation }) => relation).filter((relation) => !empty.has(relation));
  const required = requiredOf(entity);
  const methods = ruleTests(entity, plan);
  const makers = (when: string) =>
    handsIn(entity)
      .filter((it) => it.when === when)
      .map((it) => str(it.name));
  return py`
    class ${name(`${entity.name}Tests`)}(${list(cases)}):
        factory = ${factoryName(entity)}
        route = ${str(entity.lower)}
        ${entity.user && py`account = True`}
        ${entity.keeps.some(isAlways) && py`done = {**EntityCase.done, "delete": 409}`}
        ${entity.owner !== undefined && py`owner = ${str(entity.owner)}`}
        ${ownerless(entity) && py`ownerless = True`}
        ${isOneEach(entity) && py`one_each = True`}
        may = {
            ${ACTIONS.filter((action) => !(entity.user && action === "create")).map((action) => py`${str(action)}: {${granted(entity.access[action])}},`)}
        }
        ${reasonsOf(entity)}
        fields = ${set([...entity.apiFields, ...labels])}
        read_only = ${set([...entity.readOnly, ...labels])}
        ${labelled.length > 0 && py`labelled = ${set(labelled)}`}
        ${required.length > 0 && !entity.user && py`required = ${set(required)}`}
        ${makers("created").length > 0 && py`created_by = ${tuple(makers("created"))}`}
        ${makers("updated").length > 0 && py`updated_by = ${tuple(makers("updated"))}`}
        ${files.length > 0 && py`files = ${set(files)}`}
        ${untyped.length > 0 && py`untyped = ${set(untyped)}`}
        ${unique.length > 0 && py`unique = ${tuple(unique.map((fields) => tuple(fields.map(str))))}`}
        ${anyCase.length > 0 && py`any_case = ${tuple(anyCase.map(str))}`}
        ${filtering(plan) && entity.filters.length > 0 && py`filters = ${set(entity.filters.flatMap(parameters))}`}
        ${columnsOf(entity, plan)}
        ${fixed.length > 0 && py`fixed = ${set(fixed)}`}
        ${beside.length > 0 && py`beside_fixed = ${set(beside)}`}
        ${spelled.length > 0 && py`spelled = ${set(spelled)}`}
        ${apart.length > 0 && py`apart = ${set(apart)}`}
        ${entity.search.length > 0 && py`search = ${tuple(entity.search.map(str))}`}
        ordering = ${tuple(entity.orderable.map(str))}

        ${members(methods)}
  `;
}

/** What is measured by values that never change, and so cannot take those of another row. */
function besideFixed({ rules }: EntityPlan, fixed: readonly string[]): string[] {
  const pairs = rules.flatMap((rule) => {
    if (rule.shape === "compare") return [[rule.field, rule.other]];
    return rule.shape === "no_overlap" ? [[rule.start, rule.end]] : [];
  });
  const held = pairs.filter((pair) => pair.some((field) => fixed.includes(field)));
  return [...new Set(held.flat())].filter((field) => !fixed.includes(field));
}

/** Why the rules refuse. */
function reasonsOf({ access }: EntityPlan): Python | false {
  const lines = ACTIONS.map((action) => {
    const { said } = access[action];
    return said !== undefined && py`${str(action)}: ${str(said)},`;
  }).filter(Boolean);
  return (
    lines.length > 0 &&
    py`
      reasons = {
          ${lines}
      }
    `
  );
}

export const set = (names: readonly string[]) =>
  names.length === 0 ? py`set()` : py`{${list([...names].sort().map(str))}}`;

const granted = (access: Access) =>
  list([
    access.anyone && py`ANYONE`,
    access.authenticated && py`SIGNED_IN`,
    access.owner && py`OWNER`,
    access.anyRow && py`ANY_ROW`,
    ...access.roles.map(str),
  ]);

export function requiredOf(entity: EntityPlan): string[] {
  const shut = new Set(entity.readOnly);
  const required = [
    ...(entity.key === "string" ? ["id"] : []),
    ...[...entity.fields, ...entity.relations]
      .filter((it) => it.required && !shut.has(it.name))
      .map(({ name }) => name),
  ];
  // Where nothing else is missing, the choices are.
  const choices = entity.rules.flatMap((rule) => (rule.shape === "any_of" ? rule.fields.slice(0, 1) : []));
  return required.length > 0 ? required : [...new Set(choices)];
}

/** Each combination that is unique, single fields first; where nobody can send what is unique alone, it says all. */
function uniqueOf(entity: EntityPlan, empty: ReadonlySet<string>): string[][] {
  // What sample rows leave empty is no row's own.
  const sets = uniqueSets(entity).filter((fields) => !fields.some((it) => empty.has(it)));
  const alone = new Set(
    sets.flatMap(([name = "", ...more]) => (more.length === 0 && entity.readOnly.includes(name) ? [name] : [])),
  );
  return sets.filter((fields) => fields.length === 1 || !fields.some((name) => alone.has(name)));
}

const parameters = ({ parameter, lookups }: FilterPlan) =>
  lookups.map((lookup) => (lookup === "exact" ? parameter : `${parameter}__${lookup}`));
