/** Shapes 7 and 8: no two rows share a value; case may be told to be ignored. */
import { INCOMPARABLE, type Rule } from "#erd";
import { called, type Field } from "../names.ts";
import { each, type Reading, type Scope, type Shape } from "../shape.ts";
import { entityOf } from "../state.ts";
import { type Refusal, resolve } from "../subject.ts";
import { combinationOf } from "./together.ts";

export const unique: Shape = {
  name: "uniqueness",
  read(clause, scope) {
    const ignoreCase = IGNORING.test(clause.text);
    const sharing = SHARING.exec(clause.text.replace(IGNORING, "").trim())?.groups;
    if (sharing && Boolean(sharing["none"]) !== Boolean(sharing["not"])) {
      const subject = `${sharing["owner"]} ${sharing["field"]}`;
      const pair = combined(subject, ignoreCase, scope);
      if (pair) return pair;
      return each(subject, scope, (field) => uniqueOf(field, ignoreCase, scope));
    }
    const duplicate = DUPLICATE.exec(clause.text.replace(IGNORING, "").trim())?.groups;
    if (duplicate) return each(duplicate["field"] ?? "", scope, (field) => uniqueOf(field, ignoreCase, scope));
    const again = AGAIN.exec(clause.text.replace(IGNORING, "").trim())?.groups;
    if (again) return each(`${again["owner"]} ${again["field"]}`, scope, (field) => uniqueOf(field, ignoreCase, scope));
    const belonging = BELONGING.exec(clause.text.replace(IGNORING, "").trim())?.groups;
    const alone = belonging && belongingTo(belonging, scope);
    if (alone) return each(alone, scope, (field) => uniqueOf(field, ignoreCase, scope));
    const predicate = withoutOwner(clause.predicate.replace(IGNORING, "").trim(), clause.subject, scope);
    if (clause.permissive && !ONLY_ONCE.test(predicate)) return undefined;
    const wording = clause.negated ? REPEATED : SINGLE;
    if (!wording.test(predicate) && !wording.test(clause.predicate)) return undefined;
    const pair = /^the same\b/iu.test(clause.subject) ? combined(clause.subject, ignoreCase, scope) : undefined;
    if (pair) return pair;
    return each(clause.subject, scope, (field) => uniqueOf(field, ignoreCase, scope));
  },
};

/** "The same number and year": together, not each of them. */
function combined(subject: string, ignoreCase: boolean, scope: Scope): Reading | undefined {
  const about = / and |,|&/iu.test(subject) ? resolve(subject.replace(/\bthe same\b/giu, " "), scope) : undefined;
  if (!about || "why" in about || about.fields.length < 2) return undefined;
  return ignoreCase
    ? { why: "a combination that is unique whatever the case is not enforced", hint: "" }
    : combinationOf(about.fields, scope);
}

/** An attribute of what it belongs to; a reference that belongs to one is something else. */
function belongingTo({ field = "", owner = "" }: Record<string, string>, scope: Scope): string | undefined {
  const entity = entityOf(owner, scope);
  const about = entity && resolve(`${entity.name} ${field}`, { ...scope, hint: undefined });
  if (!about || "why" in about || about.entity !== entity) return undefined;
  return about.fields.length === 1 && about.fields[0]?.attribute ? `${entity.name} ${about.fields[0].name}` : undefined;
}

/** "Unique for each member", said of a member's number. */
function withoutOwner(predicate: string, subject: string, scope: Scope): string {
  const [said = "", owner = ""] =
    / (?:for|per|across|among|to) (?:all |each |every |the |an? )*([\p{L}_ ]{2,40})$/iu.exec(predicate) ?? [];
  const entity = owner ? entityOf(owner, scope) : undefined;
  const about = entity ? resolve(subject, scope) : undefined;
  return about && "entity" in about && about.entity === entity ? predicate.slice(0, -said.length) : predicate;
}

/** "case", "upper and lower case", "the casing", "capitals" */
const CASE =
  "(?:(?:letter |upper[- ]?(?:case)?(?: and | or |\\/)lower[- ]?)?cas(?:e|ing)|capitals?|capitali[sz]ation|upper(?: and | or |\\/)lower(?:[- ]?case)?)";
const IGNORING = new RegExp(
  `,?\\s*(?:and |but |\\()?\\b(?:ignor(?:ing|es?) (?:the )?${CASE}|(?:is |are )?(?:not case[- ]sensitive|case[- ]?insensitive(?:ly)?)|(?:regardless|irrespective|independent(?:ly)?) of (?:the )?${CASE}|without (?:regard (?:to|for)|considering|looking at) (?:the )?${CASE}|(?:no matter|whatever) the ${CASE}|(?:the )?${CASE} (?:does not (?:matter|count|play a role)|is ignored|is irrelevant|aside|is not considered)|even (?:with|in|if written with|if written in) (?:different|another|other) ${CASE})\\b\\)?`,
  "iu",
);
const WITHIN =
  "(?: (?:across|among|amongst|for|in|within|throughout|per|to)(?: (?:all|each|every|the|any|entire|whole|system|database|table|users?|records?|rows?))+| globally| system-?wide| worldwide| everywhere)?";
const SINGLE = new RegExp(
  `^(?:(?:globally |completely |an? )?(?:unique|distinct|one of a kind)(?: values?| identifiers?| key)?|different for (?:each|every)(?: \\S+)?|(?:used|taken|assigned|given(?: out)?|handed out|issued|registered|entered|appear|occur|exist|used up) (?:(?:only|just|at most|no more than) )?once)${WITHIN}$`,
  "iu",
);
const ONLY_ONCE = /\b(?:only|just|at most|no more than) once\b/iu;
const BY_ANOTHER =
  "by (?:another|any other|some other|other|a different|anyone else|somebody else|someone else)(?: \\S+)?";
const REPEATED = new RegExp(
  `^(?:an? )?(?:duplicated?s?|repeated?|repeat|reused?|shared|used (?:twice|more than once|again)|taken twice|(?:be )?(?:taken|used|registered|in use) already|be (?:already )?(?:taken|used|registered|in use)(?: already)? ${BY_ANOTHER}|(?:taken|used|registered|in use)(?: already)? ${BY_ANOTHER}|already (?:exist|be (?:taken|used|registered|in use)(?: ${BY_ANOTHER})?|taken|used|registered|in use)|occur (?:twice|more than once)|appear (?:twice|more than once)|exist (?:twice|more than once)|the same for (?:two|different) \\S+)${WITHIN}$`,
  "iu",
);
/** "No two users may share an email", "users cannot have the same email"; either the one word or the other says no. */
const SHARING =
  /^(?:(?<none>no) (?:(?:two|2) )?|(?:two|2|different|multiple|several|many) )?(?:different )?(?<owner>[\p{L}\p{N}_ ]{1,60}?)(?: (?:(?<not>cannot|can not|can't|(?:may|must|should|can)(?: not|n't| never)|are not allowed to)|can|may|must|should|will))? (?:ever |both )?(?:share(?: (?:the same|an identical|a common|an?|one|their|the))?|(?:have|use|hold) (?:the same|an identical|a common|equal|identical)) (?<field>[\p{L}\p{N}_ -]{1,60})$/iu;
/** "Guests cannot register the same mail address twice" */
const AGAIN =
  /^(?:an? |two |different |the same )?(?<owner>[\p{L}\p{N}_ ]{1,40}?) (?:cannot|may not|must not|should not|can never|may never|are not allowed to|is not allowed to) (?:register(?: with)?|use|enter|choose|pick|take|sign up with|have) (?:the same|one|an?) (?<field>[\p{L}\p{N}_ -]{1,60}?) (?:twice|again|more than once|two times)$/iu;
/** "A pen name can belong to just one user" */
const BELONGING =
  /^(?:an? |the |each |every |any )?(?<field>[\p{L}\p{N}_ -]{1,60}?) (?:(?:can|may|must|should) (?:only )?(?:belong to|be (?:used by|assigned to|given to|registered to|registered by|linked to|tied to|held by|taken by|owned by|claimed by))|belongs(?: only)? to|(?:is|are) (?:only )?(?:used by|assigned to|given to|registered to|tied to|held by|owned by)) (?:only|exactly|just|at most|no more than|not more than|precisely)? ?(?:one|1|a single) (?:and only one )?(?<owner>[\p{L}\p{N}_ ]{1,40}?)(?: only)?$/iu;
const DUPLICATE =
  /^(?:no duplicate (?<field>.{1,60}?)(?:s? (?:are |is )?allowed)?|duplicate (?<field>.{1,60}?) (?:(?:are|is) (?:not|never) (?:allowed|permitted)|(?:must|should|may) not (?:exist|occur)|(?:are|is) (?:forbidden|prohibited|rejected)))$/iu;

const TEXTS = new Set(["string", "text", "email", "url", "slug"]);

function uniqueOf(field: Field, ignoreCase: boolean, scope: Scope): Rule | Refusal {
  const type = field.attribute?.type;
  if (type === "boolean") return { why: `${called(field)} is yes or no: unique, there could be two rows`, hint: "" };
  if (type && INCOMPARABLE.has(type))
    return { why: `${called(field)} is a ${type}, which cannot be compared`, hint: "" };
  if (field.relationship?.cardinality === "many-to-many")
    return { why: `${called(field)} points at many, which cannot be unique`, hint: "" };
  if (ignoreCase && !TEXTS.has(type ?? ""))
    return { why: `${called(field)} is not text: it has no upper or lower case`, hint: "" };
  return { shape: "unique", entity: field.entity.name, text: scope.text, field: field.name, ignoreCase };
}
