/** .github/workflows/ci.yml: every push is linted, checked, migrated and tested on both databases. */
import type { Template } from "../../../template.ts";

export const ci: Template = {
  path: ".github/workflows/ci.yml",
  group: "review",
  neededBy: [],
  about: (plan) =>
    plan.has("backend/tests.py")
      ? "lint, checks and tests on SQLite and PostgreSQL for every push"
      : "lint and checks on SQLite and PostgreSQL for every push",
  print: (plan) => {
    const tests = plan.has("backend/tests.py");
    return `name: CI

on:
  push:
  pull_request:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false
      matrix:
        database: ["sqlite:///db.sqlite3", "postgres://app:app@localhost:5432/app"]
    services:
      postgres:
        image: postgres:17
        env:
          POSTGRES_USER: app
          POSTGRES_PASSWORD: app
          POSTGRES_DB: app
        ports: ["5432:5432"]
        options: --health-cmd pg_isready --health-interval 5s --health-retries 10
    env:
      DATABASE_URL: \${{ matrix.database }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
          cache: pip
      ${
        plan.has("requirements-dev.txt")
          ? "- run: pip install -r requirements-dev.txt"
          : `- run: pip install -r requirements.txt ruff${tests ? " pytest pytest-django pytest-cov factory-boy" : ""}`
      }
      - run: ruff check . && ruff format --check .
      - run: python manage.py check --database default --fail-level WARNING
      - run: python manage.py makemigrations --check --dry-run
      - run: python manage.py migrate --noinput
      - run: python manage.py spectacular --validate --fail-on-warn --file /dev/null
${tests ? "      - run: pytest --cov --cov-report=term-missing\n" : ""}      - name: Deployment check
        env:
          DJANGO_ENV: production
          DJANGO_ALLOWED_HOSTS: example.com
        run: |
          DJANGO_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')"
          export DJANGO_SECRET_KEY
          python manage.py check --deploy --fail-level WARNING
`;
  },
};
