/** Shape 18: one field of a row against another: after, before, greater, less, different. */
import type { Entity, Rule } from "#erd";
import { amount } from "../amount.ts";
import { called, type Field } from "../names.ts";
import { each, type Scope, type Shape, stamped } from "../shape.ts";
import { entityOf } from "../state.ts";
import { other, type Refusal, resolve } from "../subject.ts";
import { words } from "../words.ts";

type Operator = Extract<Rule, { shape: "compare" }>["operator"];

export const compare: Shape = {
  name: "a comparison",
  read(clause, scope) {
    if (clause.permissive) return undefined;
    const plain = HAPPENS.exec(clause.text)?.groups;
    const event = plain ?? EVENT.exec(clause.predicate)?.groups;
    if (event) {
      const subject = plain?.["subject"] ?? clause.subject;
      const about = resolve(subject, scope);
      // "A book cannot be returned before it was borrowed", said of a loan.
      const entity = "fields" in about ? about.entity : entityOf(subject, scope) && scope.entity;
      if (!entity) return undefined;
      const operator = /after|later/iu.test(event["order"] ?? "") ? "gt" : "lt";
      const field = moment(event["verb"] ?? "", entity, scope);
      if ("why" in field) return undefined;
      const made = make(
        field,
        clause.negated && !plain ? OPPOSITE[operator] : operator,
        nameOf(event["other"] ?? "", entity, scope),
        scope,
      );
      return "why" in made ? made : { rules: [made] };
    }
    const row = OPERATORS.map(([pattern, operator]) => ({ operator, rest: pattern.exec(clause.predicate)?.[1] })).find(
      ({ rest }) => rest !== undefined,
    );
    if (!row?.rest || amount(row.rest)) return undefined;
    const operator = clause.negated ? OPPOSITE[row.operator] : row.operator;
    const rest = row.rest;
    return operator && each(clause.subject, scope, (field) => make(field, operator, rest, scope));
  },
};

/** "It opens" is its opening date rather than its openings. */
function moment(verb: string, entity: Entity, scope: Scope): Field | Refusal {
  const date = scope.names.field(entity, [...words(verb), "date"]);
  return date ?? other(verb, entity, scope);
}

function nameOf(verb: string, entity: Entity, scope: Scope): string {
  const field = moment(verb, entity, scope);
  return "why" in field ? verb : field.name;
}

/** "(an event must) end after it starts" */
/** "A prescription expires after it is issued": its own verb comes before the one that would be found. */
const HAPPENS =
  /^(?<subject>(?!.*\b(?:can|cannot|must|may|should|shall|will|not|never|have to|has to|needs? to)\b)[^,]{1,60}?) (?<verb>(?!is |was |has |are |were |have )(?:\p{L}{3,20}s|\p{L}{3,20}(?=(?: in| out| up)? (?:after|before|later than|earlier than) they))(?: in| out| up)?) (?<order>after|before|later than|earlier than|sooner than) (?:it|they) (?:(?:is|are|was|were|has|have|has been|have been) )?(?<other>\p{L}{3,20}(?: in| out| up)?)$/iu;
const EVENT =
  /^(?:be |have )?(?<verb>\p{L}{3,20}(?: in| out| up)?) (?<order>after|before|later than|earlier than|sooner than) (?:(?:it|they) (?:(?:is|are|was|were|has|have|has been|have been) )?|its |their )(?<other>\p{L}{3,20}(?: in| out| up)?)$/iu;

const MORE = "later|greater|more|higher|larger|bigger|newer";
const LESS = "earlier|less|lower|fewer|smaller|older|sooner";
const operators = (source: string) =>
  new RegExp(
    `^(?:be |set |dated |due )?(?:comes? |occurs? |happens? |takes? place |falls? |lies? |stays? |remains? |be |is )?(?:strictly |always )?(?:${source}) (?!it |they )(.{1,80})$`,
    "iu",
  );
const OPERATORS: readonly (readonly [RegExp, keyof typeof OPPOSITE])[] = [
  [
    operators(
      `on or after|at or after|after or on|no (?:${LESS}) than|not (?:${LESS}) than|not before|(?:${MORE}) (?:than )?or equal(?: to)?|at least|not below|>=|equal to or (?:${MORE}) than|(?:the same (?:day )?as or )(?:after|later than)`,
    ),
    "gte",
  ],
  [
    operators(
      `on or before|at or before|before or on|no (?:${MORE}) than|not (?:${MORE}) than|not after|(?:${LESS}) (?:than )?or equal(?: to)?|at most|up to|not exceed|not above|<=|equal to or (?:${LESS}) than`,
    ),
    "lte",
  ],
  [operators(`after|follow|follows|(?:${MORE}) than|above|over|exceeds?|>`), "gt"],
  [operators(`before|precedes?|prior to|(?:${LESS}) than|below|under|<`), "lt"],
  [operators("different (?:from|to|than)|differs? from|other than|distinct from|!="), "ne"],
  [operators("the same as|equal to|equals?|identical to|==?"), "eq"],
];
/** "Must be the same as" is no rule that a row could keep by itself; "must not be" is. */
const OPPOSITE: Readonly<Record<Operator | "eq", Operator | undefined>> = {
  gt: "lte",
  gte: "lt",
  lt: "gte",
  lte: "gt",
  ne: undefined,
  eq: "ne",
};

const KINDS = new Map([
  ["integer", "number"],
  ["bigint", "number"],
  ["decimal", "number"],
  ["float", "number"],
  ["date", "date"],
  ["datetime", "datetime"],
  ["time", "time"],
  ["duration", "duration"],
]);
const TEXTS = new Set(["string", "text", "slug", "email", "url"]);

function make(field: Field, operator: Operator | "eq" | undefined, rest: string, scope: Scope): Rule | Refusal {
  if (!operator || operator === "eq") return { why: "that two fields are the same is not enforced", hint: "" };
  const second = other(rest, field.entity, scope);
  if ("why" in second) return second;
  const why = misfit(field, second, operator);
  if (why) return { why, hint: "Compare two numbers, or two dates of the same type" };
  return {
    shape: "compare",
    entity: field.entity.name,
    text: scope.text,
    field: field.name,
    operator,
    other: second.name,
  };
}

function misfit(field: Field, second: Field, operator: Operator): string | undefined {
  if (field.name === second.name) return `it compares ${called(field)} with itself`;
  for (const one of [field, second]) {
    const why = stamped(one);
    if (why) return why;
    if (!one.attribute && operator !== "ne") return `${called(one)} is a relationship; only attributes have an order`;
  }
  const [target, other] = [field.relationship?.to, second.relationship?.to];
  if (target ?? other)
    return target === other && field.relationship?.cardinality !== "many-to-many"
      ? undefined
      : `${called(field)} and ${called(second)} point at different things`;
  const [first, last] = [field.attribute?.type ?? "", second.attribute?.type ?? ""];
  if (operator === "ne" && TEXTS.has(first) && TEXTS.has(last)) return undefined;
  const kind = KINDS.get(first);
  if (kind && kind === KINDS.get(last)) return undefined;
  return `${called(field)} is a ${first} and ${called(second)} a ${last}: they cannot be compared`;
}
