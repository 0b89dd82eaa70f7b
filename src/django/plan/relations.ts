/** References as Django fields: class, what happens when the other side goes, and through what. */
import type { Relationship } from "#erd";
import type { Draft } from "./draft.ts";
import { verboseOf } from "./fields.ts";
import { words } from "./names.ts";
import type { RelationPlan } from "./types.ts";

const DJANGO = {
  "one-to-one": "OneToOneField",
  "many-to-one": "ForeignKey",
  "many-to-many": "ManyToManyField",
} as const;

export type Surroundings = {
  /** The account's entity: what "User" means. */
  user: string;
  relationsFrom: ReadonlyMap<string, readonly Relationship[]>;
  /** References that would close a circle. */
  loose: ReadonlySet<string>;
};

/** The references one entity holds. */
export function relationsOf(draft: Draft, around: Surroundings): RelationPlan[] {
  return [...draft.relations.values()].map((relation) => relationOf(relation, draft, around));
}

/** The reference that owns a row: the first the ERD marks. */
export const ownerOf = (relations: readonly RelationPlan[]): string | undefined =>
  relations.find(({ owner, django }) => owner && django !== "ManyToManyField")?.name;

function relationOf(relation: Relationship, draft: Draft, around: Surroundings): RelationPlan {
  const many = relation.cardinality === "many-to-many";
  // NOT NULL with ON DELETE SET NULL contradict each other: the emptied reference has to be allowed.
  const needed =
    relation.required &&
    relation.onDelete !== "set_null" &&
    !around.loose.has(`${relation.from}.${relation.name}`) &&
    !many;
  const required = needed && !draft.entity.user;
  const throughFields = throughOf(relation, around);
  const owner = relation.owner && !many && relation.to === around.user;
  return {
    name: relation.name,
    verbose: verboseOf(relation),
    django: DJANGO[relation.cardinality],
    to: relation.to,
    self: relation.to === relation.from,
    null: !many && !required,
    blank: many ? !draft.required.has(relation.name) : !required,
    onDelete: onDelete(relation, required, draft),
    reverse: relation.reverse,
    owner,
    through: throughFields && relation.through,
    throughFields,
    required: many ? draft.required.has(relation.name) : needed && !owner,
    readOnly: owner || throughFields !== undefined,
  };
}

/** The two references of the entity a many-to-many goes through; undefined where it does not hold both. */
function throughOf(relation: Relationship, around: Surroundings): readonly [string, string] | undefined {
  if (relation.cardinality !== "many-to-many" || relation.through === undefined) return undefined;
  const held = (around.relationsFrom.get(relation.through) ?? []).filter((it) => it.cardinality !== "many-to-many");
  const here = held.find(({ to }) => to === relation.from);
  const there = held.find((it) => it.to === relation.to && it !== here);
  return here && there && [here.name, there.name];
}

/** What the format said wins. Otherwise: parts go with their whole, what is optional is emptied, the rest is kept safe. */
function onDelete(relation: Relationship, required: boolean, draft: Draft): RelationPlan["onDelete"] {
  if (relation.onDelete === "cascade") return "CASCADE";
  if (relation.onDelete === "protect") return "PROTECT";
  if (!required) return "SET_NULL";
  return isPart(relation, draft) ? "CASCADE" : "PROTECT";
}

/** A part cannot be without its whole: a profile of a user, an order's item, one side of a combination. */
function isPart(relation: Relationship, draft: Draft): boolean {
  if (relation.cardinality === "one-to-one") return true;
  const [own, whole] = [words(relation.from), words(relation.to)];
  if (own.length > whole.length && whole.every((word, i) => own[i] === word)) return true;
  return draft.constraints.some((it) => it.kind === "unique" && it.fields.includes(relation.name));
}
