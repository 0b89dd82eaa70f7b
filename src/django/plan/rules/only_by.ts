/** Shape 25: who alone may do something; the permission matrix is narrowed to them when the entity is planned. */
import type { Enforce } from "./enforce.ts";

export const narrowed: Enforce<"only_by"> = (rule, draft) => {
  const owned = draft.entity.user || [...draft.relations.values()].some(({ owner }) => owner);
  if (rule.owner && !owned) return `Nobody is the owner of a row of ${draft.entity.label}.`;
  if (draft.entity.user && rule.actions.includes("create")) return "Accounts are made by registering.";
  draft.alone.push(rule);
  return undefined;
};
