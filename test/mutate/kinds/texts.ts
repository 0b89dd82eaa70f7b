/** Mutations of the code that every project has: permissions, accounts, errors, pages, rules, settings. One line each. */
import type { Kind, Mutation, Project } from "../mutation.ts";
import { named, places, textOf, whole } from "../python.ts";

/** Files that hold it, what is looked for (each place is a mutation of its own), what stands there instead, the test to try first. */
export type Line = readonly [file: string, find: RegExp, text: string | ((found: string) => string), near?: string];

const LINES: Record<string, readonly Line[]> = {
  "a permission weakened": [
    ["authentication", /(?<=^ {8}if )is_admin\(request\.user\) or owns\(.*\)(?=:$)/gm, "True"],
    ["authentication", /is_admin\(request\.user\) or (?=owns)/g, ""],
    ["authentication", / or owns\(request\.user, view\.entity, obj\)/g, ""],
    ["authentication", /(?<=return )row\.pk == user\.pk/g, "True", "UserTests"],
    ["authentication", /(?<=return )owner is not None and getattr\(.*\) == user\.pk/g, "True"],
    ["authentication", /(?<=owners_alone = )OWNER not in granted\(view\.entity, action\)/g, "False"],
    ["authentication", / and OWNER in granted\(view\.entity, action\)/g, ""],
    ["authentication", /(?<=return view\.action is None or )request\.user\.is_authenticated/g, "False"],
    ["authentication", /(?<=^ {4}if )may\(user, entity, "read"\)(?=:\n {8}return rows)/gm, "True"],
    ["authentication", /str\(value\) if readable\(.*\) else None/g, "str(value)"],
    ["authentication", /(?<=get\(action or "", )frozenset\(\{ADMIN_ROLE\}\)/g, "frozenset({ANYONE})"],
    ["views", /^ {4}permission_classes = .*\n/gm, ""],
    ["views", /(?<=if )self\.action not in \{"list", "retrieve"\}/g, "True"],
    ["views", /(?<=return )\{owner: self\.request\.user\}.*/g, "{}"],
  ],
  "an account weakened": [
    ["authentication", /^ {4}throttle_scope = "auth"\n/gm, "    pass\n", "SigningIn"],
    ["authentication", /^ {8}user\.groups\.add\(.*\n/gm, "", "SigningIn"],
    ["authentication", /^ {12}validate_password\(.*\n/gm, "            pass\n", "SigningIn"],
    ["authentication", /validate_password\(password, .*\)(?=\n)/g, "validate_password(password)", "SigningIn"],
    ["authentication", /write_only=True, /g, "", "SigningIn"],
    ["authentication", /create_user\(/g, "create(", "SigningIn"],
    [
      "authentication",
      /(?<=permission_classes = )\[permissions\.AllowAny\]/g,
      "[permissions.IsAuthenticated]",
      "SigningIn",
    ],
    ["authentication", /, trim_whitespace=False/g, "", "SigningIn"],
  ],
  "a transaction removed": [
    ["views", /^ {4}@transaction\.atomic\n(?= {4}def (?:create|update))/gm, ""],
    ["views", /(?<=return rows)\.select_for_update\(.*\)/g, ""],
    ["authentication", /^ {4}@transaction\.atomic\n/gm, "", "SigningIn"],
  ],
  "an answer to an error removed": [
    ["api_extensions", /isinstance\(exc, [^)]*\)/g, "False", "Answers"],
    ["api_extensions", /\{"detail": response\.data\} if .* else (?=response\.data)/g, "", "Answers"],
    ["api_extensions", /(?<=response\.data = )sendable\(errors\)/g, "errors", "Answers"],
    ["api_extensions", /(?<=status_code = )status\.\w+/g, "400", "Answers"],
    ["health", /(?<=\{"status": "error"\}, status=)503/g, "200", "Answers"],
    ["urls", /^ {4}re_path\(.*unknown_path\),\n/gm, "", "Operations"],
    ["schema", /^ {12}"\d+": .*\n/gm, "", "Answers"],
    ["schema", /(?<=codes\["\d+"\] = )"(?=.*")/g, '"" and "', "Answers"],
  ],
  "a page without its limits": [
    ["api_extensions", /(?<=max_page_size = )\d+/g, "10_000"],
    ["api_extensions", /^ {4}page_size_query_param = .*\n/gm, ""],
    ["settings", /(?<="PAGE_SIZE": )\d+/g, "1000"],
    ["settings", /^ {4}"DEFAULT_PAGINATION_CLASS": .*\n/gm, ""],
  ],
  "rules not applied by the API": [
    ["api_extensions", /^ {8}candidate\.clean\(\)\n/gm, ""],
    ["api_extensions", /^ {8}candidate\.validate_constraints\(\)\n/gm, ""],
    ["api_extensions", /^ {12}candidate\.validate_unique\(.*\n/gm, "            pass\n"],
    ["api_extensions", /copy\.copy\(self\.instance\)/g, "model()"],
    ["business_logic", /^ {8}super\(\)\.clean\(\)\n/gm, "", "UserTests"],
    ["business_logic", /(?<=^ {8}if )errors(?=:)/gm, "False"],
    ["business_logic", /setdefault\(field, \[\]\)\.extend\(messages\)/g, "setdefault(field, messages)"],
    ["business_logic", /(?<=if isinstance\(value, float\) and )not math\.isfinite\(value\)/g, "False"],
    ["business_logic", /"\\0" in item or /g, ""],
    ["business_logic", / or any\("\\ud800".*\)(?=:)/g, ""],
    ["business_logic", /^ {12}waiting \+= .*\n/gm, "            pass\n"],
  ],
  "settings hardened no longer": [
    ["settings", /"DJANGO_ENV", "production"/g, '"DJANGO_ENV", "development"', "Production"],
    ["settings", /(?<=^DEBUG = )IS_DEV/gm, "True", "Production"],
    ["settings", /(?<= {8})raise ImproperlyConfigured\(.*\)/g, "pass", "Production"],
    ["settings", /(?<= if IS_DEV else )""(?=\))/g, '"*"', "Production"],
    ["settings", /^ {4}(?:SECURE|SESSION|CSRF)_\w+ = .*\n/gm, "", "Production"],
    ["settings", /(?<=SECURE_REFERRER_POLICY = )".*"/g, '"unsafe-url"', "Production"],
    ["settings", /(?<=X_FRAME_OPTIONS = )".*"/g, '"ALLOWALL"', "Production"],
    ["settings", /(?<=DATA_UPLOAD_MAX_MEMORY_SIZE = )[\d_]+/g, "None", "Operations"],
    [
      "settings",
      /^ {4}"(?:django\.middleware|django\.contrib|corsheaders|whitenoise)[\w.]*Middleware",\n/gm,
      "",
      "Production",
    ],
    ["settings", /^ {4}\{"NAME": f"\{_VALIDATORS\}.*\n/gm, "", "SigningIn"],
    ["settings", /(?<="min_length": )10/g, "4", "SigningIn"],
    ["settings", /^ {4}"[\w.]*Argon2PasswordHasher",\n/gm, "", "Production"],
    ["settings", /^ {8}"rest_framework\.throttling\.\w+",\n/gm, "", "SigningIn"],
    ["settings", /(?<="THROTTLE_\w+", ")\d+(?=\/min)/g, "100000", "Production"],
    [
      "settings",
      /^ {4}"(?:EXCEPTION_HANDLER|DEFAULT_SCHEMA_CLASS|DEFAULT_AUTHENTICATION_CLASSES)": .*\n/gm,
      "",
      "Operations",
    ],
    [
      "settings",
      /(?<=DEFAULT_RENDERER_CLASSES": \[)/g,
      '"rest_framework.renderers.BrowsableAPIRenderer", ',
      "Operations",
    ],
    ["settings", /(?<="(?:ROTATE|BLACKLIST|UPDATE|CHECK)_\w+": )True/g, "False", "SigningIn"],
    ["settings", /(?<="ACCESS_TOKEN_LIFETIME": timedelta\()minutes/g, "days", "SigningIn"],
    ["settings", /^CORS_ALLOWED_ORIGINS = .*/gm, "CORS_ALLOW_ALL_ORIGINS = True", "Production"],
    ["settings", /^CORS_URLS_REGEX = .*\n/gm, "", "Production"],
    ["settings", /(?<=^USE_TZ = )True/gm, "False"],
    ["settings", /(?<=if )IS_DEV and (?=os\.environ\.get\("API_THROTTLE)/g, "", "Production"],
  ],
  "an address dropped": [
    ["urls", /^router\.register\(.*\n/gm, "", "Operations"],
    ["urls", /^ {4}path\("(?!")(?:.*\n(?= {4}\S|\])|[\s\S]*?\n {4}\),\n)/gm, "", "Operations"],
    ["urls", /^ {4}permission_classes = \[AllowAny\]\n/gm, "", "Operations"],
  ],
  "a row called otherwise": [["models", /(?<=^ {8}return )self\.\w+$/gm, '"row"']],
};

export const texts: readonly Kind[] = kindsOf(LINES);

/** Patterns that no project has: the templates have moved on. */
export const stale = (projects: readonly Project[]): string[] => unmatched(LINES, projects);

/** A kind for each name: what its lines find. */
export function kindsOf(table: Record<string, readonly Line[]>): Kind[] {
  return Object.entries(table).map(([name, lines]) => ({
    name,
    of: (project) => lines.flatMap((line) => mutations(project, line)),
  }));
}

/** The lines that find nothing in any of the projects. */
export function unmatched(table: Record<string, readonly Line[]>, projects: readonly Project[]): string[] {
  const found = (line: Line) => projects.some((project) => mutations(project, line).length > 0);
  return Object.entries(table).flatMap(([name, lines]) =>
    lines.filter((line) => !found(line)).map(([file, find]) => `${name}: nothing in ${file} matches ${find}`),
  );
}

function mutations(project: Project, [file, find, text, near]: Line): Mutation[] {
  return named(project, file).flatMap((path) =>
    places(project, whole(project, path), find).flatMap((place) => {
      const was = textOf(project, place);
      const now = typeof text === "string" ? text : text(was);
      if (was === now) return [];
      const line = (project.get(path) ?? "").slice(0, place.start).split("\n").length;
      const title = `${path}:${line}: ${now.trim() === "" ? "without" : `${now.trim()} for`} ${was.trim() || "nothing"}`;
      return [{ title, near, edits: [{ ...place, text: now }] }];
    }),
  );
}
