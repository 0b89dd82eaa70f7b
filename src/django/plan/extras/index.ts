/** What the ERD asks for beyond the usual, worked into the planned entities: an ERD that asks for nothing gets nothing. */
import type { EntityPlan, Extras } from "../types.ts";
import { withMakers } from "./audit.ts";
import { withFullText } from "./full_text.ts";
import { withSoftDelete } from "./soft_delete.ts";
import { withUuidKeys } from "./uuid_key.ts";

/** An entity of which nothing is asked. */
export const NOTHING: Extras = { softDelete: undefined, recorded: false, makers: [], fullText: [] };

/** `name` gives constraints names that are unique in the project. */
export function withExtras(
  entities: readonly EntityPlan[],
  name: (...parts: string[]) => string,
): { entities: EntityPlan[]; notes: string[] } {
  const user = entities.find((entity) => entity.user)?.name ?? "User";
  const own = withUuidKeys(entities).map((entity) => withFullText(withMakers(recorded(entity), user)));
  return withSoftDelete(own, name);
}

function recorded(entity: EntityPlan): EntityPlan {
  if (!entity.rules.some(({ shape }) => shape === "history")) return entity;
  return { ...entity, extras: { ...entity.extras, recorded: true } };
}
