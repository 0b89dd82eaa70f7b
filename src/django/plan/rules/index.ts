/** The table of shapes that are enforced. Adding one is one file and one line. */
import type { RuleShape } from "#erd";
import { choice } from "./any_of.ts";
import { asked } from "./asked.ts";
import { begun } from "./begin.ts";
import { bounded } from "./bound.ts";
import { counted } from "./capacity.ts";
import { clocked } from "./clock.ts";
import { compared } from "./compare.ts";
import { preset } from "./default.ts";
import type { Enforce } from "./enforce.ts";
import { formatted } from "./format.ts";
import { fixed } from "./immutable.ts";
import { kept } from "./keep.ts";
import { locked } from "./locked.ts";
import { apart } from "./no_overlap.ts";
import { notSelf } from "./not_self.ts";
import { oneOf } from "./one_of.ts";
import { narrowed } from "./only_by.ts";
import { onlyOne } from "./only_one.ts";
import { optional } from "./optional.ts";
import { permitted } from "./parent_state.ts";
import { dated } from "./period.ts";
import { required } from "./required.ts";
import { requiredIf } from "./required_if.ts";
import { stepped } from "./step.ts";
import { summed } from "./sum_of.ts";
import { spelled } from "./text.ts";
import { advanced } from "./transitions.ts";
import { unique } from "./unique.ts";
import { together } from "./unique_together.ts";

/** What each shape adds to an entity, or why it cannot be enforced there. */
export const ENFORCE: { readonly [S in RuleShape]?: Enforce<S> } = {
  bound: bounded,
  period: dated,
  required,
  optional,
  unique,
  unique_together: together,
  only_one: onlyOne,
  format: formatted,
  length: spelled,
  pattern: spelled,
  affix: spelled,
  case: spelled,
  one_of: oneOf,
  default: preset,
  compare: compared,
  clock: clocked,
  step: stepped,
  required_if: requiredIf,
  any_of: choice,
  immutable: fixed,
  locked,
  transitions: advanced,
  begin: begun,
  capacity: counted,
  no_overlap: apart,
  parent_state: permitted,
  only_by: narrowed,
  keep: kept,
  not_self: notSelf,
  soft_delete: asked,
  history: asked,
  audit: asked,
  full_text: asked,
  uuid_key: asked,
  sum_of: summed,
};
