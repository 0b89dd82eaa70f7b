/** Another value than the one a row has: what a rule about changes is tested with. */
import type { EntityPlan, FieldPlan } from "../../../../plan/types.ts";
import { name, type Python, py, str } from "../../../../python.ts";
import { left } from "../../../../sample/choices.ts";
import { limits, relativeFields, tidy } from "../../../../sample/ranges.ts";
import { isOrdered, solve } from "../../../../sample/solve.ts";
import { at } from "../../../../sample/write.ts";

/** Valid or not, it differs from what `row` has; undefined where the field takes one value alone. */
export function otherValue(wanted: string, entity: EntityPlan): Python | undefined {
  const field = entity.fields.find((it) => it.name === wanted);
  if (left(entity).has(wanted)) return undefined;
  if (!field) {
    const empty = entity.relations.some((it) => it.name === wanted && it.null);
    return empty ? py`linked(self.factory()).${name(wanted)}` : py`self.factory().${name(wanted)}`;
  }
  if (field.enum) return choice(field);
  if (field.type === "boolean") return py`not row.${name(field.name)}`;
  if (!isOrdered(field)) return worded(field);
  return at(field, otherPosition(field, entity), relativeFields(entity).has(field.name));
}

/** Where possible a position that breaks no rule, so that the change alone is what is refused. */
function otherPosition(field: FieldPlan, entity: EntityPlan): number {
  const [start, range] = [solve(entity), limits(entity, relativeFields(entity)).get(field.name)];
  const now = start?.get(field.name) ?? 0;
  const step = range?.step ?? 1;
  const near = [1, -1, 2, -2].map((steps) => tidy(now + steps * step));
  const valid = near.find((position) => {
    if (!start || !range || position < range.min || position > range.max) return false;
    return solve(entity, new Map([...start, [field.name, position]])) !== undefined;
  });
  return valid ?? now + 7 * step;
}

/** The next row has another, where not all rows have the same. */
function worded({ name: wanted, type, default: given, texts, unique }: FieldPlan): Python | undefined {
  if (type === "file" || type === "image" || type === "binary") return undefined;
  if (type === "json") return py`{"another": "value"}`;
  if (!given || !("value" in given) || texts.length > 0 || unique) return py`self.factory().${name(wanted)}`;
  return str(String(given.value).startsWith("y") ? "z" : "y");
}

function choice(field: FieldPlan): Python | undefined {
  if (!field.enum || field.enum.members.length < 2) return undefined;
  return py`next(it for it in models.${name(field.enum.name)}.values if it != row.${name(field.name)})`;
}
