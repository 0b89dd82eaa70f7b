/** Each of the fields alone is taken, none of them is refused; nor may two be set where it is to be exactly one. */
import type { EntityPlan, FieldPlan } from "../../../../plan/types.ts";
import { list, name, type Python, py, str } from "../../../../python.ts";
import { isOrdered, solve } from "../../../../sample/solve.ts";
import { nth } from "../../../../sample/texts.ts";
import { at } from "../../../../sample/write.ts";
import { factoryName } from "../../testing/factories.ts";
import { emptyOf, fieldOf, type Lines } from "./sides.ts";

export const choice: Lines<"any_of"> = (rule, entity) => {
  const empty = new Map(rule.fields.map((field) => [field, emptyOf(field, entity)]));
  const without = (kept: string | undefined) =>
    rule.fields.filter((field) => field !== kept).map((field) => py`${name(field)}=${empty.get(field)}`);
  const [first = "", ...rest] = rule.fields;
  const samples = rest
    .map((field) => ({ field, value: sampleOf(field, entity) }))
    .filter((it) => it.value !== undefined);
  const alone = samples.map(
    ({ field, value }) => py`self.accepts(${list([...without(field), py`${name(field)}=${value}`])})`,
  );
  const both = samples.slice(0, 1).map(({ field, value }) => py`${name(field)}=${value}`);
  const refuses = (changes: readonly Python[]) =>
    py`self.refuses(${list([str(first), entity.user ? py`stored=False` : py`constrained=True`, ...changes])})`;
  // Of what is unique nothing may be there before, and after it nothing more.
  const taken = samples
    .filter(({ field }) => rule.exactly && fieldOf(entity, field)?.unique)
    .map(({ field, value }) => py`self.refuses(${list([str(field), ...without(field), py`${name(field)}=${value}`])})`);
  const refused = [refuses(without(undefined)), ...(rule.exactly ? both.map((change) => refuses([change])) : [])];
  return taken.length > 0 ? [...refused, ...alone, ...taken] : [...alone, ...refused];
};

/** Undefined for kinds of which no value is known that satisfies every rule. */
function sampleOf(wanted: string, entity: EntityPlan): Python | undefined {
  const relation = entity.relations.find((it) => it.name === wanted);
  if (relation) return py`${factoryName({ name: relation.to })}()`;
  const field = fieldOf(entity, wanted);
  if (!field || field.enum) return undefined;
  if (isOrdered(field)) return at(field, solve(entity)?.get(field.name) ?? 0, false);
  return nth(field, py`7`) ?? SAMPLES[field.type];
}

const SAMPLES: Partial<Record<FieldPlan["type"], Python>> = {
  string: str("a"),
  text: str("a"),
  slug: str("a"),
  email: str("somebody@example.com"),
  url: str("https://example.com/"),
};
