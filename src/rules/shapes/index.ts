/** The table of shapes: a clause is read by the first that knows it. Adding one is one file and one line. */
import type { Shape } from "../shape.ts";
import { age } from "./age.ts";
import { anyOf } from "./any_of.ts";
import { audit } from "./audit.ts";
import { begin } from "./begin.ts";
import { bound } from "./bound.ts";
import { capacity } from "./capacity.ts";
import { letterCase } from "./case.ts";
import { clock } from "./clock.ts";
import { compare } from "./compare.ts";
import { preset, presetOtherwise } from "./default.ts";
import { format } from "./format.ts";
import { fullText } from "./full_text.ts";
import { history } from "./history.ts";
import { immutable } from "./immutable.ts";
import { keep } from "./keep.ts";
import { conditional, later } from "./later.ts";
import { length } from "./length.ts";
import { noOverlap } from "./no_overlap.ts";
import { notSelf } from "./not_self.ts";
import { oneOf } from "./one_of.ts";
import { onlyBy } from "./only_by.ts";
import { onlyOne } from "./only_one.ts";
import { optional } from "./optional.ts";
import { parentState } from "./parent_state.ts";
import { pattern } from "./pattern.ts";
import { period } from "./period.ts";
import { required } from "./required.ts";
import { requiredIf } from "./required_if.ts";
import { softDelete } from "./soft_delete.ts";
import { step } from "./step.ts";
import { sumOf } from "./sum_of.ts";
import { combination, together } from "./together.ts";
import { transitions } from "./transitions.ts";
import { unique } from "./unique.ts";
import { uuidKey } from "./uuid_key.ts";

export const SHAPES: readonly Shape[] = [
  softDelete,
  history,
  audit,
  fullText,
  uuidKey,
  transitions,
  begin,
  keep,
  onlyOne,
  onlyBy,
  noOverlap,
  parentState,
  sumOf,
  anyOf,
  requiredIf,
  immutable,
  presetOtherwise,
  conditional,
  preset,
  notSelf,
  combination,
  together,
  capacity,
  unique,
  format,
  step,
  length,
  letterCase,
  pattern,
  age,
  period,
  bound,
  clock,
  required,
  optional,
  compare,
  oneOf,
  later,
];
