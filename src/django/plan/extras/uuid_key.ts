/** Keys that cannot be guessed or counted, where a sentence asks for them. */
import type { EntityPlan } from "../types.ts";

/** Entities that are asked to have UUIDs; the account that djinn adds follows where all others are. */
export function withUuidKeys(entities: readonly EntityPlan[]): EntityPlan[] {
  const asked = (entity: EntityPlan) => entity.rules.some(({ shape }) => shape === "uuid_key");
  const own = entities.filter(({ implicit, key }) => !implicit && key !== "string");
  const all = own.length > 0 && own.every(asked);
  return entities.map((entity) =>
    entity.key !== "string" && (asked(entity) || (entity.implicit && all)) ? { ...entity, key: "uuid" } : entity,
  );
}
