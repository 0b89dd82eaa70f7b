/** core/settings.py: every setting of the project, production by default. */
import type { Plan } from "../../plan/types.ts";
import { note, py, str } from "../../python.ts";
import type { Template } from "../../template.ts";
import { isActing, recorded } from "../backend/acting.py.ts";
import { hasGraphql } from "../backend/graphql/endpoint.py.ts";
import { holdsFiles } from "../backend/uploads.py.ts";
import { apiSettings } from "./settings/api.ts";
import { security } from "./settings/security.ts";

export const settings: Template = {
  path: "core/settings.py",
  group: "review",
  neededBy: ["manage.py", "core/wsgi.py", "core/asgi.py", "core/test_settings.py"],
  about: () => "production by default; every secret and address comes from the environment",
  print: (plan) => py`
    """Settings, driven by environment variables. Production is the default."""

    import os
    from datetime import timedelta
    from pathlib import Path

    import dj_database_url
    from django.core.exceptions import ImproperlyConfigured

    BASE_DIR = Path(__file__).resolve().parent.parent


    def env_bool(name: str, default: bool = False) -> bool:
        value = os.environ.get(name)
        return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


    def env_list(name: str, default: str = "") -> list[str]:
        return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


    IS_DEV = os.environ.get("DJANGO_ENV", "production") == "development"
    DEBUG = IS_DEV

    SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY", "")
    if not SECRET_KEY:
        if not IS_DEV:
            raise ImproperlyConfigured("Set DJANGO_SECRET_KEY (at least 50 random characters).")
        SECRET_KEY = "django-insecure-development-only-key-never-use-in-production"  # noqa: S105

    ALLOWED_HOSTS = env_list("DJANGO_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if IS_DEV else "")
    CSRF_TRUSTED_ORIGINS = env_list("DJANGO_CSRF_TRUSTED_ORIGINS")

    ${applications(plan)}

    ${database(plan)}

    ${apiSettings(plan)}

    ${security()}
  `,
};

const applications = (plan: Plan) => py`
  INSTALLED_APPS = [
      ${plan.has("backend/admin.py") && py`"django.contrib.admin",`}
      "django.contrib.auth",
      "django.contrib.contenttypes",
      "django.contrib.sessions",
      "django.contrib.messages",
      "django.contrib.staticfiles",
      "corsheaders",
      "rest_framework",
      "rest_framework_simplejwt.token_blacklist",
      "django_filters",
      "drf_spectacular",
      "drf_spectacular_sidecar",
      ${hasGraphql(plan) && py`"strawberry_django",`}
      "backend.apps.BackendConfig",
      ${recorded(plan).length > 0 && py`"history.apps.HistoryConfig",`}
  ]
  MIDDLEWARE = [
      "core.request_id.RequestIdMiddleware",
      "core.health.HealthMiddleware",
      "django.middleware.security.SecurityMiddleware",
      "whitenoise.middleware.WhiteNoiseMiddleware",
      "corsheaders.middleware.CorsMiddleware",
      "django.contrib.sessions.middleware.SessionMiddleware",
      "django.middleware.common.CommonMiddleware",
      "django.middleware.csrf.CsrfViewMiddleware",
      "django.contrib.auth.middleware.AuthenticationMiddleware",
      "django.contrib.messages.middleware.MessageMiddleware",
      "django.middleware.clickjacking.XFrameOptionsMiddleware",
      ${isActing(plan) && py`"backend.acting.ActingMiddleware",`}
  ]
  ROOT_URLCONF = "core.urls"
  WSGI_APPLICATION = "core.wsgi.application"
  ASGI_APPLICATION = "core.asgi.application"
  TEMPLATES = [
      {
          "BACKEND": "django.template.backends.django.DjangoTemplates",
          "DIRS": [],
          "APP_DIRS": True,
          "OPTIONS": {
              "context_processors": [
                  "django.template.context_processors.request",
                  "django.contrib.auth.context_processors.auth",
                  "django.contrib.messages.context_processors.messages",
              ],
          },
      },
  ]
`;

const database = (plan: Plan) => py`
  DATABASES = {
      "default": dj_database_url.config(
          default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}",
          conn_max_age=60,
          conn_health_checks=True,
      ),
  }
  if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
      # Transactions take turns from their beginning: one that read first could not write any more.
      DATABASES["default"].setdefault("OPTIONS", {})["transaction_mode"] = "IMMEDIATE"
  DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
  AUTH_USER_MODEL = ${str(`backend.${plan.user.name}`)}

  LANGUAGE_CODE = "en-us"
  TIME_ZONE = "UTC"
  USE_I18N = True
  USE_TZ = True

  STATIC_URL = "static/"
  STATIC_ROOT = BASE_DIR / "staticfiles"
  ${
    holdsFiles(plan) &&
    py`
      ${note("Uploads are handed out by the web server or an object store; Django does so on a developer's machine alone.")}
      MEDIA_URL = os.environ.get("MEDIA_URL") or "/media/"
      MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT") or BASE_DIR / "media")
      UPLOAD_MAX_BYTES = int(os.environ.get("UPLOAD_MAX_BYTES", "5000000"))
      FILE_UPLOAD_PERMISSIONS = 0o644
    `
  }
  STORAGES = {
      "default": {"BACKEND": ${holdsFiles(plan) ? py`os.environ.get("FILE_STORAGE") or ${STORAGE}` : STORAGE}},
      "staticfiles": {
          "BACKEND": (
              "django.contrib.staticfiles.storage.StaticFilesStorage"
              if IS_DEV
              else "whitenoise.storage.CompressedManifestStaticFilesStorage"
          ),
      },
  }
`;

const STORAGE = py`"django.core.files.storage.FileSystemStorage"`;
