/** Two fields of one row, where both are set. */
import { name, py } from "../../../../python.ts";
import { type Body, columnOf, refuse } from "./refuse.ts";

/** The condition that breaks the rule: Python's opposite of its operator. */
const OPPOSITE = { gt: py`<=`, gte: py`<`, lt: py`>=`, lte: py`>`, ne: py`==` };

export const compare: Body<"compare"> = (rule, check, entity) => {
  const column = (field: string) => py`instance.${name(columnOf(field, entity))}`;
  return py`
    one, other = ${column(rule.field)}, ${column(rule.other)}
    ${refuse(check, py`one is not None and other is not None and one ${OPPOSITE[rule.operator]} other`)}
  `;
};
