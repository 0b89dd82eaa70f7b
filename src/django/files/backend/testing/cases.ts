/** backend/testing/cases.py: what holds for every entity, driven by what each test class says about its own. */

import { isAlways } from "../../../plan/rules/keep.ts";
import type { EntityPlan, Plan } from "../../../plan/types.ts";
import { uniqueFields } from "../../../plan/unique.ts";
import { definitions, list, members, py } from "../../../python.ts";
import { reasoned } from "../authentication/permission.ts";
import { handsIn, makerCase, ownedCase } from "./owned.ts";
import { said } from "./said.ts";
import { uploads } from "./uploads.ts";

export const cases = (plan: Plan) =>
  definitions([
    entityCase(plan),
    createCase(plan),
    plan.entities.some(({ owner }) => owner !== undefined) && ownedCase(plan),
    uniqueCase(plan),
    plan.entities.some((entity) => handsIn(entity).length > 0) && makerCase(),
  ]);

const entityCase = (plan: Plan) => py`
  class EntityCase(ColumnCase, ListCase):
      """What holds for every entity; each test class says what is expected of its own."""

      may: dict[str, set[str]]
      # What success is answered with.
      done = {"create": 201, "read": 200, "update": 200, "delete": 204}
      ${reasoned(plan) && py`reasons: dict[str, str] = {}`}
      fields: set[str]
      ${labelling(plan) && py`labelled: set[str] = set()`}

      ${members([accessTests(reasoned(plan)), readTest(), heldTest(), labelling(plan) && labelTest(), shapeTests(plan), modelTest()])}
`;

/** `reasoned` where rules say why somebody is refused. */
const accessTests = (reasoned: boolean) => py`
  def test_who_may_do_what(self) -> None:
      for action, may in self.may.items():
          for role, user in self.people.items():
              with self.subTest(action=action, role=role):
                  owns = OWNER in may and bool(self.owner or self.account)
                  allowed = owns or not may.isdisjoint({role, SIGNED_IN, ANYONE})
                  response = self.attempt(action, user)
                  expected = self.done[action] if allowed else 403
                  self.assertEqual(response.status_code, expected, response.content)
                  ${reasoned && REASON}
          with self.subTest(action=action, role="anonymous"):
              response = self.attempt(action, None)
              expected = self.done[action] if ANYONE in may else 401
              self.assertEqual(response.status_code, expected, response.content)
`;

const REASON = py`
  if not allowed and action in self.reasons:
      self.assertEqual(response.json()["detail"], self.reasons[action])
`;

const heldTest = () => py`
  def test_a_row_is_held_while_it_is_changed(self) -> None:
      for action in ("update", "partial_update", "destroy"):
          with self.subTest(action=action):
              rows = VIEWS[self.route](action=action).get_queryset()
              self.assertTrue(rows.query.select_for_update)
`;

const readTest = () => py`
  def test_a_list_holds_what_its_reader_may_read(self) -> None:
      row, may = key_of(self.factory()), self.may["read"]
      for role, user in self.people.items():
          with self.subTest(role=role):
              self.client.force_authenticate(user)
              response = self.client.get(self.list_url)
              found = [shown["id"] for shown in results(response)] if response.status_code == 200 else []
              self.assertEqual(row in found, not may.isdisjoint({role, SIGNED_IN, ANYONE}))
`;

const labelling = (plan: Plan) => plan.entities.some(({ labels }) => labels.length > 0);

const labelTest = () => py`
  def test_a_reference_is_named_to_those_who_may_read_what_it_refers_to(self) -> None:
      for role, user in self.people.items():
          row = linked(self.own(user))
          self.client.force_authenticate(user)
          shown = self.client.get(self.url(row))
          if shown.status_code != 200:
              continue
          for name in self.labelled:
              target = getattr(row, name)
              with self.subTest(reference=name, role=role):
                  readable = self.client.get(address_of(target)).status_code == 200
                  self.assertEqual(shown.json()[f"{name}_label"], str(target) if readable else None)
`;

const shapeTests = (plan: Plan) => py`
  def test_what_is_shown_and_what_can_be_written(self) -> None:
      row = self.factory()
      self.assertEqual(set(self.client.get(self.url(row)).json()), self.fields)
      fields = VIEWS[self.route].serializer_class().fields
      self.assertEqual({name for name in fields if fields[name].read_only}, self.read_only)

  def test_values_of_a_wrong_type_are_refused(self) -> None:
      writable = self.fields - self.read_only${said(plan).about("untyped") && py` - self.untyped`}
      ${plan.entities.some(isShut) && SHUT}
      response = self.client.patch(self.url(self.factory()), {name: {"a": []} for name in writable})
      self.assertEqual(response.status_code, 400, response.content)
      self.assertEqual(set(response.json()), writable)
`;

/** Is there nothing of it that a value of a wrong type could be sent for? */
const isShut = ({ apiFields, readOnly, fields }: EntityPlan) => {
  const untyped = fields.filter(({ type }) => type === "json").map(({ name }) => name);
  return apiFields.every((field) => readOnly.includes(field) || untyped.includes(field));
};

const SHUT = py`
  if not writable:
      return
`;

/** A rule that comes later is to be kept by the API too, without a word in the serializer. */
const modelTest = () => py`
  def test_the_api_asks_the_model(self) -> None:
      url, model = self.url(self.factory()), self.factory._meta.model
      for check in ("clean", "validate_constraints"):
          with (
              self.subTest(check=check),
              patch.object(model, check, side_effect=ValidationError({"id": "no"})),
          ):
              response = self.client.patch(url, {})
              self.assertEqual(response.status_code, 400, response.content)
              self.assertEqual(response.json(), {"id": ["no"]})
`;

const createCase = (plan: Plan) => {
  const always = plan.entities.some(({ keeps }) => keeps.some(isAlways));
  const { about } = said(plan);
  const parts = [
    about("fixed") && py`self.fixed`,
    about("beside_fixed") && py`self.beside_fixed`,
    uploads(plan) && py`self.files`,
  ].filter((it) => it !== false);
  const kept = parts.length > 1 ? py`(${list(parts, " | ")})` : list(parts);
  return py`
  class CreateCase:
      """Rows that clients make, change and delete."""

      required: set[str] = set()

      def test_a_row_is_made_read_changed_and_deleted(self) -> None:
          response = self.client.post(self.list_url, data := self.payload())
          self.assertEqual(response.status_code, 201, response.content)
          made = response.json()
          ${uploads(plan) && py`data = {k: v for k, v in data.items() if k not in self.files}`}
          self.assertEqual({name: made[name] for name in data}, data)
          url = reverse(f"{self.route}-detail", args=[made["id"]])
          self.assertEqual(self.client.get(url).json(), made)
          self.assertEqual(self.client.put(url, ${uploads(plan) ? py`self.payload(**data)` : py`data`}).status_code, 200)
          self.assertEqual(self.client.delete(url).status_code, ${always ? py`self.done["delete"]` : 204})
          self.assertEqual(self.client.get(url).status_code, ${always ? py`404 if self.done["delete"] == 204 else 200` : 404})

      def test_what_fails_half_way_leaves_everything_as_it_was(self) -> None:
          data, row = self.payload(), self.factory()
          ${kept !== "" && py`change = {name: value for name, value in data.items() if name not in ${kept}}`}
          before = self.client.get(self.list_url).json()
          for request, url, sent in (
              (self.client.post, self.list_url, data),
              (self.client.patch, self.url(row), ${kept === "" ? py`data` : py`change`}),
          ):
              self.assertEqual(self.broken_off(request, url, sent).status_code, 409)
              self.assertEqual(self.client.get(self.list_url).json(), before)

      def broken_off(self, request, *args):
          """The answer to a request that fails once the row is saved."""

          def fail(**kwargs) -> None:
              raise IntegrityError

          post_save.connect(fail, sender=self.factory._meta.model)
          try:
              return request(*args)
          finally:
              post_save.disconnect(fail, sender=self.factory._meta.model)

      def test_what_is_required(self) -> None:
          response = self.client.post(self.list_url, {})
          missing = set(response.json()) if response.status_code == 400 else set()
          self.assertEqual(missing, self.required)
  `;
};

const uniqueCase = (plan: Plan) => py`
  class UniqueCase:
      """Values, alone or together, that no two rows share."""

      unique: tuple[tuple[str, ...], ...] = ()
      any_case: tuple[str, ...] = ()

      def test_no_two_rows_share_what_is_unique(self) -> None:
          for names in self.unique:
              with self.subTest(fields=names):
                  one, other = linked(self.factory()), linked(self.factory())
                  self.collide(other, {name: getattr(one, name) for name in names})

      def test_the_case_of_letters_makes_no_difference(self) -> None:
          for name in self.any_case:
              with self.subTest(field=name):
                  one, other = self.factory(), self.factory()
                  self.collide(other, {name: getattr(one, name).upper()})

      def collide(self, row, values: dict) -> None:
          ${plan.entities.some(sharesFixed) ? FIXED : SENT}
          with self.assertRaises(IntegrityError), transaction.atomic():
              type(row).objects.filter(pk=row.pk).update(**values)
          for name, value in values.items():
              setattr(row, name, value)
          self.assertRaises(ValidationError, row.full_clean)
          self.assertNotIn(NON_FIELD_ERRORS, self.broken_constraints(row))
`;

/** Is something that no client writes part of what is unique? */
const sharesFixed = (entity: EntityPlan) => uniqueFields(entity).some((name) => entity.readOnly.includes(name));

const SENT = py`
  with transaction.atomic():
      response = self.client.patch(self.url(row), self.sent(values))
      transaction.set_rollback(True)
  self.assertEqual(response.status_code, 400, response.content)
`;

const FIXED = py`
  fixed = {name: value for name, value in values.items() if name in self.read_only}
  data = self.sent(values)
  if any(getattr(row, name) != values[name] for name in data):
      with transaction.atomic():
          type(row).objects.filter(pk=row.pk).update(**fixed)
          response = self.client.patch(self.url(row), data)
          transaction.set_rollback(True)
      self.assertEqual(response.status_code, 400, response.content)
`;
