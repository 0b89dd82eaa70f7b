/** Whether rows of an entity can be in a state that a rule speaks of. */
import type { State } from "#erd";
import { type Draft, isText } from "./draft.ts";

/** Why not, or undefined. */
export function stateful({ field, values }: State, draft: Draft): string | undefined {
  const attribute = draft.attributes.get(field);
  if (!attribute) return `${draft.entity.label} has no “${field}”.`;
  const choices = draft.choices.get(field);
  const fits = (value: State["values"][number]) =>
    typeof value === "boolean"
      ? attribute.type === "boolean"
      : isText(attribute.type) && (!choices || choices.includes(String(value)));
  const strange = values.find((value) => !fits(value));
  return strange === undefined ? undefined : `“${field}” is never “${strange}”.`;
}
