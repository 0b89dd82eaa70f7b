/** Shape 22: may not be changed after the row was made, or once it is in some state; a field, or the whole row. */
import type { Entity, Rule, State } from "#erd";
import { called, type Field } from "../names.ts";
import type { Clause } from "../sentence.ts";
import { forEach, type Reading, type Scope, type Shape, stamped } from "../shape.ts";
import { conditionOf, entityOf, rowsOf } from "../state.ts";
import { bare, type Refusal, resolve, type Subject } from "../subject.ts";

export const immutable: Shape = {
  name: "a field that may not change",
  read(clause, scope) {
    if (MADE.test(clause.text)) return fixed(clause, scope);
    for (const [wording, turned] of WORDINGS) {
      const found = wording.exec(clause.text)?.groups;
      const reading = found && once(found, turned, scope);
      if (reading) return reading;
    }
    return fixed(clause, scope);
  },
};

const AFTER =
  "(?: (?:after (?:creation|it (?:is|was|has been) (?:created|set|made|entered|saved|stored|recorded|added)|being (?:created|set)|(?:the|an?) \\p{L}+ (?:is|was|has been) (?:created|made))|once (?:it (?:is|was|has been) )?(?:created|set|made|saved|entered|stored|recorded)|once (?:the|an?) \\p{L}+ (?:is|was|has been) (?:created|made)))";
const CHANGE =
  "(?:changed?|changes|modif(?:ied|y)|edit(?:ed)?|alter(?:ed)?|updated?|touched|amended|reassign(?:ed)?|replaced?|renamed?|overwritten|swapped?|exchanged?|switched|adjusted|rewritten|tampered with)";
const CHANGED = new RegExp(
  `^(?:be )?${CHANGE}(?:${AFTER}| later(?: on)?| afterwards?| thereafter| again| ever| any ?more| any longer| at a later (?:time|date|point)| in the future)?$`,
  "iu",
);
const FIXED = new RegExp(
  `^(?:(?:be |is )?(?:immutable|unchangeable|permanent|constant|write-once|(?:set|written|assigned|given|entered|filled in|chosen) (?:only |just |exactly )?once|fixed(?: for ever| forever| from the (?:very )?(?:start|beginning)(?: on)?)?)(?:${AFTER})?|read-?only${AFTER}|(?:stay|stays|remain|remains|keep|keeps) (?:the same|unchanged|constant|fixed|as (?:it is|they are))(?: forever| for ever| always| for good| permanently| (?:for|during|over|throughout) (?:(?:the|its|their) )?(?:whole |entire |full )?(?:life|lifetime|existence)(?: of (?:an? |the )?[\\p{L}_]{2,30})?)?(?:${AFTER})?)$`,
  "iu",
);

const MADE = new RegExp(`${AFTER}$`, "iu");

/** "Order number cannot be changed after creation", "SKU is immutable" */
function fixed(clause: Clause, scope: Scope): Reading | undefined {
  if (clause.permissive || !(clause.negated ? CHANGED : FIXED).test(clause.predicate)) return undefined;
  const about = resolve(clause.subject, scope);
  if (!("why" in about) && about.fields.length === 0)
    return { why: `it does not say when ${about.entity.name} may not change, nor which field`, hint: "" };
  return "why" in about ? about : forEach(about.fields, (field) => ruleFor(field, undefined, scope));
}

const NOT =
  "(?:cannot|can't|can not|must not|mustn't|must never|may not|may never|can never|should not|shall not|is not allowed to|are not allowed to)";
const SHUT = `(?:${NOT} (?:be )?(?:any ?more )?${CHANGE}|(?:is|are|must be|becomes?|stays?|remains?|must stay|must remain) (?:immutable|unchangeable|read-?only|locked|frozen|fixed|final|closed (?:for|to) (?:any )?(?:further )?(?:changes?|edits?|editing|modifications?))|(?:stays?|remains?) (?:the same|as (?:it is|they are)|unchanged))(?: any ?more| any longer)?`;
const WHEN = "(?:once|after|when|whenever|if|as soon as|while|where)";
const OPEN = `(?:can|may|must|should) only be ${CHANGE}`;
/** Each with whether the state is the one in which it may be changed. */
const WORDINGS: readonly (readonly [RegExp, boolean])[] = [
  [`^(?<subject>.{1,80}?) ${SHUT} ${WHEN} (?<condition>.{1,80})$`, false],
  [
    `^${WHEN} (?<condition>.{1,80}?),? (?:then )?(?<subject>(?:it|they|its|their|the|an?|no)\\b.{0,60}?) ${SHUT}$`,
    false,
  ],
  [`^(?<subject>.{1,60}?) of (?:an? |the |any |all )?(?<rows>.{3,60}?) ${SHUT}$`, false],
  [`^(?<rows>.{3,80}?) ${SHUT}$`, false],
  [`^(?<subject>.{1,80}?) ${SHUT} (?:unless|until) (?<condition>.{1,80})$`, true],
  [`^(?<subject>.{1,80}?) ${OPEN} (?:if|when|while|as long as) (?<condition>.{1,80})$`, true],
  [`^(?<subject>.{1,80}?) ${OPEN} (?:before|until) (?<condition>.{1,80})$`, false],
].map(([source, turned]) => [new RegExp(String(source), "iu"), turned === true] as const);

/** "Total cannot be changed once status is paid", "a shipped order may only be edited while …" */
function once(found: Record<string, string>, turned: boolean, scope: Scope): Reading | undefined {
  const { subject = "", rows = "", condition = "" } = found;
  const among = rows ? rowsOf(rows, scope) : undefined;
  if (rows && !among?.state) return undefined;
  const about = aboutOf(among?.entity, subject, condition, scope);
  if ("why" in about) return about;
  const state = among?.state ?? conditionOf(condition, about.entity, scope.names);
  if (!state) return undefined;
  const shut = turned ? { ...state, not: !state.not } : state;
  return about.fields.length > 0
    ? forEach(about.fields, (field) => ruleFor(field, shut, scope))
    : { rules: [locked(about.entity, shut, scope)] };
}

/** An entity, or fields of it; "it" is what the condition speaks of. */
function aboutOf(rows: Entity | undefined, subject: string, condition: string, scope: Scope): Subject | Refusal {
  if (rows) return subject ? resolve(`${rows.name} ${subject}`, scope) : { entity: rows, fields: [] };
  const said = /^(?:it|they)$/iu.test(subject)
    ? condition.replace(/ (?:is|are|was|were|has|have)\b.*$/iu, "")
    : subject;
  const own = scope.entity && scope.names.field(scope.entity, bare(said));
  const whole = own ? undefined : entityOf(said, scope);
  return whole ? { entity: whole, fields: [] } : resolve(subject, scope);
}

const locked = (entity: Entity, when: State, scope: Scope): Rule => ({
  shape: "locked",
  entity: entity.name,
  text: scope.text,
  when,
});

function ruleFor(field: Field, after: State | undefined, scope: Scope): Rule | Refusal {
  const stamp = stamped(field);
  if (stamp) return { why: stamp, hint: "" };
  if (
    field.relationship?.cardinality === "many-to-many" ||
    /^(?:json|binary|file|image)$/u.test(field.attribute?.type ?? "")
  )
    return { why: `that ${called(field)} may not change is not enforced yet`, hint: "" };
  if (field.entity.user && /^(?:username|email|password|first_name|last_name)$/u.test(field.name))
    return { why: `${called(field)} is the account's own`, hint: "" };
  return {
    shape: "immutable",
    entity: field.entity.name,
    text: scope.text,
    field: field.name,
    ...(after && { after }),
  };
}
