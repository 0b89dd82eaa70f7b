/** What an entity is called, where Django would not come to it by itself. */

import { djangoWords } from "../../../plan/names.ts";
import type { EntityPlan } from "../../../plan.ts";

/** The Meta options: Django's own words for a class are its name, and that with an "s". */
export function words(entity: EntityPlan): ["verbose_name" | "verbose_name_plural", string][] {
  return [
    ...(entity.singular === djangoWords(entity.name) ? [] : [["verbose_name", entity.singular] as const]),
    ...(entity.plural === `${entity.singular}s` ? [] : [["verbose_name_plural", entity.plural] as const]),
  ].map(([option, text]) => [option, text]);
}
