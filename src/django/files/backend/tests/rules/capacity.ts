/** As many rows as fit, and one more. */

import { list, name, py, str, value } from "../../../../python.ts";
import { startFor, within } from "../../../../sample/states.ts";
import { mostName } from "../../business_logic/rules/capacity.ts";
import { factoryName } from "../../testing/factories.ts";
import { implied } from "./implied.ts";
import { fieldOf, type Lines } from "./sides.ts";

/** Beyond so many rows a test lowers the limit for its time. */
const MANY = 10;

export const full: Lines<"capacity"> = (rule, entity, plan) => {
  const check = entity.checks.find((it) => it.rule === rule);
  const parent = plan.entities.find(({ name }) => name === entity.relations.find((it) => it.name === rule.parent)?.to);
  if (!check || !parent || implied(rule, entity)) return [];
  const states = entity.rules.flatMap((it) =>
    it.shape === "parent_state" && it.parent === rule.parent ? [it.state] : [],
  );
  const made = Array.from(startFor(states, parent, plan), ([field, given]) => py`${name(field)}=${value(given)}`);
  const whole = py`${factoryName(parent)}(${list(made)})`;
  const column = rule.when && fieldOf(entity, rule.when.field);
  const counted = rule.when && column ? within(rule.when, column) : undefined;
  if (rule.when && counted === undefined) return [];
  const state = rule.when && counted !== undefined && py`${name(rule.when.field)}=${value(counted)}`;
  const fills = (most: number) => py`self.fills(${list([str(rule.parent), whole, py`${most}`, state])})`;
  if (rule.max <= MANY) return [fills(rule.max)];
  const constant = mostName(check);
  return [
    py`limits = business_logic.${name(check.name)}.__globals__`,
    py`self.assertEqual(limits[${str(constant)}], ${rule.max})`,
    py`with patch.dict(limits, ${constant}=2):`,
    py`    ${fills(2)}`,
  ];
};
