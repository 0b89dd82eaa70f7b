/** Shape 10: a unique constraint over the rows in one state. */
import { misfit } from "../states.ts";
import type { Enforce } from "./enforce.ts";

export const onlyOne: Enforce<"only_one"> = (rule, draft) => {
  const never = misfit({ field: rule.field, values: [rule.value], not: false }, draft);
  if (never) return never;
  const many = rule.per.find((field) => draft.relations.get(field)?.cardinality === "many-to-many");
  if (many !== undefined) return `“${many}” holds many rows.`;
  draft.constraints.push({
    kind: "only_one",
    name: draft.name("one", rule.field, String(rule.value), ...(rule.per.length > 0 ? ["per", ...rule.per] : [])),
    field: rule.field,
    message: rule.text,
    fields: rule.per.length > 0 ? rule.per : [rule.field],
    value: rule.value,
  });
  return undefined;
};
