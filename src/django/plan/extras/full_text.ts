/** Which texts of an entity are searched by their words. */
import type { EntityPlan } from "../types.ts";

/** The search then goes over those texts alone, so that both databases find the same rows. */
export function withFullText(entity: EntityPlan): EntityPlan {
  const rules = entity.rules.filter((rule) => rule.shape === "full_text");
  if (rules.length === 0) return entity;
  const texts = entity.fields.filter((it) => !it.inherited && !it.enum && (it.type === "string" || it.type === "text"));
  const asked = new Set(rules.flatMap(({ fields }) => fields));
  const all = rules.some(({ fields }) => fields.length === 0);
  const fullText = texts.map(({ name }) => name).filter((name) => all || asked.has(name));
  if (fullText.length === 0) return entity;
  return { ...entity, search: fullText, extras: { ...entity.extras, fullText } };
}
