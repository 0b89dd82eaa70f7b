/** Shape 20: a date against today, or a moment against now. */
import type { Rule } from "#erd";
import { called } from "../names.ts";
import { each, type Shape, stamped } from "../shape.ts";

type When = Extract<Rule, { shape: "clock" }>["when"];

export const clock: Shape = {
  name: "a rule about time",
  read(clause, scope) {
    if (clause.permissive) return undefined;
    const [, verb = "", said = clause.predicate] = HAPPENED.exec(clause.predicate) ?? [];
    const row = WORDINGS.find(([pattern]) => pattern.test(said));
    if (!row) return undefined;
    const when = clause.negated ? OPPOSITE[row[1]] : row[1];
    return each(`${clause.subject} ${verb}`.trim(), scope, (field) => {
      const type = field.attribute?.type;
      if (type !== "date" && type !== "datetime")
        return { why: `${called(field)} is ${type ? `a ${type}` : "a relationship"}, not a date`, hint: "" };
      const stamp = stamped(field);
      if (stamp) return { why: stamp, hint: "" };
      return { shape: "clock", entity: field.entity.name, text: scope.text, field: field.name, when };
    });
  },
};

/** "(books cannot be) published in the future": published_on is meant. */
const HAPPENED =
  /^((?!dated|set|passed|past)\p{L}{1,14}(?:ed|orn|ade|ent|old|aid|ught|own|iven|aken|itten|uilt|egun)|start|begin|end|expire|open|close|finish|arrive|depart|happen|occur|take place|be due|check in|check out) ((?:in|on|at|before|after|later|earlier|no|not|today|until|up|tomorrow|yesterday|from)\b.+)$/iu;

const NOW = "(?:today(?:'s date)?|now|the (?:current|present) (?:date|time|day|moment)|the present)";
const wording = (source: string) =>
  new RegExp(
    `^(?:(?:set|dated?|be|lie|lies|fall|falls|go|point|come) )*(?:to )?(?:an? )?(?:(?:date|day|time|moment|value)s? )?(?:${source})$`,
    "iu",
  );
const WORDINGS: readonly (readonly [RegExp, keyof typeof OPPOSITE])[] = [
  [
    wording(
      `in the past|yesterday or (?:earlier|before)|(?:a )?past(?: dates?)?|past|passed|over already|(?:before|earlier than|older than|prior to|<) ${NOW}`,
    ),
    "past",
  ],
  [
    wording(
      `in the future|tomorrow or (?:later|after|in the future)|from tomorrow(?: on(?:wards)?)?|(?:a )?future(?: dates?)?|future-dated|upcoming|(?:after|later than|beyond|past|>) ${NOW}`,
    ),
    "future",
  ],
  [
    wording(
      `${NOW} or (?:earlier|before|in the past)|(?:on or before|at or before|before or on|(?:before|earlier than|smaller than|less than) or equal(?: to)?|no later than|not later than|not after|until|up to|at most|<=) ${NOW}|in the past or (?:today|now|present)`,
    ),
    "not_future",
  ],
  [
    wording(
      `${NOW} or (?:later|after|in the future)|(?:on or after|at or after|after or on|(?:after|later than|greater than|more than) or equal(?: to)?|from|no earlier than|not earlier than|not before|at least|>=) ${NOW}(?: on(?:wards)?)?|in the future or (?:today|now|present)`,
    ),
    "not_past",
  ],
];
const OPPOSITE = {
  past: "not_past",
  future: "not_future",
  not_future: "future",
  not_past: "past",
} as const satisfies Partial<Record<When, When>>;
