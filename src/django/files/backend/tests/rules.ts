/** The part of tests.py about business rules: each on both sides of its boundary, in model, database and API. */
import type { Rule } from "#erd";
import type { EntityPlan, FieldPlan } from "../../../plan/types.ts";
import { doc, list, name, type Python, py, str, value } from "../../../python.ts";
import { limits, relativeFields } from "../../../sample/ranges.ts";
import { type Positions, solve } from "../../../sample/solve.ts";
import { at } from "../../../sample/write.ts";
import { fixed, requiredIf } from "./states.ts";
import { texts } from "./texts.ts";

/** One test method a rule; rules that the generic tests cover (uniqueness) have none of their own. */
export function ruleTests(entity: EntityPlan): Python[] {
  const taken = new Set<string>();
  return entity.rules.flatMap((rule) => {
    const lines = linesOf(rule, entity);
    if (lines.length === 0) return [];
    return [
      py`
        def ${name(title(rule.text, taken))}(self) -> None:
            ${doc(rule.text)}
            ${lines}
      `,
    ];
  });
}

function title(text: string, taken: Set<string>): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ["rule"];
  const wanted = `test_${words.join("_")}`.slice(0, 60).replace(/_$/, "");
  let found = wanted;
  for (let n = 2; taken.has(found); n++) found = `${wanted}_${n}`;
  taken.add(found);
  return found;
}

function linesOf(rule: Rule, entity: EntityPlan): Python[] {
  switch (rule.shape) {
    case "bound":
      return bound(rule, entity);
    case "required":
      return required(rule, entity);
    case "one_of":
      return oneOf(rule, entity);
    case "compare":
      return compare(rule, entity);
    case "clock":
      return clock(rule, entity);
    case "default":
      return preset(rule, entity);
    case "required_if":
      return requiredIf(rule, entity);
    case "immutable":
      return fixed(rule, entity);
    case "length":
    case "pattern":
    case "affix":
    case "case":
    case "format":
      return texts(rule, entity);
    case "not_self":
      return [
        py`row = self.factory()`,
        py`row.${name(rule.field)} = row`,
        py`self.assertRaises(ValidationError, row.full_clean)`,
        py`response = self.client.patch(self.url(row), {${str(rule.field)}: row.pk})`,
        py`self.assertEqual(response.status_code, 400, response.content)`,
      ];
    default:
      return [];
  }
}

function bound(rule: Extract<Rule, { shape: "bound" }>, entity: EntityPlan): Python[] {
  const field = fieldOf(entity, rule.field);
  const range = limits(entity, new Set()).get(rule.field);
  if (!field || !range) return [];
  return (["min", "max"] as const).flatMap((side) => {
    const limit = rule[side];
    const away = side === "min" ? -range.step : range.step;
    if (!limit) return [];
    const whole = Math[side === "min" ? "floor" : "ceil"](limit.value / range.step) * range.step;
    const outside = limit.exclusive || whole !== limit.value ? whole : limit.value + away;
    const inside = range[side];
    return [
      Number.isFinite(inside) && accepts(entity, new Map([[rule.field, inside]])),
      refuses(field, [py`${name(field.name)}=${at(field, outside, false)}`]),
    ].filter((line) => line !== false);
  });
}

function required(rule: Extract<Rule, { shape: "required" }>, entity: EntityPlan): Python[] {
  const field = fieldOf(entity, rule.field);
  // What an account needs is asked for by the API alone: createsuperuser knows nothing of it.
  if (!field || entity.user || field.readOnly || field.type === "binary" || field.type === "file") return [];
  const text = ["string", "text", "email", "url", "slug"].includes(field.type);
  const checked = entity.constraints.some(
    (it) => it.kind === "check" && it.field === rule.field && it.condition.test !== "bound",
  );
  const stored = !text || checked;
  return [refuses(field, [py`${name(field.name)}=${text ? str("") : py`None`}`], stored)];
}

function oneOf(rule: Extract<Rule, { shape: "one_of" }>, entity: EntityPlan): Python[] {
  const field = fieldOf(entity, rule.field);
  if (!field) return [];
  if (!field.enum) {
    const numbers = rule.values.map(Number);
    const outside = at(field, Math.max(...numbers) + 1, false);
    return [
      ...numbers.map((number) => py`self.accepts(${name(field.name)}=${at(field, number, false)})`),
      refuses(field, [py`${name(field.name)}=${outside}`]),
    ];
  }
  return [
    py`for choice in models.${name(field.enum.name)}:`,
    py`    self.accepts(${name(field.name)}=choice)`,
    refuses(field, [py`${name(field.name)}=${str("?")}`]),
  ];
}

function compare(rule: Extract<Rule, { shape: "compare" }>, entity: EntityPlan): Python[] {
  const [field, other] = [fieldOf(entity, rule.field), fieldOf(entity, rule.other)];
  const check = entity.checks.find((it) => it.rule === rule);
  if (!field || !other) return unordered(rule, entity);
  const relative = relativeFields(entity);
  const ranges = limits(entity, relative);
  const [one, two, start] = [ranges.get(rule.field), ranges.get(rule.other), solve(entity)];
  const base = start?.get(rule.other);
  if (!one || !two || base === undefined) return [];
  const beyond = Math.max(one.step, two.step) * (rule.operator.startsWith("g") ? 1 : -1);
  const near = rule.operator.endsWith("e") && rule.operator !== "ne" ? base : base + beyond;
  const far = near === base ? base - beyond : base;
  const pair = [
    !field.stamp && py`${name(field.name)}=${at(field, far, relative.has(field.name))}`,
    !other.stamp && py`${name(other.name)}=${at(other, base, relative.has(other.name))}`,
  ].filter((it) => it !== false);
  const pins = new Map([
    [rule.field, near],
    [rule.other, base],
  ]);
  const wanted = field.stamp || other.stamp ? false : accepts(entity, pins);
  const named = entity.fields.find(({ name }) => name === check?.field) ?? field;
  return [wanted, pair.length > 0 && refuses(named, pair, !(field.stamp || other.stamp))].filter((it) => it !== false);
}

/** Two texts or two references that must differ. */
function unordered(rule: Extract<Rule, { shape: "compare" }>, entity: EntityPlan): Python[] {
  if (!entity.relations.some((it) => it.name === rule.field)) return [];
  const field = entity.checks.find((it) => it.rule === rule)?.field ?? rule.field;
  return [
    py`other = linked(self.factory()).${name(rule.other)}`,
    py`self.refuses(${str(field)}, ${name(rule.field)}=other, ${name(rule.other)}=other)`,
  ];
}

function clock(rule: Extract<Rule, { shape: "clock" }>, entity: EntityPlan): Python[] {
  const field = fieldOf(entity, rule.field);
  const range = limits(entity, relativeFields(entity)).get(rule.field);
  if (!field || !range) return [];
  const late = rule.when === "past" || rule.when === "not_future" || rule.when === "min_age";
  const boundary = rule.when === "max_age" ? range.min : late ? range.max : range.min;
  const margin = rule.when.endsWith("_age") ? 5 : 2;
  const outside = late ? boundary + margin : boundary - margin;
  return [
    Number.isFinite(boundary) && accepts(entity, new Map([[rule.field, boundary]])),
    refuses(field, [py`${name(field.name)}=${at(field, outside, true)}`], false),
  ].filter((line) => line !== false);
}

function preset(rule: Extract<Rule, { shape: "default" }>, entity: EntityPlan): Python[] {
  const field = fieldOf(entity, rule.field);
  if (!field?.default || !("value" in field.default) || entity.user) return [];
  return [
    py`data = self.payload()`,
    py`data.pop(${str(field.name)}, None)`,
    py`made = self.client.post(self.list_url, data).json()`,
    py`row = models.${name(entity.name)}.objects.get(pk=made["id"])`,
    py`self.assertEqual(row.${name(field.name)}, ${defaultOf(field, field.default.value)})`,
  ];
}

const defaultOf = (field: FieldPlan, given: string | number | boolean) =>
  field.type === "decimal" ? at(field, Number(given), false) : value(given);

/** The values at their places, and whatever has to move along with them. */
function accepts(entity: EntityPlan, pins: Positions): Python | false {
  const [start, moved] = [solve(entity), solve(entity, pins)];
  if (!start || !moved) return false;
  const relative = relativeFields(entity);
  const changes = entity.fields
    .filter(({ name, stamp }) => !stamp && (pins.has(name) || start.get(name) !== moved.get(name)))
    .map((field) => py`${name(field.name)}=${at(field, moved.get(field.name) ?? 0, relative.has(field.name))}`);
  return changes.length > 0 && py`self.accepts(${list(changes)})`;
}

const refuses = (field: FieldPlan, changes: readonly Python[], stored = true) =>
  py`self.refuses(${list([str(field.name), !stored && py`stored=False`, ...changes])})`;

const fieldOf = (entity: EntityPlan, wanted: string) => entity.fields.find(({ name }) => name === wanted);
