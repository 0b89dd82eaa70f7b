/** A row that a rule keeps, tried to be deleted. */

import type { EntityPlan, Plan } from "../../../../plan/types.ts";
import { list, name, type Python, py, str, value } from "../../../../python.ts";
import { holds, startFor, within } from "../../../../sample/states.ts";
import { factoryName } from "../../testing/factories.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const kept: Lines<"keep"> = (rule, entity, plan) => {
  const reason = str(rule.text);
  if (rule.having) return referred(rule.having, reason, entity, plan);
  if (!rule.when) return [py`self.keeps(self.factory(), ${reason})`];
  const column = fieldOf(entity, rule.when.field);
  const held = column && within(rule.when, column);
  if (held === undefined) return [];
  // Where several rules keep the row, the first of them is given as the reason.
  const first = entity.keeps.find(
    ({ rule: { when }, referring }) => !referring && (!when || (when.field === rule.when?.field && holds(when, held))),
  );
  return [
    py`self.keeps(self.factory(${name(rule.when.field)}=${value(held)}), ${first ? str(first.message) : reason})`,
  ];
};

/** Where it takes a state to be referred to, the row leaves it again: another rule may keep it there. */
function referred(having: { entity: string; field: string }, reason: Python, entity: EntityPlan, plan: Plan): Python[] {
  const child = plan.entities.find(({ name }) => name === having.entity);
  const states = (child?.rules ?? []).flatMap((it) =>
    it.shape === "parent_state" && it.parent === having.field ? [it.state] : [],
  );
  const needed = [...startFor(states, entity, plan)];
  const made = needed.map(([field, given]) => py`${name(field)}=${value(given)}`);
  const left = needed.map(([field]) => py`${name(field)}=self.factory().${name(field)}`);
  return [
    py`row = self.factory(${list(made)})`,
    py`${factoryName({ name: having.entity })}(${name(having.field)}=row)`,
    ...(left.length > 0 ? [py`type(row).objects.filter(pk=row.pk).update(${list(left)})`] : []),
    py`self.keeps(row, ${reason})`,
  ];
}
