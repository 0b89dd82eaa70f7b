/** What an entity consists of: its key, its attributes and its references, in one namespace. */
import { asAccount } from "./account.ts";
import { attribute } from "./attribute.ts";
import { combinations } from "./combinations.ts";
import type { NamedEntities, NamedEntity } from "./entities.ts";
import { type Notes, shown } from "./findings.ts";
import { keyOf } from "./key.ts";
import { hasTooMany } from "./limits.ts";
import { isReference, type Link } from "./links.ts";
import type { Attribute, Entity } from "./model.ts";
import { attributeName, free, isPlain, pluralName, singularName, words } from "./names.ts";
import type { RawAttribute } from "./raw.ts";
import { takenOnTarget, userFields } from "./reserved.ts";
import type { Rule } from "./rule.ts";
import { typeOf } from "./types.ts";
import { plural } from "./words.ts";

export type Members = {
  entity: NamedEntity;
  key: Entity["key"];
  attributes: Attribute[];
  references: { link: Link; name: string }[];
  unique: string[][];
  rules: Rule[];
  /** The name of the attribute or reference that somebody calls so. */
  find(label: string): string | undefined;
};

/** Names and types everything an entity has; `own` are the references it holds. */
export function members(entity: NamedEntity, own: readonly Link[], entities: NamedEntities, notes: Notes): Members {
  const plain = distinct(entity, notes).filter(({ type }) => !isReference(type, entities));
  const { key, folded, combined, unique: uniqueKey } = keyOf(entity, plain);
  const kept = withoutColumns(
    plain.filter((raw) => !folded.includes(raw)),
    own,
  );
  const names = new Map<string, string>();
  const taken = new Set(["id", "pk", ...(entity.user ? userMissing(kept) : [])]);
  const attributes: Attribute[] = [];
  const rules: Rule[] = [];
  for (const raw of byExactness(kept)) {
    const name = nameOf(raw.label, raw.where, entity, taken, notes);
    if (name === undefined) continue;
    taken.add(name);
    names.set(spoken(raw.label), name);
    const options = raw === uniqueKey ? new Map([...raw.options, ["unique", true] as const]) : raw.options;
    const given = { ...raw, options };
    const made = attribute(entity.user ? asAccount(given, name, entity.name, notes) : given, name, entity.name, notes);
    attributes.push(made.attribute);
    rules.push(...made.rules);
  }
  const references = own.map((link) => ({ link, name: referenceName(link, taken, names, notes) }));
  lookAlikes(kept, names, entity, entities, notes);
  const find = (label: string) => names.get(spoken(label));
  return {
    entity,
    key,
    attributes,
    references,
    rules,
    find,
    unique: combinations({ entity, attributes, references, rules, find }, combined, notes),
  };
}

function distinct(entity: NamedEntity, notes: Notes): RawAttribute[] {
  const { attributes, relationships, where } = entity.raw;
  if (hasTooMany(entity.label, attributes.length + relationships.length, where, notes)) return [];
  const seen = new Map<string, RawAttribute>();
  for (const raw of attributes) {
    if (seen.has(raw.label))
      notes.error(raw.where, `${entity.label} has "${shown(raw.label)}" twice.`, "Keep one of them.");
    else seen.set(raw.label, raw);
  }
  return [...seen.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** `user_id: int` beside a reference `user` is that reference's column, and goes. */
function withoutColumns(attributes: readonly RawAttribute[], links: readonly Link[]): RawAttribute[] {
  const columns = new Set(
    links
      .filter((link) => link.cardinality !== "many-to-many")
      .flatMap((link) => {
        const base = baseName(link);
        return [spoken(link.label), ...(base === undefined ? [] : [`${spoken(base)}id`])];
      }),
  );
  return attributes.filter(({ label, type }) => {
    const keyLike = type === undefined || ["integer", "bigint", "uuid", "string"].includes(typeOf(type) ?? "");
    return !(keyLike && columns.has(spoken(label)));
  });
}

/** Where two want one name, the one that is written so gets it. */
function byExactness(attributes: readonly RawAttribute[]): RawAttribute[] {
  const exact = ({ label }: RawAttribute) => attributeName(label) === label;
  return [...attributes.filter(exact), ...attributes.filter((raw) => !exact(raw))];
}

function nameOf(
  label: string,
  where: string,
  entity: NamedEntity,
  taken: ReadonlySet<string>,
  notes: Notes,
): string | undefined {
  const wanted = attributeName(label, entity.user);
  if (wanted === undefined) {
    notes.error(where, `"${shown(label)}" of ${entity.label} has no letters that could name it.`, "Give it a name.");
    return undefined;
  }
  const name = free(wanted, taken);
  if (!isPlain(label) || spoken(name) !== spoken(label)) {
    notes.warn(
      where,
      `"${shown(label)}" of ${entity.label} is called ${name} in the project.`,
      "Rename it if you want another name.",
    );
  }
  return name;
}

/** `author`, `authorId`, `AUTHOR_ID` are the reference author; one without a label is called after its target. */
function referenceName(link: Link, taken: Set<string>, names: Map<string, string>, notes: Notes): string {
  const base = baseName(link) ?? "reference";
  const target = singularName(link.to?.name ?? "User");
  const clash = (name: string) => taken.has(name) || taken.has(`${name}_id`) || takenOnTarget(name, link.from.user);
  const candidates = [base, ...(target === base ? [] : [`${base}_${target}`]), `${base}_reference`];
  const name = free(candidates.find((candidate) => !clash(candidate)) ?? `${base}_reference`, taken);
  for (const own of [name, `${name}_id`]) taken.add(own);
  for (const label of [link.label, name, `${name}_id`]) if (!names.has(spoken(label))) names.set(spoken(label), name);
  const surprising = link.label !== "" && (!isPlain(link.label) || name !== base || /_value$/u.test(name));
  if (surprising)
    notes.warn(
      link.where,
      `"${shown(link.label)}" of ${link.from.label} is called ${name} in the project.`,
      "Rename it if you want another name.",
    );
  return name;
}

function baseName(link: Link): string | undefined {
  const many = link.cardinality === "many-to-many";
  const target = link.to?.name ?? "User";
  const fromTarget = many ? pluralName(target) : singularName(target);
  if (link.label === "") return attributeName(fromTarget, link.from.user);
  const whole = attributeName(link.label, link.from.user);
  const stem = /^(.+?)_(?:id|ids|fk)$/u.exec(whole ?? "")?.[1];
  if (stem === undefined) return whole;
  return attributeName(many ? plural(stem) : stem, link.from.user);
}

/** "manager_id" that is a plain number, though there is an entity Manager: perhaps a forgotten reference. */
function lookAlikes(
  attributes: readonly RawAttribute[],
  names: ReadonlyMap<string, string>,
  entity: NamedEntity,
  entities: NamedEntities,
  notes: Notes,
): void {
  for (const { label, where } of attributes) {
    const stem = /^(.+)_id$/u.exec(names.get(spoken(label)) ?? "")?.[1];
    const target = stem === undefined ? undefined : entities.find(stem);
    if (target === undefined || target === entity) continue;
    notes.warn(
      where,
      `${entity.name}.${shown(label)} looks like a reference to ${target.name}, but is a plain value.`,
      `Write "ForeignKey(${target.label})" to make it one.`,
    );
  }
}

/** Fields of Django's user that the ERD does not name itself: nothing else may take their names. */
const userMissing = (attributes: readonly RawAttribute[]) => {
  const named = new Set(attributes.map(({ label }) => attributeName(label, true)));
  return [...userFields].filter((name) => !named.has(name));
};

const spoken = (label: string) => words(label).join("").toLowerCase();
