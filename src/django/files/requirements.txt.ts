/** requirements.txt and requirements-dev.txt: what the project runs on, and what it is developed with. */
import type { Template } from "../template.ts";
import { hasGraphql } from "./backend/graphql/endpoint.py.ts";

/** Ranges that take security fixes and no surprises. Django 5.2 is the LTS release, fixed until April 2028. */
const RUN = [
  "Django>=5.2.17,<5.3",
  "djangorestframework>=3.18,<3.19",
  "djangorestframework-simplejwt>=5.5.1,<6",
  "django-filter>=25.1,<27",
  "drf-spectacular[sidecar]>=0.30,<0.31",
  "django-cors-headers>=4.9,<5",
  "whitenoise>=6.12,<7",
  "dj-database-url>=3.1,<4",
  "psycopg[binary]>=3.2,<4",
  "gunicorn>=26,<28",
  "argon2-cffi>=25.1,<26",
];

/** Both are before their 1.0: a new minor version may change the schema. */
const GRAPHQL = ["strawberry-graphql>=0.341,<0.342", "strawberry-graphql-django>=0.93,<0.94"];

const DEVELOP = [
  "factory-boy>=3.3.3,<4",
  "pytest>=9,<10",
  "pytest-django>=4.11,<5",
  "pytest-cov>=7,<8",
  "coverage>=7,<8",
  "ruff>=0.16,<1",
];

export const requirements: Template = {
  path: "requirements.txt",
  group: "review",
  neededBy: ["Dockerfile", ".github/workflows/ci.yml", "core/settings.py"],
  about: () => "Django 5.2 LTS and what the API is made of",
  print: (plan) => [...RUN, ...(hasGraphql(plan) ? GRAPHQL : [])].join("\n"),
};

export const requirementsDev: Template = {
  path: "requirements-dev.txt",
  group: "review",
  neededBy: [],
  about: () => "what the tests and the linter need",
  print: () => ["-r requirements.txt", ...DEVELOP].join("\n"),
};
