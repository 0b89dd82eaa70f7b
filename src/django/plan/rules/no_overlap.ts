/** Shape 24: rows that do not last at the same time; what they share is held while the others are looked at. */

import { stateful } from "../stateful.ts";
import { ALL_ROWS } from "../types.ts";
import type { Enforce } from "./enforce.ts";

export const apart: Enforce<"no_overlap"> = (rule, draft) => {
  const [start, end] = [draft.attributes.get(rule.start), draft.attributes.get(rule.end)];
  if (!start || !end || start.type !== end.type || !["date", "datetime", "time"].includes(start.type))
    return `“${rule.start}” and “${rule.end}” are no start and end.`;
  const references = rule.per.filter((field) => draft.relations.has(field));
  if (references.some((field) => draft.relations.get(field)?.cardinality === "many-to-many"))
    return "It is shared by many.";
  const why = rule.when && stateful(rule.when, draft);
  if (why) return why;
  const locks = references.length > 0 ? references : [ALL_ROWS];
  const field = start.stamp ? rule.end : rule.start;
  draft.checks.push({ name: draft.name(rule.start, "free"), field, message: rule.text, rule, locks });
  return undefined;
};
