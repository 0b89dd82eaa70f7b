/** Dates that move with the clock, beside days of the calendar: what holds today must hold on every later day. */
import type { Rule } from "#erd";
import { EPOCH } from "./range.ts";

/** Why some day no row could satisfy the rules, or undefined. */
export function uncertain(rules: readonly Rule[]): string | undefined {
  const periods = rules.filter((rule) => rule.shape === "period");
  if (periods.length === 0) return undefined;
  const moving = new Set(rules.flatMap((rule) => (rule.shape === "clock" ? [rule.field] : [])));
  for (let size = -1; size !== moving.size; ) {
    size = moving.size;
    for (const rule of rules) {
      if (rule.shape !== "compare" || (!moving.has(rule.field) && !moving.has(rule.other))) continue;
      moving.add(rule.field).add(rule.other);
    }
  }
  const late = periods.find(
    ({ field, first, last }) => moving.has(field) && (last !== undefined || (first !== undefined && first >= EPOCH)),
  );
  return late && `${late.field} is measured by the clock as well: some day no row could satisfy both`;
}
