/** Where the names come from that tests are written with. */
import type { Plan } from "../../../plan/types.ts";
import { name, type Python, py } from "../../../python.ts";

/** By name, for every file of backend/testing and backend/tests; "name." where a module is imported. */
export const sources = (plan: Plan): Record<string, Python> => ({
  ...STANDARD,
  ...from(
    py`backend.testing.factories`,
    plan.entities.map((entity) => `${entity.name}Factory`),
  ),
});

const from = (module: Python, names: readonly string[]): Record<string, Python> =>
  Object.fromEntries(names.map((it) => [it, py`from ${module} import ${name(it)}`]));

const STANDARD: Record<string, Python> = {
  "base64.": py`import base64`,
  "datetime.": py`import datetime`,
  "json.": py`import json`,
  "operator.": py`import operator`,
  "os.": py`import os`,
  "uuid.": py`import uuid`,
  Decimal: py`from decimal import Decimal`,
  patch: py`from unittest.mock import patch`,
  "factory.": py`import factory`,
  get_user_model: py`from django.contrib.auth import get_user_model`,
  Group: py`from django.contrib.auth.models import Group`,
  cache: py`from django.core.cache import cache`,
  ValidationError: py`from django.core.exceptions import ValidationError`,
  SimpleUploadedFile: py`from django.core.files.uploadedfile import SimpleUploadedFile`,
  call_command: py`from django.core.management import call_command`,
  ...from(py`django.db`, ["IntegrityError", "connection", "transaction"]),
  TestCase: py`from django.test import TestCase`,
  CaptureQueriesContext: py`from django.test.utils import CaptureQueriesContext`,
  reverse: py`from django.urls import reverse`,
  timezone: py`from django.utils import timezone`,
  DjangoFilterBackend: py`from django_filters.rest_framework import DjangoFilterBackend`,
  ...from(py`rest_framework.test`, ["APIClient", "APITestCase"]),
  ScopedRateThrottle: py`from rest_framework.throttling import ScopedRateThrottle`,
  ...from(py`django.db.models`, ["CASCADE", "PROTECT"]),
  ...from(py`django.test`, ["Client", "RequestFactory", "override_settings"]),
  tempfile: py`import tempfile`,
  Path: py`from pathlib import Path`,
  models: py`from backend import models`,
  soft_delete: py`from backend import soft_delete`,
  "uploads.": py`from backend import uploads`,
  StandardPagination: py`from backend.api_extensions import StandardPagination`,
  ...from(py`backend.authentication`, [
    "ADMIN_ROLE",
    "ANYONE",
    "ANY_ROW",
    "OWNER",
    "ROLES",
    "SIGNED_IN",
    "RegistrationSerializer",
  ]),
  "router.": py`from backend.urls import router`,
  factories: py`from backend.testing import factories`,
  PNG: py`from backend.testing.values import PNG`,
  "day(": py`from backend.testing.values import day`,
  "moment(": py`from backend.testing.values import moment`,
  "spelled(": py`from backend.testing.values import spelled`,
  ...from(py`backend.testing.rows`, [
    "FACTORIES",
    "VIEWS",
    "UploadClient",
    "person",
    "linked",
    "key_of",
    "detail_of",
    "address_of",
    "address_of",
    "values_of",
    "results",
  ]),
  BeyondCase: py`from backend.testing.beyond import BeyondCase`,
  ProtectedError: py`from django.db.models import ProtectedError`,
  escape: py`from django.utils.html import escape`,
  business_logic: py`from backend import business_logic`,
  Asking: py`from backend.testing.asking import Asking`,
  ListCase: py`from backend.testing.lists import ListCase`,
  ...from(py`backend.testing.cases`, ["EntityCase", "CreateCase", "MakerCase", "OwnedCase", "UniqueCase"]),
};
