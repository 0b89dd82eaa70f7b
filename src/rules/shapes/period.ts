/** Shapes 3 and 4 on dates: "start date must be after 2020-01-01", "between 1 January 2020 and 31 December 2030". */
import type { Rule } from "#erd";
import { days, later } from "../day.ts";
import { called, type Field } from "../names.ts";
import { each, type Shape, stamped } from "../shape.ts";
import { type Refusal, resolve } from "../subject.ts";

export const period: Shape = {
  name: "a period",
  read(clause, scope) {
    if (clause.permissive) return undefined;
    if (AMBIGUOUS.test(clause.predicate))
      return { why: "its day and its month could be taken for each other", hint: "Write the date as 2020-01-31" };
    const found = between(clause.predicate, clause.negated) ?? side(clause.predicate, clause.negated);
    // From 1900 to 2100 are numbers, where the field is one.
    const about = found && resolve(clause.subject, scope);
    if (about && "fields" in about && /^(?:integer|bigint)$/u.test(about.fields[0]?.attribute?.type ?? ""))
      return undefined;
    return found && each(clause.subject, scope, (field) => make(field, found, scope.text));
  },
};

/** "01/02/2020" */
const AMBIGUOUS = /(?:^| )\d{1,2}[/.]\d{1,2}[/.]\d{4}(?: |$)/u;

type Ends = { first?: string; last?: string };

const BETWEEN =
  /^(?:(?:lie|fall|be|dated) )*(?:between|from|within|in the (?:period|range)(?: from| between)?)\s+(.{4,30}?)\s+(?:and|to|until|through|till)\s+(.{4,30})$/iu;

function between(predicate: string, negated: boolean): Ends | undefined {
  const [, from = "", to = ""] = BETWEEN.exec(predicate) ?? [];
  const [first, last] = [days(from), days(to)];
  return first && last && !negated ? { first: first.first, last: last.last } : undefined;
}

const wording = (source: string) =>
  new RegExp(`^(?:(?:lie|fall|be|come|dated|start|happen) )*(?:${source})\\s*(?<day>.{4,30})$`, "iu");
const WORDINGS: readonly (readonly [RegExp, keyof typeof ENDS])[] = [
  [
    wording("on or after|at or after|not (?:before|earlier than)|no earlier than|from|since|starting(?: from| on)?|>="),
    "from",
  ],
  [wording("on or before|at or before|not (?:after|later than)|no later than|until|up to|by|<="), "until"],
  [wording("after|later than|beyond|>"), "after"],
  [wording("before|earlier than|prior to|<"), "before"],
  [wording("in|during|within"), "in"],
];
const ENDS = {
  from: ({ first }: Required<Ends>): Ends => ({ first }),
  until: ({ last }: Required<Ends>): Ends => ({ last }),
  after: ({ last }: Required<Ends>): Ends => ({ first: later(last, 1) }),
  before: ({ first }: Required<Ends>): Ends => ({ last: later(first, -1) }),
  in: (whole: Required<Ends>): Ends => whole,
} as const;
const OPPOSITE = { from: "before", until: "after", after: "until", before: "from", in: undefined } as const;

function side(predicate: string, negated: boolean): Ends | undefined {
  for (const [pattern, how] of WORDINGS) {
    const day = days(pattern.exec(predicate)?.groups?.["day"] ?? "");
    const meant = negated ? OPPOSITE[how] : how;
    if (day) return meant && ENDS[meant](day);
  }
  return undefined;
}

function make(field: Field, ends: Ends, text: string): Rule | Refusal {
  const type = field.attribute?.type;
  if (type !== "date" && type !== "datetime")
    return { why: `${called(field)} is ${type ? `a ${type}` : "a relationship"}, not a date`, hint: "" };
  const stamp = stamped(field);
  if (stamp) return { why: stamp, hint: "" };
  return { shape: "period", entity: field.entity.name, text, field: field.name, ...ends };
}
