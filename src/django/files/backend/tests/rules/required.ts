/** Left out, or blank. */
import { name, py, str } from "../../../../python.ts";
import { fieldOf, type Lines, refuses } from "./sides.ts";

export const required: Lines<"required"> = (rule, entity) => {
  const field = fieldOf(entity, rule.field);
  // What an account needs is asked for by the API alone: createsuperuser knows nothing of it.
  if (!field || entity.user || field.readOnly || field.type === "binary" || field.type === "file") return [];
  const text = ["string", "text", "email", "url", "slug"].includes(field.type);
  const checked = entity.constraints.some(
    (it) => it.kind === "check" && it.field === rule.field && it.condition.test !== "bound",
  );
  const stored = !text || checked;
  return [refuses(field, [py`${name(field.name)}=${text ? str("") : py`None`}`], stored)];
};
