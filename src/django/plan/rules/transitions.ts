/** Shape 23: the steps of a status. What several sentences allow is one table; what each denies is a function of its own. */
import type { RuleOf } from "#erd";
import { type Draft, isText } from "../draft.ts";
import { OWN_ROW } from "../types.ts";
import type { Enforce } from "./enforce.ts";

export const advanced: Enforce<"transitions"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute || !isText(attribute.type)) return `“${rule.field}” is no text.`;
  const choices = draft.choices.get(rule.field);
  const named = [...rule.allowed, ...rule.denied].flatMap(({ from, to }) => [from, ...to]);
  const strange = choices && named.find((value) => !choices.includes(value));
  if (strange !== undefined) return `“${rule.field}” is never “${strange}”.`;
  if (rule.allowed.length > 0 || rule.closed) allow(rule, draft);
  if (rule.denied.length > 0) {
    const name = draft.name(rule.field, "never_back");
    draft.checks.push({ name, field: rule.field, message: rule.text, rule, locks: [OWN_ROW] });
  }
  return undefined;
};

function allow(rule: RuleOf<"transitions">, draft: Draft): void {
  const place = draft.checks.findIndex((it) => it.rule.shape === "transitions" && isTable(it.rule, rule.field));
  const before = draft.checks[place];
  if (before?.rule.shape !== "transitions") {
    const name = draft.name(rule.field, "steps");
    draft.checks.push({ name, field: rule.field, message: rule.text, rule: alone(rule), locks: [OWN_ROW] });
    return;
  }
  const message = `${before.message.replace(/\.?$/u, ".")} ${rule.text}`;
  draft.checks[place] = { ...before, message, rule: merged(before.rule, rule) };
}

/** Is it the table of what the field's values may become? */
export const isTable = (rule: RuleOf<"transitions">, field: string): boolean =>
  rule.field === field && rule.denied.length === 0;

const alone = (rule: RuleOf<"transitions">) => ({ ...rule, denied: [] });

function merged(one: RuleOf<"transitions">, other: RuleOf<"transitions">): RuleOf<"transitions"> {
  const steps = new Map(one.allowed.map(({ from, to }) => [from, to]));
  for (const { from, to } of other.allowed) steps.set(from, [...new Set([...(steps.get(from) ?? []), ...to])]);
  return { ...one, closed: one.closed || other.closed, allowed: [...steps].map(([from, to]) => ({ from, to })) };
}
