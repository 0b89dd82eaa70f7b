/** Shapes 3 and 4 on dates: a check of the column. */
import { isMoment } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

export const dated: Enforce<"period"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute || !isMoment(attribute.type)) return `“${rule.field}” is no date.`;
  if (attribute.stamp) return `“${rule.field}” is set by the system.`;
  const { first, last } = rule;
  const sides = [...(first ? ["first", first] : []), ...(last ? ["last", last] : [])];
  draft.constraints.push({
    kind: "check",
    name: draft.name(rule.field, ...sides),
    field: rule.field,
    message: rule.text,
    condition: { test: "period", field: rule.field, first, last },
  });
  return undefined;
};
