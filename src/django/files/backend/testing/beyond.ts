/** backend/testing/beyond.py: how tests go over the boundary of a rule about other rows, or about what is stored. */
import type { RuleShape } from "#erd";
import type { EntityPlan, Plan } from "../../../plan/types.ts";
import { members, type Python, py } from "../../../python.ts";

const SHAPES: readonly RuleShape[] = ["transitions", "capacity", "no_overlap", "parent_state", "keep"];

/** Has the entity rules of these kinds? */
export const needsBeyond = ({ rules }: EntityPlan): boolean => rules.some(({ shape }) => SHAPES.includes(shape));

export function beyond(plan: Plan): Python {
  const shapes = new Set(plan.entities.flatMap(({ rules }) => rules.map(({ shape }) => shape)));
  if (!SHAPES.some((shape) => shapes.has(shape))) return py``;
  const owned = plan.entities.some(({ rules, owner }) =>
    rules.some((it) => (it.shape === "capacity" || it.shape === "parent_state") && it.parent === owner),
  );
  return py`
    class BeyondCase:
        """Both sides of rules that look at more than one row, or at what is stored."""

        ${members([
          shapes.has("transitions") && STEPS,
          shapes.has("capacity") && fills(owned),
          shapes.has("parent_state") && bars(owned),
          REFUSED,
          (shapes.has("capacity") || shapes.has("parent_state")) && owned && DENIED,
          shapes.has("keep") && keeps(plan),
        ])}
  `;
}

const STEPS = py`
  def steps(self, field: str, before: str, after: str) -> None:
      """The row goes from one value to the other."""
      row = self.factory(**{field: before})
      setattr(row, field, after)
      row.full_clean()
      response = self.client.patch(self.url(row), {field: after})
      self.assertEqual(response.status_code, 200, response.content)

  def stays(self, field: str, before: str, after: str) -> None:
      """The row does not go from one value to the other."""
      self.refused(self.factory(**{field: before}), field, **{field: after})
`;

/** A row that changes so is refused by the model, by a save that nobody checked before, and by the API. */
const REFUSED = py`
  def refused(self, row, field: str, **changes) -> None:
      """The change is refused at the field: by the model, by a save, and by the API."""
      if not self.read_only.intersection(changes):
          response = self.client.patch(self.url(row), self.sent(changes))
          self.assertEqual(response.status_code, 400, response.content)
          self.assertIn(field, response.json())
      for name, value in changes.items():
          setattr(row, name, value)
      with self.assertRaises(ValidationError) as refused:
          row.full_clean()
      self.assertIn(field, refused.exception.message_dict)
      self.assertRaises(ValidationError, row.save)
`;

/** An owner is set by who asks, so they have to ask themselves. */
const DENIED = py`
  def denied(self, owner, field: str) -> None:
      """A new row is refused for this person."""
      data = self.payload()
      owner.groups.add(Group.objects.get(name=ADMIN_ROLE))
      self.client.force_authenticate(owner)
      response = self.client.post(self.list_url, data)
      self.client.force_authenticate(self.admin)
      self.assertEqual(response.status_code, 400, response.content)
      self.assertIn(field, response.json())
`;

const fills = (owned: boolean) => py`
  def fills(self, field: str, whole, most: int, **state) -> None:
      """So many rows refer to one; no other does, made or moved."""
      rows = [self.factory(**{field: whole}, **state) for _ in range(most)]
      rows[0].full_clean()
      with self.assertRaises(ValidationError):
          self.factory(**{field: whole}, **state)
      ${
        owned
          ? py`
            self.refused(self.factory(**state), field, **{field: whole})
            if field == self.owner and not state:
                self.denied(whole, field)
          `
          : py`self.refused(self.factory(**state), field, **{field: whole})`
      }
`;

const bars = (owned: boolean) => py`
  def bars(self, field: str, whole, **state) -> None:
      """No row is made for this one or moved to it; what was made before stays."""
      with self.assertRaises(ValidationError):
          self.factory(**{field: whole})
      row = self.factory()
      type(whole).objects.filter(pk=getattr(row, f"{field}_id")).update(**state)
      response = self.client.patch(self.url(row), {})
      self.assertEqual(response.status_code, 200, response.content)
      self.refused(self.factory(), field, **{field: whole})
      ${
        owned &&
        py`
          if field == self.owner:
              self.denied(whole, field)
        `
      }
`;

const keeps = (plan: Plan) => py`
  def keeps(self, row, reason: str) -> None:
      """The row is not deleted, in any way; the answer says why."""
      response = self.client.delete(self.url(row))
      self.assertEqual(response.status_code, 409, response.content)
      self.assertEqual(response.json(), {"detail": reason})
      with self.assertRaises(ProtectedError), transaction.atomic():
          type(row).objects.filter(pk=row.pk).delete()
      ${plan.has("backend/admin.py") && ADMIN}
      self.assertTrue(type(row).objects.filter(pk=row.pk).exists())
`;

const ADMIN = py`
  boss = person(None)
  type(boss).objects.filter(pk=boss.pk).update(is_staff=True, is_superuser=True)
  self.client.force_login(boss)
  page = reverse(f"admin:backend_{self.route}_delete", args=[row.pk])
  self.assertIn(escape(reason), self.client.post(page, {"post": "yes"}).content.decode())
`;
