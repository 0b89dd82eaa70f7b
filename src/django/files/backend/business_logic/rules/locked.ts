/** A row that nobody changes in some state; where steps from that state are ruled, they stay possible. */
import { list, py, str } from "../../../../python.ts";
import type { Body } from "./refuse.ts";
import { breaks } from "./rows.ts";

export const locked: Body<"locked"> = (rule, check, entity) => {
  const { field } = rule.when;
  const steps = entity.rules.some((it) => it.shape === "transitions" && it.field === field);
  const differs = list(
    [
      // A mark of what was deleted is no change of what the row says.
      entity.extras.softDelete !== undefined && py`field.editable`,
      steps && py`field.name != ${str(field)}`,
      py`getattr(before, field.attname) != getattr(instance, field.attname)`,
    ],
    " and ",
  );
  return py`
    before = stored(instance)
    if before is None or ${breaks(py`before`, rule.when)}:
        return
    errors = {
        field.name: ${str(check.message)}
        for field in instance._meta.concrete_fields
        if ${differs}
    }
    if errors:
        raise ValidationError(errors)
  `;
};
