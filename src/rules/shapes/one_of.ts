/** Shape 16: one of a list of values. */
import type { Entity, Rule } from "#erd";
import { amount } from "../amount.ts";
import { plausible } from "../hedge.ts";
import { called, type Field } from "../names.ts";
import { each, type Scope, type Shape } from "../shape.ts";
import { spelled } from "../state.ts";
import { type Refusal, resolve } from "../subject.ts";

export const oneOf: Shape = {
  name: "a list of values",
  indivisible: true,
  read(clause, scope) {
    if (clause.negated) return undefined;
    const own = clause.subject ? undefined : ACCEPTING.exec(clause.text)?.groups;
    if (own) clause = { ...clause, subject: own["subject"] ?? "", predicate: `one of ${own["list"]}` };
    const only = ONLY.exec(clause.text)?.groups;
    if (only) clause = { ...clause, subject: only["subject"] ?? "", predicate: `one of ${only["list"]}` };
    const stated = only ? null : SUBJECT.exec(clause.subject);
    const opened = OPENED.exec(clause.predicate);
    const list = opened?.[1] ?? (stated || BARE.test(clause.predicate) ? clause.predicate : undefined);
    const values = list === undefined ? undefined : listed(list, Boolean(opened ?? stated));
    // A part of a list is another rule than the list.
    if (values === "strange" || (!values && opened && list && BARE.test(list) && !SENTENCE.test(list)))
      return { why: "its list of values holds something else as well", hint: "Put each value into quotes" };
    if (!values) return undefined;
    const subject = stated ? `${stated.groups?.["before"] ?? ""} ${stated.groups?.["after"] ?? ""}` : clause.subject;
    const about = resolve(subject, scope);
    // "A loan is either open or returned": its status, where that is known to have these values.
    const status = "fields" in about && about.fields.length === 0 ? listing(about.entity, values, scope) : undefined;
    if (status) return { rules: [status] };
    return each(subject, scope, (field) => make(field, values, scope.text));
  },
};

/** "Only A, B and O are valid blood types" */
const ONLY =
  /^only (?<list>.{3,200}?,? (?:and|or) \S{1,40}) are (?:valid|allowed|accepted|permitted|possible)(?: values?)?(?: (?:for|of|as|in))? (?<subject>.{2,60})$/iu;
/** "Nationality only accepts DE, FR, IT": a verb of its own. */
const ACCEPTING =
  /^(?<subject>.{1,60}?) (?:only (?:accepts?|allows?|takes?|has|have|knows?|supports?)|(?:accepts?|allows?|takes?|has|have|knows?|supports?) (?:only|one of|exactly one of|the values?|these values?:?|the following values?:?))(?: (?:the |these )?(?:following )?values?:?)? (?<list>.{2,300})$/iu;
/** The list goes on as a sentence: "… paid and must be set". */
const SENTENCE =
  /(?:,|\bor\b|\band\b|\bbut\b) (?:it |they )?(?:is|are|must|should|cannot|can|may|has|have|defaults?)\b/iu;
const OPENED =
  /^(?:(?:takes?|has|have|be|holds?|assumes?) )?(?:one of(?: (?:the )?(?:two|three|four|five|six|seven|eight|\d{1,2}) (?:(?:allowed|valid|possible|following|predefined|fixed) )?(?:values|options|words|kinds|types|choices|states|levels|sizes|categories)?:| (?:the following|these|the|those)(?: (?:allowed |valid |possible )?(?:values|options|words))?(?=\s*:|\s\S+,|\s[^,]+ or ))?|any of|either|in\b|among|from the list(?: of)?|limited to|restricted to|(?:chosen|selected|picked|taken) from|one of the values|a value (?:of|from|in)|[∈])\s*:?\s*(?!the (?:past|future))(.+)$/iu;
/** "Allowed values for status (are …)", "status options (are …)", "valid statuses (are …)" */
const SUBJECT =
  /^(?<before>.*?)\b(?:(?:allowed|valid|possible|permitted|accepted|available)(?: (?:values?|options?|choices?)(?: (?:for|of|in))?)?|(?:values?|options?|choices?)(?: (?:for|of|in))?$)(?<after>.*)$/iu;
const BARE = /,| or |\/|\|/iu;
/** A word that starts another assertion, or that is no value but a quality. */
const ASSERTION =
  /^(?:(?:is|are|must|should|cannot|can|may|not|at|greater|less|between|before|after|above|below|if|when|unique|required|mandatory|regardless|ignoring)\b|.*\b(?:characters?|chars|digits?|letters|long|min\.?|max\.?|minimum|maximum)$|\d+ (?:characters?|chars|digits?|letters?)\b|(?:an?|the)\s|(?:positive|negative|zero|required|unique|mandatory|optional|empty|blank|null|uppercase|lowercase|none|today|now|later|earlier|more|higher|lower|fewer|older|younger)$)/iu;

/** The values, as they were written; undefined where it is no list; "strange" where one says when or for whom. A list without an opening must look like one. */
function listed(text: string, opened: boolean): string[] | "strange" | undefined {
  const bracketed = /^[[({](.*)[\])}]$/u.exec(text.trim())?.[1] ?? text;
  const parts = bracketed
    .replace(/^(?:either|one of)\s+/iu, "")
    .split(/\s*(?:,\s*(?:and|or)\s+|,|;|\/|\||\s+or\s+)\s*/iu)
    .flatMap((part, _, all) =>
      opened && all.length === 1
        ? part.split(/\s+and\s+/iu)
        : /^["'`].* and .*["'`]$/u.test(part)
          ? [part]
          : splitLast(part, all.length),
    )
    .map((value) => value.trim());
  const distinct = [...new Set(parts.map((value) => value.replace(/^["'`](.*)["'`]$/u, "$1").trim()))];
  const fits = distinct.every(
    (value) =>
      value.length > 0 &&
      value.length <= 100 &&
      value.split(" ").length <= 4 &&
      (!ASSERTION.test(value) || /^[A-Z]{2,4}$/u.test(value)),
  );
  if (!fits || distinct.length < (opened ? 1 : 2) || distinct.length > 100) return undefined;
  const quoted = /^["'`].*["'`]$/u;
  const likely = parts.every((value, place) => quoted.test(value) || plausible(value, place === parts.length - 1));
  return likely ? distinct : "strange";
}

/** "a, b and c" has its last comma left out. */
function splitLast(part: string, parts: number): string[] {
  return parts > 1 ? part.split(/\s+and\s+/iu) : [part];
}

function listing(entity: Entity, values: readonly string[], scope: Scope): Rule | undefined {
  const fields = scope.names.fields(entity).filter(({ attribute }) => {
    const known = attribute?.choices ?? [];
    return known.length > 0 && values.every((value) => spelled(value, known) !== undefined);
  });
  const [field] = fields;
  if (!field || fields.length > 1) return undefined;
  const made = make(
    field,
    values.map((value) => spelled(value, field.attribute?.choices ?? []) ?? value),
    scope.text,
  );
  return "why" in made ? undefined : made;
}

function make(field: Field, values: readonly string[], text: string): Rule | Refusal {
  const { attribute } = field;
  const base = { shape: "one_of" as const, entity: field.entity.name, text, field: field.name };
  const numbers = values.map((value) => amount(value)?.value);
  if (
    /^(?:integer|bigint|decimal|float)$/u.test(attribute?.type ?? "") &&
    numbers.every((value) => value !== undefined)
  )
    return { ...base, values: numbers.map(String) };
  if (!attribute || !/^(?:string|text|slug)$/u.test(attribute.type))
    return {
      why: `${called(field)} is ${attribute ? `a ${attribute.type}` : "a relationship"}: it cannot take these values`,
      hint: attribute ? `Make ${field.name} a string, or say a range` : "",
    };
  const known = [...attribute.choices, ...(typeof attribute.default === "string" ? [attribute.default] : [])];
  const spelled = values.map((value) => known.find((one) => one.toLowerCase() === value.toLowerCase()) ?? value);
  return { ...base, values: [...new Set(spelled)] };
}
