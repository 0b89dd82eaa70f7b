/** Fields of which at least one, or exactly one, is set. */
import { list, name, py } from "../../../../python.ts";
import { type Body, columnOf, refuse } from "./refuse.ts";

export const choice: Body<"any_of"> = (rule, check, entity) => {
  const fields = list(rule.fields.map((field) => py`instance.${name(columnOf(field, entity))}`));
  const found = py`sum(value not in (None, "") for value in (${fields}))`;
  const wrong = rule.exactly ? py`${found} != 1` : py`${found} == 0`;
  // createsuperuser asks for none of them.
  return refuse(check, entity.user ? py`not (instance._state.adding and instance.is_superuser) and ${wrong}` : wrong);
};
