/** Part of shape 20: "at least 18 years old", on an age that is a number or on a date of birth. */
import type { Rule } from "#erd";
import { type Limits, limits } from "../limit.ts";
import { called, type Field } from "../names.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { type Refusal, resolve } from "../subject.ts";
import { words } from "../words.ts";
import { boundOf } from "./bound.ts";

export const age: Shape = {
  name: "an age",
  read(clause, scope) {
    const extreme = EXTREME.exec(clause.text)?.groups;
    if (extreme) return extremeAge(extreme, scope);
    const adult = /^(?:an )?adults?$/iu.test(clause.predicate) && !clause.negated;
    const found = adult
      ? { min: { value: 18, exclusive: false }, unit: "years old", age: true }
      : limits(
          clause.predicate.replace(/(?:\s*(?:years?|yrs?))?\s*(?:in age|of age)$/iu, " years of age"),
          clause.negated,
        );
    if (
      !found ||
      clause.permissive ||
      !["", "years", "year", "years old", "year old", "years of age", "years ago"].includes(found.unit)
    )
      return undefined;
    const subject = resolve(clause.subject, scope);
    if ("why" in subject) return undefined;
    const field = subject.fields[0];
    // Three years of what?
    if (found.unit !== "" && /^(?:have|has) /iu.test(clause.predicate) && !/old|age/u.test(found.unit))
      return undefined;
    const aged = found.age || /old|age/u.test(found.unit);
    if (field && !DATES.has(field.attribute?.type ?? "") && !aged) return undefined;
    // "Users must be at least 18" names no field: their age is meant, if they have one.
    const meant = field ?? ageOf(subject.entity.name, scope);
    if (!meant) return undefined;
    if (found.unit === "years ago" && !(field && DATES.has(field.attribute?.type ?? ""))) return undefined;
    const made = make(meant, found, scope.text);
    return "why" in made ? made : { rules: made };
  },
};

/** "The minimum age of members is 16" */
const EXTREME =
  /^(?:the )?(?<side>min(?:imum)?|max(?:imum)?)\.? age(?: (?:of|for) (?<who>[\p{L}_ ]{2,40}?))?(?: is| must be| should be|:| =)? ?(?<years>\d{1,3})(?: years?(?: old)?)?$/iu;

function extremeAge(said: Record<string, string>, scope: Scope): Reading | undefined {
  const about = resolve(said["who"] ?? "", { ...scope, hint: undefined });
  if ("why" in about || about.fields.length > 0 || scope.names.field(about.entity, words(`${said["side"]} age`)))
    return undefined;
  const field = ageOf(about.entity.name, scope);
  const side = /^min/iu.test(said["side"] ?? "") ? "min" : "max";
  const made =
    field &&
    make(field, { [side]: { value: Number(said["years"]), exclusive: false }, unit: "", age: true }, scope.text);
  return made && ("why" in made ? made : { rules: made });
}

const DATES = new Set(["date", "datetime"]);
const WAYS = ["date of birth", "birth", "born on", "age"].map((way) => way.split(" "));

function ageOf(entity: string, { names }: Scope): Field | undefined {
  const found = names.erd.entities.find(({ name }) => name === entity);
  return found && WAYS.map((way) => names.field(found, way)).find(Boolean);
}

function make(field: Field, found: Limits, text: string): Rule[] | Refusal {
  if (!DATES.has(field.attribute?.type ?? "")) {
    if (!/(?:^|_)age$/u.test(field.name)) return { why: `${called(field)} is no age`, hint: "" };
    const bound = boundOf(field, found, text);
    return "why" in bound ? bound : [bound];
  }
  const { min, max } = found;
  const values = [min?.value, max?.value].filter((value) => value !== undefined);
  if (values.some((years) => !Number.isInteger(years) || years < 0 || years > 200))
    return { why: "an age is a whole number of years up to 200", hint: "" };
  const base = { shape: "clock" as const, entity: field.entity.name, text, field: field.name };
  return [
    ...(min ? [{ ...base, when: "min_age" as const, years: min.value }] : []),
    // Ages are full years: younger than 65 is 64 at most.
    ...(max ? [{ ...base, when: "max_age" as const, years: max.exclusive ? max.value - 1 : max.value }] : []),
  ];
}
