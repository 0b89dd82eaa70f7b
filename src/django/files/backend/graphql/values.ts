/** Columns in GraphQL's terms: what a type shows, and what an input takes. */
import type { FieldPlan } from "../../../plan.ts";
import { name, type Python, py } from "../../../python.ts";

/** Python annotations, by type; all but Python's own come from backend/graphql/scalars.py. */
const SCALARS: Record<FieldPlan["type"], Python> = {
  string: py`str`,
  text: py`str`,
  integer: py`int`,
  bigint: py`BigInt`,
  decimal: py`Decimal`,
  float: py`float`,
  boolean: py`bool`,
  date: py`Date`,
  datetime: py`DateTime`,
  time: py`Time`,
  duration: py`Duration`,
  uuid: py`UUID`,
  json: py`JSON`,
  email: py`str`,
  url: py`str`,
  slug: py`str`,
  ip: py`str`,
  // Base64, as the REST API takes it.
  binary: py`str`,
  file: py`str`,
  image: py`str`,
};

/** What a client sends for a column. */
export const taken = (field: FieldPlan): Python => (field.enum ? name(field.enum.name) : SCALARS[field.type]);

/** Types that strawberry-django knows by itself, by the column. */
const KNOWN = new Set(["bigint", "duration", "binary"]);

/** What a type shows of a column that needs no resolver. */
export function shown(field: FieldPlan): Python {
  if (!field.enum && !KNOWN.has(field.type)) return py`auto`;
  const type = field.type === "binary" ? py`Base64` : taken(field);
  return field.null ? py`${type} | None` : type;
}

/** Does GraphQL show something else than what the column holds? A file's address; nothing for an empty choice. */
export const isResolved = (field: FieldPlan) => isFile(field) || (field.enum !== undefined && field.blank);

/** Files are uploaded over REST: a form in a GraphQL request would get around the browser's protection of other origins. */
export const isFile = ({ type }: FieldPlan) => type === "file" || type === "image";
