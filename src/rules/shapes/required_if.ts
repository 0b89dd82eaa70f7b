/** Part of shape 21: required where the row is in a certain state, or unless it is. */
import type { Rule, State } from "#erd";
import { called, type Field } from "../names.ts";
import { each, type Reading, type Scope, type Shape } from "../shape.ts";
import { conditionOf, rowsOf } from "../state.ts";
import { type Refusal, resolve } from "../subject.ts";

export const requiredIf: Shape = {
  name: "a field required in some cases",
  indivisible: true,
  read({ text }, scope) {
    for (const wording of WORDINGS) {
      const found = wording.exec(text)?.groups;
      const reading = found && conditional(found, scope);
      if (reading) return reading;
    }
    return undefined;
  },
};

const GIVEN =
  "required|mandatory|needed|known|chosen|entered|included|necessary|provided|specified|given|set|filled(?: in)?|present|entered|supplied|stated";
const NEEDED = `(?:(?:is|are|must be|should be|has to be|have to be|needs to be|becomes) (?:always |only )?(?:${GIVEN})|(?:cannot|can't|must not|may not|should not) be (?:left )?(?:empty|blank|null|missing|out|omitted))`;
const HAVE =
  "(?:(?:must|should|shall|has to|have to|needs to|need to) (?:always )?(?:have|include|specify|provide|contain|state|give|carry)|needs?|requires?)";
const A = "(?:an? |the |its |their |some )?";
const IF = "(?<how>only if|only when|if|when|whenever|while|where|once|as soon as|as long as|in case|unless)";
const OWNER = "(?<owner>(?:(?:the|an?|each|every|all|any|it|they)\\b ?)?[\\p{L}_ ]{0,40}?)";
const WORDINGS = [
  `^(?<subject>.{1,80}?) ${NEEDED} ${IF} (?<condition>.{1,120})$`,
  `^(?<subject>.{1,80}?) (?:${NEEDED}|required|mandatory|needed) (?:only )?(?:for|on|in) ${A}(?<rows>.{3,80})$`,
  `^(?<subject>.{1,80}?) (?:required|mandatory|needed) ${IF} (?<condition>.{1,120})$`,
  `^${IF} (?<condition>.{1,120}?)(?:,| then|, then) (?<subject>.{1,80}?) ${NEEDED}$`,
  `^${IF} (?<condition>.{1,120}?) (?<subject>(?:the|an?|its|their) .{1,60}?) ${NEEDED}$`,
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
  const needed = /^unless$/iu.test(how) ? { ...when, not: !when.not } : when;
  return each(said, scope, (field) => make(field, needed, scope));
}

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
