/** Part of shape 21: a field that one state of the row asks for. */
import { change } from "../draft.ts";
import { misfit } from "../states.ts";
import type { Enforce } from "./enforce.ts";

/** Needed under a condition means that it can be missing otherwise, unless another rule says that it cannot. */
export const requiredIf: Enforce<"required_if"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute || attribute.stamp) return `“${rule.field}” is not filled by people.`;
  if (["boolean", "json", "binary", "file", "image"].includes(attribute.type)) {
    return `“${rule.field}” is of a kind that is never empty.`;
  }
  const never = misfit(rule.when, draft);
  if (never) return never;
  const always = draft.rules.some((it) => it.shape === "required" && it.field === rule.field);
  if (!always) change(draft, rule.field, { required: false });
  draft.constraints.push({
    kind: "check",
    name: draft.name(rule.field, rule.when.not ? "unless" : "if", rule.when.field, ...rule.when.values.map(String)),
    field: rule.field,
    message: rule.text,
    condition: { test: "filled_if", field: rule.field, when: rule.when },
  });
  return undefined;
};
