/** Part of shape 21: required where another field of the row has a certain value. */
import type { Attribute, Rule } from "#erd";
import { called, type Field } from "../names.ts";
import { each, type Scope, type Shape } from "../shape.ts";
import { other, type Refusal } from "../subject.ts";

export const requiredIf: Shape = {
  name: "a field required in some cases",
  indivisible: true,
  read({ text }, scope) {
    const found = WORDINGS.map((wording) => wording.exec(text)?.groups).find(Boolean);
    const when = CONDITION.exec(found?.["condition"] ?? "")?.groups;
    if (!found || !when || STATE.test(when["value"] ?? "")) return undefined;
    return each(found["subject"] ?? "", scope, (field) => make(field, when["field"] ?? "", when["value"] ?? "", scope));
  },
};

const NEEDED =
  "(?:is|are|must be|should be|has to be|have to be|needs to be|becomes) (?:always )?(?:required|mandatory|provided|specified|given|set|filled in|filled|present|entered|supplied|stated)";
const WORDINGS = [
  new RegExp(`^(?<subject>.{1,80}?) ${NEEDED} (?:if|when|whenever|where) (?<condition>.{1,120})$`, "iu"),
  new RegExp(
    `^(?:if|when|whenever|where) (?<condition>.{1,120}?)(?:,| then|, then) (?<subject>.{1,80}?) ${NEEDED}$`,
    "iu",
  ),
];
const CONDITION =
  /^(?:the |an? |its )?(?<field>.{1,60}?) (?:is|equals|=|==|is set to|has the value)\s+["'`]?(?<value>[\p{L}\p{N}_ -]{1,40}?)["'`]?$/iu;
/** What is no value but a state of the field, or more than one value. */
const STATE =
  /^(?:not|greater|less|more|above|below|over|under|at|set|unset|present|given|empty|blank|null|required|provided|after|before|in|one|either|an?|the|changed)\b| (?:or|and|nor|but|unless) /iu;

function make(field: Field, named: string, said: string, scope: Scope): Rule | Refusal {
  const { attribute, entity } = field;
  if (!attribute || attribute.stamp || /^(?:boolean|json|binary|file|image)$/u.test(attribute.type))
    return { why: `that ${called(field)} is set under a condition is not enforced yet`, hint: "" };
  if (entity.user && /^(?:username|email|password|first_name|last_name)$/u.test(field.name))
    return { why: `${called(field)} is the account's own`, hint: "" };
  const on = other(named, entity, scope);
  if ("why" in on) return on;
  const equals = on.attribute && on.name !== field.name ? valueFor(on.attribute, said) : undefined;
  if (equals === undefined) return { why: `"${said}" is no value of ${called(on)} that can be asked for`, hint: "" };
  return {
    shape: "required_if",
    entity: entity.name,
    text: scope.text,
    field: field.name,
    when: { field: on.name, equals },
  };
}

function valueFor({ type, choices, stamp, maxLength }: Attribute, said: string): string | boolean | undefined {
  if (type === "boolean") {
    if (/^(?:true|yes|on)$/iu.test(said)) return true;
    return /^(?:false|no|off)$/iu.test(said) ? false : undefined;
  }
  if (!/^(?:string|text)$/u.test(type) || stamp || said.length > (maxLength ?? 255)) return undefined;
  return choices.find((choice) => choice.toLowerCase() === said.toLowerCase()) ?? said;
}
