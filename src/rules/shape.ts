/** What a shape is: one way to read a clause; and what it gets and gives. */
import type { Entity, Rule, Statement } from "#erd";
import type { Field, Names } from "./names.ts";
import type { Clause } from "./sentence.ts";
import { type Refusal, resolve } from "./subject.ts";
import { words } from "./words.ts";

/** What is known beside the clause. */
export type Scope = {
  names: Names;
  /** What the statement applies to, where that is known. */
  entity: Entity | undefined;
  /** The field that the statement names beside its text: a hint, the sentence counts. */
  hint: Field | undefined;
  /** The whole statement, which the rule carries for messages. */
  text: string;
};

/** What is known of a statement beside its text: what it says it applies to. */
export function scopeOf(statement: Statement, names: Names): Scope {
  const entity =
    names.erd.entities.find(({ name }) => name === statement.entity) ?? names.entity(words(statement.entity ?? ""));
  const hint = entity && statement.field ? names.field(entity, words(statement.field)) : undefined;
  return { names, entity, hint, text: statement.text };
}

export type Reading = { rules: Rule[] } | Refusal;

/** `read` gives undefined for a clause of another shape; a refusal where it is this shape and still cannot be. */
export type Shape = {
  name: string;
  /** What it refuses has no parts that hold by themselves: a list, or anything under a condition. */
  indivisible?: true;
  read(clause: Clause, scope: Scope): Reading | undefined;
};

/** One rule for each field that the subject names, or the first refusal. */
export function each(subject: string, scope: Scope, make: (field: Field) => Rule | Refusal): Reading {
  const found = resolve(subject, scope);
  if ("why" in found) return found;
  if (found.fields.length === 0)
    return {
      why: `it does not say which field of ${found.entity.name} it means`,
      hint: `Name the field, as in "${found.entity.name} ${scope.names.fields(found.entity)[0]?.name ?? "name"} …"`,
    };
  return forEach(found.fields, make);
}

/** One rule for each of the fields, or the first refusal. */
export function forEach(fields: readonly Field[], make: (field: Field) => Rule | Refusal): Reading {
  const rules: Rule[] = [];
  for (const field of fields) {
    const made = make(field);
    if ("why" in made) return made;
    rules.push(made);
  }
  return { rules };
}

/** Why a rule may not speak of a field that people do not write, or undefined. */
export function stamped(field: Field): string | undefined {
  if (!field.attribute?.stamp) return undefined;
  return `${field.entity.name}.${field.name} is set by the system when the row is saved`;
}
