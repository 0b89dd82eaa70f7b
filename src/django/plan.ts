/** Decides everything about a project before a line of it is printed: an Erd and its rules become a Plan. */
import { type Entity, type Erd, meaning, type Relationship, type Rule } from "#erd";
import { ADMIN } from "./plan/access.ts";
import { withComponents } from "./plan/components.ts";
import { type Draft, type Drafts, draftOf } from "./plan/draft.ts";
import { entityOf } from "./plan/entity.ts";
import { enumNames } from "./plan/enums.ts";
import { withExtras } from "./plan/extras/index.ts";
import { graphqlNames } from "./plan/graphql.ts";
import { withLabels } from "./plan/labels.ts";
import { naming, pascal } from "./plan/names.ts";
import { dependencyOrder } from "./plan/order.ts";
import { enforce } from "./plan/rules.ts";
import type { EntityPlan, Plan } from "./plan/types.ts";
import { combine } from "./plan/unique.ts";
import { withUser } from "./plan/user.ts";

export * from "./plan/types.ts";

type NotUnderstood = readonly { text: string; why: string }[];

/** The plan of a project. Pure: the same Erd gives the same plan. `without` names files that are to be left out. */
export function plan(
  erd: Erd,
  rules: readonly Rule[],
  notUnderstood: NotUnderstood = [],
  without: readonly string[] = [],
): Plan {
  const { entities: known, implicit } = withUser(erd.entities);
  const user = known.find((entity) => entity.user);
  if (!user) throw new Error("withUser gave no user");
  const relationsFrom = relationsBySource(known, erd.relationships, user.name);
  const { ordered, loose } = dependencyOrder(known, relationsFrom);
  const name = naming();
  const drafts = new Map(
    ordered.map((entity) => [entity.name, draft(entity, relationsFrom.get(entity.name) ?? [], name)]),
  );
  const { enforced, notEnforced } = workIn(rules, drafts);
  const roles = [...new Set(erd.roles.filter((role) => role !== ADMIN)), ADMIN];
  const whole = {
    erd,
    implicit,
    user: user.name,
    roles,
    relationsFrom,
    loose: new Set([...loose].map((it) => `${it.from}.${it.name}`)),
    permissions: new Map(erd.permissions.map((it) => [it.entity, it])),
    className: classNames(ordered),
  };
  const extended = withExtras(
    ordered.map((entity) => entityOf(drafted(drafts, entity), whole)),
    name,
  );
  const entities = withLabels(withComponents(extended.entities));
  const planned = entities.find((entity) => entity.user);
  if (!planned) throw new Error("The user was not planned");
  const out = new Set(without);
  return {
    title: erd.title,
    name: erd.name,
    prefix: erd.api.versioning === "url" ? "api/v1/" : "api/",
    api: erd.api,
    coverage: erd.coverage,
    roles,
    defaultRole: roles.find((role) => role !== ADMIN),
    entities,
    user: planned,
    enumNames: enumNames(entities),
    enforced,
    notEnforced: [...notUnderstood, ...notEnforced],
    graphql: erd.api.style === "rest" ? undefined : graphqlNames(entities),
    notes: [...notesOf(entities, whole.loose, implicit), ...extended.notes],
    has: (path) => !out.has(path),
    erd,
  };
}

/** Each entity's references, "User" meaning the account whatever the ERD calls it, clear of the account's own names. */
function relationsBySource(
  entities: readonly Entity[],
  relationships: readonly Relationship[],
  user: string,
): Map<string, Relationship[]> {
  const known = new Set(entities.map(({ name }) => name));
  const from = new Map<string, Relationship[]>(entities.map(({ name }) => [name, []]));
  for (const relation of relationships) {
    const to = known.has(relation.to) ? relation.to : user;
    from.get(relation.from)?.push({ ...relation, to });
  }
  return from;
}

function draft(entity: Entity, relations: readonly Relationship[], name: (...parts: string[]) => string): Draft {
  const made = draftOf(entity, relations, name);
  for (const fields of entity.unique) combine(made, fields, `${fields.join(" and ")} must be unique together.`);
  return made;
}

/** Constraints of combinations first: they decide which references are parts of a whole. */
function workIn(rules: readonly Rule[], drafts: Drafts): Pick<Plan, "enforced" | "notEnforced"> {
  const enforced: Rule[] = [];
  const notEnforced: { text: string; why: string }[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    const key = meaning(rule);
    if (seen.has(key)) continue;
    seen.add(key);
    const draft = drafts.get(rule.entity);
    const why = draft ? enforce(rule, draft, drafts) : `There is no entity ${rule.entity}.`;
    if (why === undefined) enforced.push(rule);
    else notEnforced.push({ text: rule.text, why });
  }
  return { enforced, notEnforced };
}

function drafted(drafts: ReadonlyMap<string, Draft>, entity: Entity): Draft {
  const found = drafts.get(entity.name);
  if (!found) throw new Error(`No draft of ${entity.name}`);
  return found;
}

/** Choices classes stand in models.py beside the entities. */
function classNames(entities: readonly Entity[]): (...parts: string[]) => string {
  const name = naming();
  for (const entity of entities) name(entity.name);
  return (...parts) => name(pascal(parts.join("_")));
}

function notesOf(entities: readonly EntityPlan[], loose: ReadonlySet<string>, implicit: boolean): string[] {
  const account = entities.find(({ user }) => user);
  const privileged = account?.fields.filter(({ readOnly, stamp }) => readOnly && !stamp).map(({ name }) => name) ?? [];
  return [
    ...entities.flatMap(({ notes }) => notes),
    ...(implicit ? ["The ERD has no user, so a User of the project's own was added: people sign in with it."] : []),
    ...[...loose].map(
      (it) => `${it} is optional: it is part of a circle of references that no first row could satisfy.`,
    ),
    ...privileged.map(
      (it) => `${account?.name}.${it} is read-only in the API: nobody may raise themselves above others.`,
    ),
  ];
}
