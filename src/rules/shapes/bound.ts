/** Shapes 1–4: positive, not negative, between, at least and at most; also "the minimum salary is 1000" and "1 <= rating <= 5". */
import type { Rule } from "#erd";
import { amount } from "../amount.ts";
import { type Limits, limits } from "../limit.ts";
import { called, type Field } from "../names.ts";
import type { Clause } from "../sentence.ts";
import { each, type Reading, type Scope, type Shape } from "../shape.ts";
import { type Refusal, resolve, type Subject } from "../subject.ts";

export const bound: Shape = {
  name: "a limit",
  read(clause, scope) {
    const chained = chain(clause.text, scope);
    if (chained) return chained;
    const extreme = EXTREME.exec(clause.subject);
    const number = extreme && !clause.negated ? amount(clause.predicate.replace(/^(?:=|:)\s*/u, "")) : undefined;
    if (extreme && number) {
      const side = /^(?:min|low|small|least)/iu.test(extreme[1] ?? extreme[2] ?? "") ? "min" : "max";
      return rules(clause.subject.replace(EXTREME, " "), scope, {
        [side]: { value: number.value, exclusive: false },
        unit: number.unit,
        age: false,
      });
    }
    const percentage = PERCENTAGE.test(clause.predicate) && !clause.negated && !clause.permissive;
    const found = percentage ? HUNDRED : limits(clause.predicate, clause.negated);
    if (!found) return named(clause, scope);
    // "A price can be positive", "can be negative", "can be under 5" allow; "a rating can be 1 to 5" limits.
    if (clause.permissive && (!found.max || found.max.exclusive)) return undefined;
    return named(clause, scope) ?? rules(clause.subject, scope, found);
  },
};

/** "A hotel has between 1 and 5 stars", "at most 3 renewals per loan": the field stands behind the number. */
function named(clause: Clause, scope: Scope): Reading | undefined {
  const { subject, predicate } = clause;
  const owner = subject && !NOBODY.test(subject) ? resolve(subject, scope) : undefined;
  if (owner && ("why" in owner || !whole(owner, scope))) return undefined;
  const entity = owner && owner.fields.length === 0 ? owner.entity : scope.entity;
  const said = predicate
    .replace(/^(?:longer|taller|bigger) than (?=\S+ (?!characters?|chars|letters?|digits?)\p{L}+$)/iu, "more than ")
    .replace(/^(?:shorter|smaller) than (?=\S+ (?!characters?|chars|letters?|digits?)\p{L}+$)/iu, "less than ")
    .replace(DOING, "")
    .replace(/^an? (?=m(?:in|ax)imum of )/iu, "")
    .split(" ");
  for (let place = said.length - 1; place > 0; place--) {
    const found = limits(said.slice(0, place).join(" "), clause.negated);
    if (found?.unit !== "" || (clause.permissive && (!found.max || found.max.exclusive))) continue;
    const about = resolve(`${owner && entity ? `${entity.name} ` : ""}${said.slice(place).join(" ")}`, {
      ...scope,
      hint: undefined,
    });
    if ("fields" in about && about.fields.length === 1)
      return rules(`${about.entity.name} ${about.fields[0]?.name}`, scope, found);
  }
  return undefined;
}

const NOBODY = /^(?:there|you|one|we|people|anyone|anybody|everyone|everybody|no ?one|nobody)$/iu;
/** "(a hotel) has", "(a member may) bring along": whatever is done with so many. */
const DOING =
  /^(?:(?:have|has|contain|contains|take|takes|get|gets|allow|allows|include|includes)|(?!exceed|go|drop|fall|be\b|more|less|fewer|no\b|not\b|at\b|above|below|over|under|between|from|max|min|up\b|only|charact|letter|digit|long|short)\p{L}{3,10}(?: along| in| up| with)?(?= (?:at least|at most|up to|no more than|more than|fewer than|less than|between|from|a maximum of|a minimum of|max|min))) /iu;

/** The entity, or a reference of what the sentence is about to whoever does it. */
const whole = (owner: Subject, { entity }: Scope) =>
  owner.fields.length === 0 ||
  (owner.entity === entity && owner.fields.length === 1 && owner.fields[0]?.relationship !== undefined);

const PERCENTAGE =
  /^(?:given |expressed |stored |stated |measured |entered )?(?:in |as )?(?:an? )?(?:valid )?(?:percentages?|per ?cent|percents?)(?: value)?$/iu;
const HUNDRED: Limits = {
  min: { value: 0, exclusive: false },
  max: { value: 100, exclusive: false },
  unit: "percent",
  age: false,
};
const EXTREME =
  /^(?:the )?(minimum|min\.?|lowest|smallest|least|maximum|max\.?|highest|largest) | (minimum|maximum|min|max)$/iu;
const CHAIN =
  /^(?<low>[^<>]{1,20}?)\s*(?<least><=?)\s*(?<subject>[^<>=]{1,60}?)\s*(?<most><=?)\s*(?<high>[^<>=]{1,20})$/u;

/** "1 <= rating <= 5" */
function chain(text: string, scope: Scope): Reading | undefined {
  const found = CHAIN.exec(text)?.groups;
  const low = amount(found?.["low"] ?? "");
  const high = amount(found?.["high"] ?? "");
  if (!found || !low || !high) return undefined;
  return rules(found["subject"] ?? "", scope, {
    min: { value: low.value, exclusive: found["least"] === "<" },
    max: { value: high.value, exclusive: found["most"] === "<" },
    unit: high.unit,
    age: false,
  });
}

/** Characters and digits are lengths, another shape. */
const LENGTH = /^(?:char|letter|digit|word|symbol|decimal)/u;
const WHOLE = new Set(["integer", "bigint"]);
const NUMBERS = new Set([...WHOLE, "decimal", "float"]);

function rules(subject: string, scope: Scope, found: Limits): Reading | undefined {
  if (LENGTH.test(found.unit)) return undefined;
  return each(subject, scope, (field) => boundOf(field, found, scope.text));
}

/** Limits on one numeric field; on whole numbers, whole limits. */
export function boundOf(field: Field, { min, max, integer }: Limits, text: string): Rule | Refusal {
  const type = field.attribute?.type;
  if (integer && type && !WHOLE.has(type) && NUMBERS.has(type))
    return {
      why: `${called(field)} is a ${type}, not a whole number`,
      hint: "Say the limit and that it is whole in two sentences",
    };
  if (!type) return { why: `${called(field)} is a relationship, not a number`, hint: "" };
  if (!NUMBERS.has(type))
    return {
      why: `${called(field)} is ${type === "integer" ? "an" : "a"} ${type}, not a number`,
      hint: /string|text/u.test(type) ? 'For a length say "at least 3 characters"' : "",
    };
  const whole = WHOLE.has(type);
  return {
    shape: "bound",
    entity: field.entity.name,
    text,
    field: field.name,
    ...(min && { min: whole ? rounded(min, Math.ceil) : min }),
    ...(max && { max: whole ? rounded(max, Math.floor) : max }),
  };
}

function rounded(limit: { value: number; exclusive: boolean }, round: (value: number) => number) {
  return Number.isInteger(limit.value) ? limit : { value: round(limit.value), exclusive: false };
}
