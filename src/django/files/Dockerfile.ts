/** Dockerfile, .dockerignore and docker-compose.yml: the project as an image, and as a stack with PostgreSQL. */
import type { Template } from "../template.ts";
import { holdsFiles } from "./backend/uploads.py.ts";

export const dockerfile: Template = {
  path: "Dockerfile",
  group: "review",
  neededBy: [],
  about: () => "a small image that runs as nobody's user, with a health check",
  print: () => `# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install -r requirements.txt

FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_ENV=production PATH="/opt/venv/bin:$PATH"
RUN groupadd --system --gid 10001 app && useradd --system --uid 10001 --gid app --no-create-home app
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
# The key of this one command signs nothing that lasts; the running container gets its own.
RUN DJANGO_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \\
    python manage.py collectstatic --noinput \\
    && mkdir -p /app/media && chown app:app /app /app/media
USER app
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \\
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ.get(\\"PORT\\", \\"8000\\")}/healthz', timeout=4)"]
CMD ["sh", "-c", "exec gunicorn core.wsgi --bind 0.0.0.0:\${PORT:-8000} --workers \${WEB_CONCURRENCY:-2} --access-logfile -"]
`,
};

export const dockerignore: Template = {
  path: ".dockerignore",
  group: "boilerplate",
  neededBy: [],
  about: () => "what stays out of the image",
  print: () => `.git
.github
.venv
.env
**/__pycache__
**/*.pyc
*.sqlite3
.coverage
htmlcov
.pytest_cache
.ruff_cache
staticfiles
media
`,
};

export const compose: Template = {
  path: "docker-compose.yml",
  group: "review",
  neededBy: [],
  about: () => "the project with PostgreSQL 17, one command to start",
  print: (plan) => {
    const { name, has } = plan;
    const files = holdsFiles(plan);
    return `name: ${name.replaceAll("_", "-")}

services:
  web:
    ${has("Dockerfile") ? "build: ." : `image: ${name.replaceAll("_", "-")}:latest # your own image of this project`}
    command: >
      sh -c "python manage.py migrate --noinput &&
      exec gunicorn core.wsgi --bind 0.0.0.0:8000 --workers 2 --access-logfile -"
    environment:
      DJANGO_ENV: production
      DJANGO_SECRET_KEY: \${DJANGO_SECRET_KEY:?set DJANGO_SECRET_KEY to at least 50 random characters}
      DJANGO_ALLOWED_HOSTS: \${DJANGO_ALLOWED_HOSTS:-localhost,127.0.0.1}
      DJANGO_SECURE_SSL_REDIRECT: \${DJANGO_SECURE_SSL_REDIRECT:-false}
      DATABASE_URL: postgres://app:\${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}@db:5432/app
    ports:
      - "8000:8000"
${
  files
    ? `    volumes:
      - uploads:/app/media
`
    : ""
}    depends_on:
      db:
        condition: service_healthy

  db:
    image: postgres:17
    environment:
      POSTGRES_USER: app
      POSTGRES_DB: app
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}
    volumes:
      - database:/var/lib/postgresql/data
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U app -d app"]
      interval: 5s
      timeout: 3s
      retries: 12

volumes:
  database:
${files ? "  uploads:\n" : ""}`;
  },
};
