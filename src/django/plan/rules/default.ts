/** Shape 17: what a row has when nobody says anything. */
import { change } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

export const preset: Enforce<"default"> = (rule, draft) => {
  if (!draft.attributes.has(rule.field)) return `“${rule.field}” is a reference.`;
  change(draft, rule.field, { default: rule.value });
  return undefined;
};
