/** A row for something in another state than the rule asks for. */

import { name, py, str, value } from "../../../../python.ts";
import { outside } from "../../../../sample/states.ts";
import { factoryName } from "../../testing/factories.ts";
import { fieldOf, type Lines } from "./sides.ts";

export const barred: Lines<"parent_state"> = (rule, entity, plan) => {
  const parent = plan.entities.find(({ name }) => name === entity.relations.find((it) => it.name === rule.parent)?.to);
  const column = parent && fieldOf(parent, rule.state.field);
  const wrong = column && outside(rule.state, column);
  if (!parent || wrong === undefined) return [];
  const state = py`${name(rule.state.field)}=${value(wrong)}`;
  return [py`self.bars(${str(rule.parent)}, ${factoryName(parent)}(${state}), ${state})`];
};
