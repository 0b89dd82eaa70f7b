/** Import lines for those names a module really uses; ruff sorts them later. */
import { type Python, py } from "../../python.ts";

/** Names that generated modules use, with where they come from. */
const SOURCES = {
  admin: py`from django.contrib import admin`,
  AbstractUser: py`from django.contrib.auth.models import AbstractUser`,
  UserAdmin: py`from django.contrib.auth.admin import UserAdmin`,
  business_logic: py`from backend import business_logic`,
  Decimal: py`from decimal import Decimal`,
  django_auth: py`import django.contrib.auth.models as django_auth`,
  F: py`from django.db.models import F`,
  Lower: py`from django.db.models.functions import Lower`,
  Q: py`from django.db.models import Q`,
  settings: py`from django.conf import settings`,
  timezone: py`from django.utils import timezone`,
  Upper: py`from django.db.models.functions import Upper`,
  uuid4: py`from uuid import uuid4`,
  validators: py`from django.core import validators`,
  ValidationError: py`from django.core.exceptions import ValidationError`,
} satisfies Record<string, Python>;

/** The lines for what `body` uses out of `names`. Text in string literals is no use, nor is the name of an argument. */
export function imports(body: Python, names: readonly (keyof typeof SOURCES)[]): Python[] {
  const code = body.replace(/"(?:[^"\\\n]|\\.)*"/g, "").replace(/"[^"]*"/g, "");
  const used = new Set(code.match(/(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_]|=[^=])/gu));
  return names.filter((name) => used.has(name)).map((name) => SOURCES[name]);
}
