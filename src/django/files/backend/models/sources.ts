/** Where the names come from that fields and constraints are written with, in models.py and in the migration. */
import { py } from "../../../python.ts";

export const SOURCES = {
  "datetime.": py`import datetime`,
  Decimal: py`from decimal import Decimal`,
  uuid4: py`from uuid import uuid4`,
  settings: py`from django.conf import settings`,
  validators: py`from django.core import validators`,
  F: py`from django.db.models import F`,
  Q: py`from django.db.models import Q`,
  Lower: py`from django.db.models.functions import Lower`,
  Upper: py`from django.db.models.functions import Upper`,
  timezone: py`from django.utils import timezone`,
  acting: py`from backend import acting`,
  business_logic: py`from backend import business_logic`,
  soft_delete: py`from backend import soft_delete`,
  uploads: py`from backend import uploads`,
};
