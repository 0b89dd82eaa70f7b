/** Shapes 1–4 become a check of the column; validators are made of the bounds. */
import { bound, decimalText, tighter } from "../bounds.ts";
import { isNumber } from "../draft.ts";
import type { Bound, Condition } from "../types.ts";
import type { Enforce } from "./enforce.ts";

export const bounded: Enforce<"bound"> = (rule, draft) => {
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
