/** A whole Django project in a few lines that passes every check, for tests that break it in one place. */
import { type ProjectFile, tidy } from "#proof";

const files: Record<string, string> = {
  "manage.py": `
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_ENV", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`,
  "core/__init__.py": "",
  "core/settings.py": `
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get("DJANGO_ENV") == "development"
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY", "x" * 9 if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set DJANGO_SECRET_KEY.")
ALLOWED_HOSTS = ["example.com"]
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "backend"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "core.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SECURE_SSL_REDIRECT = not DEBUG
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
`,
  "core/urls.py": "urlpatterns = []\n",
  "core/wsgi.py": `
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.settings")
application = get_wsgi_application()
`,
  "backend/__init__.py": "",
  "backend/models.py": `
from django.db import models


class Book(models.Model):
    title = models.CharField(max_length=80)

    def __str__(self):
        return self.title
`,
  "backend/migrations/__init__.py": "",
  "backend/migrations/0001_initial.py": `
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80)),
            ],
        ),
    ]
`,
  "backend/tests.py": `
from django.test import TestCase

from backend.models import Book


class BookTests(TestCase):
    def test_has_a_title(self):
        self.assertEqual(str(Book.objects.create(title="Emma")), "Emma")
`,
  "pyproject.toml": `[tool.coverage.run]\nsource = ["backend", "core"]\nomit = ["*/migrations/*", "*/tests.py", "*/wsgi.py"]\n`,
};

/** The project, with some files replaced or added, and Python tidied. */
export function smallProject(changes: Record<string, string> = {}): ProjectFile[] {
  return tidy(Object.entries({ ...files, ...changes }).map(([path, content]) => ({ path, content })));
}

/** One file's text, to be changed. */
export function textOf(path: string): string {
  return files[path] ?? "";
}
