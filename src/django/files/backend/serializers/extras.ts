/** extra_kwargs of a serializer: what the API asks of a field beyond what the model says. */
import type { EntityPlan } from "../../../plan.ts";
import { list, type Python, py, str } from "../../../python.ts";

/** The lines for those of `fields` that need it; nothing where none does. */
export function extras(entity: EntityPlan, fields: ReadonlySet<string>): Python | false {
  const lines = entity.apiRequired
    .filter((field) => fields.has(field))
    .map((field) => py`${str(field)}: {${asked(entity, field)}},`);
  return (
    lines.length > 0 &&
    py`
      extra_kwargs = {
          ${lines}
      }
    `
  );
}

function asked(entity: EntityPlan, name: string): Python {
  const field = entity.fields.find((it) => it.name === name);
  const text = field !== undefined && /^(Char|Text|Email|URL|Slug)Field$/.test(field.django);
  const empty = field ? field.null : entity.relations.some((it) => it.name === name && it.null);
  return list([py`"required": True`, empty && py`"allow_null": False`, text && py`"allow_blank": False`]);
}
