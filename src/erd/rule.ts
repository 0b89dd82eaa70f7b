/** A business rule, typed: the 25 shapes a sentence or a format's own constraint can take. */
import { z } from "zod";

const base = {
  entity: z.string(),
  /** The sentence it came from, for docstrings and error messages. Never code. */
  text: z.string(),
};
const field = z.string();
const Bound = z.object({ value: z.number(), exclusive: z.boolean() });
const Value = z.union([z.string(), z.number(), z.boolean()]);
/** A state of a row: the field has one of the values, or, where `not`, any other. */
const State = z.object({ field, values: z.array(Value).min(1), not: z.boolean() });
export type State = z.infer<typeof State>;
/** Steps from one value to others. */
const Steps = z.array(z.object({ from: z.string(), to: z.array(z.string()) }));

/** Shapes are numbered as in the bar's table of 25; one entry can carry several numbers. Field names are attribute or relationship names. */
export const Rule = z.discriminatedUnion("shape", [
  /** 1–4: positive, not negative, between, at least / at most. At least one bound is there. */
  z.object({ shape: z.literal("bound"), ...base, field, min: Bound.optional(), max: Bound.optional() }),
  /** 3, 4 on days: the first and the last one allowed, "2020-01-31" */
  z.object({
    shape: z.literal("period"),
    ...base,
    field,
    first: z.iso.date().optional(),
    last: z.iso.date().optional(),
  }),
  /** 5 */
  z.object({ shape: z.literal("required"), ...base, field }),
  /** 6 */
  z.object({ shape: z.literal("optional"), ...base, field }),
  /** 7, 8 */
  z.object({ shape: z.literal("unique"), ...base, field, ignoreCase: z.boolean() }),
  /** 9 */
  z.object({ shape: z.literal("unique_together"), ...base, fields: z.array(field).min(2) }),
  /** 10: at most one row with flag = value for each combination of `per` */
  z.object({ shape: z.literal("only_one"), ...base, field, value: Value, per: z.array(field) }),
  /** 11 */
  z.object({
    shape: z.literal("format"),
    ...base,
    field,
    format: z.enum(["email", "url", "phone", "uuid", "ip", "slug"]),
  }),
  /** 12: in characters, or in digits only */
  z.object({
    shape: z.literal("length"),
    ...base,
    field,
    min: z.int().optional(),
    max: z.int().optional(),
    digits: z.boolean(),
  }),
  /** 13: a regular expression djinn built, anchored at both ends */
  z.object({ shape: z.literal("pattern"), ...base, field, regex: z.string() }),
  /** 14 */
  z.object({
    shape: z.literal("affix"),
    ...base,
    field,
    place: z.enum(["start", "end", "anywhere"]),
    value: z.string(),
  }),
  /** 15 */
  z.object({ shape: z.literal("case"), ...base, field, form: z.enum(["upper", "lower", "trimmed"]) }),
  /** 16 */
  z.object({ shape: z.literal("one_of"), ...base, field, values: z.array(z.string()).min(1) }),
  /** 17 */
  z.object({ shape: z.literal("default"), ...base, field, value: Value }),
  /** 18: two fields of the same row */
  z.object({
    shape: z.literal("compare"),
    ...base,
    field,
    operator: z.enum(["gt", "gte", "lt", "lte", "ne"]),
    other: field,
  }),
  /** 19 */
  z.object({
    shape: z.literal("step"),
    ...base,
    field,
    multipleOf: z.number().optional(),
    decimals: z.int().optional(),
  }),
  /** 20: against the clock; `years` is an age in full years */
  z.object({
    shape: z.literal("clock"),
    ...base,
    field,
    when: z.enum(["past", "future", "not_future", "not_past", "min_age", "max_age"]),
    years: z.int().optional(),
  }),
  /** 21 */
  z.object({ shape: z.literal("required_if"), ...base, field, when: State }),
  z.object({ shape: z.literal("any_of"), ...base, fields: z.array(field).min(2), exactly: z.boolean() }),
  /** 22: for ever, or once `after` holds */
  z.object({ shape: z.literal("immutable"), ...base, field, after: State.optional() }),
  /** Of a row in that state nothing may be changed. */
  z.object({ shape: z.literal("locked"), ...base, when: State }),
  /** 23: from a value that `allowed` names, its steps alone; where `closed`, from any other no step at all; `denied` steps never */
  z.object({
    shape: z.literal("transitions"),
    ...base,
    field,
    allowed: Steps,
    closed: z.boolean(),
    denied: Steps,
  }),
  /** Beside 23: rows are made in that state */
  z.object({ shape: z.literal("begin"), ...base, state: State }),
  /** 24: so many rows (in that state) refer to one parent */
  z.object({ shape: z.literal("capacity"), ...base, parent: field, max: z.int().positive(), when: State.optional() }),
  /** Half-open intervals of rows (in that state) that share `per`; a missing end is no end. */
  z.object({
    shape: z.literal("no_overlap"),
    ...base,
    start: field,
    end: field,
    per: z.array(field),
    when: State.optional(),
  }),
  /** A row is made for parents in that state only; the state is of a field of the parent. */
  z.object({ shape: z.literal("parent_state"), ...base, parent: field, state: State }),
  /** 25: these and Admin alone; `signedIn` is whoever has an account */
  z.object({
    shape: z.literal("only_by"),
    ...base,
    actions: z.array(z.enum(["create", "read", "update", "delete"])).min(1),
    roles: z.array(z.string()),
    owner: z.boolean(),
    signedIn: z.boolean(),
  }),
  /** A row is not deleted in that state, or while a row of that entity refers to it by that field; never, where neither is there. */
  z.object({
    shape: z.literal("keep"),
    ...base,
    when: State.optional(),
    having: z.object({ entity: z.string(), field }).optional(),
  }),
  /** `deep`: nor at what points back at it over others */
  z.object({ shape: z.literal("not_self"), ...base, field, deep: z.boolean().optional() }),
  /** Computed: the field is the sum, over the children, of the product of their fields. */
  z.object({ shape: z.literal("sum_of"), ...base, field, children: z.string(), of: z.array(field).min(1) }),
  /** Beyond the 25, what the project does with every row. Deleting only marks it. */
  z.object({ shape: z.literal("soft_delete"), ...base }),
  /** Every change is written down: who, when, what. */
  z.object({ shape: z.literal("history"), ...base }),
  /** Who made a row and who changed it last, and when. */
  z.object({ shape: z.literal("audit"), ...base }),
  /** Texts that are searched by their words; none named means all the entity has. */
  z.object({ shape: z.literal("full_text"), ...base, fields: z.array(field) }),
  z.object({ shape: z.literal("uuid_key"), ...base }),
]);
export type Rule = z.infer<typeof Rule>;
export type RuleShape = Rule["shape"];
/** The rule of one shape. */
export type RuleOf<S extends RuleShape> = { [K in RuleShape]: Extract<Rule, { shape: K }> }[S];

/** What a rule demands, without the words it came in: two rules of one meaning have the same text here. */
export function meaning({ text: _, ...rule }: Rule): string {
  const said: Record<string, unknown> = "fields" in rule ? { ...rule, fields: rule.fields.toSorted() } : rule;
  return JSON.stringify(Object.entries(said).sort(([one], [other]) => (one < other ? -1 : 1)));
}
