/** A field that differs from the stored row, at any time or in some state. */
import { name, py, str } from "../../../../python.ts";
import { type Body, columnOf, refuse } from "./refuse.ts";
import { holds } from "./rows.ts";

export const fixed: Body<"immutable"> = (rule, check, entity) => {
  const column = columnOf(rule.field, entity);
  if (!rule.after) return refuse(check, py`not instance._state.adding and changed(instance, ${str(column)})`);
  const differs = py`before.${name(column)} != instance.${name(column)}`;
  return py`
    before = stored(instance)
    ${refuse(check, py`before is not None and ${holds(py`before`, rule.after)} and ${differs}`)}
  `;
};
