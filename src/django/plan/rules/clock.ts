/** Shape 20: the clock stands in a function alone, as no constraint may ask for the time. */
import { isMoment } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

export const clocked: Enforce<"clock"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute || !isMoment(attribute.type)) return `“${rule.field}” is no date.`;
  if (attribute.stamp) return `“${rule.field}” is set by the system.`;
  if (rule.when.endsWith("_age") && (rule.years === undefined || rule.years < 0 || rule.years > 1000)) {
    return "It names no age.";
  }
  draft.checks.push({ name: draft.name(rule.field, rule.when), field: rule.field, message: rule.text, rule });
  return undefined;
};
