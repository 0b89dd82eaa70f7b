/** Part of shape 21: required where the row is in a certain state, or unless it is. */
import type { Rule, State } from "#erd";
import { deedOf } from "../deed.ts";
import { called, type Field } from "../names.ts";
import { GIVEN, NEEDED, NOT } from "../phrases.ts";
import { each, type Reading, type Scope, type Shape } from "../shape.ts";
import { conditionOf, type Rows, rowsOf } from "../state.ts";
import { type Refusal, resolve } from "../subject.ts";
import { needed } from "./required.ts";

export const requiredIf: Shape = {
  name: "a field required in some cases",
  indivisible: true,
  read({ text }, scope) {
    for (const wording of WORDINGS) {
      const found = wording.exec(text)?.groups;
      const reading = found && conditional(found, scope);
      if (reading) return reading;
    }
    return done(text, scope);
  },
};

const ASKED = `(?:(?:is|are|must be|should be|has to be|have to be|needs to be|need to be|shall be|becomes) (?:always |only )?${NEEDED}|(?:cannot|can't|must not|may not|should not) be (?:left )?(?:empty|blank|null|missing|out|omitted))`;
const HAVE =
  "(?:(?:must|should|shall|has to|have to|needs to|need to) (?:always )?(?:have|include|specify|provide|contain|state|give|carry|show|receive|get)|needs?|requires?|demands?|calls? for|presupposes?)";
const A = "(?:an? |the |its |their |some )?";
const IF = "(?<how>only if|only when|if|when|whenever|while|where|once|as soon as|as long as|in case|unless)";
const OWNER = "(?<owner>(?:(?:the|an?|each|every|all|any|it|they)\\b ?)?[\\p{L}_ ]{0,40}?)";
const WORDINGS = [
  `^(?<subject>.{1,80}?) ${ASKED} ${IF} (?<condition>.{1,120})$`,
  `^(?<subject>.{1,80}?) (?:${ASKED}|required|mandatory|needed) (?:only )?(?:for|on|in) ${A}(?<rows>.{3,80})$`,
  `^(?<subject>.{1,80}?) (?:required|mandatory|needed) ${IF} (?<condition>.{1,120})$`,
  `^${IF} (?<condition>.{1,120}?)(?:,| then|, then) (?<subject>.{1,80}?) ${ASKED}$`,
  `^${IF} (?<condition>.{1,120}?) (?<subject>(?:the|an?|its|their) .{1,60}?) ${ASKED}$`,
  `^${IF} (?<condition>.{1,120}?)(?:,| then|, then) ${OWNER} ?${HAVE} ${A}(?<subject>.{1,60})$`,
  `^${OWNER} ${HAVE} ${A}(?<subject>.{1,60}?) ${IF} (?<condition>.{1,120})$`,
  `^${A}(?:each |every |all )?(?<rows>.{3,80}?) (?:${HAVE}|(?:always )?(?:has|have|comes? with|carry|carries|shows?|states?|bears?)(?= an? | the | its | their )) ${A}(?<subject>[\\p{L}\\p{N}_ -]{1,60})$`,
].map((source) => new RegExp(source, "iu"));

function conditional(found: Record<string, string>, scope: Scope): Reading | undefined {
  const { subject = "", owner = "", rows = "", condition = "", how = "" } = found;
  if (STATE.test(condition)) return undefined;
  const among = rows ? rowsOf(rows, scope) : undefined;
  if (rows && !among?.state) return undefined;
  const said = `${among?.entity.name ?? owner.replace(PRONOUN, "")} ${subject}`;
  const about = resolve(said, scope);
  if ("why" in about) return about;
  const when = among?.state ?? conditionOf(condition, about.entity, scope.names);
  if (!when) return undefined;
  const then = /^unless$/iu.test(how) ? { ...when, not: !when.not } : when;
  return each(said, scope, (field) => make(field, then, scope));
}

const BE = "(?:be|become|get|count as) (?:set to |marked (?:as )?|considered )?(?<deed>[\\p{L}_ -]{3,30}?)";
const BARRED = `(?:no (?<rows>.{1,60}?) (?:can|may|must|should|shall)|(?:an? |the |any )?(?<rows>.{1,60}?) ${NOT})(?: ever)? ${BE}`;
const THING = "(?:an? |the |any |its |their |some )?(?<subject>[\\p{L}\\p{N}_ -]{2,50}?)";
const HAS = "(?:there (?:is|are)|(?:it|they) (?:has|have))";
const GONE = `(?:not ${GIVEN}|missing|empty|blank)`;
const LACKING = [
  `(?<without>without) (?:having )?${THING}`,
  `(?:unless|until|before) ${HAS} (?!no )${THING}(?: ${GIVEN})?`,
  `(?:unless|until|before) ${THING} (?:is|are|was|has been|have been) ${GIVEN}`,
  `(?:if|while|when|as long as|so long as) ${HAS} no ${THING}(?: ${GIVEN})?`,
  `(?:if|while|when|as long as|so long as) ${THING} (?:is|are) (?:still )?${GONE}`,
];
const ONLY = `(?:an? |the |any )?(?<rows>.{1,60}?) (?:(?:can|may|must|should) only|only (?:can|may)) ${BE}`;
const PRESENT = [
  `with ${THING}`,
  `(?:if|when|once|after) ${HAS} (?!no )${THING}(?: ${GIVEN})?`,
  `(?:if|when|once|after) ${THING} (?:is|are|was|has been|have been) ${GIVEN}`,
];
const NEVER =
  "(?:please )?(?:(?:(?:we|you|one) )?(?:never|do not|cannot|can never|must not|must never|may not|should not)|(?:nobody|no one) (?:can|may|must|should))(?: ever)?";
const ROWS = "(?:an? |the |any )?(?<rows>[\\p{L}_ ]{2,40}?)";
const DONE = [
  ...LACKING.flatMap((lacking) => [`^${BARRED},? ${lacking}$`, `^${lacking},? ${BARRED}$`]),
  ...PRESENT.map((present) => `^${ONLY} ${present}$`),
  `^${NEVER} (?<deed>\\p{L}{3,15}) ${ROWS} (?<without>without) (?:having )?${THING}$`,
  `^(?:the )?(?<deed>\\p{L}{2,17}ing(?: off| out| up| back| down)?|\\p{L}{3,18}(?:ion|al|ment|ery|ure)(?= of ))(?: of)? ${ROWS} (?:${HAVE}|(?:is|are) (?:only (?:possible|allowed|permitted|valid) with|(?:not|never) (?:possible|allowed|permitted|valid) without)) ${A}(?<subject>[\\p{L}\\p{N}_ -]{1,60})$`,
  `^(?:an? |every |each |any |all )?(?<deed>\\p{L}{4,20}) (?:always )?${HAVE} ${A}(?<subject>[\\p{L}\\p{N}_ -]{1,60})$`,
].map((source) => new RegExp(source, "iu"));

/** "An order cannot be shipped without an address", "cancelling an order requires a reason": in the state that the deed leads to. */
function done(text: string, scope: Scope): Reading | undefined {
  const found = DONE.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  if (!found) return undefined;
  const { rows, deed = "", subject = "", without } = found;
  // "Refunds need a reason": of what the statement is about, unless refunds are something themselves.
  const among = rows === undefined ? alone(deed, scope) : rowsOf(rows, scope);
  if (!among || among.state) return undefined;
  const said = `${among.entity.name} ${subject}`;
  const when = deedOf(deed, among.entity, scope.names);
  if (when) return each(said, scope, (field) => make(field, when, scope));
  return without && MADE.test(deed) ? needed(said, scope) : undefined;
}

function alone(deed: string, { entity, names }: Scope): Rows | undefined {
  const named = names.entity([deed]) ?? (entity && names.field(entity, [deed])?.attribute?.name === deed.toLowerCase());
  return entity && !named ? { entity } : undefined;
}

/** What is done to every row. */
const MADE =
  /^(?:creat|add|mak|made|plac|sav|stor|submi|regist|enter|record|plan|schedul|book|open|fil|issu|set up|accept|insert|put|publish|send|sent|exist)/iu;

const PRONOUN = /^(?:it|they)$/iu;
/** What is no value but a quality of the field, or a comparison. */
const STATE =
  /(?:^| )(?:greater|less|more|above|below|over|under|at|set|unset|present|given|empty|blank|null|required|provided|after|before|changed|missing|unknown)(?: |$)/iu;

function make(field: Field, when: State, scope: Scope): Rule | Refusal {
  const { attribute, entity } = field;
  if (!attribute || attribute.stamp || /^(?:boolean|json|binary|file|image)$/u.test(attribute.type))
    return { why: `that ${called(field)} is set under a condition is not enforced yet`, hint: "" };
  if (entity.user && /^(?:username|email|password|first_name|last_name)$/u.test(field.name))
    return { why: `${called(field)} is the account's own`, hint: "" };
  if (when.field === field.name) return { why: `${called(field)} cannot be its own condition`, hint: "" };
  return { shape: "required_if", entity: entity.name, text: scope.text, field: field.name, when };
}
