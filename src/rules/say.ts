/** How a rule will be enforced, in one short sentence for people. */
import type { Rule } from "#erd";

/** "Job.salary > 0", "Order.status one of new, paid". */
export function say(rule: Rule): string {
  const { entity } = rule;
  if (rule.shape === "unique_together") return `${entity}: one for each ${rule.fields.join(" and ")}`;
  const subject = "field" in rule ? `${entity}.${rule.field}` : entity;
  switch (rule.shape) {
    case "bound":
      return limits(subject, rule);
    case "required":
      return `${subject} always set, never blank`;
    case "optional":
      return `${subject} may be left out`;
    case "default":
      return `${subject} is ${rule.value} unless something else is said`;
    case "not_self":
      return `${subject} never the row itself`;
    case "unique":
      return `${subject} unique${rule.ignoreCase ? ", whatever the case" : ""}`;
    case "one_of":
      return `${subject} one of ${listed(rule.values)}`;
    case "compare":
      return `${subject} ${SIGNS[rule.operator]} ${entity}.${rule.other}, where both are set`;
    case "clock":
      return `${subject} ${TIMES[rule.when](rule.years ?? 0)}`;
    case "required_if":
      return `${subject} set where ${entity}.${rule.when.field} is ${rule.when.equals}`;
    case "immutable":
      return `${subject} never changed once the row is made`;
    case "format":
      return `${subject} a valid ${rule.format === "ip" ? "IP address" : rule.format}`;
    case "length":
      return `${subject} ${sized(rule)}`;
    case "pattern":
      return `${subject} like ${rule.regex}`;
    case "affix":
      return `${subject} ${PLACES[rule.place]} "${rule.value}"`;
    case "case":
      return `${subject} ${FORMS[rule.form]}`;
    default:
      return `${subject}: ${rule.shape.replaceAll("_", " ")}`;
  }
}

const PLACES = { start: "starts with", end: "ends with", anywhere: "contains" };
const FORMS = { upper: "in upper case", lower: "in lower case", trimmed: "without spaces around it" };

function sized({ min, max, digits }: Extract<Rule, { shape: "length" }>): string {
  const unit = digits ? "digits" : "characters";
  if (min !== undefined && min === max) return `of exactly ${min} ${unit}`;
  if (min !== undefined && max !== undefined) return `of ${min} to ${max} ${unit}`;
  return min === undefined ? `of at most ${max} ${unit}` : `of at least ${min} ${unit}`;
}

const SIGNS = { gt: ">", gte: "≥", lt: "<", lte: "≤", ne: "≠" };
const TIMES = {
  past: () => "in the past",
  future: () => "in the future",
  not_future: () => "not in the future",
  not_past: () => "not in the past",
  min_age: (years: number) => `at least ${years} years ago`,
  max_age: (years: number) => `less than ${years + 1} years ago`,
};

function limits(subject: string, { min, max }: Extract<Rule, { shape: "bound" }>): string {
  if (min && max && !min.exclusive && !max.exclusive) return `${subject} between ${min.value} and ${max.value}`;
  const sides = [
    ...(min ? [`${subject} ${min.exclusive ? ">" : "≥"} ${min.value}`] : []),
    ...(max ? [`${subject} ${max.exclusive ? "<" : "≤"} ${max.value}`] : []),
  ];
  return sides.join(" and ");
}

function listed(values: readonly string[]): string {
  return values.length > 12 ? `${values.slice(0, 11).join(", ")} and ${values.length - 11} more` : values.join(", ");
}
