/** Shapes 12–15: what is asked of the spelling of a text becomes a check; the field's validators are made of the rules. */
import { expression, spelling, type TextRule, textRules } from "#rules";
import { type Draft, isText } from "../draft.ts";
import type { Condition } from "../types.ts";

/** The rule as a constraint. */
export function spelled(rule: TextRule, draft: Draft): string | undefined {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute || !isText(attribute.type)) return `“${rule.field}” is not a text.`;
  if (draft.entity.user && rule.field === "username" && !isName([...textRules(rule.field, draft.rules), rule])) {
    return "No user name that Django takes could be spelled so.";
  }
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

/** Django's own rule for user names holds as well. */
function isName(rules: readonly TextRule[]): boolean {
  const text = spelling(rules, LONGEST_NAME)
    ?.places.map((place) => place.charAt(0))
    .join("");
  return text !== undefined && /^[\p{L}\p{N}@.+_-]+$/u.test(text);
}

const LONGEST_NAME = 150;
