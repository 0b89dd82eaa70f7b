/** States that rules ask for: whether a column can hold them. */
import type { State } from "#erd";
import { type Draft, isText } from "./draft.ts";

/** Why no row is ever in the state, or undefined. */
export function misfit({ field, values }: State, draft: Draft): string | undefined {
  const type = draft.attributes.get(field)?.type;
  if (!type) return `“${field}” is a reference.`;
  const kind = type === "boolean" ? "boolean" : type === "integer" || type === "bigint" ? "number" : "string";
  const choices = draft.choices.get(field);
  const fits = (value: string | number | boolean) =>
    typeof value === kind && (kind !== "string" || isText(type)) && (!choices || choices.includes(String(value)));
  const strange = values.find((value) => !fits(value));
  return strange === undefined ? undefined : `“${field}” is never “${strange}”.`;
}
