/** A field or a reference as a Django field: the same words in models.py and in the migration. */

import { expression } from "#rules";
import { decimalText } from "../../../plan/bounds.ts";
import type { EntityPlan, FieldPlan, Plan, RelationPlan } from "../../../plan.ts";
import { list, name, type Python, py, str, value } from "../../../python.ts";
import { decimal, whole } from "./condition.ts";

/** models.py names a choices class, a migration spells the choices out: it has to hold when the class has changed. */
export type Where = "models" | "migration";

/** `models.CharField(max_length=255)` */
export function column(field: FieldPlan, where: Where): Python {
  const made = where === "models" && isNullText(field) ? noted : call;
  return made(field.django, [
    field.maxLength !== undefined && py`max_length=${field.maxLength}`,
    field.type === "decimal" && py`max_digits=${field.precision}`,
    field.type === "decimal" && py`decimal_places=${field.scale}`,
    (field.type === "file" || field.type === "image") && py`upload_to=uploads.RandomName(${str(field.name)})`,
    field.enum && py`choices=${where === "models" ? name(field.enum.name) : choices(field)}`,
    field.stamp === "created" && py`auto_now_add=True`,
    field.stamp === "updated" && py`auto_now=True`,
    preset(field, where),
    field.computed && py`editable=False`,
    field.null && py`null=True`,
    field.blank && (field.stamp === undefined || field.stamp === "deleted") && py`blank=True`,
    field.stamp === "deleted" && py`editable=False`,
    field.unique && py`unique=True`,
    field.indexed && py`db_index=True`,
    checks(field),
    field.verbose !== undefined && py`verbose_name=${str(field.verbose)}`,
    field.help !== "" && py`help_text=${str(harmless(field.help))}`,
  ]);
}

/** The linter takes null for a mistake where it is not the column that says that no two rows share a text. */
const isNullText = ({ django, null: isNull, unique }: FieldPlan) =>
  isNull && !unique && /^(?:Char|Text|Email|URL|Slug|File)Field$/.test(django);

/** `models.ForeignKey("Category", on_delete=models.PROTECT, related_name="jobs")` */
export function reference(relation: RelationPlan, plan: Plan, where: Where): Python {
  const through = relation.through;
  const sides = relation.throughFields;
  return call(relation.django, [
    where === "models" ? target(relation, plan) : py`to=${target(relation, plan, "backend.")}`,
    relation.django !== "ManyToManyField" && py`on_delete=${onDelete(relation)}`,
    relation.null && py`null=True`,
    relation.blank && py`blank=True`,
    relation.django === "ManyToManyField" && relation.self && py`symmetrical=False`,
    through !== undefined && py`through=${str(where === "models" ? through : `backend.${through}`)}`,
    sides && py`through_fields=(${str(sides[0])}, ${str(sides[1])})`,
    py`related_name=${str(relation.reverse)}`,
    relation.verbose !== undefined && py`verbose_name=${str(relation.verbose)}`,
  ]);
}

/** The primary key, where it is not the BigAutoField that Django adds by itself. */
export function key(entity: EntityPlan, where: Where): Python | undefined {
  const serialize = where === "migration" && py`serialize=False`;
  if (entity.key === "uuid") {
    return call("UUIDField", [py`primary_key=True`, py`default=uuid4`, py`editable=False`, serialize]);
  }
  if (entity.key === "string") {
    return call("CharField", [
      py`max_length=64`,
      py`primary_key=True`,
      py`validators=[validators.validate_slug]`,
      serialize,
    ]);
  }
  if (where === "models") return undefined;
  return py`models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")`;
}

type Parts = readonly (Python | false | undefined)[];
const call = (django: string, parts: Parts) => py`models.${name(django)}(${list(parts)})`;

const noted = (django: string, parts: Parts) => py`
  models.${name(django)}(  # noqa: DJ001
      ${list(parts)}
  )
`;

const choices = (field: FieldPlan) =>
  py`[${list((field.enum?.members ?? []).map((member) => py`(${str(member.value)}, ${str(member.label)})`))}]`;

function preset(field: FieldPlan, where: Where): Python | false {
  const given = field.default;
  if (given === undefined) {
    const text = ["CharField", "TextField", "EmailField", "URLField", "SlugField"].includes(field.django);
    return text && field.blank && !field.null && py`default=""`;
  }
  if ("call" in given) return py`default=${CALLS[given.call]}`;
  const member = field.enum?.members.find((it) => it.value === given.value);
  if (field.enum && member && where === "models") return py`default=${name(field.enum.name)}.${name(member.name)}`;
  if (field.type === "decimal") return py`default=${decimal(String(given.value))}`;
  return py`default=${value(given.value)}`;
}

const CALLS = {
  now: py`timezone.now`,
  today: py`business_logic.today`,
  uuid: py`uuid4`,
  dict: py`dict`,
  list: py`list`,
};

function checks(field: FieldPlan): Python | false {
  const float = field.type === "float";
  const min = field.min && !(float && field.min.exclusive) && field.min;
  const max = field.max && !(float && field.max.exclusive) && field.max;
  const parts = [
    float && py`business_logic.validate_finite`,
    field.type === "json" && py`business_logic.validate_storable`,
    field.type === "file" && py`uploads.validate_file`,
    field.type === "image" && py`uploads.validate_image`,
    min && py`validators.MinValueValidator(${decimal(min.limit)})`,
    max && py`validators.MaxValueValidator(${decimal(max.limit)})`,
    field.multipleOf !== undefined && py`validators.StepValueValidator(${decimal(decimalText(field.multipleOf))})`,
    ...field.texts.map(spelling),
  ];
  return parts.some(Boolean) && py`validators=[${list(parts)}]`;
}

function spelling(rule: FieldPlan["texts"][number]): Python | false {
  const given = expression(rule);
  if (given) {
    const message = str(rule.text.replaceAll("%", "%%"));
    return py`validators.RegexValidator(${str(whole(given.regex))}, ${message}${given.inverse && py`, inverse_match=True`})`;
  }
  if (rule.shape !== "length") return false;
  return list([
    rule.min !== undefined && py`validators.MinLengthValidator(${rule.min})`,
    rule.max !== undefined && py`validators.MaxLengthValidator(${rule.max})`,
  ]);
}

/** The admin site shows help texts unescaped. */
const harmless = (text: string) => text.replace(/[<>&]/g, " ").replace(/\s+/g, " ").trim();

function target(relation: RelationPlan, plan: Plan, app = ""): Python {
  if (relation.self && app === "") return str("self");
  if (relation.to === plan.user.name) return py`settings.AUTH_USER_MODEL`;
  return str(app === "" ? relation.to : `${app}${relation.to.toLowerCase()}`);
}

const onDelete = (relation: RelationPlan) => py`models.${name(relation.onDelete)}`;
