/** A row that points at itself, or over others back at itself. */
import { name, py, str } from "../../../../python.ts";
import { type Body, refuse } from "./refuse.ts";

export const notSelf: Body<"not_self"> = (rule, check) => {
  const key = name(`${rule.field}_id`);
  if (rule.deep)
    return refuse(check, py`instance.pk is not None and instance.pk in chain(instance, ${str(rule.field)})`);
  return refuse(check, py`instance.pk is not None and instance.${key} == instance.pk`);
};
