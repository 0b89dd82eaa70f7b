/** Shape 11: a valid mail address, URL, phone number, UUID, IP address or slug. */
import type { Rule } from "#erd";
import { called, type Field } from "../names.ts";
import { each, type Shape } from "../shape.ts";
import type { Refusal } from "../subject.ts";

export const format: Shape = {
  name: "a format",
  read(clause, scope) {
    if (clause.permissive || clause.negated) return undefined;
    const said = clause.predicate.replace(SPELLED_OUT, "$1");
    const found = VALID.exec(said) ?? bare(said);
    const wanted = found ? FORMATS.find(([wording]) => wording.test(found[1] ?? "")) : undefined;
    if (!found || (!wanted && !/^$|^(?:format|value|one)$/iu.test(found[1] ?? ""))) return undefined;
    return each(clause.subject, scope, (field) => make(field, wanted?.[1] ?? usual(field), scope.text));
  },
};

/** "A slug (a-z, 0-9 and hyphens)": what the brackets say is what a slug is. */
const SPELLED_OUT =
  /^(.*\bslugs?) \((?:(?:only |and |or )*(?:a-z|0-9|(?:lower-?case )?letters?|digits?|numbers?|hyphens?|dashes|-),? ?)+\)$/iu;
const VALID =
  /^(?:(?:be|have|has|contain|contains|match|in|of|follow|use|look like|look|formatted (?:as|like)|a text in|hold) )*(?:an? |the )?(?:valid(?:ly formatted)?|well[- ]formed|properly formed|correctly formed|well[- ]formatted|proper|correct|properly formatted)\s*([\p{L} -]{0,40}?)$/iu;
/** "(must be) an e-mail address", "phone format": no word for valid, but no other meaning either. */
function bare(predicate: string): RegExpExecArray | null {
  const found =
    /^(?:(?:be|have|look like|look|in|of|formatted (?:as|like)|written as|contain|contains|use|a text in) )*(?:the (?:form|format|shape|syntax|look) of )?(?:an? |the )?(?:real |actual |existing |working |syntactically correct )?([\p{L} -]{2,40}?)(?: \((?:ur[li]|e-?mail|uuid|ip)\))?$/iu.exec(
      predicate,
    );
  return found && FORMATS.some(([wording]) => wording.test(found[1] ?? "")) ? found : null;
}

const FORMATS = [
  [/^e-?mail(?: address(?:es)?)?(?: format)?s?$/iu, "email"],
  [/^(?:ur[li]|(?:web ?)?link|web ?(?:site)? address|website)(?: (?:address|format))?s?$/iu, "url"],
  [
    /^(?:(?:tele|mobile |cell )?phone(?: (?:numbers?|no|nr))?(?: format)?|mobile numbers?)$|^(?:tele)?phones?$/iu,
    "phone",
  ],
  [/^(?:uu|gu)id(?: format)?s?$/iu, "uuid"],
  [/^ip(?:v[46])?(?: address(?:es)?)?(?: format)?$/iu, "ip"],
  [/^slugs?(?: format)?$/iu, "slug"],
] as const;
type Format = (typeof FORMATS)[number][1];

/** "Email must be valid": what the field is called, or what kind it is. */
function usual(field: Field): Format | undefined {
  const type = field.attribute?.type;
  if (type === "email" || type === "url" || type === "uuid" || type === "ip" || type === "slug") return type;
  if (/email/u.test(field.name)) return "email";
  if (/phone|mobile/u.test(field.name)) return "phone";
  return /(?:^|_)(?:url|website|link)$/u.test(field.name) ? "url" : undefined;
}

function make(field: Field, wanted: Format | undefined, text: string): Rule | Refusal {
  const { attribute } = field;
  if (!wanted)
    return {
      why: `it does not say what a valid ${called(field)} looks like`,
      hint: 'Say it like "must be a valid phone number"',
    };
  const login = field.entity.user && field.name === "email" && wanted === "email";
  if (!login && attribute?.type !== wanted && attribute?.type !== "string")
    return {
      why: `${called(field)} is ${attribute ? `a ${attribute.type}` : "a relationship"}, which cannot be ${wanted === "email" || wanted === "ip" ? "an" : "a"} ${wanted}`,
      hint: "",
    };
  if (field.entity.user && /^(?:username|password|first_name|last_name)$/u.test(field.name))
    return { why: `${called(field)} is the account's own`, hint: "" };
  if (attribute && attribute.type !== wanted && (attribute.choices.length > 0 || attribute.default !== undefined))
    return { why: `${called(field)} has values of its own`, hint: "" };
  return { shape: "format", entity: field.entity.name, text, field: field.name, format: wanted };
}
