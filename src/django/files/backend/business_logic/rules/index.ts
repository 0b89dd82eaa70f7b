/** The table of shapes that have a rule function. Adding one is one file and one line. */
import type { RuleOf, RuleShape } from "#erd";
import type { CheckPlan, EntityPlan } from "../../../../plan.ts";
import type { Python } from "../../../../python.ts";
import { choice } from "./any_of.ts";
import { begun } from "./begin.ts";
import { outside } from "./bound.ts";
import { full } from "./capacity.ts";
import { letterCase } from "./case.ts";
import { clock } from "./clock.ts";
import { compare } from "./compare.ts";
import { fixed } from "./immutable.ts";
import { locked } from "./locked.ts";
import { overlap } from "./no_overlap.ts";
import { notSelf } from "./not_self.ts";
import { barred } from "./parent_state.ts";
import type { Body } from "./refuse.ts";
import { steps } from "./transitions.ts";

const BODIES: { readonly [S in RuleShape]?: Body<S> } = {
  any_of: choice,
  bound: outside,
  case: letterCase,
  clock,
  compare,
  immutable: fixed,
  locked,
  transitions: steps,
  begin: begun,
  capacity: full,
  no_overlap: overlap,
  parent_state: barred,
  not_self: notSelf,
};

/** The body of a rule function. Throws where the shape has none: a plan that asks for it is a bug. */
export function body(check: CheckPlan, entity: EntityPlan): Python {
  return printed(check.rule.shape, check.rule, check, entity);
}

function printed<S extends RuleShape>(shape: S, rule: RuleOf<S>, check: CheckPlan, entity: EntityPlan): Python {
  const made = BODIES[shape];
  if (!made) throw new Error(`No rule function for ${shape}`);
  return made(rule, check, entity);
}
