/** Values that put a row into a state that a rule speaks of, or keep it out. */
import type { Rule, RuleOf, State } from "#erd";
import type { EntityPlan, FieldPlan, Plan, RelationPlan } from "../plan/types.ts";

type Value = string | number | boolean;

/** Is a row with this value in the state? */
export const holds = ({ values, not }: State, value: Value) =>
  values.some((one) => String(one) === String(value)) !== not;

/** A value of the field with which a row is in the state; undefined where none is known. */
export function within(state: State, field: FieldPlan): Value | undefined {
  return candidates([state], field).find((value) => holds(state, value));
}

/** A value of the field with which a row is not in the state. */
export const outside = (state: State, field: FieldPlan) => within({ ...state, not: !state.not }, field);

/** What a sample row has to be so that it can be changed and deleted, and others made for it; nothing where it is so anyway. */
export function startOf(entity: EntityPlan, plan: Plan): ReadonlyMap<string, Value> {
  const first = entity.rules.flatMap((rule) => (rule.shape === "begin" ? [rule.state] : []));
  const wishes = [...first, ...free(entity), ...open(entity, plan)];
  return reaching(wishes, entity, (field) => usual(field));
}

/** What the field of a sample row is; undefined for a text of its own for each row. */
export const sampled = (field: FieldPlan, entity: EntityPlan, plan: Plan) =>
  startOf(entity, plan).get(field.name) ?? usual(field);

/** What the row that another is made for has to be beside that. */
export function startFor(states: readonly State[], parent: EntityPlan, plan: Plan): ReadonlyMap<string, Value> {
  const start = startOf(parent, plan);
  return reaching(states, parent, (field) => start.get(field.name) ?? usual(field));
}

/** Values for those fields that are not yet as they should be. Where not all wishes of a text without values of its own can be met, the first ones are. */
function reaching(
  wishes: readonly State[],
  entity: EntityPlan,
  now: (field: FieldPlan) => Value | undefined,
): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const name of new Set(wishes.map(({ field }) => field))) {
    const field = entity.fields.find((it) => it.name === name);
    const own = wishes.filter((it) => it.field === name);
    const value = field && now(field);
    if (!field || own.every((it) => (value === undefined ? it.not : holds(it, value)))) continue;
    const better = best(own, candidates(own, field), value === undefined ? 1 : own.length);
    if (better !== undefined) found.set(name, better);
  }
  return found;
}

function best(wishes: readonly State[], values: readonly Value[], least: number): Value | undefined {
  for (let most = wishes.length; most >= least; most--) {
    const found = values.find((it) => wishes.slice(0, most).every((wish) => holds(wish, it)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Is the row that a sample row refers to kept from being deleted, by the state it has to be in? */
export function keptFor(relation: RelationPlan, entity: EntityPlan, plan: Plan): boolean {
  const parent = plan.entities.find(({ name }) => name === relation.to);
  const states = entity.rules.flatMap((rule) =>
    rule.shape === "parent_state" && rule.parent === relation.name ? [rule.state] : [],
  );
  const given = parent && startFor(states, parent, plan);
  return (parent?.keeps ?? []).some(({ rule, referring }) => {
    const field = parent?.fields.find(({ name }) => name === rule.when?.field);
    const value = field && parent && (given?.get(field.name) ?? sampled(field, parent, plan));
    return !referring && (!rule.when || (value !== undefined && holds(rule.when, value)));
  });
}

/** Out of every state in which rows could not be changed or deleted, or be more than one. */
const free = ({ rules }: EntityPlan): State[] =>
  rules
    .flatMap((rule) => {
      if (rule.shape === "locked" || rule.shape === "keep") return rule.when ? [rule.when] : [];
      if (rule.shape === "capacity" && rule.when && rules.some((it) => roomier(it, rule))) return [rule.when];
      if (rule.shape === "only_one") return [{ field: rule.field, values: [rule.value], not: false }];
      return rule.shape === "immutable" && rule.after ? [rule.after] : [];
    })
    .map((state) => ({ ...state, not: !state.not }));

/** So many rows come together only where fewer of them are in the state of another limit. */
const roomier = (one: Rule, { parent, max }: RuleOf<"capacity">) =>
  one.shape === "capacity" && one.parent === parent && one.max > max;

/** States in which other rows can be made for them. */
const open = (entity: EntityPlan, { entities }: Plan): State[] =>
  entities.flatMap(({ rules, relations }) =>
    rules.flatMap((rule) => {
      const relation = rule.shape === "parent_state" && relations.find(({ name }) => name === rule.parent);
      return relation && relation.to === entity.name ? [rule.state] : [];
    }),
  );

/** What a factory takes by itself; undefined for a text of its own for each row. */
function usual(field: FieldPlan): Value | undefined {
  if (field.default && "value" in field.default) return field.default.value;
  if (field.type === "boolean") return field.name === "is_active";
  return field.enum?.members[0]?.value;
}

function candidates(states: readonly State[], field: FieldPlan): Value[] {
  if (field.enum) return field.enum.members.map(({ value }) => value);
  if (field.type === "boolean") return [true, false];
  const other = field.texts.length === 0 && (field.type === "string" || field.type === "text");
  return [...states.flatMap(({ values }) => values), ...(other ? ["another"] : [])];
}
