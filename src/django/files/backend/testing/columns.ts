/** backend/testing/columns.py: what every column has of its own: lengths, defaults, references, an order. */
import type { RuleShape } from "#erd";
import type { EntityPlan, Plan } from "../../../plan/types.ts";
import { list, members, type Python, py, str } from "../../../python.ts";
import { left } from "../../../sample/choices.ts";
import { keptFor } from "../../../sample/states.ts";
import { uploadsOf } from "./uploads.ts";

export const columns = (plan: Plan) => {
  const some = (of: (entity: EntityPlan, plan: Plan) => unknown[]) =>
    plan.entities.some((entity) => of(entity, plan).length > 0);
  const numbers = some(floats);
  const objects = plan.entities.some(({ fields }) => fields.some(({ type }) => type === "json"));
  return py`
    class ColumnCase(Asking):
        """Columns of rows."""

        listed = "id"
        called = ""
        ${some(choices) && py`choices: set[str] = set()`}
        ${numbers && py`floats: set[str] = set()`}
        ${some(lengths) && py`lengths: dict[str, int] = {}`}
        ${some(starts) && py`starts: dict[str, bool] = {}`}
        ${some(endings) && py`endings: dict[str, type[Exception] | None] = {}`}

        ${members([
          nameTest(),
          orderTest(),
          some(choices) && choiceTest(),
          (numbers || objects) && endlessTest(numbers, objects),
          some(lengths) && lengthTest(),
          some(starts) && startTest(),
          some(endings) && endingTest(),
        ])}
  `;
};

/** What a test class says of its columns. */
export function columnsOf(entity: EntityPlan, plan: Plan): Python[] {
  const [first = "id"] = entity.ordering;
  return [
    entity.display !== undefined && py`called = ${str(entity.display)}`,
    first !== "id" && py`listed = ${str(first)}`,
    choices(entity).length > 0 && py`choices = {${list(choices(entity).map(str))}}`,
    floats(entity).length > 0 && py`floats = {${list(floats(entity).map(str))}}`,
    dictionary(py`lengths`, lengths(entity)),
    dictionary(py`starts`, starts(entity)),
    dictionary(py`endings`, endings(entity, plan)),
  ].filter((it) => it !== false);
}

/** Choices that the column has by itself: a rule about them has a test of its own. */
const choices = ({ fields, rules }: EntityPlan) =>
  fields
    .filter(({ name, enum: choices }) => choices && !rules.some((it) => it.shape === "one_of" && it.field === name))
    .map(({ name }) => name);

const floats = ({ fields, readOnly }: EntityPlan) =>
  fields.filter(({ type, name }) => type === "float" && !readOnly.includes(name)).map(({ name }) => name);

const dictionary = (name: Python, entries: readonly Python[]) => entries.length > 0 && py`${name} = {${list(entries)}}`;

/** Rules about a text that say nothing of what it may be. */
const ANY_LENGTH: ReadonlySet<RuleShape> = new Set(["required", "optional", "unique"]);

/** Plain texts: of others a format, a rule or choices say more. */
const lengths = ({ fields, readOnly, rules }: EntityPlan) =>
  fields
    .filter((it) => it.django === "CharField" && !it.inherited && !it.enum && it.texts.length === 0)
    .filter(({ name }) => !rules.some((rule) => "field" in rule && rule.field === name && !ANY_LENGTH.has(rule.shape)))
    .filter(({ name }) => !rules.some((rule) => rule.shape === "any_of" && rule.fields.includes(name)))
    .flatMap(({ name, maxLength }) =>
      maxLength === undefined || readOnly.includes(name) ? [] : [py`${str(name)}: ${maxLength}`],
    );

/** A form cannot leave a box unticked without saying so, and a rule may ask for another beginning. */
const starts = (entity: EntityPlan) =>
  entity.user || uploadsOf(entity).length > 0 || entity.rules.some(({ shape }) => shape === "required_if")
    ? []
    : entity.fields.flatMap(({ name, type, default: given, readOnly }) =>
        type === "boolean" && !readOnly && given && "value" in given
          ? [py`${str(name)}: ${given.value === true ? py`True` : py`False`}`]
          : [],
      );

/** What becomes of a row whose reference goes: kept from going, gone as well, or None for a reference emptied. */
const endings = (entity: EntityPlan, plan: Plan) =>
  entity.relations
    .filter(({ django, name }) => django !== "ManyToManyField" && !left(entity).has(name))
    .filter((relation) => relation.onDelete === "PROTECT" || !keptFor(relation, entity, plan))
    .map(({ name, onDelete }) => {
      const ending = { PROTECT: py`ProtectedError`, CASCADE: py`ObjectDoesNotExist`, SET_NULL: py`None` };
      return py`${str(name)}: ${ending[onDelete]}`;
    });

const nameTest = () => py`
  def test_a_row_is_called_by_its_name_or_key(self) -> None:
      row = self.factory()
      self.assertIn(str(getattr(row, self.called) if self.called else row.pk), str(row))
`;

const NUMBERS = py`[(name, float(value)) for name in self.floats for value in ("nan", "inf", "-inf")]`;
const OBJECTS = py`[(name, value) for name in self.untyped for value in (["\0"], {"\ud800": 1}, [{"a": float("inf")}])]`;

const endlessTest = (numbers: boolean, objects: boolean) => py`
  def test_what_no_database_can_keep_is_refused(self) -> None:
      wrong = ${numbers ? NUMBERS : OBJECTS}
      ${numbers && objects && py`wrong += ${OBJECTS}`}
      for name, value in wrong:
          with self.subTest(field=name, value=value):
              row = self.factory()
              setattr(row, name, value)
              with self.assertRaises(ValidationError) as refused:
                  row.clean_fields()
              self.assertIn(name, refused.exception.message_dict)
`;

const choiceTest = () => py`
  def test_a_value_is_one_of_its_choices(self) -> None:
      for name in self.choices:
          with self.subTest(field=name):
              self.refuses(name, **{name: "?"})
`;

const orderTest = () => py`
  def test_a_list_has_an_order_of_its_own(self) -> None:
      rows = {key_of(row): row for row in (self.factory() for _ in range(3))}
      found = [shown["id"] for shown in results(self.client.get(self.list_url)) if shown["id"] in rows]
      values = [getattr(rows[key], self.listed.lstrip("-")) for key in found]
      self.assertEqual(values, sorted(values, reverse=self.listed.startswith("-")))
`;

const lengthTest = () => py`
  def test_a_text_has_a_greatest_length(self) -> None:
      url = self.url(self.factory())
      for name, most in self.lengths.items():
          with self.subTest(field=name):
              response = self.client.patch(url, {name: "x" * (most + 1)})
              self.assertEqual(response.status_code, 400, response.content)
              self.assertIn(name, response.json())
              self.assertEqual(self.client.patch(url, {name: "x" * most}).status_code, 200)
`;

const startTest = () => py`
  def test_what_is_not_said_has_a_value_to_start_with(self) -> None:
      data = self.payload()
      for name in self.starts:
          data.pop(name, None)
      made = self.client.post(self.list_url, data).json()
      self.assertEqual({name: made[name] for name in self.starts}, self.starts)
`;

const endingTest = () => py`
  def test_what_becomes_of_a_row_whose_reference_goes(self) -> None:
      for name, ending in self.endings.items():
          with self.subTest(reference=name), transaction.atomic():
              row = linked(self.factory())
              others = type(getattr(row, name))._base_manager.filter(pk=getattr(row, f"{name}_id"))
              with self.assertRaises(ending) if ending else nullcontext():
                  others.delete()
                  row.refresh_from_db()
                  self.assertIsNone(getattr(row, name))
              transaction.set_rollback(True)
`;
