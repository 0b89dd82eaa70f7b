/** The state of what a row is made for, or moved to: what was made before stays, whatever becomes of it. */
import { name, py, str } from "../../../../python.ts";
import { type Body, refuse } from "./refuse.ts";
import { breaks } from "./rows.ts";

export const barred: Body<"parent_state"> = (rule, check) => {
  const key = `${rule.parent}_id`;
  const wrong = breaks(py`instance.${name(rule.parent)}`, rule.state);
  const made = py`instance.${name(key)} is not None and changed(instance, ${str(key)})`;
  return refuse(check, py`${made} and ${wrong}`);
};
