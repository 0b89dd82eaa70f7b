/** The part of backend/testing/graphql.py with which the tests of an entity are run over GraphQL. */
import type { Plan } from "../../../../plan.ts";
import { type Python, py } from "../../../../python.ts";
import { filtering } from "../../filters.py.ts";

export const graphqlCase = (plan: Plan): Python => py`
  class GraphQLCase:
      """The tests of an entity's REST API over GraphQL, and what is GraphQL's own."""

      client_class = GraphQLClient
      names: tuple[str, str, str]
      # What REST alone shows or answers.
      test_a_reference_is_named_to_those_who_may_read_what_it_refers_to = None
      test_values_of_a_wrong_type_are_refused = None
      test_a_row_is_held_while_it_is_changed = None
      ${filtering(plan) && py`test_filters_refuse_what_they_cannot_compare = None`}

      def setUp(self) -> None:
          super().setUp()
          self.client.type, self.client.one, self.client.many = self.names
          self.client.route = self.route

      def test_what_is_shown_and_what_can_be_written(self) -> None:
          fields = self.factory._meta.model._meta.get_fields()
          columns = {field.name for field in fields if field.concrete or not field.auto_created}
          shown = self.fields & columns
          self.assertEqual(set(names_in(self.client.type)) & columns, shown)
          files = {field.name for field in fields if isinstance(field, FileField)}
          for kind in ("Input", "Patch"):
              if taken := set(names_in(self.client.type + kind)):
                  self.assertEqual(taken - {"id"}, shown - self.read_only - files - {"id"})

      def test_what_is_required(self) -> None:
          sent = schema._schema.type_map.get(f"{self.client.type}Input")
          if sent is None:
              self.skipTest("Rows are made over REST alone.")
          names = names_in(f"{self.client.type}Input")
          needed = {name for name in names if is_non_null_type(sent.fields[names[name]].type)}
          required = getattr(self, "required", set())
          if required and not needed:
              # No type asks for it, but a rule does.
              return super().test_what_is_required()
          self.assertEqual(needed, required)

      def ${plan.api.pagination ? py`test_a_page_has_a_size_and_the_size_has_a_cap` : py`test_a_list_has_a_cap`}(self) -> None:
          self.factory.create_batch(3)
          capped = {**settings.STRAWBERRY_DJANGO, "PAGINATION_MAX_LIMIT": 2}
          self.assertEqual(settings.STRAWBERRY_DJANGO["PAGINATION_MAX_LIMIT"], 100)
          with override_settings(STRAWBERRY_DJANGO=capped):
              for size in (None, 100_000, -1):
                  page = self.client.get(self.list_url, {"page_size": size})
                  self.assertEqual(len(results(page)), 2)
          ${plan.api.pagination && py`self.assertGreater(page.json()["count"], 2)`}

      def test_what_a_row_leads_to_is_shown_to_those_who_may_read_it(self) -> None:
          for role, user in (*self.people.items(), ("anonymous", None)):
              for row in (linked(self.own(user)), linked(self.factory())):
                  self.client.force_authenticate(user)
                  if self.client.get(self.url(row)).status_code != 200:
                      continue
                  for field in row._meta.fields:
                      if field.is_relation:
                          with self.subTest(reference=field.name, role=role):
                              self.follow(getattr(row, field.name), field.name, user)

      def follow(self, target, name: str, user) -> None:
          everybody = type(target).objects.filter(pk=target.pk)
          readable = visible(user or AnonymousUser(), type(target).__name__, everybody).exists()
          spelling = names_in(self.client.type)[name]
          self.assertEqual(self.client.given[spelling] is not None, readable)

      def test_null_empties_a_text(self) -> None:
          fields, row = VIEWS[self.route].serializer_class().fields, self.factory()
          for name in names_in(f"{self.client.type}Patch"):
              if getattr(fields[name], "allow_blank", False):
                  with self.subTest(field=name):
                      answer = self.client.patch(self.url(row), {name: None})
                      self.assertNotIn("may not be null", str(answer.content))
`;
