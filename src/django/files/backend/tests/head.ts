/** The part of tests.py that all of it uses: imports, people, and a few words for the tests to be written in. */
import type { Plan } from "../../../plan/types.ts";
import { definitions, py } from "../../../python.ts";
import { filtering } from "./case.ts";
import { factoryName } from "./factories.ts";
import { uploadClient, uploads } from "./uploads.ts";

/** `body` is the rest of the file: what it does not use is not imported or defined. */
export function head(plan: Plan, body: string) {
  const helpers = helpersOf(plan, body);
  const uses = (word: string) => body.includes(word) || helpers.includes(word);
  return py`
    """Tests: who may do what, fields, lists and rules of every entity; accounts; operations."""

    ${uses("datetime.") && py`import datetime`}
    ${uploads(plan) && py`import json`}
    ${filtering(plan) && py`import operator`}
    import os
    ${uses("uuid.") && py`import uuid`}
    ${uses("Decimal(") && py`from decimal import Decimal`}
    from unittest.mock import patch

    import factory
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.core.cache import cache
    from django.core.exceptions import ValidationError
    ${uploads(plan) && py`from django.core.files.uploadedfile import SimpleUploadedFile`}
    from django.core.management import call_command
    from django.db import IntegrityError, connection, transaction
    ${uses("(TestCase)") && py`from django.test import TestCase`}
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse
    ${uses("timezone.") && py`from django.utils import timezone`}
    ${filtering(plan) && py`from django_filters.rest_framework import DjangoFilterBackend`}
    from rest_framework.test import ${uploads(plan) && py`APIClient, `}APITestCase
    from rest_framework.throttling import ScopedRateThrottle

    from backend import models
    from backend.api_extensions import StandardPagination
    from backend.authentication import ANYONE, OWNER, ROLES, SIGNED_IN
    from backend.urls import router

    PASSWORD = "Sup3r-secret-pw"
    DONE = {"create": 201, "read": 200, "update": 200, "delete": 204}
    VIEWS = {basename: view for _, view, basename in router.registry}
    # A wide entity has hundreds of filters: the names of all are compared, this many are tried.
    TRIED = 12
    ${filtering(plan) && py`COMPARE = {"exact": operator.eq, "in": operator.eq, "gte": operator.ge, "lte": operator.le}`}


    ${helpers}
  `;
}

const helpersOf = (plan: Plan, body: string) =>
  definitions([
    uploads(plan) && uploadClient(),
    body.includes("day(") &&
      py`
        def day(offset: int) -> datetime.date:
            """A day so many days from today."""
            return timezone.localdate() + datetime.timedelta(days=offset)
      `,
    body.includes("moment(") &&
      py`
        def moment(offset: int) -> datetime.datetime:
            """A moment so many days from now."""
            return timezone.now() + datetime.timedelta(days=offset)
      `,
    body.includes("spelled(") &&
      py`
        def spelled(n: int, *places: tuple[str, int]) -> str:
            """The n-th text whose characters come from these, each so many times."""
            text = ""
            for chars, times in reversed(places):
                for _ in range(times):
                    n, at = divmod(n, len(chars))
                    text = chars[at] + text
            return text
      `,
    py`
      def person(role: str | None):
          """Somebody with one role, or with none."""
          user = ${factoryName(plan.user)}()
          if role:
              user.groups.add(Group.objects.get(name=role))
          return user
    `,
    py`
      def linked(row):
          """The row with its optional references filled, so that reading it has something to follow."""
          for field in [*row._meta.concrete_fields, *row._meta.many_to_many]:
              target = FACTORIES.get(field.related_model)
              if target and field.many_to_many and field.remote_field.through._meta.auto_created:
                  getattr(row, field.name).add(target())
              elif target and not field.many_to_many and getattr(row, field.attname) is None:
                  setattr(row, field.name, target())
          row.save()
          row.refresh_from_db()
          return row
    `,
    py`
      def key_of(row):
          """The key as JSON shows it."""
          return row.pk if isinstance(row.pk, int) else str(row.pk)
    `,
    body.includes("detail_of(") &&
      py`
        def detail_of(row) -> str:
            """Where a row of any entity is read."""
            route = next(name for name, view in VIEWS.items() if view.queryset.model is type(row))
            return reverse(f"{route}-detail", args=[row.pk])
      `,
    filtering(plan) &&
      py`
        def values_of(row, name: str) -> list:
            """What a filter compares: the value, or the keys of the rows it refers to."""
            field = row._meta.get_field(name)
            if field.many_to_many:
                return list(getattr(row, name).values_list("pk", flat=True))
            value = getattr(row, field.attname)
            return [] if value in (None, "") else [value]
      `,
    py`
      def results(response) -> list[dict]:
          """The rows of a list."""
          return response.json()${plan.api.pagination && py`["results"]`}
    `,
  ]);
