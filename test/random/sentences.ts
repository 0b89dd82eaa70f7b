/** Business rules at random, in sentences that fit what they speak of: nearly all of them are understood. */
import pluralize from "pluralize";
import type { Choose } from "./choose.ts";

/** What sentences can be about. */
export type Subject = {
  name: string;
  fields: Record<string, { type: string; choices?: readonly string[] }>;
  /** The entity each reference leads to; no reference to many. */
  references: Record<string, string>;
};

/** A few sentences about one of the entities. */
export function sentences(entity: Subject, all: readonly Subject[], roles: readonly string[], choose: Choose) {
  return Array.from({ length: choose.below(6) }, () => {
    const { pick } = choose;
    const speak = pick(SPOKEN);
    try {
      return speak({ entity: entity.name, rows: pluralize(entity.name), roles, pick, ...partsOf(entity, all, choose) });
    } catch (error) {
      if (error instanceof Lacking) return [];
      throw error;
    }
  }).flat();
}

/** A sentence needs what the entity has not. */
class Lacking extends Error {}

type State = { name: string; value: string; next: string };
type Parts = {
  /** One of the entity's fields of these types, another at each call. */
  field: (types: readonly string[]) => string;
  /** A choice of the entity, one of its values and the next. */
  state: () => State;
  /** One reference, and the entity it leads to. */
  parent: () => { name: string; to: string };
  /** What refers to the entity. */
  child: () => Subject;
  /** The same of another entity. */
  of: (entity: string) => Parts;
};

function partsOf(entity: Subject, all: readonly Subject[], choose: Choose): Parts {
  const used = new Set<string>();
  const one = <T>(of: readonly T[]): T => {
    const found = of[choose.below(of.length)];
    if (found === undefined) throw new Lacking();
    return found;
  };
  const take = (fits: (field: Subject["fields"][string]) => boolean) => {
    const [name, field] = one(Object.entries(entity.fields).filter(([name, it]) => !used.has(name) && fits(it)));
    used.add(name);
    return { name, ...field };
  };
  return {
    field: (types) => take(({ type, choices }) => !choices && types.includes(type)).name,
    state: () => {
      const { name, choices = [] } = take(({ choices }) => choices !== undefined);
      const place = choose.below(choices.length - 1);
      return { name, value: choices[place] ?? "", next: choices[place + 1] ?? "" };
    },
    parent: () => {
      const [name, to] = one(Object.entries(entity.references));
      return { name, to };
    },
    child: () => one(all.filter(({ references }) => Object.values(references).includes(entity.name))),
    of: (name) => partsOf(one(all.filter((it) => it.name === name)), all, choose),
  };
}

const NUMBERS = ["int", "bigint", "decimal", "float"];
const DAYS = ["date", "datetime"];
const LINES = ["str", "email", "slug"];
const ANY = [...NUMBERS, ...DAYS, ...LINES, "text", "url", "uuid", "time", "duration", "bool", "ip"];
const TEXT =
  "match ^[A-Z]{2}-[0-9]{3}$|start with AB|be upper case|be lower case|be at most 5 characters|be 2 to 9 characters long|be one of red, green, blue|be a valid email address|be a valid phone number|have exactly 4 digits|contain only letters".split(
    "|",
  ) as [string];

type Speak = (
  about: Parts & { entity: string; rows: string; roles: readonly string[]; pick: Choose["pick"] },
) => string;

const ONE_FIELD: readonly Speak[] = [
  ({ field, pick }) =>
    `${field(NUMBERS)} must be ${pick(["positive", "at least 2", "between 1 and 5", "a multiple of 5", "less than 100", "at least -3"])}`,
  ({ field, pick }) => `${field(["decimal", "float"])} must have at most ${pick([0, 1, 2])} decimals`,
  ({ field, pick }) =>
    `${field(DAYS)} must ${pick(["be in the past", "be in the future", "not be in the future", "not be in the past"])}`,
  ({ field, pick }) =>
    `${field(DAYS)} must be ${pick(["after 2020-01-31", "between 2020-01-01 and 2039-12-31", "before 2031-05-01", "at least 18 years ago"])}`,
  ({ field, pick }) => `${field(["str"])} must ${pick(TEXT)}`,
  ({ field, pick }) => `${field(["str", "text", "url", "email"])} must ${pick(TEXT)}`,
  ({ field }) => `${field(LINES)} must be unique, ignoring case`,
  ({ field, pick }) => `${field(ANY)} ${pick(["is required", "is optional", "must be unique", "cannot be changed"])}`,
  ({ field }) => `${field(NUMBERS)} is 4 by default`,
  ({ field }) => `${field(["bool"])} is true by default`,
];

const SEVERAL_FIELDS: readonly Speak[] = [
  ({ field, pick }) => {
    const types = pick([DAYS, NUMBERS]);
    const order =
      types === DAYS ? pick(["after", "before", "on or after"]) : pick(["less than", "at least", "more than"]);
    return `${field(types)} must be ${order} ${field(types)}`;
  },
  ({ field }) => `${field(["str", "int", "date", "bool"])} and ${field([...LINES, "int"])} are unique together`,
  ({ field, parent }) => `${parent().name}, ${field(ANY)} and ${field(ANY)} are unique together`,
  ({ field }) => `Either ${field(ANY)} or ${field(ANY)} must be given`,
  ({ field }) => `Exactly one of ${field(ANY)} and ${field(ANY)} must be set`,
  ({ rows, parent }) => `${rows} of the same ${parent().name} must not overlap`,
];

const STATES: readonly Speak[] = [
  ({ state, field }) => `${field(ANY)} is required when ${is(state())}`,
  ({ state, field }) => `${field(ANY)} cannot be changed once ${is(state())}`,
  ({ state, entity }) => `A ${entity} cannot be changed once ${is(state())}`,
  ({ state, entity }) => `A ${entity} cannot be deleted when ${is(state())}`,
  ({ state }) => said(state(), ({ name, value, next }) => `${name} can go from ${value} to ${next}`),
  ({ state }) => said(state(), ({ name, value, next }) => `${name} cannot go from ${next} to ${value}`),
  ({ state }) => said(state(), ({ name, value, next }) => `${name}: ${value} -> ${next}, ${next} -> ${value}`),
  ({ state }) => said(state(), ({ name, value }) => `${name} is ${value} by default`),
  ({ state, entity }) => said(state(), ({ name, value }) => `The initial ${name} of a ${entity} must be ${value}`),
  ({ state, rows, parent, pick }) => `A ${parent().name} can have at most ${pick([1, 2])} ${state().value} ${rows}`,
  ({ state, entity, parent }) => `Only one ${state().value} ${entity} per ${parent().name}`,
  ({ field, entity, parent }) => `Only one ${field(["bool"])} ${entity} per ${parent().name}`,
];

const OTHERS: readonly Speak[] = [
  ({ rows, parent, of }) =>
    said(parent(), ({ to }) => `${rows} can only be created for ${of(to).state().value} ${pluralize(to)}`),
  ({ rows, parent, of }) =>
    said(parent(), ({ to }) => `${rows} can only be created for ${of(to).field(["bool"])} ${pluralize(to)}`),
  ({ entity, rows, parent }) =>
    said(parent(), ({ name, to }) =>
      to === entity ? `A ${entity} cannot be its own ${name}` : `${pluralize(to)} with ${rows} cannot be deleted`,
    ),
  ({ child, rows }) => `${rows} with ${pluralize(child().name)} cannot be deleted`,
  ({ child, of, field }) =>
    said(child().name, (it) => `${field(NUMBERS)} is the sum of the ${of(it).field(NUMBERS)} of its ${pluralize(it)}`),
  ({ rows, parent, pick }) => `A ${parent().name} can have at most ${pick([1, 2, 3])} ${rows}`,
];

const PEOPLE: readonly Speak[] = [
  ({ rows, roles: [first = "Admin"], pick }) =>
    `Only ${pick([`${first}s`, "Admins", "the owner", `${first}s and the owner`])} can ${pick(["delete", "update", "create", "view"])} ${rows}`,
  ({ rows }) => `Full-text search on ${rows}`,
  ({ entity, rows, pick }) =>
    pick([
      `${rows} are soft deleted`,
      `Keep a history of all changes to ${rows}`,
      `Record who created and last changed each ${entity}`,
    ]),
];

/** The table: one field and states are what rules are about most. */
const SPOKEN = [...ONE_FIELD, ...SEVERAL_FIELDS, ...STATES, ...OTHERS, ...PEOPLE] as unknown as readonly [Speak];

const said = <T>(part: T, say: (part: T) => string) => say(part);
const is = ({ name, value }: State) => `${name} is ${value}`;
