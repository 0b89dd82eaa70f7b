/** core/test_settings.py: what is different while the tests run. */
import { py } from "../../python.ts";
import type { Template } from "../../template.ts";

export const testSettings: Template = {
  path: "core/test_settings.py",
  group: "review",
  neededBy: ["pyproject.toml"],
  about: () => "fast passwords, no throttling, nothing written to disk",
  print: () => py`
  """Settings for the test run: fast passwords, no throttling, nothing written outside memory."""

  import os

  os.environ.setdefault("DJANGO_ENV", "development")

  from core.settings import *  # noqa: F403
  from core.settings import LOGGING, MIDDLEWARE, REST_FRAMEWORK, STORAGES

  PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
  CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
  STORAGES = {
      **STORAGES,
      "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
      "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
  }
  # No files are collected for a test run.
  MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
  # Refused requests are what many tests are about.
  LOGGING = {**LOGGING, "handlers": {"console": {"class": "logging.NullHandler"}}}
  # The throttle test sets a low rate of its own.
  REST_FRAMEWORK = {
      **REST_FRAMEWORK,
      "TEST_REQUEST_DEFAULT_FORMAT": "json",
      "DEFAULT_THROTTLE_RATES": dict.fromkeys(REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "100000/min"),
  }
`,
};
