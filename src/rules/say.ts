/** How a rule will be enforced, in one short sentence for people. */
import type { Rule, RuleOf, RuleShape, State } from "#erd";

/** "Job.salary > 0", "Order.status one of new, paid". */
export function say(rule: Rule): string {
  return said(rule.shape, rule);
}

function said<S extends RuleShape>(shape: S, rule: RuleOf<S>): string {
  const subject = "field" in rule ? `${rule.entity}.${rule.field}` : rule.entity;
  return SAID[shape]?.(subject, rule) ?? `${subject}: ${shape.replaceAll("_", " ")}`;
}

/** How each shape is said, after what it speaks of. */
const SAID: { readonly [S in RuleShape]?: (subject: string, rule: RuleOf<S>) => string } = {
  bound: (subject, rule) => limits(subject, rule),
  period: (subject, { first, last }) =>
    `${subject} ${[first && `≥ ${first}`, last && `≤ ${last}`].filter(Boolean).join(" and ")}`,
  step: (subject, { multipleOf, decimals }) =>
    multipleOf === undefined
      ? `${subject} with at most ${decimals} decimals`
      : `${subject} a multiple of ${multipleOf}`,
  required: (subject) => `${subject} always set, never blank`,
  optional: (subject) => `${subject} may be left out`,
  unique: (subject, { ignoreCase }) => `${subject} unique${ignoreCase ? ", whatever the case" : ""}`,
  unique_together: (subject, { fields }) => `${subject}: one for each ${fields.join(" and ")}`,
  only_one: (subject, { entity, value, per }) =>
    `${entity}: one with ${subject.slice(entity.length + 1)} ${value}${per.length > 0 ? ` for each ${per.join(" and ")}` : ""}`,
  any_of: (subject, { fields, exactly }) =>
    `${subject}: ${exactly ? "exactly" : "at least"} one of ${fields.join(", ")}`,
  sum_of: (subject, { children, of }) =>
    `${subject} computed: the sum of ${of.map((field) => `${children}.${field}`).join(" × ")}`,
  format: (subject, { format }) => `${subject} a valid ${format === "ip" ? "IP address" : format}`,
  length: (subject, rule) => `${subject} ${sized(rule)}`,
  pattern: (subject, { regex }) => `${subject} like ${regex}`,
  affix: (subject, { place, value }) => `${subject} ${PLACES[place]} "${value}"`,
  case: (subject, { form }) => `${subject} ${FORMS[form]}`,
  one_of: (subject, { values }) => `${subject} one of ${listed(values)}`,
  default: (subject, { value }) => `${subject} is ${value} unless something else is said`,
  compare: (subject, { entity, operator, other }) =>
    `${subject} ${SIGNS[operator]} ${entity}.${other}, where both are set`,
  clock: (subject, { when, years }) => `${subject} ${TIMES[when](years ?? 0)}`,
  required_if: (subject, { entity, when }) => `${subject} set where ${entity}.${inState(when)}`,
  immutable: (subject, { entity, after }) =>
    after
      ? `${subject} not changed where ${entity}.${inState(after)}`
      : `${subject} never changed once the row is made`,
  locked: (subject, { when }) => `${subject} not changed where ${subject}.${inState(when)}`,
  transitions: (subject, rule) => `${subject} ${steps(rule)}`,
  begin: (subject, { state: wanted }) => `${subject} made with ${state(wanted)}`,
  capacity: (subject, { parent, max, when }) =>
    `${subject}: at most ${max}${when ? ` with ${state(when)}` : ""} for one ${parent}`,
  no_overlap: (subject, { start, end, per, when }) =>
    `${subject}: no two${when ? ` with ${state(when)}` : ""} overlap from ${start} to ${end}${per.length > 0 ? ` for one ${per.join(" and ")}` : ""}`,
  parent_state: (subject, { parent, state: wanted }) => `${subject}: made only for a ${parent} with ${state(wanted)}`,
  only_by: (subject, rule) => `${subject}: ${people(rule)} alone may ${rule.actions.join(", ")}`,
  keep: (subject, { when, having }) =>
    `${subject} never deleted${when ? ` with ${state(when)}` : ""}${having ? ` while ${having.entity}.${having.field} refers to it` : ""}`,
  not_self: (subject, { deep }) => `${subject} never the row itself${deep ? ", nor what is below it" : ""}`,
  soft_delete: (subject) => `${subject}: deleting marks the row, Admin can restore it`,
  history: (subject) => `${subject}: every change is recorded, with who made it`,
  audit: (subject) => `${subject} says who made and who last changed it`,
  full_text: (subject, { fields }) =>
    `${subject}: full-text search in ${fields.length > 0 ? listed(fields) : "its texts"}`,
  uuid_key: (subject) => `${subject}.id a UUID`,
};

/** "pending → paid, cancelled; nothing else; never shipped → pending" */
function steps({ allowed, closed, denied }: RuleOf<"transitions">): string {
  const arrows = (list: RuleOf<"transitions">["allowed"]) =>
    list.map(({ from, to }) => `${from} → ${to.length > 0 ? to.join(", ") : "nothing"}`);
  return [
    ...(allowed.length > 0 ? [`only ${arrows(allowed).join("; ")}`] : []),
    ...(closed ? ["no other step"] : []),
    ...(denied.length > 0 ? [`never ${arrows(denied).join("; ")}`] : []),
  ].join("; ");
}

const state = ({ field, values, not }: State) => `${field} ${not ? "not " : ""}${values.join(" or ")}`;

function people({ roles, owner, signedIn }: RuleOf<"only_by">): string {
  const who = [...roles, ...(owner ? ["the owner"] : []), ...(signedIn ? ["whoever is signed in"] : []), "Admin"];
  return who.length > 1 ? `${who.slice(0, -1).join(", ")} and ${who.at(-1)}` : "Admin";
}

/** "status is paid or shipped" */
function inState({ field, values, not }: State): string {
  return `${field} is ${not ? "not " : ""}${values.join(not ? " and not " : " or ")}`;
}

const PLACES = { start: "starts with", end: "ends with", anywhere: "contains" };
const FORMS = { upper: "in upper case", lower: "in lower case", trimmed: "without spaces around it" };

function sized({ min, max, digits }: RuleOf<"length">): string {
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

function limits(subject: string, { min, max }: RuleOf<"bound">): string {
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
