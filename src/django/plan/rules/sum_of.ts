/** A field that is the sum of other rows: nobody writes it, a service keeps it. */
import type { AttributeType } from "#erd";
import { change } from "../draft.ts";
import type { Enforce } from "./enforce.ts";

/** What a field can hold the sum of. */
const SUMS: Partial<Record<AttributeType, readonly AttributeType[]>> = {
  integer: ["integer"],
  bigint: ["integer", "bigint"],
  decimal: ["integer", "bigint", "decimal"],
  float: ["integer", "bigint", "float"],
};

export const summed: Enforce<"sum_of"> = (rule, draft, drafts) => {
  const type = draft.attributes.get(rule.field)?.type;
  const children = drafts.get(rule.children);
  const fits = type ? (SUMS[type] ?? []) : [];
  const other = rule.of.find((field) => {
    const part = children?.attributes.get(field)?.type;
    return !part || !fits.includes(part);
  });
  if (!children || other !== undefined) return `“${rule.field}” cannot hold a sum of “${other ?? rule.children}”.`;
  const relations = [...children.relations.values()].filter((it) => it.to === draft.entity.name);
  const [relation, second] = relations.filter(({ cardinality }) => cardinality === "many-to-one");
  if (!relation || second) return `It is not clear which ${children.entity.label} belong to one ${draft.entity.label}.`;
  if (draft.sums.some(({ field }) => field === rule.field)) return `“${rule.field}” is another sum already.`;
  change(draft, rule.field, { required: true, default: 0 });
  draft.sums.push({
    field: rule.field,
    message: rule.text,
    children: rule.children,
    relation: relation.name,
    of: rule.of,
  });
  return undefined;
};
