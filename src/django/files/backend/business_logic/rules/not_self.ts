/** A row that points at itself. */
import { name, py } from "../../../../python.ts";
import { type Body, refuse } from "./refuse.ts";

export const notSelf: Body<"not_self"> = (rule, check) =>
  refuse(check, py`instance.pk is not None and instance.${name(`${rule.field}_id`)} == instance.pk`);
