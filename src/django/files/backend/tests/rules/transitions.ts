/** Each step that a status may take, and one it may not from each value. */
import type { RuleOf } from "#erd";
import { isTable } from "../../../../plan/rules/transitions.ts";
import type { EntityPlan } from "../../../../plan/types.ts";
import { py, str } from "../../../../python.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const steps: Lines<"transitions"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  if (!field || field.readOnly || field.inherited) return [];
  const values = field.enum?.members.map(({ value }) => value) ?? rule.allowed.flatMap(({ to }) => to);
  const denied = entity.rules.flatMap((it) => (it.shape === "transitions" && it.field === rule.field ? it.denied : []));
  const shut = (from: string, to: string) => denied.some((it) => it.from === from && it.to.includes(to));
  const table = tableOf(rule, entity);
  const call = (method: "steps" | "stays", from: string, to: string) =>
    py`self.${method === "steps" ? py`steps` : py`stays`}(${str(rule.field)}, ${str(from)}, ${str(to)})`;
  return [
    ...rule.allowed.flatMap(({ from, to }) => to.filter((it) => !shut(from, it)).map((it) => call("steps", from, it))),
    ...rule.allowed.flatMap(({ from }) => {
      const open = new Set([from, ...(table.get(from) ?? [])]);
      const wrong = values.find((value) => !open.has(value));
      return wrong === undefined ? [] : [call("stays", from, wrong)];
    }),
    ...(rule.closed ? final(rule, table, values).map(([from, to]) => call("stays", from, to)) : []),
    ...rule.denied.flatMap(({ from, to }) => to.map((it) => call("stays", from, it))),
  ];
};

/** What all sentences about the field allow together. */
function tableOf(rule: RuleOf<"transitions">, entity: EntityPlan): Map<string, readonly string[]> {
  const check = entity.checks.find((it) => it.rule.shape === "transitions" && isTable(it.rule, rule.field));
  const allowed = check?.rule.shape === "transitions" ? check.rule.allowed : [];
  return new Map(allowed.map(({ from, to }) => [from, to]));
}

/** Values from which no step leads: one of them is enough. */
function final(
  { allowed }: RuleOf<"transitions">,
  table: ReadonlyMap<string, readonly string[]>,
  values: readonly string[],
): [string, string][] {
  const end = values.find((value) => !table.has(value));
  const first = allowed[0]?.from;
  return end === undefined || first === undefined ? [] : [[end, first]];
}
