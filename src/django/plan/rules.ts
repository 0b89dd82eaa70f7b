/** The table of rule shapes: what each one adds to an entity, or why it cannot be enforced there. */
import type { Rule, RuleShape } from "#erd";
import { bound, decimalText, tighter } from "./bounds.ts";
import { change, type Draft, distinct, isMoment, isNumber, isText } from "./draft.ts";
import { fixed, requiredIf } from "./states.ts";
import { formatted, spelled } from "./texts.ts";
import type { Bound, Condition } from "./types.ts";
import { combine, unique } from "./unique.ts";

type Of<S extends RuleShape> = Extract<Rule, { shape: S }>;
/** Works a rule into the draft; gives the reason where it cannot. */
type Enforce<S extends RuleShape> = (rule: Of<S>, draft: Draft) => string | undefined;

/** Works one rule in. Gives undefined, or the reason why the rule is not enforced. */
export function enforce(rule: Rule, draft: Draft): string | undefined {
  const missing = fieldsOf(rule).find((field) => !draft.attributes.has(field) && !draft.relations.has(field));
  if (missing !== undefined) return `${draft.entity.label} has no “${missing}”.`;
  const why = worked(rule, draft);
  if (why === undefined) draft.rules.push(rule);
  return why;
}

const LATER = "djinn does not enforce rules of this kind yet.";

function worked(rule: Rule, draft: Draft): string | undefined {
  switch (rule.shape) {
    case "bound":
      return bounded(rule, draft);
    case "required":
      return required(rule, draft);
    case "optional":
      return optional(rule, draft);
    case "unique":
      return unique(rule, draft);
    case "unique_together":
      return combine(draft, rule.fields, rule.text);
    case "one_of":
      return oneOf(rule, draft);
    case "default":
      return preset(rule, draft);
    case "compare":
      return compared(rule, draft);
    case "clock":
      return clocked(rule, draft);
    case "required_if":
      return requiredIf(rule, draft);
    case "immutable":
      return fixed(rule, draft);
    case "format":
      return formatted(rule, draft);
    case "length":
    case "pattern":
    case "affix":
    case "case":
      return spelled(rule, draft);
    case "not_self":
      return notSelf(rule, draft);
    default:
      return LATER;
  }
}

/** The names a rule speaks of, in its own entity. */
function fieldsOf(rule: Rule): string[] {
  const named = "field" in rule && rule.shape !== "parent_state" ? [rule.field] : [];
  const several = "fields" in rule ? rule.fields : [];
  const other = rule.shape === "compare" ? [rule.other] : [];
  const when = rule.shape === "required_if" ? [rule.when.field] : [];
  return [...named, ...several, ...other, ...when];
}

const bounded: Enforce<"bound"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute || !isNumber(attribute.type)) return `“${rule.field}” is not a number.`;
  const min = bound(attribute, rule.min, "min");
  const max = bound(attribute, rule.max, "max");
  if (!min && !max) return "The bound is too large to be exact.";
  const now = draft.bounds.get(rule.field) ?? {};
  const both = { min: tighter(now.min, min, "min"), max: tighter(now.max, max, "max") };
  if (both.min && both.max && Number(both.min.limit) > Number(both.max.limit)) return "No number can satisfy it.";
  draft.bounds.set(rule.field, { ...(both.min && { min: both.min }), ...(both.max && { max: both.max }) });
  const of = [...(min ? [limitOf(rule.field, min, "gt")] : []), ...(max ? [limitOf(rule.field, max, "lt")] : [])];
  const parts = [min && word(min, "min"), max && word(max, "max")].filter((part) => part !== undefined);
  const [only] = of;
  draft.constraints.push({
    kind: "check",
    name: draft.name(rule.field, ...parts),
    field: rule.field,
    message: rule.text,
    condition: of.length === 1 && only ? only : { test: "all", of },
  });
  // The nearest allowed float cannot be named by a validator, so a function refuses the bound itself.
  if (attribute.type === "float" && (min?.exclusive || max?.exclusive)) {
    draft.checks.push({ name: draft.name(rule.field, "in_bounds"), field: rule.field, message: rule.text, rule });
  }
  return undefined;
};

const limitOf = (field: string, { value, exclusive }: Bound, operator: "gt" | "lt"): Condition => ({
  test: "bound",
  field,
  operator: exclusive ? operator : `${operator}e`,
  limit: decimalText(value),
});

function word({ value, exclusive }: Bound, side: "min" | "max"): string {
  if (value === 0 && side === "min") return exclusive ? "positive" : "not_negative";
  return side;
}

const required: Enforce<"required"> = (rule, draft) => {
  const relation = draft.relations.get(rule.field);
  if (relation) {
    draft.relations.set(rule.field, { ...relation, required: true });
    draft.required.add(rule.field);
    return undefined;
  }
  const attribute = draft.attributes.get(rule.field);
  change(draft, rule.field, { required: true });
  // An account is made by createsuperuser too, which knows nothing of the ERD's attributes.
  if (!attribute || !isText(attribute.type) || draft.entity.user || draft.choices.has(rule.field)) return undefined;
  draft.constraints.push({
    kind: "check",
    name: draft.name(rule.field, "not_blank"),
    field: rule.field,
    message: rule.text,
    condition: { test: "not_blank", field: rule.field },
  });
  return undefined;
};

const optional: Enforce<"optional"> = (rule, draft) => {
  const relation = draft.relations.get(rule.field);
  if (relation) draft.relations.set(rule.field, { ...relation, required: false });
  change(draft, rule.field, { required: false });
  return undefined;
};

const oneOf: Enforce<"one_of"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute) return `“${rule.field}” is a reference.`;
  const values = distinct(rule.values);
  if (isText(attribute.type)) {
    draft.choices.set(rule.field, values);
    return undefined;
  }
  if (!isNumber(attribute.type) || !values.every((value) => /^-?\d+(\.\d+)?$/.test(value))) {
    return `“${rule.field}” cannot take these values.`;
  }
  draft.constraints.push({
    kind: "check",
    name: draft.name(rule.field, "allowed"),
    field: rule.field,
    message: rule.text,
    condition: { test: "in", field: rule.field, values: values.map(Number), blank: false },
  });
  return undefined;
};

const preset: Enforce<"default"> = (rule, draft) => {
  if (!draft.attributes.has(rule.field)) return `“${rule.field}” is a reference.`;
  change(draft, rule.field, { default: rule.value });
  return undefined;
};

const compared: Enforce<"compare"> = (rule, draft) => {
  const [one, other] = [kindOf(draft, rule.field), kindOf(draft, rule.other)];
  if (
    rule.field === rule.other ||
    one !== other ||
    (rule.operator !== "ne" && !["number", "date", "datetime", "time", "duration"].includes(one))
  ) {
    return `“${rule.field}” and “${rule.other}” cannot be compared.`;
  }
  const field =
    draft.attributes.get(rule.field)?.stamp || draft.relations.get(rule.field)?.owner ? rule.other : rule.field;
  const name = draft.name(rule.field, OPERATORS[rule.operator][isTime(one) ? 1 : 0], rule.other);
  draft.checks.push({ name, field, message: rule.text, rule });
  draft.constraints.push({
    kind: "check",
    name,
    field,
    message: rule.text,
    condition: { test: "compare", field: rule.field, operator: rule.operator, other: rule.other },
  });
  return undefined;
};

/** How names say an operator: of amounts, of moments. */
const OPERATORS = {
  gt: ["above", "after"],
  gte: ["at_least", "not_before"],
  lt: ["below", "before"],
  lte: ["at_most", "not_after"],
  ne: ["not", "not"],
} as const;
const isTime = (kind: string) => kind === "date" || kind === "datetime" || kind === "time";

/** What can be compared with what. */
function kindOf(draft: Draft, field: string): string {
  const relation = draft.relations.get(field);
  if (relation) return relation.cardinality === "many-to-many" ? `many ${field}` : `reference to ${relation.to}`;
  const type = draft.attributes.get(field)?.type ?? "string";
  if (isNumber(type)) return "number";
  return isText(type) ? "text" : type;
}

const clocked: Enforce<"clock"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute || !isMoment(attribute.type)) return `“${rule.field}” is no date.`;
  if (attribute.stamp) return `“${rule.field}” is set by the system.`;
  if (rule.when.endsWith("_age") && (rule.years === undefined || rule.years < 0 || rule.years > 1000)) {
    return "It names no age.";
  }
  draft.checks.push({ name: draft.name(rule.field, rule.when), field: rule.field, message: rule.text, rule });
  return undefined;
};

const notSelf: Enforce<"not_self"> = (rule, draft) => {
  const relation = draft.relations.get(rule.field);
  if (relation?.to !== draft.entity.name || relation.cardinality === "many-to-many") {
    return `“${rule.field}” does not point at the same entity.`;
  }
  draft.checks.push({ name: draft.name(rule.field, "not_self"), field: rule.field, message: rule.text, rule });
  return undefined;
};
