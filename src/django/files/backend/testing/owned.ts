/** The part of backend/testing/cases.py about rows that belong to people, or name them. */
import type { EntityPlan, Plan } from "../../../plan/types.ts";
import { py } from "../../../python.ts";
import { isOneToOwner } from "../api_extensions/parts.ts";
import { anyRow } from "../authentication/permission.ts";

/** What holds for rows that belong to somebody. */
export const ownedCase = (plan: Plan) => py`
  class OwnedCase:
      """Rows that belong to the person who made them."""

      ${plan.entities.some(ownerless) && py`ownerless = False`}
      ${plan.entities.some(isOneEach) && py`one_each = False`}

      def test_only_the_owner_and_an_admin_change_a_row(self) -> None:
          row = self.factory()
          for action in ("update", "delete"):
              # Where the owner is named, the roles named beside it may change the rows of others.
              also = self.may[action] if ${anyRow(plan) ? py`self.may[action] & {OWNER, ANY_ROW}` : py`OWNER in self.may[action]`} else {"Admin"}
              for role, user in (*self.people.items(), ("anonymous", None)):
                  with self.subTest(action=action, role=role):
                      status = self.attempt(action, user, row).status_code
                      self.assertIn(status, {self.done[action]} if role in also else {401, 403, 404})

      def test_where_the_matrix_names_roles_alone_rows_stay_with_their_owner(self) -> None:
          entity = VIEWS[self.route].entity
          for action in ("update", "delete"):
              everybody = PERMISSIONS[entity] | {action: frozenset(ROLES)}
              row = self.factory()
              for role, user in self.people.items():
                  with self.subTest(action=action, role=role), patch.dict(PERMISSIONS, {entity: everybody}):
                      status = self.attempt(action, user, row).status_code
                      self.assertEqual(status == self.done[action], role == "Admin")

      def test_a_row_has_an_owner(self) -> None:
          ${
            plan.entities.some(ownerless) &&
            py`
            if self.ownerless:
                return
          `
          }
          row = self.factory()
          with self.assertRaises(IntegrityError), transaction.atomic():
              type(row).objects.filter(pk=row.pk).update(**{self.owner: None})

      ${plan.entities.some(isOneEach) && SECOND}

      def test_a_row_cannot_be_made_in_the_name_of_another(self) -> None:
          other = person(None)
          response = self.client.post(self.list_url, self.payload(**{self.owner: other.pk}))
          self.assertEqual(response.status_code, 201, response.content)
          self.assertEqual(response.json()[self.owner], key_of(self.admin))
          row = self.factory()
          owner = getattr(row, self.owner)
          self.client.patch(self.url(row), {self.owner: other.pk})
          row.refresh_from_db()
          self.assertEqual(getattr(row, self.owner), owner)
`;

const SECOND = py`
  def test_who_has_a_row_makes_no_second_one(self) -> None:
      if not self.one_each:
          return
      self.factory(**{self.owner: self.admin})
      response = self.client.post(self.list_url, self.payload())
      self.assertEqual(response.status_code, 400, response.content)
      self.assertIn(self.owner, response.json())

`;

/** Has nobody more than one row, and does nothing else say so first? */
export const isOneEach = (entity: EntityPlan) =>
  isOneToOwner(entity) &&
  !entity.constraints.some((it) => it.kind === "unique" && it.fields.includes(entity.owner ?? ""));

/** May a row be nobody's? */
export const ownerless = ({ owner, relations }: EntityPlan) => relations.some((it) => it.name === owner && it.null);

/** Who is named as maker; accounts are not made through their own endpoint. */
export const handsIn = ({ user, extras }: EntityPlan) => (user ? [] : extras.makers);

/** What holds for rows that say whose hand was in them. */
export const makerCase = () => py`
  class MakerCase:
      """Rows that say who made them and who changed them last."""

      created_by: tuple[str, ...] = ()
      updated_by: tuple[str, ...] = ()

      def test_the_system_says_who_made_a_row_and_who_changed_it(self) -> None:
          response = self.client.post(self.list_url, self.payload())
          self.assertEqual(response.status_code, 201, response.content)
          for name in (*self.created_by, *self.updated_by):
              self.assertIn(response.json()[name], {key_of(self.admin), self.admin.username})
          row = self.factory()
          before = {name: getattr(row, name) for name in self.created_by}
          forged = dict.fromkeys((*self.created_by, *self.updated_by), person(None).pk)
          self.assertEqual(self.client.patch(self.url(row), forged).status_code, 200)
          row.refresh_from_db()
          self.assertEqual({name: getattr(row, name) for name in self.created_by}, before)
          for name in self.updated_by:
              self.assertIn(getattr(row, name), {self.admin, self.admin.username})
`;
