/** Shape 9: unique per something, combinations that are unique, and "a user can review a product only once". */
import { type Entity, INCOMPARABLE, type Rule } from "#erd";
import { called, type Field } from "../names.ts";
import type { Clause } from "../sentence.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { entityOf } from "../state.ts";
import { bare, type Refusal, resolve } from "../subject.ts";
import { akin, stem, words } from "../words.ts";

export const together: Shape = {
  name: "uniqueness of a combination",
  read(clause, scope) {
    if (clause.permissive && ![ONCE, SINGLE, SAME].some((pattern) => pattern.test(clause.text))) return undefined;
    return per(clause, scope) ?? once(clause.text, scope);
  },
};

/** Its "and" joins fields, never assertions. */
export const combination: Shape = {
  name: "a unique combination",
  indivisible: true,
  read: (clause, scope) => (clause.permissive ? undefined : combined(clause, scope)),
};

const COMBINED = [
  /^(?:the |each |every )?(?:combinations?|pairs?|pairing|tuple):? (?:of |\()?(?<fields>.{3,160}?)\)? (?:must|should|shall|has to|have to|needs? to|is|are|be)\b(?: always)?(?: be)? (?:unique|distinct)$/iu,
  /^(?<fields>.{3,160}?) (?:must|should|shall|have to|need to|are|is|be)\b(?: always)?(?: be)? (?:unique (?:together|in combination|as a (?:pair|combination))|jointly unique|together unique)$/iu,
  /^(?<fields>.{3,160}?) (?:together|in combination|combined) (?:must|should|shall|have to|need to|are|is) (?:be )?unique$/iu,
  /^(?:unique|no duplicate) (?:combinations?|pairs?) of (?<fields>.{3,160})$/iu,
];

/** "The combination of seat and showing must be unique" */
function combined(clause: Clause, scope: Scope): Reading | undefined {
  const fields = COMBINED.map((pattern) => pattern.exec(clause.text)?.groups?.["fields"]).find(Boolean);
  if (!fields) return undefined;
  const said = fields.replace(/\s*\+\s*/gu, " and ");
  const subject = resolve(said, scope);
  const held = "why" in subject && !scope.entity ? holding(said, scope) : undefined;
  if (held) return combinationOf(held, scope);
  if ("why" in subject) return subject;
  return combinationOf(subject.fields, scope);
}

/** "Order and product" are entities themselves; meant are the fields of the one entity that has both. */
function holding(said: string, { names }: Scope): Field[] | undefined {
  const parts = said.split(/\s*(?:,\s*and\s|,|\band\b)\s*/iu).map(bare);
  const found = names.erd.entities.flatMap((entity) => {
    const fields = parts.map((part) => names.field(entity, part)).filter((field) => field !== undefined);
    return fields.length === parts.length ? [fields] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

const PER =
  /^(?:unique|distinct|different) (?:per|for (?:each|every|an?|one|the same)|within (?:each|every|an?|its|the same|the|their)|inside (?:each|every|an?|its|the)|in (?:each|every|an?|its|the same)|at (?:each|every|an?|its|the same|one)|on (?:each|every|an?|its|the same|one)|by|within|for) (?<per>.{2,80})$/iu;
const SAME =
  /^no (?:two|2) (?<owner>[\p{L}\p{N}_ ]{1,40}?) (?:(?:in|of|on|at|for|by|from|within|with) (?:the same|one|a|an|a single|each)) (?<per>[\p{L}\p{N}_ ]{1,40}?)(?: (?:can|may|must|should|will))? (?:share|have|use|hold) (?:the same|an?|one|the)? ?(?<field>[\p{L}\p{N}_ ]{1,40})$/iu;

/** "A seat's number is unique within its room", "no two seats in the same room share a number" */
function per(clause: Clause, scope: Scope): Reading | undefined {
  const same = SAME.exec(clause.text)?.groups;
  const within = same ?? (clause.negated ? undefined : PER.exec(clause.predicate)?.groups);
  const said = within?.["per"];
  // "Unique for each row" and "in the system" say no more than "unique".
  if (!said || /^(?:all |the )?(?:records?|rows?|entry|entries|system|database|tables?)$/iu.test(said))
    return undefined;
  const subject = resolve(same ? `${same["owner"]} ${same["field"]}` : clause.subject, scope);
  if ("why" in subject) return subject;
  // "Unique for each member" of a member's number says no more either.
  if (entityOf(said, scope) === subject.entity) return undefined;
  const context = { ...scope, entity: subject.entity, hint: undefined };
  const others = resolve(said, context);
  if ("why" in others) return others;
  return combinationOf([...subject.fields, ...others.fields], scope);
}

const ONCE = /\b(?:(?:only|just|at most|no more than|not more than|exactly) )?(?:once|one time)\b/iu;
const SINGLE =
  /\b(?:only|at most|just|no more than|not more than|a maximum of|maximum) (?:one|1|a single)\b|^one\b.*\bper\b/iu;
const TWICE = /\b(?:twice|more than once|two times|multiple times|again)\b/iu;
const NOT = /\b(?:cannot|can't|can not|may not|must not|should not|never|not)\b/iu;

/**
 * "A user can review a product only once", "one review per user and product", "users may not rate a movie twice": the
 * entity is the one that joins exactly those that are mentioned.
 */
function once(text: string, scope: Scope): Reading | undefined {
  const limited = (ONCE.test(text) || SINGLE.test(text)) && !NOT.test(text.replace(/\b(?:no|not) more than\b/giu, ""));
  if (!limited && !(TWICE.test(text) && NOT.test(text))) return undefined;
  const content = words(text).filter((word) => !EMPTY.has(word));
  if (content.length > 8) return undefined;
  const candidates = scope.entity
    ? [scope.entity]
    : scope.names.erd.entities.filter((entity) => speaksOf(content, entity));
  for (const entity of candidates) {
    const fields = joined(content, text, entity, scope);
    if (fields) return combinationOf(fields, scope);
  }
  return undefined;
}

const EMPTY = new Set(
  "a an the each every any all one same given single can may must should will only just at most no not never more than once twice time times again per and for in on to of by with have has be been is are cannot t multiple two exactly maximum there their its up out off into onto".split(
    " ",
  ),
);

/** "review", "reviews", "apply" for Application: the sentence names the entity, as a noun or as its verb. */
function speaksOf(content: readonly string[], entity: Entity): boolean {
  const own = words(entity.name).map(stem);
  const root = own.at(-1) ?? "";
  return content.some((word) => akin(stem(word), root)) && own.length <= 2;
}

/** "(can only) watch": behind a modal verb. */
const isVerb = (word: string, text: string) =>
  new RegExp(`\\b(?:can|may|must|should|shall|will|cannot|not|never)(?: only| just| ever)* ${word}\\b`, "iu").test(
    text,
  );

/** The relationships of the entity that the words name, if every word but the entity's own (or one verb) is one of them. */
function joined(
  content: readonly string[],
  text: string,
  entity: Entity,
  { names, entity: known }: Scope,
): Field[] | undefined {
  const fields = new Map<string, Field>();
  let verbs = 0;
  for (let place = 0; place < content.length; place++) {
    const pair = names.field(entity, content.slice(place, place + 2));
    const field =
      pair ?? names.field(entity, content.slice(place, place + 1)) ?? towards(content[place] ?? "", entity, names);
    if (pair) place++;
    if (field?.relationship) fields.set(field.name, field);
    else if (!speaksOf([content[place] ?? ""], entity)) verbs += isVerb(content[place] ?? "", text) ? 1 : 2;
  }
  return fields.size === 2 && verbs <= (known ? 1 : 0) ? [...fields.values()] : undefined;
}

/** "user" is the author where the author is the only user around. */
function towards(word: string, entity: Entity, names: Scope["names"]): Field | undefined {
  const target = names.entity([word]);
  const found = target && names.fields(entity).filter((field) => field.relationship?.to === target.name);
  return found?.length === 1 ? found[0] : undefined;
}

/** The rule that no two rows have the same of all of the fields, or why not. */
export function combinationOf(fields: readonly Field[], scope: Scope): Reading {
  const [first, second] = fields;
  if (!first || !second || first.name === second.name)
    return { why: "it does not name two fields that are unique together", hint: "" };
  const refusal = fields.map(unfit).find(Boolean);
  if (refusal) return refusal;
  const rule: Rule = {
    shape: "unique_together",
    entity: first.entity.name,
    text: scope.text,
    fields: [...new Set(fields.map((field) => field.name))],
  };
  return { rules: [rule] };
}

function unfit(field: Field): Refusal | undefined {
  if (field.relationship?.cardinality === "many-to-many" || INCOMPARABLE.has(field.attribute?.type ?? ""))
    return { why: `${called(field)} cannot be part of a unique combination`, hint: "" };
  return undefined;
}
