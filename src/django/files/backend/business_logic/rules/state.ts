/** A state of a row as a condition in Python. */
import type { State } from "#erd";
import { list, name, type Python, py, value } from "../../../../python.ts";

/** `before.status == "paid"` */
export function inState({ field, values, not }: State, row: Python): Python {
  const column = py`${row}.${name(field)}`;
  const [first, ...more] = values;
  if (first === undefined) throw new Error("A state without values");
  if (more.length > 0) return py`${column} ${not ? py`not in` : py`in`} {${list(values.map(value))}}`;
  if (typeof first === "boolean") return first === not ? py`not ${column}` : column;
  return py`${column} ${not ? py`!=` : py`==`} ${value(first)}`;
}
