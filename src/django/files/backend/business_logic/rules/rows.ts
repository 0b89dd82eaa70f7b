/** A state of a row as Python, and as the filter of rows in it. */
import type { State } from "#erd";
import { soundsSecret } from "../../../../plan/names.ts";
import { list, name, type Python, py, value } from "../../../../python.ts";
import { matching } from "../../models/condition.ts";

/** "instance.order" is in the state: `instance.order.status == "draft"`, without the look of a password beside a token. */
export function holds(row: Python, { field, values, not }: State): Python {
  const column = py`${row}.${name(field)}`;
  const [only, ...more] = values;
  if (only === undefined) throw new Error("A state without values");
  if (more.length > 0 || (typeof only === "string" && soundsSecret(field)))
    return py`${column} ${not ? py`not in` : py`in`} {${list(values.map(value))}}`;
  if (typeof only === "boolean") return only === not ? py`not ${column}` : column;
  return py`${column} ${not ? py`!=` : py`==`} ${value(only)}`;
}

/** "instance.order" is in any other state. */
export const breaks = (row: Python, state: State): Python => holds(row, { ...state, not: !state.not });

/** Of a query: `.filter(status="draft")` */
export const among = (state: State): Python => py`.${state.not ? py`exclude` : py`filter`}(${matching(state)})`;
