/** Fields that the system fills: shown by the API, written by nobody. */
import type { EntityPlan, FieldPlan } from "../types.ts";

/** The entity with fields that nobody writes, asks for, or sorts by; those it has already are replaced. */
export function withSystemFields(entity: EntityPlan, fields: readonly FieldPlan[]): EntityPlan {
  const given = new Map(fields.map((field) => [field.name, field]));
  const fresh = fields.filter(({ name }) => !entity.fields.some((field) => field.name === name));
  const names = fresh.map(({ name }) => name);
  const locked = fields.map(({ name }) => name).filter((name) => !entity.readOnly.includes(name));
  return {
    ...entity,
    fields: [...entity.fields.map((field) => given.get(field.name) ?? field), ...fresh],
    apiFields: [...entity.apiFields, ...names],
    readOnly: entity.apiFields.concat(names).filter((name) => entity.readOnly.includes(name) || locked.includes(name)),
    apiRequired: entity.apiRequired.filter((name) => !given.has(name)),
    filters: entity.filters.filter(({ field }) => !given.has(field)),
    search: entity.search.filter((name) => !given.has(name)),
    orderable: entity.orderable.filter((name) => !given.has(name)),
  };
}

/** A moment that the system sets. */
export const moment = (name: string, stamp: FieldPlan["stamp"]): FieldPlan => ({
  name,
  verbose: undefined,
  help: "",
  type: "datetime",
  django: "DateTimeField",
  null: stamp === "deleted",
  blank: stamp === "deleted",
  unique: false,
  indexed: stamp !== "updated",
  maxLength: undefined,
  precision: 12,
  scale: 2,
  enum: undefined,
  default: undefined,
  stamp,
  computed: false,
  min: undefined,
  max: undefined,
  multipleOf: undefined,
  texts: [],
  inherited: false,
  required: false,
  readOnly: true,
});
