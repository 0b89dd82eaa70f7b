/** A sample value as Python: what stands in a factory or in a rule's test. */
import type { FieldPlan } from "../plan/types.ts";
import { type Python, py, str, value } from "../python.ts";
import { DAY_ZERO } from "./ranges.ts";

/** The value at a position of a field's scale; `relative` moments count from today. */
export function at(field: FieldPlan, position: number, relative: boolean): Python {
  switch (field.type) {
    case "decimal":
      return py`Decimal(${str(decimal(position, field.scale))})`;
    case "boolean":
      return value(position >= 1);
    case "date":
      return relative ? py`day(${Math.round(position)})` : py`datetime.date(${calendar(position)})`;
    case "datetime":
      if (relative) return py`moment(${Math.round(position)})`;
      return py`datetime.datetime(${calendar(position)}, 12, tzinfo=datetime.UTC)`;
    case "time":
      return py`datetime.time(${Math.floor(position / 60)}, ${Math.round(position) % 60})`;
    case "duration":
      return py`datetime.timedelta(hours=${position})`;
    case "float":
      return value(position);
    default:
      return value(Math.round(position));
  }
}

/** Does the value change from one moment to the next, so that a factory has to ask for it each time? */
export const isLazy = (field: FieldPlan, relative: boolean) =>
  relative && (field.type === "date" || field.type === "datetime");

function decimal(position: number, scale: number): string {
  const text = position.toFixed(Math.min(scale, 15));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function calendar(position: number): Python {
  const day = new Date(Date.parse(DAY_ZERO) + Math.round(position) * 86_400_000);
  return py`${day.getUTCFullYear()}, ${day.getUTCMonth() + 1}, ${day.getUTCDate()}`;
}
