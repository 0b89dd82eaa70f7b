/** Part of shape 25: rows that are not deleted, at all, in some state, or while others refer to them. */
import type { Entity, Rule, RuleOf, State } from "#erd";
import type { Clause } from "../sentence.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { conditionOf, entityOf, rowsOf } from "../state.ts";

export const keep: Shape = {
  name: "a rule about deleting",
  indivisible: true,
  read(clause, scope) {
    return never(clause, scope) ?? alone(clause, scope);
  },
};

const DELETED =
  "(?:be )?(?:deleted|removed|destroyed|erased)(?: any ?more| again| at all| from the system| by (?:anyone|anybody|any user|any role))?";
const DELETE = "(?:delete|remove|destroy|erase)";
const NOT =
  "(?:cannot|can't|can not|can never|may not|may never|must not|must never|mustn't|should not|shouldn't|should never|shall not|shall never|will not|(?:is|are) (?:not|never) (?:allowed|permitted) to|(?:is|are) (?:not to|never)|never)(?: ever)?";
const WHEN = "(?:if|when|whenever|while|as long as|once|after|where|so long as|provided(?: that)?|in case)";
const NEVER = [
  `^(?<when>${WHEN} .{1,100}?)(?:, (?:then )?(?=.)|,? (?=it |they ))(?<rows>.{1,90}?) ${NOT} ${DELETED}$`,
  `^(?<rows>.{1,90}?) ${NOT} ${DELETED}(?:,? (?<when>${WHEN} .{1,100}))?$`,
  `^(?:users|people|anyone|one|we|you|nobody|no one|nobody (?:can|may)|it is not (?:possible|allowed|permitted) to|do not|don't|never)(?: (?:can|may|should|must))?(?: ?(?:${NOT}))?(?: ever)? ${DELETE} (?<rows>.{1,90}?)(?:,? (?<when>${WHEN} .{1,100}))?$`,
  `^(?:deleting|removing|(?:the )?(?:deletion|removal) of) (?<rows>.{1,90}?) (?:is|are) (?:not (?:allowed|possible|permitted)|forbidden|prohibited|never allowed)(?:,? (?<when>${WHEN} .{1,100}))?$`,
].map((source) => new RegExp(source, "iu"));

/** "Paid orders cannot be deleted", "an order cannot be deleted once it is paid", "never delete a product that has orders" */
function never(clause: Clause, scope: Scope): Reading | undefined {
  const said = NEVER.map((pattern) => pattern.exec(clause.text)?.groups).find(Boolean);
  if (!said) return undefined;
  const rows = said["rows"] ?? "";
  const condition = (said["when"] ?? "").replace(new RegExp(`^${WHEN} `, "iu"), "");
  const having = HAVING.exec(rows)?.groups;
  if (having && !condition) return referred(having["rows"] ?? "", having["others"] ?? "", scope);
  const found = rowsOf(PRONOUN.test(rows) ? (SUBJECT.exec(condition)?.[1] ?? rows) : rows, scope);
  if (!found) return unknown(rows);
  if (!condition) return made(found.entity, found.state, scope);
  if (found.state) return { why: "it names two conditions", hint: "Say one of them in each sentence" };
  const state = conditionOf(condition, found.entity, scope.names);
  if (state) return made(found.entity, state, scope);
  const others = referring(condition, found.entity, scope);
  return others ? referred(found.entity.name, others, scope) : unclear(condition, found.entity);
}

/** "(If) an order is paid, (it cannot be deleted)" */
const SUBJECT = /^(.{1,60}?) (?:is|are|has|have|contains?)\b/iu;

/** "Orders with items", "a customer who has orders" */
const HAVING =
  /^(?<rows>.{1,60}?) (?:with|(?:that|which|who) (?:still )?(?:have|has|contain|contains|own|owns|hosts?|holds?|offers?|runs?|uses?|teach(?:es)?|employs?|keeps?)|having|containing)(?: any| existing| an?| some| at least one)? (?!status |state |been )(?<others>.{1,60})$/iu;

/** What the condition says refers to the row: "it has orders", "orders refer to it", "it is used by an item". */
function referring(condition: string, entity: Entity, scope: Scope): string | undefined {
  const said = REFERRING.map((pattern) => pattern.exec(condition)?.groups).find(Boolean);
  const self = said?.["self"] ?? "";
  if (!said || !(self === "" || PRONOUN.test(self) || entityOf(self, scope) === entity)) return undefined;
  return said["others"];
}

const PRONOUN = /^(?:it|they|he or she|he|she)$/iu;
const ANY = "(?:(?:any|some|existing|an?|at least one|one or more|still|open) )*";
const REFERRING = [
  `^(?<self>.{1,40}?) (?:still )?(?:has|have|contains?|owns?|includes?) ${ANY}(?<others>.{1,60}?)(?: assigned| attached| in it| left)?$`,
  `^(?<self>.{1,40}?) (?:is|are) (?:still )?(?:used|referenced|referred to|needed|mentioned|contained|included|part of)(?: by| in| from)? ${ANY}(?<others>.{1,60})$`,
  `^(?:there (?:are|is|exist|exists) (?:still )?)${ANY}(?<others>.{1,60}?) (?:for|of|in|on|that refer to|referring to|referencing|pointing (?:to|at)|which refer to|using) (?<self>.{1,40})$`,
  `^there (?:are|is|exist|exists) (?:still )?${ANY}(?<others>[\\p{L}_ ]{1,40}?)(?: left| (?:in|inside|on|for|of) (?:it|them))?$`,
  `^${ANY}(?<others>.{1,60}?) (?:still )?(?:refers?(?: to)?|references?|uses?|points? (?:to|at)|belongs? to|depends? on|exists? for|needs?) (?<self>.{1,40})$`,
].map((source) => new RegExp(source, "iu"));

function referred(rows: string, others: string, scope: Scope): Reading | undefined {
  const entity = entityOf(rows, scope);
  if (!entity) return unknown(rows);
  const child = childOf(entity, others, scope);
  if (child) return { rules: [{ ...base(entity, scope), having: child }] };
  return {
    why: `nothing called "${others.slice(0, 40)}" refers to one ${entity.name}`,
    hint: `Name an entity that refers to ${entity.name}`,
  };
}

/** What refers to the entity: by the name of its own entity, or by the name it has on this side. A joining entity stands for what it joins. */
function childOf(entity: Entity, others: string, scope: Scope): RuleOf<"keep">["having"] {
  const { names } = scope;
  const towards = names.erd.relationships.filter(
    ({ to, cardinality }) => to === entity.name && cardinality !== "many-to-many",
  );
  const named = entityOf(others, { ...scope, entity: undefined });
  const key = others.trim().toLowerCase().replaceAll(" ", "_");
  const found =
    only(towards.filter(({ from }) => from === named?.name)) ??
    only(towards.filter(({ reverse }) => reverse === key)) ??
    only(towards.filter(({ from }) => names.erd.relationships.some((it) => it.from === from && it.to === named?.name)));
  return found && { entity: found.from, field: found.name };
}

const only = <T>(items: readonly T[]) => (items.length === 1 ? items[0] : undefined);

const ALONE = [
  `^only (?<rows>.{1,90}?) (?:can|may|should|must|are allowed to) be (?:deleted|removed|destroyed|erased)$`,
  `^(?<rows>.{1,90}?) (?:can|may|must|should) (?:only )?be (?:deleted|removed|destroyed|erased)(?<!only be \\w+) only (?:${WHEN}|in|with) (?<when>.{1,100})$`,
  `^(?<rows>.{1,90}?) (?:can|may|must|should) only be (?:deleted|removed|destroyed|erased) (?:${WHEN}|in|with) (?<when>.{1,100})$`,
  `^(?:users|people|you) (?:can|may) only (?:delete|remove|destroy|erase) (?<rows>.{1,90})$`,
  `^(?<rows>.{1,90}?) ${NOT} ${DELETED} unless (?<when>.{1,100})$`,
].map((source) => new RegExp(source, "iu"));

/** "Only drafts can be deleted", "orders can only be deleted while they are pending": in any other state they are kept. */
function alone(clause: Clause, scope: Scope): Reading | undefined {
  const said = ALONE.map((pattern) => pattern.exec(clause.text)?.groups).find(Boolean);
  if (!said || /\b(?:own|by)\b/iu.test(clause.text)) return undefined;
  const found = rowsOf(said["rows"] ?? "", scope);
  const condition = said["when"];
  const state = found && (condition ? conditionOf(condition, found.entity, scope.names) : found.state);
  if (!found || (!state && !condition)) return undefined;
  return state ? made(found.entity, { ...state, not: !state.not }, scope) : unclear(condition ?? "", found.entity);
}

const base = (entity: Entity, { text }: Scope) => ({ shape: "keep" as const, entity: entity.name, text });

function made(entity: Entity, state: State | undefined, scope: Scope): Reading {
  const rule: Rule = { ...base(entity, scope), ...(state && { when: state }) };
  return { rules: [rule] };
}

const unknown = (said: string): Reading => ({
  why: `no entity, and no state of one, is called "${said.slice(0, 60)}"`,
  hint: 'Say it like "Paid orders cannot be deleted", where an order has a status that can be paid',
});

const unclear = (said: string, entity: Entity): Reading => ({
  why: `"${said.slice(0, 60)}" is no state of ${entity.name} that djinn knows`,
  hint: `Name a value of a field of ${entity.name}, or what refers to it`,
});
