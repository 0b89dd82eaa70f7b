/** Fields of which one is to be set: which of them a sample row fills, and which it leaves empty. */
import type { EntityPlan } from "../plan/types.ts";

/** Filled though they may be empty. */
export const filled = (entity: EntityPlan): ReadonlySet<string> =>
  new Set(entity.rules.flatMap((rule) => (rule.shape === "any_of" ? rule.fields.slice(0, 1) : [])));

/** Those that have to be empty where the field is filled, as exactly one of them is. */
export const instead = (entity: EntityPlan, field: string): readonly string[] =>
  entity.rules.flatMap((rule) =>
    rule.shape === "any_of" && rule.exactly && rule.fields.indexOf(field) > 0 ? rule.fields.slice(0, 1) : [],
  );

/** Empty, as another one is filled. */
export const left = (entity: EntityPlan): ReadonlySet<string> =>
  new Set(entity.rules.flatMap((rule) => (rule.shape === "any_of" && rule.exactly ? rule.fields.slice(1) : [])));
