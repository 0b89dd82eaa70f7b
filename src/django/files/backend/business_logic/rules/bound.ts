/** A float beyond its exclusive bound, whose nearest neighbour no validator can name. */
import { list, py, value } from "../../../../python.ts";
import { type Body, instanceField, refuse } from "./refuse.ts";

export const outside: Body<"bound"> = ({ min, max, ...rule }, check) => {
  const field = instanceField(rule);
  const parts = [
    min && py`${field} ${min.exclusive ? py`<=` : py`<`} ${value(min.value)}`,
    max && py`${field} ${max.exclusive ? py`>=` : py`>`} ${value(max.value)}`,
  ].filter((part) => part !== undefined);
  return refuse(check, py`${field} is not None and ${parts.length > 1 ? py`(${list(parts, " or ")})` : list(parts)}`);
};
