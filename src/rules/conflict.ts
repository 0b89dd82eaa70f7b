/** Whether a rule can hold beside the Erd and the rules that were taken before it. */
import { type Attribute, ENOUGH, type Entity, type Rule } from "#erd";
import { addressed } from "./address.ts";
import { computed } from "./computed.ts";
import { choices, conditions } from "./conditions.ts";
import { uncertain } from "./moving.ts";
import type { Names } from "./names.ts";
import { type Range, ranges } from "./range.ts";
import { keeps, spelling, textRules } from "./spelling.ts";
import { stuck } from "./steps.ts";

/** Why not, for people; undefined where some rows satisfy all of them together. `taken` are rules of the same entity. */
export function conflict(rule: Rule, taken: readonly Rule[], names: Names): string | undefined {
  const entity = names.erd.entities.find(({ name }) => name === rule.entity);
  if (!entity) return `there is no entity ${rule.entity}`;
  const byItself = unfulfillable(rule, [rule], entity, names);
  if (byItself) return byItself;
  if (!unfulfillable(rule, [...taken, rule], entity, names)) return undefined;
  const other = taken.find((one) => unfulfillable(rule, [one, rule], entity, names));
  return `it contradicts ${other ? `"${other.text}"` : `the other rules of ${entity.name}`}`;
}

function unfulfillable(rule: Rule, rules: readonly Rule[], entity: Entity, names: Names): string | undefined {
  if (rule.shape === "required" || rule.shape === "optional") {
    if (rules.some((one) => one !== rule && one.shape === OPPOSITE[rule.shape] && one.field === rule.field))
      return `${rule.field} cannot be both required and optional`;
    return rule.shape === "required" ? (choices(rules, entity) ?? endless(rule, names)) : undefined;
  }
  if (rule.shape === "one_of") {
    const why = values(rule, rules, entity);
    if (why) return why;
  }
  const never =
    conditions(rules, entity) ??
    choices(rules, entity) ??
    stepsApart(rules) ??
    uncertain(rules) ??
    stuck(rules, entity);
  if (never) return never;
  const illegible = "field" in rule ? misspelled(rule.field, rules, entity) : undefined;
  if (illegible) return illegible;
  if (rule.shape === "unique" && rules.some((one) => one.shape === "default" && one.field === rule.field))
    return `${rule.field} has a default, which would serve once`;
  if (rule.shape === "compare" && circular(rule, rules)) return "it goes round in a circle with the other comparisons";
  const found = ranges(entity.attributes, rules);
  if (!found) return `no value of ${"field" in rule ? `${entity.name}.${rule.field}` : entity.name} could satisfy it`;
  return computed(rules, found) ?? defaults(rule, rules, entity, found) ?? scarce(rule, rules, entity, found);
}

const OPPOSITE = { required: "optional", optional: "required" } as const;

/** A row that must point at a row of its own kind, or at one that must point back: the first could never be made. */
function endless(rule: Extract<Rule, { shape: "required" }>, { erd }: Names): string | undefined {
  const start = erd.relationships.find(({ from, name }) => from === rule.entity && name === rule.field);
  if (!start) return undefined;
  const seen = new Set<string>();
  const queue = [start.to];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === rule.entity)
      return `the first ${rule.entity} could never be made: it would need one that is there already`;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { from, to, required, cardinality } of erd.relationships)
      if (from === next && required && cardinality !== "many-to-many") queue.push(to);
  }
  return undefined;
}

function values(rule: Extract<Rule, { shape: "one_of" }>, rules: readonly Rule[], entity: Entity): string | undefined {
  const attribute = entity.attributes.find(({ name }) => name === rule.field);
  if (!attribute) return `${entity.name} has no ${rule.field}`;
  const { choices, maxLength } = attribute;
  const strange = choices.length > 0 ? rule.values.find((value) => !choices.includes(value)) : undefined;
  if (strange !== undefined) return `the ERD lists other values for ${rule.field}: "${strange}" is not among them`;
  const long = rule.values.find((value) => maxLength !== undefined && [...value].length > maxLength);
  if (long !== undefined) return `"${long}" is longer than the ${maxLength} characters of ${rule.field}`;
  const other = rules.find((one) => one.shape === "one_of" && one !== rule && one.field === rule.field);
  return other ? `${rule.field} has another list of values` : undefined;
}

/** A value of a list between two steps, or two steps at once. */
function stepsApart(rules: readonly Rule[]): string | undefined {
  const steps = rules.filter((rule) => rule.shape === "step" && rule.multipleOf !== undefined);
  for (const rule of steps) {
    if (rule.shape !== "step") continue;
    const same = steps.find((one) => one.shape === "step" && one !== rule && one.field === rule.field);
    if (same) return `${rule.field} has another step`;
    const list = rules.find((one) => one.shape === "one_of" && one.field === rule.field);
    const range = { low: 0, high: 0, step: rule.multipleOf ?? 1 };
    const apart = list?.shape === "one_of" ? list.values.find((value) => !isOnStep(Number(value), range)) : undefined;
    if (apart !== undefined) return `"${apart}" is no multiple of ${rule.multipleOf}`;
  }
  return undefined;
}

/** No text satisfies all rules about the field's spelling, or one of its own values does not. */
function misspelled(field: string, rules: readonly Rule[], entity: Entity): string | undefined {
  const texts = textRules(field, rules);
  const attribute = entity.attributes.find(({ name }) => name === field);
  const address = addressed(field, attribute?.type, rules);
  const typed = rules.some((rule) => rule.shape === "format" && rule.field === field && rule.format !== "phone");
  if (texts.length === 0 || !attribute) return undefined;
  if (typed && !address)
    return `${field} has a format already; rules about its spelling beside it are not enforced yet`;
  const values = rules.flatMap((rule) => {
    if (rule.shape === "one_of" && rule.field === field) return rule.values;
    return rule.shape === "default" && rule.field === field ? [String(rule.value)] : [];
  });
  const own = attribute.default === undefined ? [] : [String(attribute.default)];
  const wrong = [...attribute.choices, ...own, ...values].find((value) => texts.some((rule) => !keeps(rule, value)));
  if (wrong !== undefined) return `the value "${wrong}" of ${field} would break it`;
  return spelling(texts, attribute.maxLength ?? (attribute.type === "text" ? 4000 : address ? 200 : 255), { address })
    ? undefined
    : `no text could be spelled so in ${field}`;
}

function circular(rule: Extract<Rule, { shape: "compare" }>, rules: readonly Rule[]): boolean {
  const edges = rules
    .filter((one) => one.shape === "compare" && one.operator !== "ne")
    .map((one) => (one.shape === "compare" ? ordered(one) : ["", ""]));
  const [low, high] = ordered(rule);
  const reached = new Set([high]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const [from, to] of edges) if (from && to && reached.has(from)) reached.add(to);
  }
  return rule.operator !== "ne" && reached.has(low);
}

/** The smaller of the two fields first. */
function ordered(rule: Extract<Rule, { shape: "compare" }>): [string, string] {
  return rule.operator.startsWith("l") ? [rule.field, rule.other] : [rule.other, rule.field];
}

/** A row made with the default must satisfy the rules; what the ERD says first, then what a rule says. */
function defaults(rule: Rule, rules: readonly Rule[], entity: Entity, found: Map<string, Range>): string | undefined {
  if (!["bound", "one_of", "default", "step", "period"].includes(rule.shape) || !("field" in rule)) return undefined;
  const attribute = entity.attributes.find(({ name }) => name === rule.field);
  const stated = rules.flatMap((one) => (one.shape === "default" && one.field === rule.field ? [one.value] : []));
  const values = [...(attribute?.default === undefined ? [] : [attribute.default]), ...stated];
  const [value] = values;
  if (!attribute || value === undefined) return undefined;
  if (values.some((other) => other !== value)) return `${rule.field} has another default`;
  if (rule.shape === "default" && isUnique(rule.field, rules, attribute))
    return `${rule.field} is unique: a default would serve once`;
  if (attribute.maxLength !== undefined && [...String(value)].length > attribute.maxLength)
    return `"${value}" is longer than the ${attribute.maxLength} characters of ${rule.field}`;
  const lists = rules.flatMap((one) => (one.shape === "one_of" && one.field === rule.field ? [one.values] : []));
  const choices = attribute.choices.length > 0 ? [attribute.choices, ...lists] : lists;
  if (choices.some((list) => !list.includes(String(value))))
    return `the default "${value}" of ${rule.field} is not among its values`;
  const range = found.get(rule.field);
  const number = Number(value);
  // A list pins its sample to one value, so its range says nothing of the others.
  if (!range || choices.length > 0 || Number.isNaN(number)) return undefined;
  if (number >= range.low && number <= range.high && isOnStep(number, range)) return undefined;
  return `the default ${value} of ${rule.field} would break it`;
}

const isOnStep = (number: number, { step }: Range) => {
  const steps = Number((number / step).toPrecision(12));
  return Math.abs(steps) > 1e12 || Number.isInteger(steps);
};

function isUnique(field: string, rules: readonly Rule[], attribute: Attribute): boolean {
  return attribute.unique || rules.some((rule) => rule.shape === "unique" && rule.field === field);
}

function scarce(rule: Rule, rules: readonly Rule[], entity: Entity, found: Map<string, Range>): string | undefined {
  const together = [
    ...entity.attributes.filter(({ unique }) => unique).map(({ name }) => [name]),
    ...entity.unique,
    ...rules.flatMap((rule) =>
      rule.shape === "unique" ? [[rule.field]] : rule.shape === "unique_together" ? [rule.fields] : [],
    ),
  ];
  // What the ERD itself makes scarce is no fault of a rule about other fields.
  const about = "fields" in rule ? rule.fields : "field" in rule ? [rule.field] : [];
  for (const fields of together) {
    if (!about.some((field) => fields.includes(field))) continue;
    const count = fields.reduce((product, field) => product * variety(field, rules, entity, found), 1);
    if (count < ENOUGH) return `${fields.join(" and ")} would be unique with only ${count} values`;
  }
  return undefined;
}

/** How many values a field can take. */
function variety(field: string, rules: readonly Rule[], entity: Entity, found: Map<string, Range>): number {
  const attribute = entity.attributes.find(({ name }) => name === field);
  if (!attribute) return Number.POSITIVE_INFINITY;
  if (attribute.type === "boolean") return 2;
  const list = rules.find((rule) => rule.shape === "one_of" && rule.field === field);
  if (list?.shape === "one_of") return list.values.length;
  if (attribute.choices.length > 0) return attribute.choices.length;
  const texts = textRules(field, rules);
  if (texts.length > 0)
    return (
      spelling(texts, attribute.maxLength ?? 255, { address: addressed(field, attribute.type, rules) })?.count ?? 0
    );
  const range = found.get(field);
  return range ? Math.floor((range.high - range.low) / range.step + 1.5) : Number.POSITIVE_INFINITY;
}
