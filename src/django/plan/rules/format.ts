/** Shape 11: a column of that type, or a check of the spelling. */
import { change } from "../draft.ts";
import type { Enforce } from "./enforce.ts";
import { spelled } from "./text.ts";

/** A format that a column type enforces makes the column one of that type. */
export const formatted: Enforce<"format"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute) return `“${rule.field}” is a reference.`;
  if (rule.format === "phone") return spelled(rule, draft);
  if (attribute.type === rule.format || (draft.entity.user && rule.field === "email")) return undefined;
  if (attribute.type !== "string" || draft.choices.has(rule.field) || attribute.default !== undefined) {
    return `“${rule.field}” holds something else.`;
  }
  change(draft, rule.field, { type: rule.format });
  return undefined;
};
