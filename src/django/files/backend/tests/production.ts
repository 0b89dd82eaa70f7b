/** The part of the tests about production: the tests run under settings of their own, so those are read anew. */
import type { Plan } from "../../../plan/types.ts";
import { py } from "../../../python.ts";

export const productionTests = ({ api }: Plan) => py`
  def production(**variables) -> dict:
      """The settings of a server on which no more than these variables is set."""
      kept = {name: os.environ[name] for name in ("PATH", "DATABASE_URL") if name in os.environ}
      secret = "".join(map(chr, range(40, 100)))
      with patch.dict(os.environ, {**kept, "DJANGO_SECRET_KEY": secret, **variables}, clear=True):
          return runpy.run_path(str(settings.BASE_DIR / "core" / "settings.py"))


  class Production(SimpleTestCase):
      """What holds where nobody says otherwise."""

      def test_requests_are_guarded(self) -> None:
          words = ("SECURE_", "SESSION_", "CSRF_", "X_FRAME", "DEBUG", "MIDDLEWARE", "SECRET_KEY", "ALLOWED")
          made = production(DJANGO_ALLOWED_HOSTS="testserver")
          guards = {name: value for name, value in made.items() if name.startswith(words)}
          headers = {
              "x-content-type-options": "nosniff",
              "x-frame-options": "DENY",
              "referrer-policy": "same-origin",
          }
          with override_settings(**guards):
              self.assertEqual(run_checks(tags=["security"], include_deployment_checks=True), [])
              self.assertEqual(self.client.get("/api/").status_code, 301)
              response = self.client.get("/api/", secure=True)
              probe = self.client.get("/healthz", headers={"host": "10.0.0.1:8000"})
          self.assertEqual(response.status_code, 200)
          self.assertEqual(probe.status_code, 200)
          self.assertLessEqual(headers.items(), response.headers.items())

      def test_nothing_is_open_that_nobody_opened(self) -> None:
          made = production()
          self.assertFalse(made["DEBUG"])
          self.assertEqual(made["ALLOWED_HOSTS"], [])
          self.assertEqual(made["CORS_ALLOWED_ORIGINS"], [])
          self.assertNotIn("CORS_ALLOW_ALL_ORIGINS", made)
          self.assertNotRegex("/elsewhere/", made["CORS_URLS_REGEX"])
          for name in ("corsheaders.middleware.CorsMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware"):
              self.assertIn(name, made["MIDDLEWARE"])

      def test_secrets_are_kept_well(self) -> None:
          made = production()
          self.assertIn("Argon2", made["PASSWORD_HASHERS"][0])
          self.assertEqual(made["SIMPLE_JWT"]["ACCESS_TOKEN_LIFETIME"], timedelta(minutes=15))
          self.assertTrue(made["SIMPLE_JWT"]["UPDATE_LAST_LOGIN"])
          self.assertRaises(ImproperlyConfigured, production, DJANGO_SECRET_KEY="")

      def test_requests_are_counted(self) -> None:
          for variables in ({}, {"API_THROTTLE": "off"}):
              api = production(**variables)["REST_FRAMEWORK"]
              rates = {"anon": "60/min", "user": "600/min", "auth": "10/min"}
              self.assertEqual(api["DEFAULT_THROTTLE_RATES"], rates)
              self.assertEqual(len(api["DEFAULT_THROTTLE_CLASSES"]), 3)
              self.assertEqual(api["NUM_PROXIES"], 0)
              ${api.pagination && py`self.assertEqual(api["PAGE_SIZE"], ${api.pageSize})`}
`;
