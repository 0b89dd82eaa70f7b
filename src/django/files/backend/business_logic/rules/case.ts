/** A text in another case: SQLite knows the case of ASCII letters alone. */
import { name, py } from "../../../../python.ts";
import { type Body, instanceField, refuse } from "./refuse.ts";

export const letterCase: Body<"case"> = (rule, check) =>
  refuse(check, py`${instanceField(rule)} and ${instanceField(rule)} != ${instanceField(rule)}.${name(rule.form)}()`);
