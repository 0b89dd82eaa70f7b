/** Shape 17: what a field is when nobody says anything. */
import type { Attribute, Rule } from "#erd";
import { amount } from "../amount.ts";
import { called, type Field } from "../names.ts";
import { each, type Shape, stamped } from "../shape.ts";
import type { Refusal } from "../subject.ts";

export const preset: Shape = {
  name: "a default",
  indivisible: true,
  read({ text }, scope) {
    const found = WORDINGS.map((wording) => wording.exec(text)?.groups).find(Boolean);
    if (!found) return undefined;
    const value = (found["value"] ?? "").replace(/^["'`](.*)["'`]$/u, "$1").trim();
    return each(found["subject"] ?? "", scope, (field) => make(field, value, scope.text));
  },
};

const SUBJECT = "(?<subject>.{1,80}?)";
const VALUE = "(?<value>.{1,60})";
const WORDINGS = [
  `^${SUBJECT} (?:must |should |always )?defaults? to ${VALUE}$`,
  `^${SUBJECT} (?:is|are|must be|should be|is set to|should be set to) ${VALUE} by default$`,
  `^by default,? ${SUBJECT} (?:is|are|must be|should be) ${VALUE}$`,
  `^(?:the )?default(?: value)? (?:of|for) ${SUBJECT} (?:is|must be|should be) ${VALUE}$`,
  `^(?:the )?default ${SUBJECT} (?:is|must be|should be) ${VALUE}$`,
  `^${SUBJECT} (?:is|must be|should be) initially ${VALUE}$`,
  `^${SUBJECT} (?:has|must have|should have) (?:a|the) default(?: value)? (?:of )?${VALUE}$`,
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
  return choices.find((choice) => choice.toLowerCase() === said.toLowerCase()) ?? said;
}
