/** Shape 17: what a field is when nobody says anything. */
import type { Attribute, Rule } from "#erd";
import { amount } from "../amount.ts";
import { plausible } from "../hedge.ts";
import { called, type Field } from "../names.ts";
import { GIVEN, NEEDED } from "../phrases.ts";
import { each, type Reading, type Scope, type Shape, stamped } from "../shape.ts";
import { stateOf } from "../state.ts";
import { type Refusal, resolve } from "../subject.ts";

export const preset: Shape = {
  name: "a default",
  indivisible: true,
  read: ({ text }, scope) => said(WORDINGS, text, scope),
};

/** "If no status is given, it is pending": the one condition that a default has anyway. */
export const presetOtherwise: Shape = {
  name: "a default where nothing else is said",
  indivisible: true,
  read: ({ text }, scope) =>
    said(OTHERWISE, text, scope) ?? (MAKING.test(text) ? said(WORDINGS, text, scope) : undefined),
};

function said(wordings: readonly RegExp[], text: string, scope: Scope): Reading | undefined {
  const plain = text.replace(MAKING, "");
  const found = wordings.map((wording) => wording.exec(plain)?.groups).find(Boolean);
  if (!found) return undefined;
  const quoted = /^["'`](.*)["'`]$/u.exec(found["value"] ?? "")?.[1];
  const value = (quoted ?? found["value"] ?? "").trim();
  const denied = quoted === undefined ? /^not (?<what>\p{L}{3,20})$/iu.exec(value)?.groups?.["what"] : undefined;
  if (denied) return off(found["subject"] ?? "", denied, scope);
  if (/["'`]/u.test(value) || (quoted === undefined && !plausible(value)))
    return { why: `"${value.slice(0, 40)}" is no single value`, hint: "Put the value into quotes" };
  const subject =
    found["subject"]?.replace(/^(?:an? |all |every |each )?new(?:ly created)? /iu, "") ??
    `${found["owner"]} ${found["field"]}`;
  const about = resolve(subject, scope);
  // "Rooms are free by default": the field that has such a value.
  const entity = "fields" in about && about.fields.length === 0 ? about.entity : undefined;
  const state = entity && stateOf(value, entity, scope.names);
  const [own] = state && !state.not && state.values.length === 1 ? state.values : [];
  if (entity && state && own !== undefined)
    return each(`${entity.name} ${state.field}`, scope, (field) => make(field, String(own), scope.text));
  return each(subject, scope, (field) => make(field, value, scope.text));
}

/** "An article is not public by default": a yes or no that is no. */
function off(subject: string, flag: string, scope: Scope): Reading | undefined {
  const about = resolve(subject, scope);
  if ("why" in about || about.fields.length > 0) return undefined;
  const field = scope.names.field(about.entity, [flag.toLowerCase()]);
  if (field?.attribute?.type !== "boolean") return undefined;
  return each(`${about.entity.name} ${field.name}`, scope, (it) => make(it, "false", scope.text));
}

/** The moment that every default is about. */
const MAKING =
  /^(?:when|on|upon|while|if) (?:(?:creating|adding|making|inserting|saving|registering|creation of|the creation of)|you (?:create|add|make)|we (?:create|add|make))(?: an?| the)?(?: new)? [\p{L}_ ]{1,40}?, (?=.*\bdefault)|^(?:when|if|once) (?:an?|the)(?: new)? [\p{L}_ ]{1,40}? (?:is|gets|has been) (?:created|added|made|inserted|registered),? (?=.*\bdefault)/iu;
const SUBJECT = "(?<subject>.{1,80}?)";
const VALUE = "(?<value>.{1,60})";
const A = "(?:an? |the |its )?";
const OWNER = "(?:an? |every |each |all |the )?(?<owner>[\\p{L}_ ]{1,40}?)";
const FIELD = "(?<field>[\\p{L}_]+(?: [\\p{L}_]+)?)";
const WORD = "(?<value>[\"'`]?[\\p{L}\\p{N}_.-]+[\"'`]?)";
const WORDINGS = [
  `^${SUBJECT} (?:must |should |always )?defaults? to ${VALUE}$`,
  `^${SUBJECT} (?:is|are|(?<![<>!])=|must be|should be|shall be|will be|is set to|should be set to) ${VALUE} by default$`,
  `^${SUBJECT} (?:falls? back to|(?:is|are|must be|should be|gets?|will be) pre-?(?:filled|set|selected|populated) (?:with|to|as)|(?:automatically )?(?:gets|receives) the default(?: value)?(?: of)?) ${VALUE}$`,
  `^${SUBJECT} (?:has|have|takes|uses) ${VALUE} as (?:its |the |a |their )?default(?: value)?$`,
  `^${VALUE} is (?:the |a )?default(?: value)? (?:for|of) ${SUBJECT}$`,
  `^${SUBJECT} ?(?<![<>!] ?)[:=] ?${VALUE} by default$`,
  `^${SUBJECT} ?(?<![<>!] ?)[:=] ?${VALUE} \\((?:by )?default\\)$`,
  `^by default,? ${SUBJECT} (?:is|are|must be|should be) ${VALUE}$`,
  `^(?:the )?default(?: value)? (?:of|for) ${SUBJECT} (?:is|must be|should be) ${VALUE}$`,
  `^(?:the )?default ${SUBJECT}(?: (?:is|must be|should be) | ?[:=] ?)${VALUE}$`,
  `^${SUBJECT} (?:is|must be|should be) initially ${VALUE}$`,
  `^${SUBJECT} (?:has|must have|should have) (?:a|the) default(?: value)? (?:of )?${VALUE}$`,
  `^${SUBJECT} (?:starts?|begins?) (?:out )?(?:as|at(?= (?:\\d|zero|one))) ${VALUE}$`,
  `^${SUBJECT},?(?: is)? initially(?: set to| =)? ${VALUE}$`,
  `^(?!by )${SUBJECT}(?:'s)? default(?: value)?\\s*(?:is|:|=|of|to)?\\s*(?!to |is |of )${VALUE}$`,
  `^by default,? ${OWNER} (?:has|have|gets?) ${A}${FIELD} (?:of |= )?${WORD}$`,
  `^(?:an? |every |each |all )?new(?:ly created)? ${OWNER} (?:starts?|begins?|(?:is|are) created)(?: out)? with ${A}${FIELD} (?:of |= )?${WORD}$`,
].map((source) => new RegExp(source, "iu"));
/** One word that is no judgement of what is missing. */
const GUESS = `(?!["'\`]?(?:${["invalid", "rejected", "refused", "required", "mandatory", "optional", "needed", "wrong", "missing", "ignored", "deleted", "cancelled by", "forbidden", "allowed", "fine", "ok", "okay", "unknown to", "impossible", "an?", "the", "its?", "not", "no"].join("|")})\\b)${WORD}`;
const BE =
  "(?:(?:is|are|should be|must be|will be|gets?|becomes?|defaults? to|falls? back to|counts? as|takes?)(?: (?:automatically|always|then))?(?: (?:set to|assumed to be|taken as|treated as|considered|considered to be|the value|put to))?)";
const OTHERWISE = [
  `^(?:if|when|where|unless) (?:(?:it is )?not ${GIVEN} otherwise|(?:it is )?${GIVEN} otherwise|nothing else is ${GIVEN}),? ${SUBJECT} ${BE} ${VALUE}$`,
  `^(?:if|when|where|in case) no ${SUBJECT} (?:is|was|has been) ${GIVEN},? (?:then )?(?:it |this |the value |we )?(?:is|defaults? to|should be|must be|will be|becomes?|takes?|use|assume)(?: set to)? ${VALUE}$`,
  `^(?:if|when|where|unless) (?:not|nothing is|otherwise) ${GIVEN},? ${SUBJECT} (?:is|defaults? to|should be|must be|will be) ${VALUE}$`,
  `^${SUBJECT} ${BE} ${VALUE},? (?:if|when) (?:not|nothing(?: else)? is) ${GIVEN}$`,
  `^${SUBJECT} ${BE} ${VALUE},? unless (?:${GIVEN} otherwise|otherwise ${GIVEN}|(?:something|anything|another \\w+|a different \\w+)(?: else)? is ${GIVEN})$`,
  `^${SUBJECT},? (?:if|when|where)(?: it is| they are)? (?:not|un)[ -]?${GIVEN},? ${BE} ${GUESS}$`,
  `^(?:if|when|where) (?:an? |the )?${SUBJECT} (?:is|are) (?:not ${GIVEN}|missing|left (?:out|empty|blank)|omitted|unspecified|empty),? (?:then )?(?:it |this |the value |we )?(?:${BE}|use|assume) ${GUESS}$`,
].map((source) => new RegExp(source, "iu"));

function make(field: Field, said: string, text: string): Rule | Refusal {
  const { attribute } = field;
  if (!attribute) return { why: `${called(field)} is a relationship, which has no default`, hint: "" };
  const stamp = stamped(field);
  if (stamp) return { why: stamp, hint: "" };
  const value = valueFor(attribute, said);
  if (value === undefined)
    return { why: `"${said}" is no default for ${called(field)}, which is a ${attribute.type}`, hint: "" };
  return { shape: "default", entity: field.entity.name, text, field: field.name, value };
}

function valueFor({ type, choices }: Attribute, said: string): string | number | boolean | undefined {
  if (type === "boolean") {
    if (/^(?:true|yes|on|1|active|enabled)$/iu.test(said)) return true;
    return /^(?:false|no|off|0|inactive|disabled)$/iu.test(said) ? false : undefined;
  }
  if (/^(?:integer|bigint|decimal|float)$/u.test(type)) {
    const value = amount(said)?.value;
    const whole = type === "integer" || type === "bigint";
    return value === undefined || (whole && !Number.isInteger(value)) ? undefined : value;
  }
  if (!/^(?:string|text|slug)$/u.test(type) || said.split(" ").length > 6) return undefined;
  return (
    choices.find((choice) => choice.toLowerCase() === said.toLowerCase()) ?? (QUALITY.test(said) ? undefined : said)
  );
}

/** "The name is mandatory by default" says what it must be like, not what it is. */
const QUALITY = new RegExp(
  `^(?:(?:${NEEDED}|optional|voluntary|obligatory|unique|distinct|different|positive|negative|immutable|trimmed|stripped|alphanumeric|numeric|(?:upper|lower)-?cased?|all|nullable|formatted|used|pattern|min|max|read-?only|in an?|empty|blank|null|at least|at most|up to|under|over|above|below|between|longer|shorter|either|one of|may|can|cannot|must|should|never|is|are|has|have|valid)\\b|an? (?:required|mandatory|valid)\\b|an? \\p{L}+ (?:code|number|address|value|text|of|like)\\b)|[,|]| or |\\b(?:format|length)$|\\b(?:unique|uniquely|characters?|chars|digits?|letters?|long)\\b`,
  "iu",
);
