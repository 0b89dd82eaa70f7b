/** backend/testing/factories.py: one factory for each entity, whose rows satisfy every rule. */
import type { Form } from "../../../module.ts";
import type { EntityPlan, FieldPlan, Plan, RelationPlan } from "../../../plan/types.ts";
import { uniqueFields } from "../../../plan/unique.ts";
import { list, name, numbered, type Python, py, str, value } from "../../../python.ts";
import { filled, left } from "../../../sample/choices.ts";
import { type Count, counting } from "../../../sample/counting.ts";
import { comparedFields, relativeFields } from "../../../sample/ranges.ts";
import { isOrdered, solve } from "../../../sample/solve.ts";
import { startFor, startOf } from "../../../sample/states.ts";
import { nth } from "../../../sample/texts.ts";
import { at, isLazy } from "../../../sample/write.ts";
import { section } from "../../../sections.ts";
import type { Template } from "../../../template.ts";
import { imports } from "../../../used.ts";
import { sources } from "./sources.ts";

export const factories: Template = {
  path: "backend/testing/factories.py",
  group: "review",
  neededBy: ["backend/testing/rows.py", "backend/tests.py"],
  serves: "backend/tests.py",
  about: ({ entities }) => `rows of ${entities.length} entities that satisfy every rule`,
  print: (plan) => ({
    doc: (of) => (of === undefined ? "Rows of every entity that satisfy every rule." : `Rows of ${of}.`),
    imports: (body) => imports(body, sources(plan)),
    sections: (form) =>
      plan.entities.map((entity) => section(entity, factory(entity, plan, form), [`${entity.name}Factory`])),
  }),
};

export const factoryName = (entity: { name: string }) => name(`${entity.name}Factory`);

/** Files of a package may need each other's factories, so there they are named and looked up when a row is made. */
export function factory(entity: EntityPlan, plan: Plan, form: Form): Python {
  const [wanted, empty] = [filled(entity), left(entity)];
  const required = entity.relations.filter(
    (it) => it.django !== "ManyToManyField" && !it.self && (!it.null || (wanted.has(it.name) && !empty.has(it.name))),
  );
  const many = entity.relations.filter((it) => it.django === "ManyToManyField" && !it.blank && !it.readOnly);
  return py`
    class ${factoryName(entity)}(factory.django.DjangoModelFactory):
        class Meta:
            model = models.${name(entity.name)}
            ${many.length > 0 && py`skip_postgeneration_save = True`}

        ${entity.key === "string" && py`id = factory.Sequence(lambda n: f"key-{n}")`}
        ${entity.user && account(entity)}
        ${values(entity, startOf(entity, plan))}
        ${required.map((it) => py`${name(it.name)} = factory.SubFactory(${list([factoryOf(it, form), ...stateFor(it, entity, plan)])})`)}
        ${many.map((it) => added(it, form))}
  `;
}

const factoryOf = ({ to }: RelationPlan, form: Form) =>
  form === "file" ? factoryName({ name: to }) : str(`backend.testing.factories.${to}Factory`);

/** What rules about the state of something else ask of it. */
function stateFor(relation: RelationPlan, entity: EntityPlan, plan: Plan): Python[] {
  const parent = plan.entities.find(({ name }) => name === relation.to);
  const states = entity.rules.flatMap((rule) =>
    rule.shape === "parent_state" && rule.parent === relation.name ? [rule.state] : [],
  );
  return parent
    ? Array.from(startFor(states, parent, plan), ([field, given]) => py`${name(field)}=${value(given)}`)
    : [];
}

const account = (entity: EntityPlan) => py`
  username = factory.Sequence(lambda n: ${spelledName(entity) ?? py`f"user{n}"`})
  ${!entity.fields.some(({ name }) => name === "email") && py`email = factory.Sequence(lambda n: f"user{n}@example.com")`}
  password = factory.django.Password("Sup3r-secret-pw")
`;

/** A user name that keeps to the rules about its spelling, if there are any. */
function spelledName(entity: EntityPlan): Python | undefined {
  const username = entity.fields.find((field) => field.name === "username");
  return username && nth(username, py`n`);
}

const added = (relation: RelationPlan, form: Form) => py`

  @factory.post_generation
  def ${name(relation.name)}(self, create, extracted, **kwargs):
      ${form === "package" && py`from backend.testing.factories import ${factoryName({ name: relation.to })}`}

      if create:
          self.${name(relation.name)}.add(${factoryName({ name: relation.to })}())
`;

function values(entity: EntityPlan, start: ReadonlyMap<string, string | number | boolean>): Python[] {
  const positions = solve(entity) ?? new Map<string, number>();
  const relative = relativeFields(entity);
  const compared = comparedFields(entity);
  const counts = counting(entity, positions);
  const empty = left(entity);
  const apart = new Set(uniqueFields(entity));
  return entity.fields.flatMap((field) => {
    if (field.inherited || field.stamp || field.computed || empty.has(field.name)) return [];
    const begun = start.get(field.name);
    if (begun !== undefined) return [py`${name(field.name)} = ${member(field, begun)}`];
    const fixed = compared.has(field.name) || relative.has(field.name) || field.min || field.max;
    const differs = counts.has(field.name) || (apart.has(field.name) && !isOrdered(field) && !field.enum);
    const varied = fixed || differs || field.texts.length > 0;
    if (field.default !== undefined && !varied) return [];
    const made = isOrdered(field)
      ? ordered(field, positions.get(field.name) ?? 0, relative.has(field.name), counts.get(field.name))
      : worded(field, apart.has(field.name));
    return made ? [py`${name(field.name)} = ${made}`] : [];
  });
}

function member(field: FieldPlan, given: string | number | boolean): Python {
  const found = field.enum?.members.find((it) => it.value === given);
  return field.enum && found ? py`models.${name(field.enum.name)}.${name(found.name)}` : value(given);
}

function ordered(field: FieldPlan, position: number, relative: boolean, count: Count | undefined): Python {
  if (!count)
    return isLazy(field, relative)
      ? py`factory.LazyFunction(lambda: ${at(field, position, relative)})`
      : at(field, position, relative);
  const n = count.most === Number.POSITIVE_INFINITY ? py`n` : py`n % ${count.most}`;
  if (field.type === "time") return py`factory.Sequence(lambda n: ${minutesAfter(count.first, n)})`;
  const first = at(field, count.first, relative);
  return py`factory.Sequence(lambda n: ${first} ${count.by < 0 ? py`-` : py`+`} ${steps(field, Math.abs(count.by), n)})`;
}

/** A time of day has no sum with a duration; after a day it starts again. */
function minutesAfter(position: number, n: Python): Python {
  const start = py`datetime.datetime(2024, 1, 1, ${Math.floor(position / 60)}, ${position % 60}, tzinfo=datetime.UTC)`;
  return py`(${start} + datetime.timedelta(minutes=${n})).time()`;
}

function steps(field: FieldPlan, by: number, n: Python): Python {
  if (field.type === "date" || field.type === "datetime") return py`datetime.timedelta(days=${n})`;
  if (field.type === "duration") return py`datetime.timedelta(hours=${n})`;
  return by === 1 && field.multipleOf === undefined ? n : py`${n} * ${at(field, by, false)}`;
}

/** A value of a kind that has no order, another for each row where `apart`; undefined where the field can stay empty. */
function worded(field: FieldPlan, apart: boolean): Python | undefined {
  const { type, maxLength } = field;
  const first = field.enum?.members[0];
  if (field.enum && first) return py`models.${name(field.enum.name)}.${name(first.name)}`;
  const spelled = nth(field, py`n`);
  if (spelled) return sequence(spelled);
  switch (type) {
    case "string":
    case "text":
      if (apart && maxLength === 1) return sequence(LETTER);
      return sequence(text(field.name.replaceAll("_", " "), maxLength));
    case "slug":
      return sequence(text(ascii(field.name, "-"), maxLength, "-"));
    case "email":
      return sequence(
        (maxLength ?? 254) < 40 ? numbered("u", "@x.io") : numbered(ascii(field.name, "."), "@example.com"),
      );
    case "url":
      return sequence(numbered((maxLength ?? 200) < 40 ? "http://x.io/" : "https://example.com/"));
    case "ip":
      return sequence(py`f"10.0.{n // 250 % 250}.{n % 250}"`);
    case "uuid":
      return py`factory.LazyFunction(uuid4)`;
    case "json":
      return py`factory.LazyFunction(lambda: {"key": "value"})`;
    case "binary":
      return py`b"bytes"`;
    case "file":
    case "image":
      return field.blank ? undefined : py`factory.django.FileField(filename="file.png", data=PNG)`;
    default:
      return undefined;
  }
}

const sequence = (made: Python) => py`factory.Sequence(lambda n: ${made})`;

/** Words with a number, within the length; a very short text is the last digits of the number alone. */
function text(words: string, maxLength = 255, between = " "): Python {
  if (maxLength < 10) return py`f"{n:0${maxLength}d}"[-${maxLength}:]`;
  return numbered(`${words.slice(0, Math.min(24, maxLength - 7)).trim()}${between}`);
}

/** Of the scripts, Chinese has the most letters: no test needs them all, and case makes no two of them the same. */
const LETTER = py`chr(0x4E00 + n % 20_000)`;

/** Letters that any address may hold; a name in other letters is called "value". */
const ascii = (words: string, between: string) => {
  const parts = words.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return parts.join(between).slice(0, 24) || "value";
};
