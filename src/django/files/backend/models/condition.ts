/** Constraints in Python: the same words in models.py and in the migration. */
import type { Condition, ConstraintPlan, EntityPlan } from "../../../plan.ts";
import { list, name, type Python, py, str, value } from "../../../python.ts";
import type { Where } from "./column.ts";

/** `models.CheckConstraint(…)` or `models.UniqueConstraint(…)` */
export function constraint(it: ConstraintPlan, entity: EntityPlan, where: Where): Python {
  const rest = list([py`name=${str(it.name)}`, py`violation_error_message=${str(it.message.replaceAll("%", "%%"))}`]);
  if (it.kind === "unique") return py`models.UniqueConstraint(fields=[${list(it.fields.map(str))}], ${rest})`;
  if (it.kind === "unique_ci") return py`models.UniqueConstraint(Lower(${str(it.fields[0])}), ${rest})`;
  return py`models.CheckConstraint(condition=${condition(it.condition, entity, where)}, ${rest})`;
}

/** Decimal text as a Python number, a Decimal where it is no whole one. */
export function decimal(text: string): Python {
  if (/^-?\d+$/.test(text)) return BigInt(text).toString() as Python;
  return py`Decimal(${str(text)})`;
}

function condition(it: Condition, entity: EntityPlan, where: Where): Python {
  switch (it.test) {
    case "all":
      return list(
        it.of.map((part) => condition(part, entity, where)),
        " & ",
      );
    case "bound":
      return py`Q(${name(`${it.field}__${it.operator}`)}=${number(it.limit, it.field, entity)})`;
    case "compare":
      if (it.operator === "ne") return py`~Q(${name(it.field)}=F(${str(it.other)}))`;
      return py`Q(${name(`${it.field}__${it.operator}`)}=F(${str(it.other)}))`;
    case "not_blank":
      return py`~Q(${name(it.field)}="")`;
    case "filled_if": {
      const field = entity.fields.find(({ name }) => name === it.field);
      const text = field && /^(Char|Text|Email|URL|Slug)Field$/.test(field.django);
      const filled = list(
        [(!text || field.null) && py`Q(${name(`${it.field}__isnull`)}=False)`, text && py`~Q(${name(it.field)}="")`],
        " & ",
      );
      return py`~Q(${name(it.when)}=${value(it.equals)}) | (${filled})`;
    }
    case "matches": {
      const found = py`${it.inverse && py`~`}Q(${name(`${it.field}__regex`)}=${str(whole(it.regex))})`;
      return orBlank(found, it.field, entity);
    }
    case "length": {
      const ends = [
        it.min !== undefined && py`${name(`${it.field}__length__gte`)}=${it.min}`,
        it.max !== undefined && py`${name(`${it.field}__length__lte`)}=${it.max}`,
      ];
      return orBlank(py`Q(${list(ends)})`, it.field, entity);
    }
    case "case":
      return py`Q(${name(it.field)}=${it.form === "upper" ? py`Upper` : py`Lower`}(${str(it.field)}))`;
    case "in":
      return py`Q(${name(`${it.field}__in`)}=${values(it, entity, where)})`;
  }
}

/** Python's $ would let a line end follow. */
export const whole = (regex: string) => regex.replace(/(?<!\\)\$$/u, "\\Z").replace(/^\^\\s\|\\s\$$/u, "^\\s|\\s\\Z");

function orBlank(condition: Python, field: string, entity: EntityPlan): Python {
  const blank = entity.fields.some((it) => it.name === field && it.blank);
  return blank ? py`Q(${name(field)}="") | ${condition}` : condition;
}

function number(text: string, field: string, entity: EntityPlan): Python {
  const float = entity.fields.some((it) => it.name === field && it.type === "float");
  return float ? value(Number(text)) : decimal(text);
}

function values(it: Extract<Condition, { test: "in" }>, entity: EntityPlan, where: Where): Python {
  const choices = entity.fields.find((field) => field.name === it.field)?.enum;
  if (choices && where === "models") {
    return it.blank ? py`["", *${name(choices.name)}.values]` : py`${name(choices.name)}.values`;
  }
  const listed = it.values.map((each) => (typeof each === "number" ? decimal(String(each)) : str(each)));
  return py`[${list([it.blank && str(""), ...listed])}]`;
}
