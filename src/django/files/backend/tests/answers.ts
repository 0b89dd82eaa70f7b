/** The part of the tests about answers that no entity gives: errors, sizes, headers, what the schema says of them. */
import type { Plan } from "../../../plan/types.ts";
import { py, str } from "../../../python.ts";

export const answerTests = ({ entities, user }: Plan) => {
  const entity = entities.find(({ access }) => !access.read.anyone) ?? user;
  return py`
    class Answers(APITestCase):
        """Whatever goes wrong is told in JSON, in the way the schema says."""

        def test_errors_of_the_database_are_answered(self) -> None:
            crossed = OperationalError()
            crossed.__cause__ = DeadlockDetected()
            answers = {
                crossed: 409,
                ValidationError("no"): 400,
                IntegrityError(): 409,
                ProtectedError("kept", set()): 409,
                DataError(): 400,
                RequestDataTooBig(): 413,
                RecursionError(): 400,
            }
            for error, status in answers.items():
                with self.subTest(error=type(error)):
                    self.assertEqual(exception_handler(error, {}).status_code, status)
            for error in (OperationalError(), RuntimeError()):
                self.assertIsNone(exception_handler(error, {}))
            kept = exception_handler(ProtectedError("kept", set()), {})
            self.assertIn("refer", kept.data["detail"])

        def test_an_error_is_an_object_that_can_be_sent(self) -> None:
            told = exception_handler(exceptions.ValidationError(["\ud800"]), {})
            self.assertEqual(told.data, {"detail": ["?"]})

        def test_a_body_has_a_greatest_size(self) -> None:
            response = self.client.post(reverse("token"), {"username": "x" * 3_000_000})
            self.assertEqual(response.status_code, 413)

        def test_answers_are_json_whatever_is_asked_for(self) -> None:
            self.client.force_authenticate(person(None))
            page, root = {"accept": "text/html,*/*"}, reverse("api-root")
            for status, response in (
                (200, self.client.get(root, headers=page)),
                (404, self.client.get(f"{root}unknown/", headers=page)),
                (405, self.client.get(reverse("token"), headers=page)),
                (415, self.client.post(reverse("token"), "name=joe", content_type="text/plain")),
            ):
                self.assertEqual(response.status_code, status)
                self.assertEqual(response.headers["content-type"], "application/json")

        def test_only_who_is_signed_in_may_ask_what_can_be_asked(self) -> None:
            url = reverse(${str(`${entity.lower}-list`)})
            response = self.client.options(url)
            self.assertEqual(response.status_code, 401)
            self.assertIn("Bearer", response.headers["www-authenticate"])
            self.client.force_authenticate(person(None))
            self.assertEqual(self.client.options(url).status_code, 200)

        def test_what_the_matrix_does_not_name_is_for_admins(self) -> None:
            self.assertEqual(granted("no such entity", "read"), {"Admin"})
            accounts = get_user_model().objects.all()
            self.assertFalse(visible(person(None), "no such entity", accounts).exists())

        def test_anyone_is_whoever_asks(self) -> None:
            with patch.dict(PERMISSIONS, {"Note": {"read": frozenset({ANYONE})}}):
                self.assertTrue(may(AnonymousUser(), "Note", "read"))

        def test_the_schema_tells_of_errors(self) -> None:
            paths = SchemaGenerator().get_schema(public=True)["paths"]
            calls = next(it for path, it in paths.items() if path.endswith(${str(`/${entity.route}/{id}/`)}))
            always = {"401", "403", "404", "429"}
            for method, more in {"get": set(), "patch": {"400", "409"}, "delete": {"409"}}.items():
                with self.subTest(method=method):
                    told = {code: answer["description"] for code, answer in calls[method]["responses"].items()}
                    self.assertLessEqual(always | more, told.keys())
                    self.assertTrue(all(told[code] for code in always | more))

        def test_a_database_that_is_away_is_told(self) -> None:
            with patch("core.health.connection") as database:
                database.cursor.side_effect = OperationalError
                self.assertEqual(self.client.get("/readyz").status_code, 503)


    ${entities.some(({ checks }) => checks.length > 0) && RULES}
  `;
};

const RULES = py`
  class Rules(SimpleTestCase):
      """What runs the rules of a model."""

      def test_all_that_is_broken_is_told_at_once(self) -> None:
          broken = [ValidationError({"name": "one"}), ValidationError({"name": "other"})]

          class Parent:
              cleaned = False

              def clean(self) -> None:
                  self.cleaned = True

          class Row(business_logic.RuleMixin, Parent):
              RULES = tuple(Mock(side_effect=error) for error in broken)

          row = Row()
          with self.assertRaises(ValidationError) as refused:
              row.clean()
          self.assertEqual(refused.exception.message_dict, {"name": ["one", "other"]})
          self.assertTrue(row.cleaned, "what the model checks beside its rules is checked too")
`;
