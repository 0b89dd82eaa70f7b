/** README.md: the project in the words of its domain, for the team that keeps it. */
import { blocks, md, table } from "../markdown.ts";
import { camel } from "../plan/graphql.ts";
import type { Access, EntityPlan, Plan } from "../plan/types.ts";
import type { Template } from "../template.ts";
import { variables } from "../variables.ts";
import { hasGraphql } from "./backend/graphql/endpoint.py.ts";
import { isMade } from "./backend/graphql/operations.py.ts";
import { isFile } from "./backend/graphql/values.ts";
import { extraAddresses, extraParts } from "./readme/extras.ts";

export const readme: Template = {
  path: "README.md",
  group: "review",
  neededBy: [],
  about: () => "start, environment, addresses, roles, rules",
  print: (plan) =>
    blocks([
      `# ${md(plan.title)}`,
      `A ${hasGraphql(plan) ? "REST and GraphQL API" : "REST API"} for ${words(plan.entities.map(({ plural }) => md(plural)))}, made with Django and Django REST framework.`,
      ...start(plan),
      ...addresses(plan),
      ...(hasGraphql(plan) ? overGraphql(plan) : []),
      ...people(plan),
      ...rules(plan),
      extraParts(plan),
      ...production(plan),
    ]),
};

const start = (plan: Plan) => [
  "## Start",
  [
    "```bash",
    "python -m venv .venv && . .venv/bin/activate",
    plan.has("requirements-dev.txt") ? "pip install -r requirements-dev.txt" : "pip install -r requirements.txt",
    "python manage.py migrate",
    "python manage.py createsuperuser",
    "python manage.py runserver",
    "```",
  ].join("\n"),
  `\`manage.py\` chooses development: an SQLite file, debugging on, no secret to set. The API is at http://localhost:8000/${plan.prefix}, its documentation at http://localhost:8000/api/docs/${plan.has("backend/admin.py") ? ", the admin site at http://localhost:8000/admin/" : ""}.`,
  plan.has("backend/tests.py") &&
    `Tests: \`pytest --cov\` or \`python manage.py test\`; at least ${plan.coverage} % of lines must be covered.`,
];

const addresses = (plan: Plan) => [
  "## Addresses",
  table(
    ["Address", "What"],
    [
      ...plan.entities.map((entity) => [
        `\`/${plan.prefix}${entity.route}/\``,
        `${md(entity.plural)}: ${features(entity)}`,
      ]),
      [`\`/${plan.prefix}auth/register/\``, "make an account"],
      [`\`/${plan.prefix}auth/token/\``, "sign in: an access token for 15 minutes, a refresh token for 7 days"],
      [`\`/${plan.prefix}auth/token/refresh/\``, "a new pair of tokens; the old refresh token is used up"],
      [`\`/${plan.prefix}auth/token/verify/\``, "is this token good?"],
      [`\`/${plan.prefix}auth/logout/\``, "end a refresh token"],
      ...extraAddresses(plan),
      ...(hasGraphql(plan) ? [["`/graphql/`", "the same rows over GraphQL"]] : []),
      ["`/api/`", "the list of routes"],
      ["`/api/schema/`, `/api/docs/`", "the OpenAPI schema, and the same to read"],
      ...(plan.has("backend/admin.py") ? [["`/admin/`", "the admin site"]] : []),
      ["`/healthz`, `/readyz`", "is the process alive, is the database there"],
    ],
  ),
  plan.api.pagination
    ? "Lists are paginated: `?page=`, `?page_size=` (at most 100)."
    : "Lists come whole, with at most 1000 rows.",
  ...labels(plan),
];

function labels({ entities }: Plan): string[] {
  const [one] = entities.flatMap(({ labels }) => labels);
  if (!one) return [];
  return [
    `References are keys. Beside \`${one.relation}\` stands \`${one.field}\`, what the row referred to is called; it is null for whoever may not read that row.`,
  ];
}

/** What a client of the GraphQL API has to know. */
function overGraphql(plan: Plan): string[] {
  const entity = plan.entities.find(({ user }) => !user) ?? plan.user;
  const { one = "", many = "" } = plan.graphql?.get(entity.name) ?? {};
  const files = plan.entities.some((it) => it.fields.some(isFile));
  const over = plan.entities.filter((it) => !it.user && !isMade(it)).map(({ plural }) => md(plural));
  return [
    "## GraphQL",
    `POST \`{"query": "…", "variables": {}}\` to \`/graphql/\`, with \`Authorization: Bearer …\` as for REST; on a developer's machine a browser finds GraphiQL there. Every field asks the REST view of its entity, so grants, owners, filters, rules and throttling are the same.`,
    [
      `- \`${camel(one)}(id)\`, \`${camel(many)}(where, search, orderBy, pagination)\` and so on: a list has \`results\`, \`totalCount\` and \`pageInfo\`; \`pagination\` takes \`offset\` and \`limit\` (at most 100). What the reader may not see is null, or not in the list.`,
      "- `create…`, `update…`: what is refused is told in `errors { field messages }`. An update changes only what is sent.",
      "- Other errors have a code in `extensions`: `NOT_AUTHENTICATED`, `PERMISSION_DENIED`, `NOT_FOUND`, `CONFLICT`, `INVALID`, `INTERNAL`.",
      "- One operation may be 10 levels deep and ask for 1000 fields, 10 000 rows (full pages assumed) and 10 changes; a request holds one operation. The limits are in `backend/graphql/limits.py`.",
      "- The schema is not served in production: `python manage.py export_schema backend.graphql.schema:schema` prints it.",
      `- Signing in goes over REST${files ? ", and so do files: GraphQL shows their addresses" : ""}${over.length > 0 ? `; ${words(over)} can only be made there` : ""}.`,
    ].join("\n"),
  ];
}

function features({ filters, search, orderable }: EntityPlan): string {
  const parts = [
    filters.length > 0 && `filter by ${filters.map(({ parameter }) => `\`${parameter}\``).join(", ")}`,
    search.length > 0 && `search in ${search.map((field) => `\`${field}\``).join(", ")}`,
    orderable.length > 0 && `order by ${orderable.map((field) => `\`${field}\``).join(", ")}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join("; ") : "list, read, write";
}

const people = (plan: Plan) => [
  "## Who may do what",
  `Roles are groups, made by \`migrate\`: ${words(plan.roles.map(md))}. ${
    plan.defaultRole ? `Whoever registers becomes ${md(plan.defaultRole)}.` : "Whoever registers has no role."
  } Admin may everything.`,
  table(
    ["", "create", "read", "change", "delete"],
    plan.entities.map(({ plural, access, user }) => [
      md(plural),
      user ? "by registering" : who(access.create),
      who(access.read),
      who(access.update),
      who(access.delete),
    ]),
  ),
  ...owners(plan),
];

function who({ roles, authenticated, anyone, owner, anyRow }: Access): string {
  if (anyone) return "anyone";
  if (authenticated) return "whoever is signed in";
  const named = [...roles.map(md), ...(owner ? ["the owner"] : [])].join(", ");
  return anyRow ? `${named} (rows of any owner)` : named;
}

function owners(plan: Plan): string[] {
  const owned = plan.entities.flatMap(({ plural, owner }) => (owner ? [`${md(plural)} by \`${owner}\``] : []));
  if (owned.length === 0) return [];
  return [
    `Rows belong to who made them: ${words(owned)}. Whatever the role, only the owner and an Admin change or delete such a row; where the table names the owner, the roles beside it may, too.`,
  ];
}

const rules = ({ enforced, notEnforced, notes, has }: Plan) => [
  (enforced.length > 0 || notEnforced.length > 0) && "## Rules",
  enforced.length > 0 &&
    blocks([
      "Enforced by the API and the models, and by the database wherever a constraint can say it:",
      bullets([...new Set(enforced.map((rule) => md(rule.text)))]),
    ]),
  notEnforced.length > 0 &&
    blocks([
      has("backend/tests.py")
        ? "Not enforced; for each a skipped test waits for whoever writes the rule:"
        : "Not enforced:",
      bullets(notEnforced.map(({ text, why }) => `${md(text)} (${md(why)})`)),
    ]),
  notes.length > 0 && blocks(["## Decisions", bullets(notes.map(md))]),
];

const production = (plan: Plan) => [
  "## Production",
  table(
    ["Variable", "Without it", "What it does"],
    variables(plan).map(({ name, fallback, help }) => [`\`${name}\``, fallback, help]),
  ),
  [
    plan.has("Dockerfile") &&
      "- `docker build .` makes an image that runs as an unprivileged user, on `PORT` (8000), with `WEB_CONCURRENCY` (2) processes.",
    plan.has("docker-compose.yml") &&
      "- `docker compose up` starts the project with PostgreSQL; it asks for `DJANGO_SECRET_KEY` and `POSTGRES_PASSWORD`.",
    plan.has("Procfile") && "- The `Procfile` suits platforms that read one; set `DJANGO_ENV=production` there.",
    "- Run `python manage.py flushexpiredtokens` once a day.",
    "- Each process counts requests for itself; for limits that hold over all of them, set `CACHES` to one they share.",
    "- Every log line names its request; the answer carries the same name in `X-Request-ID`, and one from your proxy is kept.",
    "- `requirements.txt` takes ranges. For builds that repeat to the byte, compile them (`uv pip compile --generate-hashes requirements.txt -o requirements.lock`) and install the lock file instead.",
    "- Set `DJANGO_ADMINS` and a mail server for error mails; error pages are JSON for the API, Django's own elsewhere.",
    "- Cached templates, persistent database connections (60 s, health-checked) and static files with hashes in their names are on.",
  ]
    .filter(Boolean)
    .join("\n"),
];

const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");

function words(items: readonly string[]): string {
  if (items.length > 12) return `${items.slice(0, 10).join(", ")} and ${items.length - 10} more`;
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${items.at(-1)}` : (items[0] ?? "nothing");
}
