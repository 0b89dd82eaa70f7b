/** The table of a project's files, in the order in which they are best read: nothing refers to what comes later. */
import type { Erd, Rule } from "#erd";
import type { GeneratedFile } from "./file.ts";
import { ci } from "./files/.github/workflows/ci.yml.ts";
import { acting } from "./files/backend/acting.py.ts";
import { admin } from "./files/backend/admin.py.ts";
import { apiExtensions } from "./files/backend/api_extensions.py.ts";
import { apps, backendInit, migrationsInit } from "./files/backend/apps.py.ts";
import { authInit, backendSettings, customAuth } from "./files/backend/auth/custom_auth.py.ts";
import { authentication } from "./files/backend/authentication.py.ts";
import { businessLogic } from "./files/backend/business_logic.py.ts";
import { filters } from "./files/backend/filters.py.ts";
import { graphql } from "./files/backend/graphql/index.ts";
import { migration } from "./files/backend/migrations/0001_initial.py.ts";
import { models } from "./files/backend/models.py.ts";
import { restoring } from "./files/backend/restoring.py.ts";
import { schema } from "./files/backend/schema.py.ts";
import { search } from "./files/backend/search.py.ts";
import { serializers } from "./files/backend/serializers.py.ts";
import { services } from "./files/backend/services.py.ts";
import { softDelete } from "./files/backend/soft_delete.py.ts";
import { testing } from "./files/backend/testing/index.ts";
import { tests } from "./files/backend/tests.py.ts";
import { uploads } from "./files/backend/uploads.py.ts";
import { urls } from "./files/backend/urls.py.ts";
import { views } from "./files/backend/views.py.ts";
import { health } from "./files/core/health.py.ts";
import { requestId } from "./files/core/request_id.py.ts";
import { settings } from "./files/core/settings.py.ts";
import { testSettings } from "./files/core/test_settings.py.ts";
import { rootUrls } from "./files/core/urls.py.ts";
import { asgi, coreInit, wsgi } from "./files/core/wsgi.py.ts";
import { compose, dockerfile, dockerignore } from "./files/Dockerfile.ts";
import { history } from "./files/history/index.ts";
import { manage } from "./files/manage.py.ts";
import { model } from "./files/model.json.ts";
import { envExample, gitignore, procfile } from "./files/Procfile.ts";
import { pyproject } from "./files/pyproject.toml.ts";
import { readme } from "./files/README.md.ts";
import { requirements, requirementsDev } from "./files/requirements.txt.ts";
import { plan } from "./plan.ts";
import { leftOut, type Sheet, sheets } from "./sheets.ts";
import type { Template } from "./template.ts";

const TEMPLATES: readonly Template[] = [
  manage,
  coreInit,
  asgi,
  wsgi,
  backendInit,
  apps,
  migrationsInit,
  authInit,
  gitignore,
  dockerignore,
  model,
  requestId,
  health,
  settings,
  backendSettings,
  businessLogic,
  acting,
  softDelete,
  uploads,
  models,
  migration,
  services,
  admin,
  apiExtensions,
  schema,
  authentication,
  customAuth,
  serializers,
  filters,
  search,
  restoring,
  views,
  ...history,
  ...graphql,
  urls,
  rootUrls,
  testSettings,
  ...testing,
  tests,
  pyproject,
  requirements,
  requirementsDev,
  dockerfile,
  compose,
  procfile,
  envExample,
  ci,
  readme,
];

/**
 * The whole project as text, in dependency order; the same input gives the same bytes. Python in it still wants
 * formatting. `rules` are all that are to be enforced, the format's own and those understood from English.
 * `without` names files to leave out, together with what refers to them; a file that another one in the project
 * cannot do without stays.
 */
export function project(
  erd: Erd,
  rules: readonly Rule[],
  notUnderstood: readonly { text: string; why: string }[],
  options: { without?: readonly string[] } = {},
): GeneratedFile[] {
  const made = plan(erd, rules, notUnderstood);
  const whole = sheets(TEMPLATES, made, new Map(), new Set());
  const left = leftOut(whole, options.without ?? []);
  if (left.size === 0) return files(whole);
  const volumes = new Map(whole.map((sheet) => [sheet.template.path, sheet.volumes]));
  const gone = TEMPLATES.map(({ path }) => path).filter((path) =>
    whole.every((sheet) => sheet.template.path !== path || left.has(sheet.path)),
  );
  return files(sheets(TEMPLATES, plan(erd, rules, notUnderstood, gone), volumes, left));
}

const files = (made: readonly Sheet[]): GeneratedFile[] =>
  made.map(({ path, group, neededBy, about, content }) => {
    const text = content.trimEnd();
    return { path, group, neededBy, about, content: text === "" ? "" : `${text}\n` };
  });
