/** Shape 6: the column may be empty. */
import { change } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

export const optional: Enforce<"optional"> = (rule, draft) => {
  const relation = draft.relations.get(rule.field);
  if (relation) draft.relations.set(rule.field, { ...relation, required: false });
  change(draft, rule.field, { required: false });
  return undefined;
};
