/** The part of core/settings.py about passwords, transport and logs. */
import { py } from "../../../python.ts";

export const security = () => py`
  PASSWORD_HASHERS = [
      "django.contrib.auth.hashers.Argon2PasswordHasher",
      "django.contrib.auth.hashers.PBKDF2PasswordHasher",
  ]
  _VALIDATORS = "django.contrib.auth.password_validation"
  AUTH_PASSWORD_VALIDATORS = [
      {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
      {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
      {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
      {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
  ]

  if not IS_DEV:
      SECURE_SSL_REDIRECT = env_bool("DJANGO_SECURE_SSL_REDIRECT", True)
      SECURE_HSTS_SECONDS = int(os.environ.get("DJANGO_HSTS_SECONDS", "31536000"))
      SECURE_HSTS_INCLUDE_SUBDOMAINS = True
      SECURE_HSTS_PRELOAD = True
      SESSION_COOKIE_SECURE = True
      CSRF_COOKIE_SECURE = True
      if env_bool("DJANGO_BEHIND_PROXY"):
          SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
  SECURE_REFERRER_POLICY = "same-origin"
  X_FRAME_OPTIONS = "DENY"
  DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
  ADMINS = [(address, address) for address in env_list("DJANGO_ADMINS")]

  LOGGING = {
      "version": 1,
      "disable_existing_loggers": False,
      "formatters": {
          "line": {
              "format": "{asctime} {levelname} {request_id} {name} {message}",
              "style": "{",
          },
      },
      "filters": {"request_id": {"()": "core.request_id.RequestIdFilter"}},
      "handlers": {
          "console": {
              "class": "logging.StreamHandler",
              "formatter": "line",
              "filters": ["request_id"],
          },
      },
      "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
  }
`;
