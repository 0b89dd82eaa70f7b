/** Who made a row and who changed it last: fields called so are filled from the request, and a sentence can ask for them. */
import type { EntityPlan, FieldPlan, Maker, RelationPlan } from "../types.ts";
import { moment, withSystemFields } from "./fields.ts";

const CREATED = /^(?:created|added|made|entered|registered)_by$/;
const UPDATED = /^(?:(?:last_)?(?:updated|modified|changed|edited)_by)$/;

/** Entities where one field says who changed a row last, or where the owner does not already say who made it. */
export function withMakers(entity: EntityPlan, user: string): EntityPlan {
  const asked = entity.rules.some(({ shape }) => shape === "audit");
  const whole = asked ? withAudit(entity, user) : entity;
  const makers = [...whole.relations, ...whole.fields].flatMap((it): Maker[] => {
    const when = UPDATED.test(it.name) ? "updated" : CREATED.test(it.name) ? "created" : undefined;
    const text = !("to" in it);
    const fits = text ? it.type === "string" && !it.enum : it.to === user && it.django === "ForeignKey";
    return when && fits && it.name !== whole.owner ? [{ name: it.name, when, text }] : [];
  });
  if (makers.length === 0) return whole;
  const names = new Set(makers.map(({ name }) => name));
  const texts = whole.fields.filter(({ name }) => names.has(name));
  const filled = withSystemFields(whole, texts.map(systemText));
  return {
    ...filled,
    relations: filled.relations.map((it) => (names.has(it.name) ? { ...it, required: false, readOnly: true } : it)),
    readOnly: filled.apiFields.filter((name) => filled.readOnly.includes(name) || names.has(name)),
    apiRequired: filled.apiRequired.filter((name) => !names.has(name)),
    extras: { ...filled.extras, makers },
  };
}

/** The account's name fits into 150 characters; rows made by nobody have none. */
const systemText = (field: FieldPlan): FieldPlan => ({
  ...field,
  maxLength: Math.max(field.maxLength ?? 150, 150),
  default: undefined,
  null: false,
  blank: true,
  unique: false,
  required: false,
  readOnly: true,
});

/** The four fields, as far as the ERD does not have them under any name. */
function withAudit(entity: EntityPlan, user: string): EntityPlan {
  const has = (pattern: RegExp) => entity.relations.some(({ name, to }) => pattern.test(name) && to === user);
  const stamps = (["created", "updated"] as const)
    .filter((stamp) => !entity.fields.some((field) => field.stamp === stamp))
    .filter((stamp) => !entity.fields.some(({ name }) => name === `${stamp}_at`))
    .map((stamp) => moment(`${stamp}_at`, stamp));
  const makers = [...(has(CREATED) ? [] : ["created_by"]), ...(has(UPDATED) ? [] : ["updated_by"])].filter(
    (name) => !entity.fields.some((field) => field.name === name),
  );
  const stamped = withSystemFields(entity, stamps);
  return {
    ...stamped,
    relations: [...stamped.relations, ...makers.map((name) => maker(name, user))],
    apiFields: [...stamped.apiFields, ...makers],
    orderable: [...stamped.orderable, ...stamps.map(({ name }) => name)],
  };
}

const maker = (name: string, to: string): RelationPlan => ({
  name,
  verbose: undefined,
  django: "ForeignKey",
  to,
  self: false,
  null: true,
  blank: true,
  onDelete: "SET_NULL",
  reverse: "+",
  owner: false,
  through: undefined,
  throughFields: undefined,
  required: false,
  readOnly: true,
});
