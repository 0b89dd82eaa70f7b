/** Rules about how many rows there may be that a stricter one of the same entity implies: nobody comes to their boundary. */
import type { Rule, RuleOf, State } from "#erd";
import type { EntityPlan } from "../../../../plan/types.ts";
import { uniqueSets } from "../../../../plan/unique.ts";
import { holds } from "../../../../sample/states.ts";

type Counting = RuleOf<"capacity"> | RuleOf<"only_one">;

/** Is the rule kept wherever another is? Then no row tells the two apart, and the test of the other is this one's too. */
export function implied(rule: Counting, entity: EntityPlan): boolean {
  const alike = new Set(rule.shape === "only_one" ? rule.per : [rule.parent]);
  // Beside a choice or a yes or no there are only so many rows, and the samples have the same one all.
  const few = entity.fields.filter((it) => rule.shape === "capacity" && (it.enum || it.type === "boolean"));
  const said = new Set([...alike, ...few.map(({ name }) => name)]);
  if (uniqueSets(entity).some((fields) => fields.every((field) => said.has(field)))) return true;
  return entity.rules.some((other) => other !== rule && stricter(other, rule, alike));
}

/** Does the other allow fewer rows, among at least those that the rule counts? */
function stricter(other: Rule, rule: Counting, alike: ReadonlySet<string>): boolean {
  if (other.shape === "only_one" && rule.shape === "capacity")
    return other.per.every((field) => alike.has(field)) && within(rule.when, stateOf(other));
  if (other.shape !== "capacity" || !alike.has(other.parent)) return false;
  if (rule.shape === "only_one") return other.max === 1 && within(stateOf(rule), other.when);
  return other.max < rule.max && within(rule.when, other.when);
}

const stateOf = ({ field, value }: RuleOf<"only_one">): State => ({ field, values: [value], not: false });

/** Is every row of the one state in the other too? No state at all is that of every row. */
function within(state: State | undefined, other: State | undefined): boolean {
  if (!other) return true;
  return (
    state !== undefined && state.field === other.field && !state.not && state.values.every((it) => holds(other, it))
  );
}
