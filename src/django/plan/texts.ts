/** What is asked of the spelling of a text: formats, lengths, patterns, case. */
import type { Rule } from "#erd";
import { expression, type TextRule } from "#rules";
import { change, type Draft, isText } from "./draft.ts";
import type { Condition } from "./types.ts";

/** A format that a column type enforces makes the column one of that type. */
export function formatted(rule: Extract<Rule, { shape: "format" }>, draft: Draft): string | undefined {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute) return `“${rule.field}” is a reference.`;
  if (rule.format === "phone") return spelled(rule, draft);
  if (attribute.type === rule.format || (draft.entity.user && rule.field === "email")) return undefined;
  if (attribute.type !== "string" || draft.choices.has(rule.field) || attribute.default !== undefined) {
    return `“${rule.field}” holds something else.`;
  }
  change(draft, rule.field, { type: rule.format });
  return undefined;
}

/** The rule as a constraint; the field's validators are made of the rules themselves. */
export function spelled(rule: TextRule, draft: Draft): string | undefined {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute || !isText(attribute.type)) return `“${rule.field}” is not a text.`;
  const condition = conditionOf(rule);
  const name = draft.name(rule.field, rule.shape === "case" ? rule.form : rule.shape);
  draft.constraints.push({ kind: "check", name, field: rule.field, message: rule.text, condition });
  // SQLite knows the case of ASCII letters alone.
  if (rule.shape === "case" && rule.form !== "trimmed") {
    draft.checks.push({ name, field: rule.field, message: rule.text, rule });
  }
  return undefined;
}

function conditionOf(rule: TextRule): Condition {
  const given = expression(rule);
  if (given) return { test: "matches", field: rule.field, ...given };
  if (rule.shape === "case")
    return { test: "case", field: rule.field, form: rule.form === "upper" ? "upper" : "lower" };
  const { min, max } = rule.shape === "length" ? rule : {};
  return { test: "length", field: rule.field, min, max };
}
