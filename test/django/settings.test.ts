/** What a project is told and what it needs: settings as a server, a developer and the tests have them, README, requirements. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootable } from "../proof/python.ts";
import { erdOf, rendered, source } from "./examples.ts";
import { type OnDisk, onDisk } from "./on-disk.ts";

const { python, why } = await bootable();
const unless = python ? "" : ` (not here: ${why})`;
const limit = { timeout: 60_000 };

const files = rendered(erdOf(source("shop")));
const textOf = (path: string, of = files) => of.find((file) => file.path === path)?.content ?? "";
const SERVER = {
  DJANGO_SECRET_KEY: "a-key-for-tests-alone-".repeat(4),
  DJANGO_ALLOWED_HOSTS: "shop.example,www.shop.example",
};
const SHOWN = `
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=str))
`;

let project: OnDisk | undefined;
beforeAll(() => {
  if (python) project = onDisk(files, python);
}, 60_000);
afterAll(() => project?.remove());

/** Every setting, as the process that is told so has it. */
function settings(env: Record<string, string>, module = "core.settings"): Record<string, unknown> {
  const ran = project?.python(["-c", SHOWN], { DJANGO_SETTINGS_MODULE: module, ...env });
  return JSON.parse(ran?.stdout ?? "");
}

describe(`settings${unless}`, () => {
  test.skipIf(!python)("of a server that is told no more than its key and its hosts", limit, () => {
    expect(settings(SERVER)).toMatchObject({
      DEBUG: false,
      ALLOWED_HOSTS: ["shop.example", "www.shop.example"],
      SECURE_HSTS_SECONDS: 31_536_000,
      SECURE_HSTS_INCLUDE_SUBDOMAINS: true,
      SECURE_HSTS_PRELOAD: true,
      SECURE_SSL_REDIRECT: true,
      SECURE_PROXY_SSL_HEADER: null,
      SECURE_REFERRER_POLICY: "same-origin",
      SESSION_COOKIE_SECURE: true,
      CSRF_COOKIE_SECURE: true,
      X_FRAME_OPTIONS: "DENY",
      CORS_ALLOWED_ORIGINS: [],
      CORS_URLS_REGEX: "^/api/.*$",
      AUTH_USER_MODEL: "backend.User",
      DEFAULT_AUTO_FIELD: "django.db.models.BigAutoField",
      DATABASES: {
        default: { ENGINE: "django.db.backends.sqlite3", CONN_MAX_AGE: 60, CONN_HEALTH_CHECKS: true },
      },
      STORAGES: { staticfiles: { BACKEND: "whitenoise.storage.CompressedManifestStaticFilesStorage" } },
      LOGGING: { root: { handlers: ["console"], level: "INFO" } },
      SIMPLE_JWT: {
        ACCESS_TOKEN_LIFETIME: "0:15:00",
        ROTATE_REFRESH_TOKENS: true,
        BLACKLIST_AFTER_ROTATION: true,
        UPDATE_LAST_LOGIN: true,
        CHECK_REVOKE_TOKEN: true,
      },
      REST_FRAMEWORK: {
        PAGE_SIZE: 25,
        NUM_PROXIES: 0,
        DEFAULT_RENDERER_CLASSES: ["rest_framework.renderers.JSONRenderer"],
        DEFAULT_THROTTLE_RATES: { anon: "60/min", user: "600/min", auth: "10/min" },
      },
      AUTH_PASSWORD_VALIDATORS: [
        { NAME: expect.stringContaining("UserAttributeSimilarity") },
        { NAME: expect.stringContaining("MinimumLength"), OPTIONS: { min_length: 10 } },
        { NAME: expect.stringContaining("CommonPassword") },
        { NAME: expect.stringContaining("NumericPassword") },
      ],
    });
  });

  test.skipIf(!python)("of a server that is told more, but cannot be talked out of its guards", limit, () => {
    const told = settings({
      ...SERVER,
      DATABASE_URL: "postgres://somebody:word@db.example:6543/shop",
      DJANGO_BEHIND_PROXY: "true",
      CORS_ALLOWED_ORIGINS: "https://a.example, https://b.example",
      LOG_LEVEL: "WARNING",
      THROTTLE_AUTH: "3/hour",
      DJANGO_DEBUG: "true",
      API_THROTTLE: "off",
    });
    expect(told).toMatchObject({
      DEBUG: false,
      DATABASES: {
        default: { ENGINE: "django.db.backends.postgresql", HOST: "db.example", PORT: 6543, CONN_MAX_AGE: 60 },
      },
      SECURE_PROXY_SSL_HEADER: ["HTTP_X_FORWARDED_PROTO", "https"],
      CORS_ALLOWED_ORIGINS: ["https://a.example", "https://b.example"],
      LOGGING: { root: { level: "WARNING" } },
      REST_FRAMEWORK: { NUM_PROXIES: 1, DEFAULT_THROTTLE_RATES: { anon: "60/min", user: "600/min", auth: "3/hour" } },
    });
  });

  test.skipIf(!python)("of .env.example are those of a server that is told nothing else", limit, () => {
    const lines = textOf(".env.example").matchAll(/^(\w+)=(.*)$/gm);
    const example = Object.fromEntries([...lines].map(([, name = "", value = ""]) => [name, value]));
    const key = { DJANGO_SECRET_KEY: SERVER.DJANGO_SECRET_KEY };
    const bare = { ...key, DJANGO_ALLOWED_HOSTS: "localhost", DATABASE_URL: example["DATABASE_URL"] ?? "" };
    expect(settings({ ...example, ...key })).toEqual(settings(bare));
  });

  test.skipIf(!python)("of a developer, who alone may switch throttling off", limit, () => {
    expect(settings({ DJANGO_ENV: "development", API_THROTTLE: "off" })).toMatchObject({
      DEBUG: true,
      ALLOWED_HOSTS: ["localhost", "127.0.0.1", "[::1]"],
      REST_FRAMEWORK: { DEFAULT_THROTTLE_RATES: { anon: null, user: null, auth: null } },
      STORAGES: { staticfiles: { BACKEND: "django.contrib.staticfiles.storage.StaticFilesStorage" } },
    });
  });

  test.skipIf(!python)("of the tests: a fast hasher, a cache in memory, plain static files", limit, () => {
    const tested = settings({}, "core.test_settings");
    expect(tested).toMatchObject({
      PASSWORD_HASHERS: ["django.contrib.auth.hashers.MD5PasswordHasher"],
      CACHES: { default: { BACKEND: "django.core.cache.backends.locmem.LocMemCache" } },
      STORAGES: { staticfiles: { BACKEND: "django.contrib.staticfiles.storage.StaticFilesStorage" } },
    });
    expect(String(tested["MIDDLEWARE"])).not.toContain("whitenoise");
  });
});

describe("what people are told", () => {
  const read = [...textOf("core/settings.py").matchAll(/(?:environ\.get|env_bool|env_list)\(\s*"(\w+)"/g)].map(
    ([, name]) => name,
  );

  test("README and .env.example name every variable that the settings read", () => {
    expect(new Set(read).size).toBeGreaterThan(12);
    for (const name of read) {
      expect(textOf("README.md")).toContain(`| \`${name}\` |`);
      expect(textOf(".env.example")).toMatch(new RegExp(`^${name}=`, "m"));
    }
  });

  test("README has every route, every role, and what a server needs beside its settings", () => {
    const readme = textOf("README.md");
    for (const [, route] of textOf("backend/urls.py").matchAll(/router\.register\("(\w+)"/g))
      expect(readme).toContain(`| \`/api/v1/${route}/\` |`);
    expect(readme).toContain("Customer, Seller, Support and Admin");
    for (const word of ["flushexpiredtokens", "DJANGO_ADMINS", "error pages", "database connections", "templates"])
      expect(readme).toContain(word);
    expect(readme).toMatch(/requirements\.lock/);
  });

  test("README promises pages only where there are some", () => {
    expect(textOf("README.md")).toContain("Lists are paginated");
    const unpaged = textOf("README.md", rendered(erdOf(source("clinic"))));
    expect(unpaged).not.toContain("Lists are paginated");
    expect(unpaged).toContain("at most 1000 rows");
  });

  test("every package is asked for from a version that is tried up to one that is not", () => {
    const lines = [...textOf("requirements.txt").split("\n"), ...textOf("requirements-dev.txt").split("\n").slice(1)];
    const wanted = lines.filter((line) => line !== "");
    expect(wanted.length).toBeGreaterThan(15);
    for (const line of wanted) expect(line).toMatch(/^[A-Za-z][\w-]*(?:\[\w+\])?>=\d[\d.]*,<\d[\d.]*$/);
    expect(wanted).toContain("Django>=5.2.17,<5.3");
    expect(wanted).toContain("djangorestframework>=3.18,<3.19");
  });
});
