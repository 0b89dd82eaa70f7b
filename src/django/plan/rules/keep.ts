/** Shape 25: rows that are not deleted: at all, in some state, or while others refer to them. */
import { stateful } from "../stateful.ts";
import type { KeepPlan } from "../types.ts";
import type { Enforce } from "./enforce.ts";

/** What refers to a kept row protects it in the database too, also where it would go along or be emptied otherwise. */
export const kept: Enforce<"keep"> = (rule, draft, drafts) => {
  const why = rule.when && stateful(rule.when, draft);
  if (why) return why;
  const { having } = rule;
  if (!having) {
    draft.keeps.push({ name: draft.name("kept"), message: rule.text, rule });
    return undefined;
  }
  const child = drafts.get(having.entity);
  const relation = child?.relations.get(having.field);
  if (!child || relation?.to !== draft.entity.name || relation.cardinality === "many-to-many")
    return `“${having.entity}” does not refer to ${draft.entity.label}.`;
  child.relations.set(having.field, { ...relation, onDelete: "protect" });
  const referring = { name: relation.reverse, one: relation.cardinality === "one-to-one" };
  draft.keeps.push({ name: draft.name("kept_for", relation.reverse), message: rule.text, rule, referring });
  return undefined;
};

/** A rule that keeps every row, whatever its state. */
export const isAlways = ({ rule, referring }: KeepPlan): boolean => !rule.when && !referring;
