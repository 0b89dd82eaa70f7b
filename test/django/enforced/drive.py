"""Starts a generated project on a database in memory and asks it every question of a list, over HTTP."""

import json
import os
import sys
import traceback

sys.path.insert(0, sys.argv[1])
os.chdir(sys.argv[1])
os.environ["DJANGO_SETTINGS_MODULE"] = "core.test_settings"

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases, setup_test_environment  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402

cases, bases, prefix = json.load(sys.stdin).values()
setup_test_environment()
setup_databases(verbosity=0, interactive=False)
count = 0


def person(name: str):
    user = get_user_model()(username=name, email=f"{name}@example.com")
    for field in user._meta.concrete_fields:
        if field.name == "age":
            user.age = 30
    user.set_password("Sup3r-secret-pw")
    user.save()
    user.groups.add(Group.objects.get(name="Admin" if name == "admin" else "Member"))
    return user


PEOPLE = {name: person(name) for name in ("admin", "member", "other")}


class Session:
    """The rows of one case, by the names that its steps give them."""

    def __init__(self) -> None:
        self.saved = {f"user:{name}": user.pk for name, user in PEOPLE.items()}

    def request(self, step: dict):
        client = APIClient()
        client.force_authenticate(PEOPLE[step.get("as", "admin")])
        path = "/".join(str(self.resolve(part)) for part in step["path"].split("/"))
        data = self.resolve(step.get("data", {}))
        query = step.get("query", "")
        return getattr(client, step["do"].lower())(f"/{prefix}{path}/{query}", data, format="json")

    def resolve(self, value):
        """"$name" is the key of a saved row, "@path" that of a new one, "%n" a new number."""
        global count
        if isinstance(value, dict):
            return {key: self.resolve(it) for key, it in value.items()}
        if isinstance(value, list):
            return [self.resolve(it) for it in value]
        if not isinstance(value, str):
            return value
        if value.startswith("$"):
            return self.saved[value[1:]]
        if value.startswith("@"):
            return self.made(value[1:])
        if "%n" in value:
            count += 1
            return value.replace("%n", f"{count:04d}")
        return value

    def made(self, path: str):
        response = self.request({"do": "POST", "path": path, "data": bases[path]})
        if response.status_code != 201:
            raise AssertionError(f"no {path}: {response.content[:300]}")
        return response.json()["id"]


def fault(session: Session, step: dict) -> str | None:
    """What is wrong with the answer, or nothing."""
    with CaptureQueriesContext(connection) as queries:
        response = session.request(step)
    said = f"{step['do']} {step['path']} {json.dumps(step.get('data', {}))}: "
    if response.status_code not in step["status"]:
        return f"{said}{response.status_code} {response.content[:300]}"
    body = response.json() if response.headers.get("content-type") == "application/json" else {}
    if "field" in step and (step["field"] not in body or {"__all__", "non_field_errors"} & body.keys()):
        return f"{said}not at {step['field']}: {response.content[:300]}"
    for name, value in step.get("shows", {}).items():
        if body.get(name) != value:
            return f"{said}{name} is {body.get(name)!r}, not {value!r}"
    if "rows" in step and len(body["results"]) != step["rows"]:
        return f"{said}{len(body['results'])} rows, not {step['rows']}"
    if len(queries) > step.get("most", len(queries)):
        return f"{said}{len(queries)} queries, not {step['most']} at most"
    if "save" in step:
        session.saved[step["save"]] = body["id"]
    return None


def ask(case: dict) -> str | None:
    with transaction.atomic():
        session = Session()
        try:
            return next((found for step in case["steps"] if (found := fault(session, step))), None)
        except Exception:
            return traceback.format_exc()[-600:]
        finally:
            transaction.set_rollback(True)


json.dump({case["text"]: ask(case) for case in cases}, sys.stdout)
