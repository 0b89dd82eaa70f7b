/** Shape 22: a field that keeps its first value. */
import type { Enforce } from "./enforce.ts";

/** Compared with the stored row each time it is saved. */
export const fixed: Enforce<"immutable"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (rule.after) return "djinn does not enforce yet that a field is fixed from some state on.";
  if (!attribute || attribute.stamp || ["json", "binary", "file", "image", "boolean"].includes(attribute.type)) {
    return `“${rule.field}” cannot be compared with what it was.`;
  }
  draft.checks.push({ name: draft.name(rule.field, "fixed"), field: rule.field, message: rule.text, rule });
  return undefined;
};
