/** A state of a row as Python, and as the filter of rows in it. */
import type { State } from "#erd";
import { list, name, type Python, py, value } from "../../../../python.ts";

/** "instance.order" is in the state: `instance.order.status == "draft"`. */
export function holds(row: Python, { field, values, not }: State): Python {
  const column = py`${row}.${name(field)}`;
  const [only] = values;
  if (typeof only === "boolean" && values.length === 1) return only === not ? py`not ${column}` : column;
  if (values.length === 1 && only !== undefined) return py`${column} ${not ? py`!=` : py`==`} ${value(only)}`;
  return py`${column} ${not ? py`not in` : py`in`} {${list(values.map(value))}}`;
}

/** "instance.order" is in any other state. */
export const breaks = (row: Python, state: State): Python => holds(row, { ...state, not: !state.not });

/** Of a query: `.filter(status="draft")` */
export function among({ field, values, not }: State): Python {
  const [only] = values;
  const one = values.length === 1 && only !== undefined;
  const condition = one
    ? py`${name(field)}=${value(only)}`
    : py`${name(`${field}__in`)}=[${list(values.map((it) => value(it)))}]`;
  return py`.${not ? py`exclude` : py`filter`}(${condition})`;
}
