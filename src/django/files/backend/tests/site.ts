/** The part of the tests about what stands around the entities: admin site, schema, docs, health, errors. */
import type { Plan } from "../../../plan/types.ts";
import { definitions, name, py, str } from "../../../python.ts";
import { factoryName } from "../testing/factories.ts";

export const siteTests = (plan: Plan) => definitions([operations(plan), plan.has("backend/admin.py") && adminSite()]);

function operations(plan: Plan) {
  const list = plan.entities.find(({ search }) => search.length > 0) ?? plan.user;
  const kept = plan.entities.flatMap((entity) =>
    entity.relations
      .filter(
        (it) => it.onDelete === "PROTECT" && !it.null && it.django !== "ManyToManyField" && it.to !== plan.user.name,
      )
      .map((it) => ({ entity, it })),
  )[0];
  const target = plan.entities.find((entity) => entity.name === kept?.it.to);
  return py`
    class Operations(APITestCase):
        """What a platform and a newcomer ask for."""

        def test_health_schema_docs_and_routes_are_public(self) -> None:
            paths = ["/healthz", "/readyz", reverse("docs"), "/api/", reverse("schema")]
            for path in paths:
                with self.subTest(path=path):
                    self.assertEqual(self.client.get(path).status_code, 200)
            self.assertIn(${str(plan.entities[0]?.route ?? "")}, self.client.get("/api/").json())

        def test_every_request_has_a_name(self) -> None:
            url = "/healthz"
            self.assertRegex(self.client.get(url)["X-Request-ID"], r"^[0-9a-f]{32}$")
            for given, kept in (("trace-1.a", True), ("a b", False), ("x" * 65, False)):
                named = self.client.get(url, headers={"X-Request-ID": given})["X-Request-ID"]
                self.assertEqual(named == given, kept)

        def test_an_answer_says_how_long_it_is(self) -> None:
            answer = self.client.get("/api/")
            self.assertEqual(answer["Content-Length"], str(len(answer.content)))

        def test_the_schema_is_valid(self) -> None:
            call_command("spectacular", "--validate", "--fail-on-warn", "--file", os.devnull)

        def test_the_migrations_say_what_the_models_say(self) -> None:
            call_command("makemigrations", "--check", "--dry-run", verbosity=0)

        def test_bad_requests_are_answered_and_not_crashed_on(self) -> None:
            self.client.force_authenticate(person("Admin"))
            url = reverse(${str(`${list.lower}-list`)})
            self.assertEqual(self.client.get(url, {"search": "\x00"}).status_code, ${list.search.length > 0 ? 400 : 200})
            self.assertEqual(self.client.get(url, {"page": "x"}).status_code, 404)
            self.assertEqual(self.client.patch(url, {}).status_code, 405)
            broken = self.client.post(url, "{", content_type="application/json")
            self.assertIn(broken.status_code, {400, 405})
        ${
          kept &&
          target &&
          py`

            def test_what_is_referred_to_cannot_be_deleted(self) -> None:
                self.client.force_authenticate(person("Admin"))
                row = ${factoryName(kept.entity)}().${name(kept.it.name)}
                response = self.client.delete(reverse(${str(`${target.lower}-detail`)}, args=[row.pk]))
                self.assertEqual(response.status_code, 409, response.content)
          `
        }
  `;
}

const adminSite = () => py`
  class AdminSite(TestCase):
      """Every page of the admin site opens."""

      def test_pages_open(self) -> None:
          boss = person(None)
          boss.is_staff = boss.is_superuser = True
          boss.save()
          self.client.force_login(boss)
          for model, made_by in FACTORIES.items():
              row = linked(made_by())
              base = f"admin:backend_{model._meta.model_name}"
              pages = [reverse(f"{base}_{page}") for page in ("changelist", "add")]
              for url in (*pages, reverse(f"{base}_change", args=[row.pk]), f"{pages[0]}?q=x"):
                  with self.subTest(page=url):
                      self.assertEqual(self.client.get(url).status_code, 200)
              with self.subTest(queries=pages[0]):
                  counts = []
                  for more in (0, 4):
                      for _ in range(more):
                          linked(made_by())
                      with CaptureQueriesContext(connection) as queries:
                          self.client.get(pages[0])
                      counts.append(len(queries))
                  self.assertEqual(*counts)
`;
