/** history/tests.py: what is recorded, and who may read it. */
import type { EntityPlan, Plan } from "../../plan.ts";
import { list, members, name, type Python, py, str } from "../../python.ts";
import { imports } from "../../used.ts";
import { recorded } from "../backend/acting.py.ts";
import { factoryName } from "../backend/testing/factories.ts";
import { sources } from "../backend/testing/sources.ts";

export function tests(plan: Plan): Python {
  const body = printed(plan);
  return py`
    """Tests: what is recorded, and who may read it."""

    ${imports(body, {
      ...sources(plan),
      apps: py`from django.apps import apps`,
      recording: py`from history import recording`,
      Change: py`from history.models import Change`,
    })}

    ${body}
  `;
}

function printed(plan: Plan): Python {
  const all = recorded(plan);
  const worded = all.flatMap((entity) => {
    const free = freeText(entity);
    return free ? [{ entity, free }] : [];
  })[0];
  const lasting = all.filter(({ rules }) => rules.some(({ shape }) => shape === "keep"));
  const linked = all.flatMap((entity) => {
    const many = entity.relations.find((it) => it.django === "ManyToManyField" && it.through === undefined && it.blank);
    return many ? [{ entity, many }] : [];
  })[0];
  return py`
    class HistoryTests(APITestCase):
        """Who changed what, from what to what."""

        ADDRESS = "change-history-list"

        @classmethod
        def setUpTestData(cls) -> None:
            cls.admin = person("Admin")

        def setUp(self) -> None:
            self.client.force_authenticate(self.admin)

        def last(self, row) -> Change:
            kept = {"entity": row._meta.object_name, "row": str(row.pk)}
            return Change.objects.filter(**kept).first()

        ${members([
          lasting.length < all.length && made(all.filter((entity) => !lasting.includes(entity))),
          worded && changed(worded.entity, worded.free),
          linked && gained(linked.entity, linked.many.name),
          secrets(),
          outlives(),
          readers(),
        ])}
  `;
}

/** A text that may be anything. */
const freeText = ({ fields, rules, readOnly }: EntityPlan) =>
  fields.find(
    (field) =>
      (field.type === "string" || field.type === "text") &&
      !field.enum &&
      !field.unique &&
      field.texts.length === 0 &&
      (field.maxLength ?? 99) > 10 &&
      !readOnly.includes(field.name) &&
      !SECRET.test(field.name) &&
      !rules.some((rule) => JSON.stringify(rule).includes(`"${field.name}"`)),
  )?.name;

const SECRET = /pass|secret|token|key|private|iban|cvv|cvc|ssn|card/;

const made = (entities: readonly EntityPlan[]) => py`
  def test_who_made_and_who_deleted_a_row_is_recorded(self) -> None:
      for made_by in (${list(entities.map(factoryName))},):
          with self.subTest(entity=made_by.__name__):
              row = made_by()
              change = self.last(row)
              self.assertEqual((change.action, change.changed_by), ("created", None))
              response = self.client.delete(address_of(row))
              self.assertEqual(response.status_code, 204, response.content)
              change = self.last(row)
              self.assertEqual((change.action, change.changed_by), ("deleted", self.admin))
              self.assertEqual(change.username, self.admin.username)
`;

const changed = (entity: EntityPlan, field: string) => py`
  def test_a_change_says_what_it_was_and_what_it_is(self) -> None:
      row = ${factoryName(entity)}()
      old = row.${name(field)}
      self.client.patch(address_of(row), {${str(field)}: "something"})
      change = self.last(row)
      self.assertEqual((change.action, change.changed_by), ("changed", self.admin))
      self.assertEqual(change.changes[${str(field)}], {"old": old, "new": "something"})
`;

const gained = (entity: EntityPlan, field: string) => py`
  def test_what_a_row_is_linked_to_is_recorded_from_either_side(self) -> None:
      row = ${factoryName(entity)}()
      links = row.${name(field)}
      other = FACTORIES[links.model]()
      links.add(other)
      self.assertEqual(self.last(row).changes, {${str(field)}: {"added": [str(other.pk)]}})
      links.remove(other)
      self.assertEqual(self.last(row).changes, {${str(field)}: {"removed": [str(other.pk)]}})
      reverse_name = type(row)._meta.get_field(${str(field)}).remote_field.get_accessor_name()
      getattr(other, reverse_name).add(row)
      self.assertEqual(self.last(row).changes, {${str(field)}: {"added": [str(other.pk)]}})
`;

const secrets = () => py`
  def test_secrets_are_never_recorded(self) -> None:
      told = recording.masked({"access_token": {"old": "a", "new": "b"}, "title": {"new": "c"}})
      self.assertEqual(told, {"access_token": {"old": "***", "new": "***"}, "title": {"new": "c"}})
`;

const outlives = () => py`
  def test_a_change_outlives_the_account_that_made_it(self) -> None:
      FACTORIES[apps.get_model("backend", recording.RECORDED[0])]()
      change, user = Change.objects.first(), person(None)
      Change.objects.filter(pk=change.pk).update(changed_by=user, username=user.username)
      gone = user.pk
      user.delete()
      change.refresh_from_db()
      self.assertEqual((change.changed_by_id, change.username), (gone, user.username))
      shown = self.client.get(reverse("change-history-detail", args=[change.pk]))
      self.assertEqual(shown.json()["changed_by"], gone if isinstance(gone, int) else str(gone))
`;

const readers = () => py`
  def test_an_admin_alone_reads_the_history_and_nobody_writes_it(self) -> None:
      FACTORIES[apps.get_model("backend", recording.RECORDED[0])]()
      change = Change.objects.first()
      detail = reverse("change-history-detail", args=[change.pk])
      for address in (reverse(self.ADDRESS), detail):
          for role in (*ROLES, None):
              with self.subTest(address=address, role=role):
                  self.client.force_authenticate(person(role))
                  done = 200 if role == "Admin" else 403
                  self.assertEqual(self.client.get(address).status_code, done)
          self.client.force_authenticate(None)
          self.assertEqual(self.client.get(address).status_code, 401)
          self.client.force_authenticate(self.admin)
          for method in (self.client.post, self.client.put, self.client.patch, self.client.delete):
              self.assertEqual(method(address, {}).status_code, 405)
      shown = results(self.client.get(reverse(self.ADDRESS), {"entity": change.entity}))
      self.assertEqual({it["entity"] for it in shown}, {change.entity})
`;
