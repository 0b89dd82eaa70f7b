/** Fields that are computed: what other rules can say of them. */
import type { Rule, RuleShape } from "#erd";
import type { Range } from "./range.ts";

/** What may be said of a field that nobody writes. */
const ALLOWED: ReadonlySet<RuleShape> = new Set(["sum_of", "required", "bound", "step"]);

/** Why a rule cannot hold for a computed field, or undefined. */
export function computed(rules: readonly Rule[], found: ReadonlyMap<string, Range>): string | undefined {
  for (const sum of rules) {
    if (sum.shape !== "sum_of") continue;
    const other = rules.find((rule) => rule !== sum && names(rule, sum.field) && !allowed(rule));
    if (other) return `${sum.field} is computed: nobody writes it`;
    const range = found.get(sum.field);
    if (range && (range.low > 0 || range.high < 0)) return `${sum.field} is 0 as long as nothing is summed up`;
  }
  return undefined;
}

const allowed = (rule: Rule) => ALLOWED.has(rule.shape) && !(rule.shape === "step" && rule.multipleOf !== undefined);

const names = (rule: Rule, field: string) =>
  ("field" in rule && rule.field === field) ||
  ("fields" in rule && rule.fields.includes(field)) ||
  ("other" in rule && rule.other === field);
