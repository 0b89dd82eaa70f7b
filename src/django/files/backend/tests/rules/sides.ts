/** Both sides of a rule's boundary: lines of a test that accept or refuse values. */
import type { RuleOf, RuleShape } from "#erd";
import type { EntityPlan, FieldPlan, Plan } from "../../../../plan/types.ts";
import { list, name, type Python, py, str } from "../../../../python.ts";
import { instead } from "../../../../sample/choices.ts";
import { relativeFields } from "../../../../sample/ranges.ts";
import { type Positions, solve } from "../../../../sample/solve.ts";
import { at } from "../../../../sample/write.ts";
import { factoryName } from "../../testing/factories.ts";

/** The lines of one rule's test; none where the generic tests cover it. */
export type Lines<S extends RuleShape> = (rule: RuleOf<S>, entity: EntityPlan, plan: Plan) => Python[];

/** The values at their places, and whatever has to move along with them. `stopped`: while the clock stands still. */
export function accepts(entity: EntityPlan, pins: Positions, stopped = false): Python | false {
  const changes = moves(entity, pins, stopped);
  return changes !== undefined && changes.length > 0 && py`self.accepts(${list(changes)})`;
}

/** The values at their places, and those that have to move along, as arguments; undefined where there are none. */
export function moves(entity: EntityPlan, pins: Positions, stopped = false): Python[] | undefined {
  const [start, moved] = [solve(entity), solve(entity, pins, stopped)];
  if (!start || !moved) return undefined;
  const relative = relativeFields(entity);
  const moving = entity.fields
    .filter(({ name, stamp }) => !stamp && (pins.has(name) || start.get(name) !== moved.get(name)))
    .map((field) => py`${name(field.name)}=${at(field, moved.get(field.name) ?? 0, relative.has(field.name))}`);
  return [...room([...pins.keys()], entity), ...moving];
}

/** Where exactly one of several fields is set, the one that a row has by itself makes room for the others. */
export const room = (fields: readonly string[], entity: EntityPlan): Python[] =>
  fields.flatMap((field) => instead(entity, field)).map((it) => py`${name(it)}=${emptyOf(it, entity)}`);

/** What an empty field holds, as Python. */
export function emptyOf(wanted: string, entity: EntityPlan): Python {
  const field = fieldOf(entity, wanted);
  return !field || field.null ? py`None` : str("");
}

/** Refused with the error at the field: by the model, the API and, where `stored`, the database. */
export const refuses = (field: FieldPlan, changes: readonly Python[], stored = true) =>
  py`self.refuses(${list([str(field.name), !stored && py`stored=False`, ...changes])})`;

export const fieldOf = (entity: EntityPlan, wanted: string) => entity.fields.find(({ name }) => name === wanted);

/** What a row has to belong to so that a rule counts it among others: references that may be empty, filled. */
export const belonging = (per: readonly string[], entity: EntityPlan): Python[] =>
  per.flatMap((it) => {
    const relation = entity.relations.find(({ name }) => name === it);
    return relation?.null ? [py`${name(it)}=${factoryName({ name: relation.to })}()`] : [];
  });
