/** Part of shape 21: a field that one state of the row asks for. */
import { change, isText } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

/** Needed under a condition means that it can be missing otherwise, unless another rule says that it cannot. */
export const requiredIf: Enforce<"required_if"> = (rule, draft) => {
  const { field, equals } = rule.when;
  const [attribute, when] = [draft.attributes.get(rule.field), draft.attributes.get(field)];
  if (!attribute || !when || attribute.stamp) return `“${rule.field}” is not filled by people.`;
  if (["boolean", "json", "binary", "file", "image"].includes(attribute.type)) {
    return `“${rule.field}” is of a kind that is never empty.`;
  }
  const fits = typeof equals === "boolean" ? when.type === "boolean" : isText(when.type);
  const choices = draft.choices.get(field);
  if (!fits || (choices && !choices.includes(String(equals)))) return `“${field}” is never “${equals}”.`;
  const always = draft.rules.some((it) => it.shape === "required" && it.field === rule.field);
  if (!always) change(draft, rule.field, { required: false });
  draft.constraints.push({
    kind: "check",
    name: draft.name(rule.field, "if", field, String(equals)),
    field: rule.field,
    message: rule.text,
    condition: { test: "filled_if", field: rule.field, when: field, equals },
  });
  return undefined;
};
