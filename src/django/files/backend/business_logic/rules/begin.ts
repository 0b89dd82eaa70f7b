/** The state of a row that is not stored yet. */
import { py } from "../../../../python.ts";
import { type Body, refuse } from "./refuse.ts";
import { breaks } from "./rows.ts";

export const begun: Body<"begin"> = (rule, check) =>
  refuse(check, py`instance._state.adding and ${breaks(py`instance`, rule.state)}`);
