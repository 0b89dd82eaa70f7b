/** The part of core/settings.py about the API: REST framework, tokens, schema, CORS. */
import type { Plan } from "../../../plan/types.ts";
import { note, py, str } from "../../../python.ts";
import { hasFilters } from "../../backend/filters.py.ts";
import { hasGraphql } from "../../backend/graphql/endpoint.py.ts";
import { worded } from "../../backend/search.py.ts";
import { holdsFiles } from "../../backend/uploads.py.ts";

export const apiSettings = (plan: Plan) => py`
  REST_FRAMEWORK = {
      "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
      "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
      "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
      "DEFAULT_PARSER_CLASSES": [
          "rest_framework.parsers.JSONParser",
          ${holdsFiles(plan) && py`"backend.uploads.UploadParser",`}
      ],
      "DEFAULT_PAGINATION_CLASS": "backend.api_extensions.StandardPagination",
      ${plan.api.pagination && py`"PAGE_SIZE": ${plan.api.pageSize},`}
      "DEFAULT_FILTER_BACKENDS": [
          ${hasFilters(plan) && py`"backend.filters.EntityFilterBackend",`}
          ${worded(plan).length > 0 ? py`"backend.search.FullTextFilter"` : py`"rest_framework.filters.SearchFilter"`},
          "rest_framework.filters.OrderingFilter",
      ],
      "DEFAULT_THROTTLE_CLASSES": [
          "rest_framework.throttling.AnonRateThrottle",
          "rest_framework.throttling.UserRateThrottle",
          "rest_framework.throttling.ScopedRateThrottle",
      ],
      "DEFAULT_THROTTLE_RATES": {
          "anon": os.environ.get("THROTTLE_ANON", "60/min"),
          "user": os.environ.get("THROTTLE_USER", "600/min"),
          "auth": os.environ.get("THROTTLE_AUTH", "10/min"),
      },
      ${note("Without a proxy, X-Forwarded-For is what the client says: a new address for each guess.")}
      "NUM_PROXIES": 1 if env_bool("DJANGO_BEHIND_PROXY") else 0,
      "DEFAULT_SCHEMA_CLASS": "backend.schema.ErrorAutoSchema",
      "EXCEPTION_HANDLER": "backend.api_extensions.exception_handler",
      "URL_FORMAT_OVERRIDE": None,
      "COERCE_DECIMAL_TO_STRING": True,
  }
  if IS_DEV and os.environ.get("API_THROTTLE", "on") == "off":
      # For load and fuzz runs on a developer's machine; production never gets here.
      REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = dict.fromkeys(
          REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
      )

  SIMPLE_JWT = {
      "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
      "REFRESH_TOKEN_LIFETIME": timedelta(days=7),
      "ROTATE_REFRESH_TOKENS": True,
      "BLACKLIST_AFTER_ROTATION": True,
      "UPDATE_LAST_LOGIN": True,
      "CHECK_REVOKE_TOKEN": True,
  }
  SPECTACULAR_SETTINGS = {
      "TITLE": ${str(`${plan.title} API`)},
      "VERSION": "1.0.0",
      "SERVE_INCLUDE_SCHEMA": False,
      "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
      "COMPONENT_SPLIT_REQUEST": True,
      "SCHEMA_PATH_PREFIX": ${str(`/${plan.prefix}`.replace(/\/$/, ""))},
      "SWAGGER_UI_DIST": "SIDECAR",
      "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
      "ENUM_NAME_OVERRIDES": {
          ${plan.enumNames.map(({ component, path }) => py`${str(component)}: ${str(path)},`)}
      },
  }

  ${
    hasGraphql(plan) &&
    py`
    STRAWBERRY_DJANGO = {
        "FIELD_DESCRIPTION_FROM_HELP_TEXT": True,
        "PAGINATION_DEFAULT_LIMIT": ${plan.api.pageSize},
        "PAGINATION_MAX_LIMIT": 100,
    }

    `
  }
  CORS_ALLOWED_ORIGINS = env_list("CORS_ALLOWED_ORIGINS")
  CORS_URLS_REGEX = ${hasGraphql(plan) ? py`r"^/(api|graphql)/.*$"` : py`r"^/api/.*$"`}
`;
