/** A moment against the clock, where it is set. */
import { py, str } from "../../../../python.ts";
import { type Body, instanceField, refuse } from "./refuse.ts";

/** What time brings about by itself is looked at only when the value changes: an old deadline stays valid. */
export const clock: Body<"clock"> = (rule, check, entity) => {
  const field = instanceField(rule);
  const datetime = entity.fields.some((it) => it.name === rule.field && it.type === "datetime");
  const now = datetime ? py`timezone.now()` : py`timezone.localdate()`;
  const years = rule.years ?? 0;
  const set = py`${field} is not None and`;
  const age = datetime ? py`age(${field}.date())` : py`age(${field})`;
  const changed = py`and changed(instance, ${str(rule.field)})`;
  switch (rule.when) {
    case "past":
      return refuse(check, py`${set} ${field} >= ${now}`);
    case "not_future":
      return refuse(check, py`${set} ${field} > ${now}`);
    case "future":
      return refuse(check, py`${set} ${field} <= ${now} ${changed}`);
    case "not_past":
      return refuse(check, py`${set} ${field} < ${now} ${changed}`);
    case "min_age":
      return refuse(check, py`${set} ${age} < ${years}`);
    case "max_age":
      return refuse(check, py`${set} ${age} > ${years} ${changed}`);
  }
};
