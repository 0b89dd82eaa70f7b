/** The states that rules ask for: whether a row is ever in one, and whether it is in one by itself. */
import type { Entity, Rule, State } from "#erd";
import { keeps, textRules } from "./spelling.ts";

/** Why fields cannot be chosen from: one is always there, or is asked for by another rule. */
export function choices(rules: readonly Rule[], entity: Entity): string | undefined {
  for (const rule of rules) {
    if (rule.shape !== "any_of") continue;
    const given = rule.fields.find((field) => usually(field, rules, entity) !== undefined);
    if (given) return `${given} has a value by itself`;
    const needed = rules.find(
      (one) =>
        (one.shape === "required" || (one.shape === "required_if" && rule.exactly)) && rule.fields.includes(one.field),
    );
    if (needed && "field" in needed) return `${needed.field} is required anyway`;
    const again = rules.find(
      (one) => one !== rule && one.shape === "any_of" && one.fields.some((it) => rule.fields.includes(it)),
    );
    if (again && (rule.exactly || (again.shape === "any_of" && again.exactly)))
      return "there is another choice between its fields";
  }
  return undefined;
}

/** Why a rule's condition makes no sense: it names a value that the field never has, or has by itself. */
export function conditions(rules: readonly Rule[], entity: Entity): string | undefined {
  for (const rule of rules) {
    const strange = named(rule).find((it) => impossible(it, rules, entity));
    if (strange) return impossible(strange, rules, entity);
    const state = rule.shape === "required_if" || rule.shape === "locked" ? rule.when : undefined;
    const after = rule.shape === "immutable" ? rule.after : state;
    const never = after && impossible(after, rules, entity);
    if (never) return never;
    const usual = after && usually(after.field, rules, entity);
    if (!after || usual === undefined || !holds(after, usual)) continue;
    const cure =
      rule.shape === "required_if" ? `say that ${rule.field} is required` : "say that it never changes once it is made";
    return `${after.field} is "${usual}" unless something else is said: ${cure}`;
  }
  return undefined;
}

/** States of its own entity that a rule names, which rows may well be in from the start. */
function named(rule: Rule): State[] {
  if (rule.shape === "transitions") {
    const values = [...rule.allowed, ...rule.denied].flatMap(({ from, to }) => [from, ...to]);
    return [{ field: rule.field, values, not: false }];
  }
  if (rule.shape === "begin") return [rule.state];
  const when =
    rule.shape === "keep" || rule.shape === "capacity" || rule.shape === "no_overlap" ? rule.when : undefined;
  return when ? [when] : [];
}

const holds = ({ values, not }: State, value: string | number | boolean) =>
  values.some((one) => String(one) === String(value)) !== not;

function impossible({ field, values }: State, rules: readonly Rule[], entity: Entity): string | undefined {
  const attribute = entity.attributes.find(({ name }) => name === field);
  const lists = rules.flatMap((one) => (one.shape === "one_of" && one.field === field ? [one.values] : []));
  const choices = attribute && attribute.choices.length > 0 ? [attribute.choices, ...lists] : lists;
  const texts = textRules(field, rules);
  const strange = values
    .map(String)
    .find((value) => choices.some((list) => !list.includes(value)) || texts.some((one) => !keeps(one, value)));
  return strange === undefined ? undefined : `${field} is never "${strange}"`;
}

/** What a field is when nobody says anything. */
function usually(field: string, rules: readonly Rule[], entity: Entity): string | number | boolean | undefined {
  const attribute = entity.attributes.find(({ name }) => name === field);
  const stated = rules.find((one) => one.shape === "default" && one.field === field);
  if (attribute?.default !== undefined) return attribute.default;
  if (stated?.shape === "default") return stated.value;
  return attribute?.type === "boolean" ? field === "is_active" : undefined;
}
