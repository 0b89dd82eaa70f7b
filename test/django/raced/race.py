"""Deletes a row of a generated project while a change of it is under way, and says what is left of it.

Runs in the project's folder, on a database of its own; the change waits, once its row is read, until the
deletion is done or cannot go on.
"""

import json
import os
import sys
from threading import Thread

sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "core.test_settings"

import django  # noqa: E402

django.setup()

from backend.testing.factories import BrandFactory  # noqa: E402
from backend.testing.rows import address_of, person  # noqa: E402
from backend.views import BrandViewSet  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402


def ask(method: str, *data) -> None:
    client = APIClient()
    client.force_authenticate(admin)
    answers[method] = getattr(client, method)(url, *data).status_code
    connection.close()


def wait_for_the_deletion(self):
    row = read(self)
    if self.action == "partial_update":
        deletion.start()
        deletion.join(timeout=1)
    return row


setup_test_environment()
call_command("migrate", verbosity=0)
admin, row = person("Admin"), BrandFactory()
url, answers = address_of(row), {}
deletion = Thread(target=ask, args=("delete",))
read, BrandViewSet.get_object = BrandViewSet.get_object, wait_for_the_deletion
ask("patch", {"name": "changed"})
deletion.join()
print(json.dumps({**answers, "left": type(row).objects.filter(pk=row.pk).count()}))
