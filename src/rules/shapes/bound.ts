/** Shapes 1–4: positive, not negative, between, at least and at most; also "the minimum salary is 1000" and "1 <= rating <= 5". */
import type { Rule } from "#erd";
import { amount } from "../amount.ts";
import { type Limits, limits } from "../limit.ts";
import { called, type Field } from "../names.ts";
import { each, type Reading, type Scope, type Shape } from "../shape.ts";
import type { Refusal } from "../subject.ts";

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
    // "A price can be positive" allows; "a rating can be 1 to 5" limits.
    if (!found || (clause.permissive && !found.max)) return undefined;
    return rules(clause.subject, scope, found);
  },
};

const PERCENTAGE = /^(?:an? )?(?:valid )?(?:percentage|per ?cent)(?: value)?$/iu;
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
export function boundOf(field: Field, { min, max }: Limits, text: string): Rule | Refusal {
  const type = field.attribute?.type;
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
