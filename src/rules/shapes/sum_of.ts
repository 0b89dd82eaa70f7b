/** A field that is computed: "order total equals the sum of item quantity times unit price". */
import type { Entity, Rule } from "#erd";
import { called, type Field } from "../names.ts";
import type { Reading, Scope, Shape } from "../shape.ts";
import { entityOf } from "../state.ts";
import { bare, type Refusal, resolve } from "../subject.ts";

export const sumOf: Shape = {
  name: "a computed value",
  indivisible: true,
  read({ text }, scope) {
    const found = SUM.exec(text)?.groups;
    if (!found) return undefined;
    const about = resolve(found["subject"] ?? "", scope);
    if ("why" in about) return about;
    const [field] = about.fields;
    if (!field || about.fields.length > 1)
      return {
        why: "it does not say which field is the sum",
        hint: 'Say it like "Order total is the sum of its items"',
      };
    return computed(field, found["what"] ?? "", scope);
  },
};

const BE =
  "(?:(?:must|should|has to|needs? to|shall|will)(?: always)? )?(?:(?:always )?(?:equals?|matches|match|is|be)(?: always)?(?: (?:equal to|the same as|calculated|computed|derived|determined|made up))?(?: (?:as|from|by|of))?|=)";
const SUM = new RegExp(
  `^(?<subject>.{1,60}?) (?:${BE} (?:the )?(?:sum|total|totals|sums)(?: (?:of|over|from|up))|(?:is|must be) (?:calculated|computed|derived|summed(?: up)?) (?:from|over)|sums up|adds up) (?<what>.{2,120})$`,
  "iu",
);

function computed(field: Field, what: string, scope: Scope): Reading {
  const { entity } = field;
  if (!isNumber(field)) return { why: `${called(field)} is not a number`, hint: "" };
  const said = what.replace(OVER, "").trim();
  const named = OVER.exec(what)?.groups?.["rows"];
  const factors = said.split(/\s*(?:\btimes\b|\bmultiplied by\b|[×*]|\bx\b)\s*/iu).filter(Boolean);
  const whole = childrenOf(said, entity, scope);
  const children = named ? childrenOf(named, entity, scope) : whole;
  if (named && !children && !whole) return { why: `nothing called "${named}" belongs to one ${entity.name}`, hint: "" };
  const fields = whole ? usual(whole, field, scope) : partsOf(factors, children, entity, scope);
  if ("why" in fields) return fields;
  const [first] = fields;
  if (!first) return { why: "it does not say of what", hint: "" };
  if (fields.some((it) => it.entity === entity && it.name === field.name))
    return { why: `${called(field)} would be a sum of itself`, hint: "Name the field that is summed up" };
  const base = { entity: entity.name, text: scope.text, field: field.name };
  const rule: Rule = { shape: "sum_of", ...base, children: first.entity.name, of: fields.map(({ name }) => name) };
  return { rules: [rule] };
}

/** "(quantity times unit price) of its items" */
const OVER =
  / (?:of|for|over|across|in|from) (?:all |each |every )?(?:of )?(?:the |its |their |an? )*(?<rows>[\p{L}_]{2,30}(?: [\p{L}_]{2,30})?)$/iu;

const isNumber = ({ attribute }: Field) => /^(?:integer|bigint|decimal|float)$/u.test(attribute?.type ?? "");

/** The entity of that name whose rows belong to one of the given entity. */
function childrenOf(text: string, parent: Entity, scope: Scope): Entity | undefined {
  const parts = bare(text).filter((word) => !/^(?:all|own|related|associated)$/u.test(word));
  const plain = parts.join(" ");
  const found = plain ? entityOf(plain, { ...scope, entity: undefined }) : undefined;
  if (found && refers(found, parent, scope)) return found;
  const reverse = scope.names.erd.relationships.find(
    (it) => it.to === parent.name && it.reverse.replaceAll("_", " ") === plain,
  );
  return scope.names.erd.entities.find(({ name }) => name === reverse?.from);
}

const refers = (child: Entity, parent: Entity, { names }: Scope) =>
  names
    .fields(child)
    .filter(({ relationship }) => relationship?.to === parent.name && relationship.cardinality === "many-to-one")
    .length === 1;

/** What one would sum up: a field called the same, quantity times price, or the only amount there is. */
function usual(children: Entity, field: Field, scope: Scope): readonly Field[] | Refusal {
  const numbers = scope.names.fields(children).filter(isNumber);
  const same = numbers.filter(({ name }) => name === field.name || /^(?:line_|sub_?)?(?:total|amount)$/u.test(name));
  if (same.length === 1) return same;
  const quantity = numbers.filter(({ name }) => /^(?:quantity|qty|count|units|hours|amount)$/u.test(name));
  const price = numbers.filter(({ name }) => /(?:^|_)(?:price|cost|rate)$/u.test(name));
  if (quantity.length === 1 && price.length === 1) return [...quantity, ...price];
  const amounts = numbers.filter(({ attribute }) => attribute?.type === "decimal");
  if (amounts.length === 1) return amounts;
  if (numbers.length === 1) return numbers;
  return {
    why: `it does not say which number of ${children.name} is summed up`,
    hint: `Say it like "the sum of ${children.name} quantity times price"`,
  };
}

/** The numbers of one kind of rows that are multiplied with each other. */
function partsOf(
  factors: readonly string[],
  children: Entity | undefined,
  parent: Entity,
  scope: Scope,
): readonly Field[] | Refusal {
  const candidates = children ? [children] : scope.names.erd.entities.filter((entity) => refers(entity, parent, scope));
  const found = candidates.flatMap((entity) => {
    const fields = factors.map((factor) => fieldOf(factor, entity, parent, scope));
    return fields.every((field) => field !== undefined) && fields.length > 0
      ? [fields.filter((field) => field !== undefined)]
      : [];
  });
  const [only, second] = found;
  if (only && !second && only.length <= 3) return only;
  return {
    why: `"${factors.join(" times ").slice(0, 60)}" is no number of rows that belong to one ${parent.name}`,
    hint: "",
  };
}

function fieldOf(text: string, entity: Entity, parent: Entity, { names }: Scope): Field | undefined {
  const parts = bare(text).filter((word) => !/^(?:all|own)$/u.test(word));
  for (let start = 0; start < parts.length; start++) {
    const before = parts.slice(0, start);
    const known =
      before.length === 0 ||
      names.entity(before) === entity ||
      names.entity([...bare(parent.name), ...before]) === entity;
    const field = known ? names.field(entity, parts.slice(start)) : undefined;
    if (field && isNumber(field)) return field;
  }
  return undefined;
}
