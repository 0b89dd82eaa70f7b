/** A field that differs from the stored row. */
import { py, str } from "../../../../python.ts";
import { type Body, refuse } from "./refuse.ts";

export const fixed: Body<"immutable"> = (rule, check) =>
  refuse(check, py`not instance._state.adding and changed(instance, ${str(rule.field)})`);
