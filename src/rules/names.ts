/** Finds the entity and the field that words in a sentence mean. */
import type { Attribute, Entity, Erd, Relationship } from "#erd";
import { looseKey, MOMENT, plainKey, singular, words } from "./words.ts";

/** An attribute, or a relationship that the entity holds. */
export type Field = { entity: Entity; name: string; attribute?: Attribute; relationship?: Relationship };

/** Look-ups over one Erd. Nothing is guessed: words that fit two things equally well find neither. */
export type Names = {
  erd: Erd;
  entity(parts: readonly string[]): Entity | undefined;
  fields(entity: Entity): readonly Field[];
  field(entity: Entity, parts: readonly string[]): Field | undefined;
  /** Every entity that has a field called exactly so. */
  anywhere(parts: readonly string[]): readonly Field[];
};

export function createNames(erd: Erd): Names {
  const byName = index(erd.entities, (entity) => [plainKey(words(entity.name)), plainKey(words(entity.label))]);
  const byEnding = index(erd.entities, (entity) => endings(words(entity.name)).map(plainKey));
  const relationships = Map.groupBy(erd.relationships, (relationship) => relationship.from);
  const cards = new Map<Entity, Card>();
  const card = (entity: Entity) => {
    const known = cards.get(entity);
    if (known) return known;
    const made = cardOf(entity, relationships.get(entity.name) ?? []);
    cards.set(entity, made);
    return made;
  };
  let everywhere: Map<string, Field[]> | undefined;
  return {
    erd,
    entity: (parts) => only(byName.get(plainKey(parts))) ?? only(byEnding.get(plainKey(parts))),
    fields: (entity) => card(entity).fields,
    field: (entity, parts) => lookUp(card(entity), parts),
    anywhere(parts) {
      everywhere ??= index(
        erd.entities.flatMap((entity) => card(entity).fields),
        (field) => [looseKey(words(field.name)), looseKey(words(labelOf(field)))],
      );
      return everywhere.get(looseKey(parts)) ?? [];
    },
  };
}

/** How an error message or a sentence calls a field: "Job.salary". */
export function called(field: Field): string {
  return `${field.entity.name}.${field.name}`;
}

/** The fields of one entity, by every way to say them; the earlier index wins. */
type Card = { fields: Field[]; prefix: readonly string[]; ways: Map<string, Field[]>[]; fused: Map<string, Field[]> };

function cardOf(entity: Entity, relationships: readonly Relationship[]): Card {
  const fields: Field[] = [
    ...entity.attributes.map((attribute) => ({ entity, name: attribute.name, attribute })),
    ...relationships.map((relationship) => ({ entity, name: relationship.name, relationship })),
  ];
  const said = (field: Field) => [words(field.name), words(labelOf(field))];
  const prefix = words(entity.name);
  return {
    fields,
    prefix,
    ways: [
      index(fields, (field) => said(field).map(plainKey)),
      index(fields, (field) => said(field).map(looseKey)),
      index(fields, (field) => said(field).map((parts) => looseKey(without(prefix, parts)))),
      index(fields, (field) => [
        ...said(field).map((parts) => looseKey(parts).replace(` ${MOMENT}`, "")),
        ...(field.relationship ? [looseKey(words(field.relationship.to)), looseKey(untargeted(field))] : []),
      ]),
      index(fields, (field) => (field.attribute ? endings(words(field.name)).map(looseKey) : [])),
      index(fields, (field) => (field.attribute ? [looseKey(unmeasured(words(field.name)))] : [])),
    ],
    fused: index(fields, (field) => said(field).map(fusedKey)),
  };
}

function labelOf(field: Field): string {
  return field.attribute?.label ?? field.relationship?.label ?? field.name;
}

function lookUp(card: Card, parts: readonly string[]): Field | undefined {
  const found =
    known(card, parts) ??
    known(card, without(card.prefix, parts)) ??
    known(card, without(initials(card), parts)) ??
    known(card, without(card.prefix.slice(-1), parts));
  if (found) return only(found);
  // "salary amount", "rating value": the last word says nothing that the field does not.
  const last = parts.at(-1);
  return last && GENERIC.has(plainKey([last])) ? lookUp(card, parts.slice(0, -1)) : undefined;
}

/** The fields called so, by the first way that knows any. */
function known(card: Card, parts: readonly string[]): Field[] | undefined {
  if (parts.length === 0) return undefined;
  for (const [depth, way] of card.ways.entries()) {
    const found = way.get(depth === 0 ? plainKey(parts) : looseKey(parts));
    // A borrower is nobody's "borrowed at".
    if (found) return depth > 0 && found.every((field) => doer(parts.at(-1) ?? "", field)) ? undefined : found;
  }
  const fused = parts.length > 1 ? card.fused.get(fusedKey(parts)) : undefined;
  // A code "on one day" is no code: only what is a moment can be called so.
  return looseKey(parts).endsWith(MOMENT) ? (fused?.every(isMoment) ? fused : undefined) : fused;
}

const isMoment = ({ attribute }: Field) => /^(?:date|datetime|time)$/u.test(attribute?.type ?? "");

/** Does the word name somebody who does what the field is the moment of? */
function doer(word: string, { name }: Field): boolean {
  const own = words(name);
  return (
    /(?:er|or)s?$/u.test(word) &&
    own.some((part) => MOMENTS.has(part)) &&
    !own.some((part) => part.startsWith(singular(word)))
  );
}

const MOMENTS = new Set(["at", "on", "date", "time", "datetime", "timestamp", "day"]);

/** "picked up" is "pickup_at", "check in" the "checkin_date". */
const fusedKey = (parts: readonly string[]) => looseKey(parts).replace(MOMENT, "").replaceAll(" ", "");

const GENERIC = new Set([
  "amount",
  "value",
  "field",
  "attribute",
  "column",
  "number",
  "date",
  "time",
  "level",
  "figure",
  "address",
]);

/** What a field is measured in, or that it counts: "weight_kg" is a weight, "stock_qty" the stock. */
const MEASURES = new Set(
  "kg g mg t lb lbs oz km m cm mm ml l liters litres pct percent percentage qty quantity count hours hrs minutes mins seconds days weeks months years usd eur gbp cents".split(
    " ",
  ),
);

/** "parent_task" is the parent, "assigned_user" the assigned one. */
function untargeted({ name, relationship }: Field): readonly string[] {
  const [parts, target] = [words(name), words(relationship?.to ?? "")];
  const rest = parts.slice(0, parts.length - target.length);
  return rest.length > 0 && target.every((word, place) => parts[rest.length + place] === word) ? rest : [];
}

/** The words without the measure at their end; none where there is no such end. */
function unmeasured(parts: readonly string[]): readonly string[] {
  return parts.length > 1 && MEASURES.has(parts.at(-1) ?? "") ? parts.slice(0, -1) : [];
}

/** "PO number": the number of a purchase order. */
const initials = ({ prefix }: Card) => (prefix.length > 1 ? [prefix.map((word) => word.charAt(0)).join("")] : []);

function index<T>(items: readonly T[], keys: (item: T) => string[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keys(item))) {
      if (!key) continue;
      const there = map.get(key);
      if (there) there.push(item);
      else map.set(key, [item]);
    }
  }
  return map;
}

/** "unit price" ends in "price". */
function endings(parts: readonly string[]): string[][] {
  return parts.slice(1).map((_, start) => parts.slice(start + 1));
}

function without(prefix: readonly string[], parts: readonly string[]): readonly string[] {
  const starts =
    prefix.length > 0 && prefix.length < parts.length && prefix.every((part, place) => parts[place] === part);
  return starts ? parts.slice(prefix.length) : parts;
}

function only<T>(items: readonly T[] | undefined): T | undefined {
  return items?.length === 1 ? items[0] : undefined;
}
