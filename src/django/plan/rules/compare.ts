/** Shape 18: two fields of one row, in the database and in a function. */
import { type Draft, isNumber, isText } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

export const compared: Enforce<"compare"> = (rule, draft) => {
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
