/** Values that put a row into a state that a rule speaks of, or keep it out. */
import type { State } from "#erd";
import type { EntityPlan, FieldPlan } from "../plan/types.ts";

/** Is a row with this value in the state? */
export const holds = ({ values, not }: State, value: string | number | boolean) =>
  values.some((one) => String(one) === String(value)) !== not;

/** A value of the field with which a row is in the state; undefined where none is known. */
export function within(state: State, field: FieldPlan): string | number | boolean | undefined {
  return candidates(state, field).find((value) => holds(state, value));
}

/** What keeps a sample row of the entity out of every state in which it could not be changed. */
export function free(entity: EntityPlan): Map<string, string | number | boolean> {
  const locks = entity.rules.flatMap((rule) => {
    if (rule.shape === "locked") return [rule.when];
    return rule.shape === "immutable" && rule.after ? [rule.after] : [];
  });
  const values = new Map<string, string | number | boolean>();
  for (const { field } of locks) {
    const own = locks.filter((lock) => lock.field === field);
    const plan = entity.fields.find(({ name }) => name === field);
    const value =
      plan && own.flatMap((lock) => candidates(lock, plan)).find((it) => own.every((lock) => !holds(lock, it)));
    if (value !== undefined) values.set(field, value);
  }
  return values;
}

function candidates({ values }: State, field: FieldPlan): (string | number | boolean)[] {
  if (field.enum) return field.enum.members.map(({ value }) => value);
  if (field.type === "boolean") return [true, false];
  const other = field.texts.length === 0 && (field.type === "string" || field.type === "text");
  return [...values, ...(other ? ["another"] : [])];
}
