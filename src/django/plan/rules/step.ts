/** Shape 19: multiples become a validator and, of whole numbers, a check; decimals are the column's own. */
import { bound } from "../bounds.ts";
import { change, type Draft, isNumber } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

export const stepped: Enforce<"step"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute || !isNumber(attribute.type) || attribute.type === "float")
    return `“${rule.field}” is no exact number.`;
  if (rule.decimals !== undefined) fewer(draft, rule.field, rule.decimals);
  if (rule.multipleOf === undefined) return undefined;
  if (draft.steps.has(rule.field)) return `“${rule.field}” has another step.`;
  draft.steps.set(rule.field, rule.multipleOf);
  // SQLite keeps decimals as floats: there the validator alone is exact.
  if (attribute.type === "decimal") return undefined;
  draft.constraints.push({
    kind: "check",
    name: draft.name(rule.field, "step"),
    field: rule.field,
    message: rule.text,
    condition: { test: "multiple", field: rule.field, of: rule.multipleOf },
  });
  return undefined;
};

/** The digits before the point stay as many. */
function fewer(draft: Draft, field: string, decimals: number): void {
  const attribute = draft.attributes.get(field);
  if (attribute?.type !== "decimal") return;
  const { precision = 12, scale = 2 } = attribute;
  const lost = Math.max(0, scale - decimals);
  change(draft, field, { precision: precision - lost, scale: scale - lost });
  const [now, changed] = [draft.bounds.get(field), draft.attributes.get(field)];
  if (!now || !changed) return;
  const [min, max] = [bound(changed, now.min, "min"), bound(changed, now.max, "max")];
  draft.bounds.set(field, { ...(min && { min }), ...(max && { max }) });
}
