/** pyproject.toml: the linter, the tests and their coverage. */
import type { Template } from "../template.ts";

export const pyproject: Template = {
  path: "pyproject.toml",
  group: "review",
  neededBy: ["backend/tests.py"],
  about: (plan) => `ruff, deptry, pytest, and at least ${plan.coverage} % of lines tested`,
  print: (plan) => `[tool.ruff]
line-length = 100
target-version = "py311"
extend-exclude = ["migrations"]

[tool.ruff.lint]
select = ["E", "F", "W", "B", "DJ", "S", "UP", "I", "SIM", "DTZ", "N", "RUF"]
ignore = ["RUF012"]

[tool.ruff.lint.per-file-ignores]
"**/tests*" = ["S101", "S105", "S106", "S311"]
"**/test_settings.py" = ["S105"]

[tool.pytest.ini_options]
DJANGO_SETTINGS_MODULE = "core.test_settings"
python_files = ["tests.py", "test_*.py"]

[tool.coverage.run]
source = ["core", "backend"]
omit = ["*/migrations/*", "*/test*.py", "*/testing/*", "core/asgi.py", "core/wsgi.py"]

[tool.coverage.report]
fail_under = ${plan.coverage}
show_missing = true

[tool.deptry]
${plan.has("requirements-dev.txt") ? 'requirements_files_dev = ["requirements-dev.txt"]\n' : ""}extend_exclude = [".*/test.*"]

[tool.deptry.package_module_name_map]
dj-database-url = "dj_database_url"
django-filter = "django_filters"
djangorestframework = "rest_framework"
djangorestframework-simplejwt = "rest_framework_simplejwt"
drf-spectacular = "drf_spectacular"

[tool.deptry.per_rule_ignores]
# Named in settings, chosen by a database URL, or run from a command line.
DEP002 = ["argon2-cffi", "django-cors-headers", "django-filter", "gunicorn", "psycopg", "whitenoise"]
`,
};
