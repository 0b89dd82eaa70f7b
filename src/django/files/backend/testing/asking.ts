/** backend/testing/asking.py: rows, requests, and values that are taken or refused. */

import { isAlways } from "../../../plan/rules/keep.ts";
import type { Plan } from "../../../plan/types.ts";
import { list, py } from "../../../python.ts";
import { said } from "./said.ts";
import { uploads } from "./uploads.ts";

export const asking = (plan: Plan) => {
  const { about, calls } = said(plan);
  return py`
  class Asking:
      """One entity, and the ways to ask for its rows."""

      factory: type[factory.django.DjangoModelFactory]
      route: str
      read_only: set[str]
      ${about("untyped") && py`untyped: set[str] = set()`}
      owner = ""
      account = False
      ${about("fixed") && py`fixed: set[str] = set()`}
      ${about("beside_fixed") && py`beside_fixed: set[str] = set()`}
      ${uploads(plan) && py`files: set[str] = set()`}
      ${uploads(plan) && py`client_class = UploadClient`}

      @classmethod
      def setUpTestData(cls) -> None:
          cls.people = {role: person(role) for role in (*ROLES, None)}
          cls.admin = cls.people["Admin"]

      def setUp(self) -> None:
          self.client.force_authenticate(self.admin)

      @property
      def list_url(self) -> str:
          return reverse(f"{self.route}-list")

      def url(self, row) -> str:
          return reverse(f"{self.route}-detail", args=[row.pk])

      def own(self, user):
          """A row of this person's, where rows have owners."""
          if self.account and user:
              return user
          return self.factory(**({self.owner: user} if self.owner and user else {}))

      def payload(self, **changes) -> dict:
          """What makes a row: one as the API shows it, less what only the API writes."""
          self.client.force_authenticate(self.admin)
          row = self.factory()
          data = self.client.get(self.url(row)).json()
          ${plan.entities.some(({ keeps }) => keeps.some(isAlways)) ? RELEASED : py`row.delete()`}
          kept = {k: v for k, v in data.items() if k not in self.read_only and v is not None}
          ${uploads(plan) && py`kept |= {k: SimpleUploadedFile("file.png", PNG) for k in self.files}`}
          return kept | changes

      def attempt(self, action: str, user, row=None):
          """The answer to one request, with everything undone after it."""
          with transaction.atomic():
              data = self.payload() if action == "create" else {}
              row = row if row or action == "create" else self.own(user)
              self.client.force_authenticate(user)
              match action:
                  case "create":
                      response = self.client.post(self.list_url, data)
                  case "read":
                      response = self.client.get(self.url(row))
                  case "update":
                      response = self.client.patch(self.url(row), data)
                  case _:
                      response = self.client.delete(self.url(row))
              transaction.set_rollback(True)
          return response

      ${list([calls("accepts") && accepts(about("fixed")), calls("refuses") && refuses(about("fixed"))], "\n\n")}

      def broken_constraints(self, row) -> set[str]:
          """The fields at which constraints of the database are broken."""
          try:
              row.validate_constraints()
          except ValidationError as broken:
              return set(broken.message_dict)
          return set()

      def sent(self, changes: dict) -> dict:
          """Values as a client sends them."""
          return {
              name: ${whole(plan) ? py`str(value) if isinstance(value, Decimal) else getattr(value, "pk", value)` : py`getattr(value, "pk", value)`}
              for name, value in changes.items()
              if name not in self.read_only
          }
`;
};

/** `fixed` where some values never change. */
const accepts = (fixed: boolean) => py`
  def accepts(self, **changes) -> None:
      """Model, database and API take the values."""
      ${fixed ? FROM_THE_BEGINNING : py`row = self.factory()`}
      for name, value in changes.items():
          setattr(row, name, value)
      row.full_clean()
      row.save()
      response = self.client.patch(self.url(row), self.sent(changes))
      self.assertEqual(response.status_code, 200, response.content)
`;

const FROM_THE_BEGINNING = py`
  # What never changes has its value from the beginning.
  row = self.factory(**({} if self.fixed.isdisjoint(changes) else changes))
`;

const refuses = (fixed: boolean) => py`
  def refuses(self, field: str, *, row=None, stored=True, constrained=False, **changes) -> None:
      """Model, database (where it can) and API refuse the values; the field is named.

      Give constrained=True where nothing but a constraint of the database says so.
      """
      row = row or self.factory(${fixed && py`**{k: v for k, v in changes.items() if k in self.fixed - {field}}`})
      for name, value in changes.items():
          setattr(row, name, value)
      with self.assertRaises(ValidationError) as refused:
          # The rule itself, whatever the database would say.
          row.full_clean(validate_constraints=constrained)
      self.assertIn(field, refused.exception.message_dict)
      if stored:
          self.assertIn(field, self.broken_constraints(row) or {field})
          with self.assertRaises(IntegrityError), transaction.atomic():
              type(row).objects.filter(pk=row.pk).update(**changes)
      if data := self.sent(changes):
          # What no client can send is there already.
          unsent = {name: value for name, value in changes.items() if name not in data}
          type(row).objects.filter(pk=row.pk).update(**unsent)
          response = self.client.patch(self.url(row), data)
          self.assertEqual(response.status_code, 400, response.content)
          self.assertIn(field, response.json())
`;

/** REST framework's client sends decimals as floats, whose ".0" is a decimal too many for a column without any. */
const whole = (plan: Plan) =>
  plan.entities.some(({ fields }) => fields.some(({ type, scale }) => type === "decimal" && scale === 0));

const RELEASED = py`
  with patch.object(type(row), "KEPT", (), create=True):
      row.delete()
`;
