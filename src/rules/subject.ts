/** What a sentence speaks of: the words before the verb become an entity and its fields. */
import type { Entity } from "#erd";
import { narrowed } from "./hedge.ts";
import { called, type Field } from "./names.ts";
import type { Scope } from "./shape.ts";
import { plainKey, words } from "./words.ts";

/** Why something cannot be a rule, for people, and what would mend it; the hint may be empty. */
export type Refusal = { why: string; hint: string };
/** Of one entity; no fields where the words name the entity alone. */
export type Subject = { entity: Entity; fields: Field[] };

/** "Price", "product price", "the price of a product", "price and cost"; nothing at all means the hint. */
export function resolve(text: string, scope: Scope): Subject | Refusal {
  const whole = one(text, scope);
  if (!("why" in whole)) return whole;
  // "Email or phone" is a choice, and no rule about each of them.
  const parts = text.split(/\s*(?:,\s*and\s|,|\/|&|\band\b|\bas well as\b)\s*/iu).filter(Boolean);
  if (parts.length < 2 || parts.length > 20) return whole;
  const fields: Field[] = [];
  let entity = scope.entity;
  for (const part of parts) {
    const found = one(part, { ...scope, entity, hint: undefined });
    if ("why" in found) return found;
    if (found.fields.length === 0) return whole;
    entity = found.entity;
    fields.push(...found.fields);
  }
  return entity ? { entity, fields } : whole;
}

/** One field of one entity, as it is said of another field: "the order date", "its cost". */
export function other(text: string, entity: Entity, scope: Scope): Field | Refusal {
  const found = one(text, { ...scope, entity, hint: undefined });
  if ("why" in found) return found;
  const field = found.fields[0];
  if (!field) return { why: `it does not say which field of ${found.entity.name} it means`, hint: "" };
  if (field.entity !== entity)
    return {
      why: `${called(field)} belongs to another entity than the rule`,
      hint: "Compare two fields of one entity",
    };
  return field;
}

const DETERMINERS = new Set(
  "a an the each every all any its their his her this that these those given both one value field attribute it they always also".split(
    " ",
  ),
);

/** The words that name something: without articles and the like. */
export function bare(text: string): string[] {
  // "A given order", but "the dose was given".
  return words(text).filter(
    (word, place, all) => !DETERMINERS.has(word) || (word === "given" && place > 0 && place === all.length - 1),
  );
}

function one(text: string, scope: Scope): Subject | Refusal {
  const parts = bare(text);
  // "Value" and the like are names, too, where an entity has them.
  const literal = scope.entity && scope.names.field(scope.entity, words(text));
  if (parts.length === 0) return literal ? of(literal) : nothingSaid(scope);
  if (parts.length > 12) return unknown(text, scope);
  const own = literal ?? (scope.entity && scope.names.field(scope.entity, parts));
  // "An order" of purchase orders is no order date, "a supplier" among them no parent.
  const itself = own && scope.names.entity(parts) === own.entity && plainKey(words(own.name)) !== plainKey(parts);
  if (own && !itself) return of(own);
  return (
    owned(parts, scope) ??
    named(parts, scope) ??
    counted(parts, scope) ??
    anywhere(parts, scope) ??
    hinted(parts, scope) ??
    unknown(text, scope)
  );
}

function of(field: Field): Subject {
  return { entity: field.entity, fields: [field] };
}

function nothingSaid(scope: Scope): Subject | Refusal {
  if (scope.hint) return of(scope.hint);
  if (scope.entity) return { entity: scope.entity, fields: [] };
  return { why: "it does not say what it is about", hint: 'Name the entity and the field, as in "Product price …"' };
}

/** "product price": the entity's name first. */
function named(parts: readonly string[], scope: Scope): Subject | Refusal | undefined {
  for (let length = parts.length; length > 0; length--) {
    const entity = scope.names.entity(parts.slice(0, length));
    if (!entity) continue;
    const rest = parts.slice(length);
    const field = scope.names.field(entity, rest);
    if (rest.length > 0 && !field) continue;
    const clash = disagreement(entity, scope);
    // "The class" of a booking is its gym class.
    const reference = clash && rest.length === 0 ? towards(entity, scope) : undefined;
    if (clash) return reference ? of(reference) : clash;
    if (field) return of(field);
    return scope.hint?.entity === entity ? of(scope.hint) : { entity, fields: [] };
  }
  return undefined;
}

/** The one reference that the statement's entity has to another. */
function towards(target: Entity, { entity, names }: Scope): Field | undefined {
  const found = entity ? names.fields(entity).filter(({ relationship }) => relationship?.to === target.name) : [];
  return found.length === 1 ? found[0] : undefined;
}

/** "price of a product" */
function owned(parts: readonly string[], scope: Scope): Subject | Refusal | undefined {
  for (const [place, part] of parts.entries()) {
    if (!["of", "for", "on", "in", "from", "per"].includes(part)) continue;
    const entity = scope.names.entity(parts.slice(place + 1));
    const field = entity && scope.names.field(entity, parts.slice(0, place));
    if (field) return disagreement(field.entity, scope) ?? of(field);
  }
  return undefined;
}

/** "The number of copies", "amount of the deposit": the field that holds it. */
function counted(parts: readonly string[], scope: Scope): Subject | undefined {
  const [first = "", of, ...rest] = parts;
  if (of !== "of" || !/^(?:number|amount|count|quantity|value|size|level)$/u.test(first) || rest.length === 0)
    return undefined;
  const found = one(rest.join(" "), { ...scope, hint: undefined });
  const numeric =
    "fields" in found &&
    found.fields.every(({ attribute }) => /^(?:integer|bigint|decimal|float)$/u.test(attribute?.type ?? ""));
  return numeric && found.fields.length === 1 ? found : undefined;
}

function disagreement(entity: Entity, scope: Scope): Refusal | undefined {
  if (!scope.entity || scope.entity === entity) return undefined;
  return {
    why: `it speaks of ${entity.name} but applies to ${scope.entity.name}`,
    hint: `Let it apply to ${entity.name}, or name a field of ${scope.entity.name}`,
  };
}

/** "stock": where only one entity has such a field. */
function anywhere(parts: readonly string[], scope: Scope): Subject | Refusal | undefined {
  if (scope.entity) return undefined;
  const found = scope.names.anywhere(parts);
  const [first, second] = found;
  if (!first) return undefined;
  if (!second) return of(first);
  return {
    why: `it could mean ${found.slice(0, 3).map(called).join(" or ")}`,
    hint: `Say which, as in "${first.entity.name} ${first.name} …"`,
  };
}

/** The hint stands for words that nobody knows ("pay" for salary), never for a known field with something before it ("senior salary"). */
function hinted(parts: readonly string[], scope: Scope): Subject | undefined {
  const { hint, names } = scope;
  if (!hint || parts.length > 2 || narrowed(`${parts.join(" ")} `)) return undefined;
  const known = parts.some((part) => names.field(hint.entity, [part]) || names.entity([part]));
  return known ? undefined : of(hint);
}

function unknown(text: string, scope: Scope): Refusal {
  const said = `"${text.trim().slice(0, 60)}"`;
  const entity = scope.entity ?? starting(text, scope);
  if (!entity) return { why: `nothing in the model is called ${said}`, hint: 'Say "<entity> <field> …"' };
  const names = scope.names.fields(entity).map((field) => field.name);
  return {
    why: `${entity.name} has nothing called ${said}`,
    hint: `It has ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""}`,
  };
}

function starting(text: string, scope: Scope): Entity | undefined {
  const parts = bare(text).slice(0, 4);
  for (let length = parts.length; length > 0; length--) {
    const entity = scope.names.entity(parts.slice(0, length));
    if (entity) return entity;
  }
  return undefined;
}
