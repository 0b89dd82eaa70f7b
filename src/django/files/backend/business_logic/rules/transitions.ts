/** A status against the one that is stored: a table of its steps, or steps that are never taken. */
import type { RuleOf } from "#erd";
import { isTable } from "../../../../plan/rules/transitions.ts";
import type { CheckPlan, EntityPlan } from "../../../../plan.ts";
import { list, name, type Python, py, str } from "../../../../python.ts";
import { type Body, refuse } from "./refuse.ts";

export const steps: Body<"transitions"> = (rule, check, entity) => {
  const field = name(rule.field);
  if (!isTable(rule, rule.field)) {
    const pairs = rule.denied.flatMap(({ from, to }) => to.map((it) => py`(${str(from)}, ${str(it)})`));
    const [only] = pairs;
    const within = pairs.length === 1 && only ? py`== ${only}` : py`in {${list(pairs)}}`;
    return py`
      before = stored(instance)
      ${refuse(check, py`before and (before.${field}, instance.${field}) ${within}`)}
    `;
  }
  // A field of any text has final values that no table can list.
  const other = rule.closed && !valuesOf(rule, entity) ? py`()` : py`[instance.${field}]`;
  return py`
    before = stored(instance)
    if before is None or before.${field} == instance.${field}:
        return
    ${refuse(check, py`instance.${field} not in ${tableName(check)}.get(before.${field}, ${other})`)}
  `;
};

const tableName = (check: CheckPlan) => name(check.name.toUpperCase());

const valuesOf = (rule: RuleOf<"transitions">, entity: EntityPlan) =>
  entity.fields.find((it) => it.name === rule.field)?.enum?.members.map(({ value }) => value);

/** The table: from each value to those it may become; where every other step is shut, also those from which none leads on. */
export function stepTable(check: CheckPlan, rule: RuleOf<"transitions">, entity: EntityPlan): Python | undefined {
  if (!isTable(rule, rule.field)) return undefined;
  const allowed = new Map(rule.allowed.map(({ from, to }) => [from, to]));
  const listed = rule.closed ? (valuesOf(rule, entity) ?? [...allowed.keys()]) : [...allowed.keys()];
  const lines = listed.map((from) => py`${str(from)}: [${list((allowed.get(from) ?? []).map(str))}],`);
  return py`
    ${tableName(check)} = {
        ${lines}
    }
  `;
}
