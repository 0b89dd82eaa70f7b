/** The section of a module that is about one entity. */
import type { Section } from "./module.ts";
import type { EntityPlan } from "./plan.ts";
import type { Python } from "./python.ts";

/** `exports` names what other code imports from it. */
export const section = (entity: EntityPlan, body: Python, exports: readonly string[]): Section => ({
  file: entity.snake,
  of: entity.plural,
  entity: entity.name,
  body,
  exports,
});
