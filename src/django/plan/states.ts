/** What depends on the state of a row: fields needed in one state, fields that keep their first value. */
import type { Rule, RuleShape } from "#erd";
import { change, type Draft, isText } from "./draft.ts";

type Of<S extends RuleShape> = Extract<Rule, { shape: S }>;

/** Needed under a condition means that it can be missing otherwise, unless another rule says that it cannot. */
export function requiredIf(rule: Of<"required_if">, draft: Draft): string | undefined {
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
}

/** Compared with the stored row each time it is saved. */
export function fixed(rule: Of<"immutable">, draft: Draft): string | undefined {
  const attribute = draft.attributes.get(rule.field);
  if (rule.after) return "djinn does not enforce yet that a field is fixed from some state on.";
  if (!attribute || attribute.stamp || ["json", "binary", "file", "image", "boolean"].includes(attribute.type)) {
    return `“${rule.field}” cannot be compared with what it was.`;
  }
  draft.checks.push({ name: draft.name(rule.field, "fixed"), field: rule.field, message: rule.text, rule });
  return undefined;
}
