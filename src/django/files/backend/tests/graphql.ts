/** The part of the tests about GraphQL itself: who asks, limits, errors, throttling. */

import { camel } from "../../../plan/graphql.ts";
import type { EntityPlan, Plan } from "../../../plan.ts";
import { name, type Python, py, str } from "../../../python.ts";
import { hasGraphql } from "../graphql/endpoint.py.ts";

/** The tests of one entity over again, asked over GraphQL. */
export function graphqlTestsOf(entity: EntityPlan, plan: Plan): Python | false {
  const names = plan.graphql?.get(entity.name);
  if (!hasGraphql(plan) || !names) return false;
  return py`
    class ${name(`${entity.name}GraphQLTests`)}(GraphQLCase, ${name(`${entity.name}Tests`)}):
        names = (${str(names.type)}, ${str(names.one)}, ${str(names.many)})
  `;
}

/** What holds for every operation. */
export function graphqlTests(plan: Plan): Python {
  const names = plan.graphql?.get(plan.user.name);
  if (!hasGraphql(plan) || !names) return py``;
  return py`
    class GraphQLTests(APITestCase):
        """What holds for every operation, whatever it asks for."""

        one, many, type = ${str(camel(names.one))}, ${str(camel(names.many))}, ${str(names.type)}

        @property
        def page(self) -> str:
            list_of = f"{self.many}(pagination: $page)"
            return f"query($page: OffsetPaginationInput) {{ {list_of} {{ results {{ id }} }} }}"

        def setUp(self) -> None:
            cache.clear()
            self.admin = person("Admin")

        def ask(self, query: str, **variables) -> dict:
            body = {"query": query, "variables": variables}
            response = self.client.post(reverse("graphql"), body, format="json")
            self.assertEqual(response.status_code, 200, response.content)
            return response.json()

        def refused(self, query: str, **variables) -> str:
            """Why an operation is refused before it reads anything."""
            with CaptureQueriesContext(connection) as queries:
                answer = self.ask(query, **variables)
            self.assertIsNone(answer["data"])
            self.assertEqual(len(queries), 0)
            return answer["errors"][0]["message"]

        ${
          !plan.user.access.delete.anyone &&
          py`
            def test_a_token_says_who_asks(self) -> None:
                query = 'mutation { ${name(camel(`delete_${names.one}`))}(id: "0") }'
                code = self.ask(query)["errors"][0]["extensions"]["code"]
                self.assertEqual(code, "NOT_AUTHENTICATED")
                self.client.force_login(self.admin)
                self.assertEqual(code, self.ask(query)["errors"][0]["extensions"]["code"])
                token = AccessToken.for_user(self.admin)
                self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
                code = self.ask(query)["errors"][0]["extensions"]["code"]
                self.assertEqual(code, "NOT_FOUND")
                self.client.credentials(HTTP_AUTHORIZATION="Bearer x")
                response = self.client.post(reverse("graphql"), {"query": query}, format="json")
                self.assertEqual(response.status_code, 401)

          `
        }
        def test_an_operation_that_asks_for_too_much_is_refused(self) -> None:
            self.client.force_authenticate(self.admin)
            self.assertNotIn("errors", self.ask(self.page))
            self.assertEqual(operation_limits.MAX_DEPTH, 10)
            row = f'{self.one}(id: "0") {{ id }}'
            full = f"{self.many}(pagination: {{limit: 100}})"
            for limit, cost, asked in (
                ("MAX_DEPTH", 2, f"{full} {{ totalCount results {{ id }} }}"),
                ("MAX_ROWS", 100, f"{full} {{ totalCount }}"),
                ("MAX_ROWS", 100, f"{full.replace('100', '-1')} {{ totalCount }}"),
                ("MAX_ROWS", ${plan.api.pageSize}, f"{self.many} {{ totalCount }}"),
                ("MAX_ROWS", 200, f"{full} {{ a: results {{ id }} b: results {{ id }} }}"),
                ("MAX_ROWS", 2, f"a: {row} b: {row}"),
            ):
                with self.subTest(asked=asked):
                    with patch.object(operation_limits, limit, cost - 1):
                        self.assertIn("too much", self.refused(f"{{ {asked} }}"))
                    with patch.object(operation_limits, limit, cost):
                        self.assertNotIn("errors", self.ask(f"{{ {asked} }}"))
            pages = [f"n{n}: {full} {{ totalCount }}" for n in range(101)]
            changes = [f'n{n}: ${name(camel(`delete_${names.one}`))}(id: "0")' for n in range(11)]
            for told, begin, parts, end in (
                ("fields 1001", f"{{ {self.many} {{ results {{", ["id"] * 999, "} } }"),
                ("rows 10100", "{", pages, "}"),
                ("changes 11", "mutation {", changes, "}"),
            ):
                with self.subTest(told=told):
                    self.assertIn(told, self.refused(" ".join([begin, *parts, end])))
                    answer = self.ask(" ".join([begin, *parts[:-1], end]))
                    self.assertNotIn("too much", str(answer))

        def test_an_operation_is_read_once_and_not_too_long(self) -> None:
            many_words = "__typename " * 2_000
            spread = "fragment f{0} on {2} {{ ...f{1} ...f{1} }}"
            spreads = [spread.format(n, n + 1, self.type) for n in range(60)]
            spreads.append(f"fragment f60 on {self.type} {{ id }}")
            bomb = f"{{ {self.many} {{ results {{ ...f0 }} }} }}"
            self.assertIn("too much", self.refused(f"{bomb} {' '.join(spreads)}"))
            self.assertIn("token", self.refused(f"{{ {many_words} }}"))
            self.assertIn("Syntax Error", self.refused("{ x " * 400))

        def test_a_request_holds_one_operation_as_json(self) -> None:
            url, body = reverse("graphql"), {"query": "{ __typename }"}
            self.assertEqual(self.client.post(url, [body], format="json").status_code, 400)
            self.assertEqual(self.client.post(url, {"query": ""}, format="json").status_code, 400)
            halved = json.dumps({**body, "variables": {"id": ["\ud800"]}})
            response = self.client.post(url, halved, content_type="application/json")
            self.assertEqual(response.status_code, 400)
            named = {**body, "operationName": "other"}
            self.assertEqual(self.client.post(url, named, format="json").status_code, 400)
            self.assertEqual(self.client.post(url, body, format="multipart").status_code, 415)
            self.assertEqual(self.client.get(url, body).status_code, 405)

        def test_only_developers_read_the_schema(self) -> None:
            query = "{ __schema { queryType { name } } }"
            self.assertIn("introspection", self.refused(query))
            self.assertNotIn("Did you mean", self.refused(f"{{ {self.many}x {{ id }} }}"))
            with override_settings(DEBUG=True):
                self.assertNotIn("errors", self.ask(query))
                self.assertContains(self.client.get(reverse("graphql")), "GraphiQL")

        def test_a_fault_is_logged_and_not_told(self) -> None:
            self.client.force_authenticate(self.admin)
            fault = RuntimeError("the secret")
            with (
                patch.object(PermittedViewSet, "get_queryset", side_effect=fault),
                self.assertLogs("strawberry.execution", "ERROR") as logs,
            ):
                answer = self.ask(self.page)
            self.assertNotIn("secret", str(answer))
            self.assertEqual(answer["errors"][0]["extensions"], {"code": "INTERNAL"})
            self.assertIn("the secret", logs.output[0])
            with self.assertNoLogs("strawberry.execution"):
                self.assertIn("Cannot query", self.refused("{ nothing }"))

        def test_values_that_no_row_has_are_no_fault(self) -> None:
            self.client.force_authenticate(self.admin)
            one = f"query($id: ID!) {{ {self.one}(id: $id) {{ id }} }}"
            for value in ("", "0", "-1", "1.5", "x", "\0", "9" * 40):
                with self.subTest(id=value):
                    self.assertNotIn("INTERNAL", str(self.ask(one, id=value)))
            told = self.ask(self.page, page={"offset": -1})["errors"][0]["extensions"]
            fields = {"pagination": ["The offset is negative."]}
            self.assertEqual(told, {"code": "INVALID", "fields": fields})
            for page in ({"offset": 2**31 - 1}, {"offset": 2**40}, {"limit": -5}):
                with self.subTest(page=page):
                    self.assertNotIn("INTERNAL", str(self.ask(self.page, page=page)))

        def test_many_requests_are_slowed_down(self) -> None:
            with patch.object(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min"}):
                body = {"query": "{ __typename }"}
                answers = [self.client.post(reverse("graphql"), body, format="json") for _ in range(3)]
            self.assertEqual([answer.status_code for answer in answers], [200, 200, 429])
  `;
}
