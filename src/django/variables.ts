/** The environment variables that a generated project reads: one list for settings' readers, README and .env.example. */

import type { Plan } from "./plan.ts";

export type Variable = { name: string; fallback: string; example: string; help: string };

const ALWAYS: readonly Variable[] = [
  {
    name: "DJANGO_ENV",
    fallback: "production (manage.py: development)",
    example: "production",
    help: "development switches debugging on and asks for no secret key",
  },
  {
    name: "DJANGO_SECRET_KEY",
    fallback: "none: production refuses to start",
    example: "",
    help: "At least 50 random characters",
  },
  {
    name: "DJANGO_ALLOWED_HOSTS",
    fallback: "none (development: localhost)",
    example: "localhost",
    help: "Host names the project answers to, with commas",
  },
  {
    name: "DJANGO_CSRF_TRUSTED_ORIGINS",
    fallback: "none",
    example: "",
    help: "Origins that may post to the admin site, with commas",
  },
  {
    name: "CORS_ALLOWED_ORIGINS",
    fallback: "none",
    example: "",
    help: "Origins whose pages may call the API, with commas",
  },
  {
    name: "DATABASE_URL",
    fallback: "SQLite file db.sqlite3",
    example: "sqlite:///db.sqlite3",
    help: "For example postgres://user:password@host:5432/name",
  },
  {
    name: "DJANGO_BEHIND_PROXY",
    fallback: "false",
    example: "false",
    help: "true where a proxy you run ends TLS and sets X-Forwarded-Proto and X-Forwarded-For",
  },
  {
    name: "DJANGO_SECURE_SSL_REDIRECT",
    fallback: "true in production",
    example: "true",
    help: "Send plain HTTP to HTTPS; /healthz and /readyz are exempt",
  },
  {
    name: "DJANGO_HSTS_SECONDS",
    fallback: "31536000",
    example: "31536000",
    help: "How long browsers remember to use HTTPS only",
  },
  { name: "DJANGO_ADMINS", fallback: "none", example: "", help: "Addresses that get error mails, with commas" },
  { name: "LOG_LEVEL", fallback: "INFO", example: "INFO", help: "DEBUG, INFO, WARNING or ERROR, on the console" },
  {
    name: "THROTTLE_ANON",
    fallback: "60/min",
    example: "60/min",
    help: "Requests of one address that is not signed in",
  },
  { name: "THROTTLE_USER", fallback: "600/min", example: "600/min", help: "Requests of one person" },
  {
    name: "THROTTLE_AUTH",
    fallback: "10/min",
    example: "10/min",
    help: "Attempts to sign in, register or refresh a token",
  },
  {
    name: "API_THROTTLE",
    fallback: "on",
    example: "on",
    help: "off switches throttling off for load tests; development only",
  },
];

const FILES: readonly Variable[] = [
  { name: "MEDIA_ROOT", fallback: "media/", example: "", help: "The folder that uploads are kept in" },
  { name: "MEDIA_URL", fallback: "/media/", example: "", help: "Where the web server hands uploads out" },
  {
    name: "FILE_STORAGE",
    fallback: "the file system",
    example: "",
    help: "A storage class, as with django-storages: storages.backends.s3.S3Storage",
  },
  { name: "UPLOAD_MAX_BYTES", fallback: "5000000", example: "5000000", help: "The largest file that is taken" },
];

/** Those that this project reads. */
export const variables = (plan: Pick<Plan, "entities">): readonly Variable[] => {
  const files = plan.entities.some(({ fields }) => fields.some(({ type }) => type === "file" || type === "image"));
  return [...ALWAYS, ...(files ? FILES : [])];
};
