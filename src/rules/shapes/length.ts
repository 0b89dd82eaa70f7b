/** Shape 12: at least, at most, exactly so many characters or digits. */
import type { Rule } from "#erd";
import { amount } from "../amount.ts";
import { type Limits, limits } from "../limit.ts";
import type { Clause } from "../sentence.ts";
import { each, type Reading, type Scope, type Shape } from "../shape.ts";
import { boundOf } from "./bound.ts";
import { texts } from "./text.ts";

export const length: Shape = {
  name: "a length",
  read(clause, scope) {
    const extreme = EXTREME.exec(clause.text)?.groups;
    if (extreme)
      return read(
        {
          ...clause,
          negated: false,
          subject: `length of ${extreme["subject"] || extreme["after"]}`,
          predicate: `${/^max/iu.test(extreme["side"] ?? "") ? "at most" : "at least"} ${extreme["number"]}`,
        },
        scope,
      );
    const { subject = "", predicate = "" } = (!clause.subject && OWN.exec(clause.text)?.groups) || {};
    return read(subject ? { ...clause, subject, predicate } : clause, scope);
  },
};

/** "A barcode consists of 13 digits": a verb of its own. */
const OWN = /^(?<subject>.{1,80}?) (?<predicate>(?:consists? of|contains?|has|have) .+)$/iu;

/** "Name must have a minimum length of 3", "the maximum length of a name is 50" */
const EXTREME =
  /^(?:(?<subject>.{1,80}?):? (?:must|should|shall|has to|have to|needs? to)?(?: ?(?:have|has|be of))? ?(?:an? |the )?(?<side>minimum|maximum|min\.?|max\.?) length(?: of| is|:| =)?|(?:the )?(?<side>minimum|maximum|min\.?|max\.?) length (?:of|for) (?<after>.{1,80}?) (?:is|must be|should be)) (?<number>\d.{0,30})$/iu;

function read(clause: Clause, scope: Scope): Reading | undefined {
  const subject = clause.subject.replace(/\blength of\b|(?:'s)? length$/giu, " ").trim();
  const plain = clause.predicate
    .replace(
      /^(?:have|has|needs?|requires?|contain|contains|consist of|consists of|(?:be |is |are )?(?:made(?: up)?|composed) of|be)\s+/iu,
      "",
    )
    .replace(/^(?:an? |the )?length (?:of|that is)\s+/iu, "of length ")
    .replace(/^no longer than\b/iu, "at most")
    .replace(/^no shorter than\b/iu, "at least")
    .replace(
      /^at least (\d+)(?: characters| digits)? (?:and|but) (?:at most|no more than|not more than) (?=\d)/iu,
      "between $1 and ",
    )
    .replace(/^longer than\b/iu, "more than")
    .replace(/^shorter than\b/iu, "less than")
    .replace(
      /^(?:an? )?(\d{1,3})-(digit|character)s?(?: long)?(?: (?:number|code|string|text|value|pin|identifier))?$/iu,
      "exactly $1 $2s",
    );
  const said = plain.replace(/^of length /iu, "");
  const about = subject !== clause.subject.trim() || said !== plain;
  const found =
    limits(said.replace(/\bcharacters long$/iu, "characters"), clause.negated) ?? exactly(said, clause.negated);
  if (!found || (clause.permissive && (!found.max || found.max.exclusive))) return undefined;
  const digits = /^digit/u.test(found.unit);
  if (!digits && !/^(?:char|symbol)/u.test(found.unit) && !(about && found.unit === "")) return undefined;
  const [min, max] = [whole(found, "min"), whole(found, "max")];
  if ((min ?? 0) > 2000 || (max ?? 1) < 1 || (digits && Math.max(min ?? 1, max ?? 1) > 255))
    return { why: "this length cannot be enforced", hint: "" };
  if (digits) return digitsOf(subject, scope, min, max);
  return texts(subject, scope, (_, base) => lengthOf(base, min, max, false));
}

/** "exactly 10 digits", "10 characters" */
function exactly(text: string, negated: boolean): Limits | undefined {
  const found =
    /^(?:(?:have|has|exactly|precisely|always) )*(\d{1,4}|[a-z-]{3,20})(?: ?(characters?|chars|symbols?|digits?)(?: long| in length)?)?$/iu.exec(
      text,
    );
  const number = amount(found?.[1] ?? "");
  if (!found || !number || negated) return undefined;
  const bound = { value: number.value, exclusive: false };
  return { min: bound, max: bound, unit: (found[2] ?? "").toLowerCase(), age: false };
}

function whole(found: Limits, side: "min" | "max"): number | undefined {
  const limit = found[side];
  if (!limit) return undefined;
  const rounded = side === "min" ? Math.ceil(limit.value) : Math.floor(limit.value);
  return limit.exclusive && rounded === limit.value ? rounded + (side === "min" ? 1 : -1) : rounded;
}

/** A number with four digits is a number between 1000 and 9999. */
function digitsOf(subject: string, scope: Scope, min: number | undefined, max: number | undefined): Reading {
  return each(subject, scope, (field) => {
    if (/^(?:integer|bigint)$/u.test(field.attribute?.type ?? "") && (max ?? min ?? 0) <= 15)
      return boundOf(
        field,
        {
          ...(min !== undefined && { min: { value: min > 1 ? 10 ** (min - 1) : 0, exclusive: false } }),
          ...(max !== undefined && { max: { value: 10 ** max - 1, exclusive: false } }),
          unit: "",
          age: false,
        },
        scope.text,
      );
    const made = texts(field.name, { ...scope, entity: field.entity }, (_, base) => lengthOf(base, min, max, true));
    const rule = "rules" in made ? made.rules[0] : undefined;
    return rule ?? ("why" in made ? made : { why: "it names no field", hint: "" });
  });
}

function lengthOf(
  base: { entity: string; text: string; field: string },
  min: number | undefined,
  max: number | undefined,
  digits: boolean,
): Rule {
  return { shape: "length", ...base, ...(min !== undefined && { min }), ...(max !== undefined && { max }), digits };
}
