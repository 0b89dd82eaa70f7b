/** Deleting as marking: which entities, with which field, and what is unique then among the living rows alone. */

import { isAlways } from "../rules/keep.ts";
import type { ConstraintPlan, EntityPlan, FieldPlan, KeepPlan, RelationPlan, SoftDelete } from "../types.ts";
import { moment, withSystemFields } from "./fields.ts";

type Name = (...parts: string[]) => string;

/** An entity is marked where a sentence or a field of it asks so, and where it is part of one that is: parts go along. */
export function withSoftDelete(
  entities: readonly EntityPlan[],
  name: Name,
): { entities: EntityPlan[]; notes: string[] } {
  const links = new Set(entities.flatMap(({ relations }) => relations.flatMap(({ through }) => through ?? [])));
  const asking = entities.filter((entity) => asks(entity));
  const marked = new Set(asking.map((entity) => entity.name).filter((it) => !links.has(it)));
  for (let before = -1; before !== marked.size; ) {
    before = marked.size;
    for (const entity of entities) if (!links.has(entity.name) && isPart(entity, marked)) marked.add(entity.name);
  }
  const names = new Set(asking.map((entity) => entity.name));
  return {
    entities: entities
      .map((entity) => (marked.has(entity.name) ? soft(entity, names.has(entity.name), name) : entity))
      .map((entity) => ({ ...entity, keeps: entity.keeps.map((it) => amongMany(it, marked)) })),
    notes: notesOf(entities, marked, names, links),
  };
}

const asks = (entity: EntityPlan) =>
  !entity.keeps.some(isAlways) &&
  (entity.rules.some(({ shape }) => shape === "soft_delete") ||
    entity.fields.some(isMoment) ||
    entity.fields.some(isFlag));

const isMoment = ({ name, type }: FieldPlan) => type === "datetime" && /^(?:deleted_(?:at|on)|deleted)$/.test(name);
const isFlag = ({ name, type }: FieldPlan) => type === "boolean" && /^(?:is_)?deleted$/.test(name);

const isPart = ({ relations, user, keeps }: EntityPlan, marked: ReadonlySet<string>) =>
  !user &&
  !keeps.some(isAlways) &&
  relations.some((it) => it.onDelete === "CASCADE" && it.django !== "ManyToManyField" && !it.self && marked.has(it.to));

function soft(entity: EntityPlan, asked: boolean, name: Name): EntityPlan {
  const given = entity.fields.find(isMoment);
  const flag = entity.fields.find(isFlag);
  const mark = given
    ? { ...moment(given.name, "deleted"), verbose: given.verbose, help: given.help }
    : moment("deleted_at", "deleted");
  const softDelete: SoftDelete = { moment: mark.name, flag: flag?.name, asked };
  const marks = [
    mark,
    ...(flag ? [{ ...flag, stamp: "deleted" as const, default: { value: false }, readOnly: true }] : []),
  ];
  const whole = withSystemFields(entity, marks);
  return {
    ...whole,
    fields: whole.fields.map((field) => (isShared(field, entity) ? { ...field, unique: false } : field)),
    relations: whole.relations.map((it) => (it.django === "OneToOneField" ? { ...it, django: "ForeignKey" } : it)),
    constraints: [
      ...whole.constraints.flatMap((it) => amongLiving(it, entity, mark.name, marks)),
      ...[...whole.fields.filter((field) => isShared(field, entity)), ...whole.relations.filter(isSingle)].map((it) =>
        only(it, entity, mark.name, name),
      ),
    ],
    extras: { ...whole.extras, softDelete },
  };
}

/** What a new row may have again once the old one is deleted. An account's name and address stay taken: they sign in. */
const isShared = (field: FieldPlan, { user }: EntityPlan) =>
  field.unique && !field.inherited && !(user && field.name === "email");
const isSingle = ({ django }: RelationPlan) => django === "OneToOneField";

/** What could be referred to once may be so again and again, once the row that did is deleted. */
function amongMany(it: KeepPlan, marked: ReadonlySet<string>): KeepPlan {
  const { referring, rule } = it;
  if (!referring?.one || !rule.having || !marked.has(rule.having.entity)) return it;
  return { ...it, referring: { ...referring, one: false } };
}

/** All living rows have the same marks, so a combination goes without them. */
function amongLiving(
  it: ConstraintPlan,
  entity: EntityPlan,
  living: string,
  marks: readonly FieldPlan[],
): ConstraintPlan[] {
  if (it.kind === "check" || (entity.user && it.field === "email")) return [it];
  if (it.kind !== "unique") return [{ ...it, living }];
  const fields = it.fields.filter((field) => !marks.some(({ name }) => name === field));
  const field = fields.includes(it.field) ? it.field : fields.at(-1);
  return field === undefined ? [] : [{ ...it, fields, field, living }];
}

function only(it: { name: string }, entity: EntityPlan, living: string, name: Name): ConstraintPlan {
  const words = it.name.replaceAll("_", " ");
  return {
    kind: "unique",
    name: name(entity.snake, it.name, "living_uniq"),
    field: it.name,
    message: `A ${entity.singular} with this ${words} already exists.`,
    fields: [it.name],
    living,
  };
}

function notesOf(
  entities: readonly EntityPlan[],
  marked: ReadonlySet<string>,
  asked: ReadonlySet<string>,
  links: ReadonlySet<string>,
): string[] {
  return entities.flatMap((entity) => {
    if (asked.has(entity.name) && links.has(entity.name)) {
      return [`Deleted ${entity.plural} are really gone: they hold a many-to-many together.`];
    }
    if (!marked.has(entity.name) || asked.has(entity.name)) return [];
    return [`Deleted ${entity.plural} are kept as well, as they are parts of what is.`];
  });
}
