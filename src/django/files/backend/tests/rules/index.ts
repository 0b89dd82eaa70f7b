/** The part of the tests about business rules: each on both sides of its boundary, in model, database and API. */
import type { RuleOf, RuleShape } from "#erd";
import type { EntityPlan, Plan } from "../../../../plan/types.ts";
import { doc, name, type Python, py } from "../../../../python.ts";
import { choice } from "./any_of.ts";
import { begun } from "./begin.ts";
import { bound } from "./bound.ts";
import { full } from "./capacity.ts";
import { clock } from "./clock.ts";
import { compare } from "./compare.ts";
import { preset } from "./default.ts";
import { fixed } from "./immutable.ts";
import { kept } from "./keep.ts";
import { locked } from "./locked.ts";
import { overlap } from "./no_overlap.ts";
import { notSelf } from "./not_self.ts";
import { oneOf } from "./one_of.ts";
import { onlyOne } from "./only_one.ts";
import { barred } from "./parent_state.ts";
import { period } from "./period.ts";
import { required } from "./required.ts";
import { requiredIf } from "./required_if.ts";
import type { Lines } from "./sides.ts";
import { step } from "./step.ts";
import { summed } from "./sum_of.ts";
import { texts } from "./text.ts";
import { steps } from "./transitions.ts";

/** What each shape is tested with. Rules that the generic tests cover (uniqueness) have no lines of their own. */
const LINES: { readonly [S in RuleShape]?: Lines<S> } = {
  bound,
  period,
  step,
  required,
  format: texts,
  length: texts,
  pattern: texts,
  affix: texts,
  case: texts,
  one_of: oneOf,
  default: preset,
  compare,
  clock,
  required_if: requiredIf,
  immutable: fixed,
  locked,
  transitions: steps,
  begin: begun,
  capacity: full,
  no_overlap: overlap,
  parent_state: barred,
  keep: kept,
  not_self: notSelf,
  sum_of: summed,
  only_one: onlyOne,
  any_of: choice,
};

/** One test method a rule; rules that the generic tests cover (uniqueness) have none of their own. */
export function ruleTests(entity: EntityPlan, plan: Plan): Python[] {
  const taken = new Set<string>();
  return entity.rules.flatMap((rule) => {
    const lines = linesOf(rule.shape, rule, entity, plan);
    if (lines.length === 0) return [];
    return [
      py`
        def ${name(title(rule.text, taken))}(self) -> None:
            ${doc(rule.text)}
            ${lines}
      `,
    ];
  });
}

/** A name that no other test of the class has; adds it to `taken`. */
export function title(text: string, taken: Set<string>): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ["rule"];
  const whole = `test_${words.join("_")}`;
  const wanted = whole.length > 60 ? whole.slice(0, 61).replace(/_[^_]*$/, "") : whole;
  let found = wanted;
  for (let n = 2; taken.has(found); n++) found = `${wanted}_${n}`;
  taken.add(found);
  return found;
}

const linesOf = <S extends RuleShape>(shape: S, rule: RuleOf<S>, entity: EntityPlan, plan: Plan): Python[] =>
  LINES[shape]?.(rule, entity, plan) ?? [];
