/** Constraints in Python: the same words in models.py and in the migration. */
import type { State } from "#erd";
import { soundsSecret } from "../../../plan/names.ts";
import type { Condition, ConstraintPlan, EntityPlan } from "../../../plan.ts";
import { list, name, type Python, py, str, value } from "../../../python.ts";
import type { Where } from "./column.ts";

/** `models.CheckConstraint(…)` or `models.UniqueConstraint(…)` */
export function constraint(it: ConstraintPlan, entity: EntityPlan, where: Where): Python {
  const rest = list([
    it.kind !== "check" && among(it),
    py`name=${str(it.name)}`,
    py`violation_error_message=${str(it.message.replaceAll("%", "%%"))}`,
  ]);
  if (it.kind === "check")
    return py`models.CheckConstraint(condition=${condition(it.condition, entity, where)}, ${rest})`;
  if (it.kind === "unique_ci") return py`models.UniqueConstraint(Lower(${str(it.fields[0])}), ${rest})`;
  return py`models.UniqueConstraint(fields=[${list(it.fields.map(str))}], ${rest})`;
}

/** Among which rows something is unique; nothing where it is among all. */
function among(it: Exclude<ConstraintPlan, { kind: "check" }>): Python | false {
  const tests = [
    it.kind === "only_one" && inState({ field: it.field, values: [it.value], not: false }),
    it.living !== undefined && py`Q(${name(`${it.living}__isnull`)}=True)`,
  ];
  return tests.some(Boolean) && py`condition=${list(tests, " & ")}`;
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
    case "multiple":
      return py`Q(${name(it.field)}=F(${str(it.field)}) / ${it.of} * ${it.of})`;
    case "period":
      return period(it, entity);
    case "not_blank":
      return py`~Q(${name(it.field)}="")`;
    case "filled_if":
      return py`${inState({ ...it.when, not: !it.when.not })} | (${filled(it.field, entity)})`;
    case "any_of":
      return it.exactly
        ? exactlyOne(it.fields, entity)
        : list(
            it.fields.map((field) => filled(field, entity, it.fields.length)),
            " | ",
          );
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

/** A day of the calendar ends where the next one begins, which matters to columns that hold a time. */
function period({ field, first, last }: Extract<Condition, { test: "period" }>, entity: EntityPlan): Python {
  const timed = entity.fields.some((it) => it.name === field && it.type === "datetime");
  const until = last && timed ? dayAfter(last) : last;
  return list(
    [
      first !== undefined && py`Q(${name(`${field}__gte`)}=${day(first, timed)})`,
      until !== undefined && py`Q(${name(`${field}__${timed ? "lt" : "lte"}`)}=${day(until, timed)})`,
    ],
    " & ",
  );
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

function day(iso: string, timed: boolean): Python {
  const parts = list(iso.split("-").map((part) => value(Number(part))));
  return timed ? py`datetime.datetime(${parts}, tzinfo=datetime.UTC)` : py`datetime.date(${parts})`;
}

/** Neither null nor blank; in brackets where it is one part of several. */
function filled(field: string, entity: EntityPlan, parts = 1): Python {
  const { text, nullable } = emptiness(field, entity);
  const tests = [nullable && py`Q(${name(`${field}__isnull`)}=False)`, text && py`~Q(${name(field)}="")`];
  const both = list(tests, " & ");
  return parts > 1 && text && nullable ? py`(${both})` : both;
}

function empty(field: string, entity: EntityPlan): Python {
  const { text, nullable } = emptiness(field, entity);
  const either = list([text && py`Q(${name(field)}="")`, nullable && py`Q(${name(`${field}__isnull`)}=True)`], " | ");
  return text && nullable ? py`(${either})` : either;
}

function emptiness(field: string, entity: EntityPlan): { text: boolean; nullable: boolean } {
  const column = entity.fields.find(({ name }) => name === field);
  const text = column !== undefined && /^(Char|Text|Email|URL|Slug)Field$/.test(column.django);
  return { text, nullable: !text || column.null };
}

/** One of them is there, and none of the others. */
const exactlyOne = (fields: readonly string[], entity: EntityPlan) =>
  list(
    fields.map((field) => {
      const tests = fields.map((it) => (it === field ? filled(it, entity, 2) : empty(it, entity)));
      return py`(${list(tests, " & ")})`;
    }),
    " | ",
  );

/** The row is in a state. */
const inState = (state: State): Python => py`${state.not && py`~`}Q(${matching(state)})`;

/** `status="draft"`, what rows in a state are found with; one of several where a linter would see a password in it. */
export function matching({ field, values }: State): Python {
  const [only, ...more] = values;
  if (only === undefined) throw new Error("A state without values");
  const plain = typeof only !== "string" || !soundsSecret(field);
  if (more.length === 0 && plain) return py`${name(field)}=${value(only)}`;
  return py`${name(`${field}__in`)}=[${list(values.map(value))}]`;
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
