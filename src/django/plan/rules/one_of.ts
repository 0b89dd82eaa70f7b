/** Shape 16: texts become choices, numbers a check. */
import { distinct, isNumber, isText } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

export const oneOf: Enforce<"one_of"> = (rule, draft) => {
  const attribute = draft.attributes.get(rule.field);
  if (!attribute) return `“${rule.field}” is a reference.`;
  const values = distinct(rule.values);
  if (isText(attribute.type)) {
    draft.choices.set(rule.field, values);
    return undefined;
  }
  if (!isNumber(attribute.type) || !values.every((value) => /^-?\d+(\.\d+)?$/.test(value))) {
    return `“${rule.field}” cannot take these values.`;
  }
  draft.constraints.push({
    kind: "check",
    name: draft.name(rule.field, "allowed"),
    field: rule.field,
    message: rule.text,
    condition: { test: "in", field: rule.field, values: values.map(Number), blank: false },
  });
  return undefined;
};
