/** Shape 22: a field that keeps its first value, or the one it has in some state. */
import { INCOMPARABLE } from "#erd";
import { misfit } from "../states.ts";
import { OWN_ROW } from "../types.ts";
import type { Enforce } from "./enforce.ts";

/** Compared with the stored row each time it is saved. */
export const fixed: Enforce<"immutable"> = (rule, draft) => {
  const type = draft.attributes.get(rule.field)?.type ?? "";
  const many = draft.relations.get(rule.field)?.cardinality === "many-to-many";
  if (many || draft.attributes.get(rule.field)?.stamp || INCOMPARABLE.has(type)) {
    return `“${rule.field}” cannot be compared with what it was.`;
  }
  const never = rule.after && misfit(rule.after, draft);
  if (never) return never;
  const once = rule.after ? ["once", rule.after.field, ...rule.after.values.map(String)] : [];
  const check = { name: draft.name(rule.field, "fixed", ...once), field: rule.field, message: rule.text, rule };
  // What never changes needs no lock: nobody else changes it either.
  draft.checks.push(rule.after ? { ...check, locks: [OWN_ROW] } : check);
  return undefined;
};
