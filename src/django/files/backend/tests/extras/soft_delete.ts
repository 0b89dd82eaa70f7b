/** The part of the tests about rows that are marked instead of deleted. */
import type { EntityPlan, Plan, RelationPlan } from "../../../../plan.ts";
import { members, type Python, py, str } from "../../../../python.ts";
import { marked } from "../../soft_delete.py.ts";
import { factoryName } from "../../testing/factories.ts";

export function softDeleteTests(plan: Plan): Python {
  const soft = new Set(marked(plan).map((entity) => entity.name));
  if (soft.size === 0) return py``;
  const refers = (onDelete: string, from: readonly EntityPlan[]) =>
    from.some(({ relations }) =>
      relations.some(
        (it) => it.onDelete === onDelete && it.django !== "ManyToManyField" && soft.has(it.to) && !it.self && !it.null,
      ),
    );
  const shared = marked(plan).some(({ constraints }) => constraints.some((it) => it.kind === "unique" && it.living));
  const open = plan.entities.flatMap((entity) =>
    entity.relations
      .filter((relation) => soft.has(relation.to) && !relation.readOnly)
      .map((relation) => ({ entity, relation })),
  );
  return py`
    class SoftDeleteTests(APITestCase):
        """Rows that are marked instead of deleted."""

        MODELS = [model for model in FACTORIES if issubclass(model, soft_delete.SoftDeleteModel)]

        @classmethod
        def setUpTestData(cls) -> None:
            cls.admin = person("Admin")

        def setUp(self) -> None:
            self.client.force_authenticate(self.admin)

        def listed(self, row, what: str) -> bool:
            found = results(self.client.get(address_of(row, what)))
            return key_of(row) in [shown["id"] for shown in found]

        def references(self, on_delete):
            """Rows that cannot be without another, with the reference that says so."""
            for model, made_by in FACTORIES.items():
                for field in model._meta.concrete_fields:
                    target = field.related_model
                    if target not in self.MODELS or field.remote_field.on_delete is not on_delete or field.null:
                        continue
                    with self.subTest(reference=str(field)):
                        row = made_by()
                        yield row, getattr(row, field.name)

        ${members([
          basics(),
          adminOnly(),
          refers("PROTECT", plan.entities) && needed(),
          refers("CASCADE", marked(plan)) && parts(),
          shared && again(),
          open.length > 0 && unreachable(open),
          soft.has(plan.user.name) && account(),
          plan.has("backend/admin.py") && site(),
        ])}
  `;
}

const basics = () => py`
  def test_a_deleted_row_is_gone_and_can_be_restored(self) -> None:
      for model in self.MODELS:
          with self.subTest(entity=model.__name__):
              row = FACTORIES[model]()
              self.assertTrue(self.listed(row, "list"))
              self.assertEqual(self.client.delete(address_of(row)).status_code, 204)
              self.assertEqual(self.client.get(address_of(row)).status_code, 404)
              self.assertEqual(self.client.delete(address_of(row)).status_code, 404)
              self.assertFalse(self.listed(row, "list"))
              self.assertTrue(self.listed(row, "deleted"))
              back = self.client.post(address_of(row, "restore"))
              self.assertEqual(back.status_code, 200, back.content)
              self.assertEqual(self.client.get(address_of(row)).json(), back.json())
              self.assertFalse(self.listed(row, "deleted"))
              self.assertEqual(self.client.post(address_of(row, "restore")).status_code, 404)
`;

const adminOnly = () => py`
  def test_only_an_admin_sees_and_restores_what_was_deleted(self) -> None:
      for model in self.MODELS:
          row = FACTORIES[model]()
          row.delete()
          for role in (*ROLES, None):
              with self.subTest(entity=model.__name__, role=role):
                  self.client.force_authenticate(person(role))
                  done = 200 if role == "Admin" else 403
                  self.assertEqual(self.client.get(address_of(row, "deleted")).status_code, done)
                  if role != "Admin":
                      back = self.client.post(address_of(row, "restore"))
                      self.assertEqual(back.status_code, 403)
          self.client.force_authenticate(None)
          self.assertEqual(self.client.post(address_of(row, "restore")).status_code, 401)
`;

const needed = () => py`
  def test_what_living_rows_need_cannot_be_deleted(self) -> None:
      for row, target in self.references(PROTECT):
          refused = self.client.delete(address_of(target))
          self.assertEqual(refused.status_code, 409, refused.content)
          row.delete()
          self.assertEqual(self.client.delete(address_of(target)).status_code, 204)
`;

const parts = () => py`
  def test_parts_go_and_come_back_with_their_whole(self) -> None:
      for part, whole in self.references(CASCADE):
          if type(part) not in self.MODELS:
              continue
          whole.delete()
          self.assertFalse(type(part).objects.filter(pk=part.pk).exists())
          alone = self.client.post(address_of(part, "restore"))
          self.assertEqual(alone.status_code, 400, "a part is nothing without its whole")
          self.client.post(address_of(whole, "restore"))
          self.assertTrue(type(part).objects.filter(pk=part.pk).exists())
          part.delete()
          whole.delete()
          self.client.post(address_of(whole, "restore"))
          self.assertFalse(type(part).objects.filter(pk=part.pk).exists())
`;

const again = () => py`
  def test_what_was_unique_may_be_used_again(self) -> None:
      for model in self.MODELS:
          for constraint in model._meta.constraints:
              names = getattr(constraint, "fields", ())
              if not names or constraint.condition is None:
                  continue
              with self.subTest(constraint=constraint.name):
                  old = linked(FACTORIES[model]())
                  old.delete()
                  FACTORIES[model](**{name: getattr(old, name) for name in names})
                  back = self.client.post(address_of(old, "restore"))
                  self.assertEqual(back.status_code, 400, back.content)
`;

const unreachable = (references: readonly { entity: EntityPlan; relation: RelationPlan }[]) => py`
  def test_nothing_new_refers_to_what_was_deleted(self) -> None:
      for made_by, name in (
          ${references.map(({ entity, relation }) => py`(${factoryName(entity)}, ${str(relation.name)}),`)}
      ):
          with self.subTest(entity=made_by.__name__, reference=name):
              row = made_by()
              field = row._meta.get_field(name)
              gone = FACTORIES[field.related_model]()
              gone.delete()
              sent = {name: [gone.pk] if field.many_to_many else gone.pk}
              refused = self.client.patch(address_of(row), sent)
              self.assertEqual(refused.status_code, 400, refused.content)
              self.assertIn(name, refused.json())
`;

const account = () => py`
  def test_a_deleted_account_is_signed_out_and_cannot_sign_in(self) -> None:
      user, password = person(ADMIN_ROLE), "Sup3r-secret-pw"
      user.set_password(password)
      user.save()
      client, sent = APIClient(), {"username": user.username, "password": password}
      token = client.post(reverse("token"), sent).json()["access"]
      client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
      self.assertEqual(client.get(address_of(user)).status_code, 200)
      user.delete()
      self.assertEqual(client.get(address_of(user)).status_code, 401)
      self.assertEqual(APIClient().post(reverse("token"), sent).status_code, 401)
`;

const site = () => py`
  def test_the_admin_site_shows_and_restores_deleted_rows(self) -> None:
      self.admin.is_staff = self.admin.is_superuser = True
      self.admin.save()
      site = Client()
      site.force_login(self.admin)
      for model in self.MODELS:
          with self.subTest(entity=model.__name__):
              row = FACTORIES[model]()
              pages = f"admin:backend_{model._meta.model_name}"
              every = reverse(f"{pages}_changelist")
              chosen = {"action": "delete_selected", "_selected_action": [row.pk]}
              self.assertContains(site.post(every, chosen), "Are you sure")
              site.post(every, chosen | {"post": "yes"})
              self.assertFalse(model.objects.filter(pk=row.pk).exists())
              self.assertContains(site.get(every), str(row.pk))
              page = reverse(f"{pages}_change", args=[row.pk])
              self.assertNotContains(site.get(page), "_save")
              back = {"action": "restore_selected", "_selected_action": [row.pk]}
              site.post(every, back)
              self.assertTrue(model.objects.filter(pk=row.pk).exists())
`;
