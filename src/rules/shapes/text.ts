/** What rules about the spelling of a text have in common: the fields they may speak of. */
import type { Rule } from "#erd";
import { called, type Field } from "../names.ts";
import { each, type Reading, type Scope } from "../shape.ts";
import type { Refusal } from "../subject.ts";

/** One rule for each text that the subject names. */
export function texts(subject: string, scope: Scope, make: (field: Field, base: Base) => Rule | Refusal): Reading {
  return each(subject, scope, (field) => {
    const type = field.attribute?.type;
    if (field.entity.user && /^(?:email|password|first_name|last_name)$/u.test(field.name))
      return { why: `people sign in with ${called(field)}: rules about its spelling are not enforced yet`, hint: "" };
    if (type !== "string" && type !== "text" && type !== "email" && type !== "url")
      return { why: `${called(field)} is ${type ? `a ${type}` : "a relationship"}, not a text`, hint: "" };
    return make(field, { entity: field.entity.name, text: scope.text, field: field.name });
  });
}

type Base = { entity: string; text: string; field: string };
