/** The table of mutations: every kind of damage that the tests of a generated project should notice. */
import {
  adminDropped,
  fieldHidden,
  joinDropped,
  listFeatureDropped,
  readOnlyDropped,
  rulesSkipped,
  secretShown,
  writableShut,
} from "./kinds/api.ts";
import { graphql, privilegesTaken } from "./kinds/graphql.ts";
import { ownerDropped, roleAdded, roleDropped } from "./kinds/matrix.ts";
import {
  boundMoved,
  constraintDropped,
  defaultChanged,
  deletionChanged,
  emptyAllowed,
  lengthChanged,
  orderChanged,
  uniqueDropped,
  validatorDropped,
} from "./kinds/models.ts";
import { errorMisplaced, ruleDropped, ruleMoved } from "./kinds/rules.ts";
import { texts } from "./kinds/texts.ts";
import type { Kind } from "./mutation.ts";

export const KINDS: readonly Kind[] = [
  roleDropped,
  roleAdded,
  ownerDropped,
  constraintDropped,
  boundMoved,
  validatorDropped,
  uniqueDropped,
  lengthChanged,
  emptyAllowed,
  defaultChanged,
  deletionChanged,
  orderChanged,
  ruleDropped,
  ruleMoved,
  errorMisplaced,
  fieldHidden,
  readOnlyDropped,
  writableShut,
  secretShown,
  rulesSkipped,
  listFeatureDropped,
  joinDropped,
  adminDropped,
  ...texts,
  ...graphql,
  privilegesTaken,
];
