"""Fills a generated project's database: a person for each role and a row of each entity, or as many rows as asked.

Or prints accounts as they are stored.
"""

import json
import sys

import django

django.setup()

from backend import authentication
from backend.testing.rows import FACTORIES, VIEWS, linked, person
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test.utils import override_settings
from django.urls import reverse
from rest_framework_simplejwt.tokens import RefreshToken

PASSWORD = "Quite-a-secret-42"
ROUTES = {view.queryset.model: route for route, view in VIEWS.items()}


def somebody(role):
    user = person(role)
    user.set_password(PASSWORD)
    user.save()
    access = str(RefreshToken.for_user(user).access_token)
    return {"id": key(user), "username": user.username, "access": access}


def key(row):
    return row.pk if isinstance(row.pk, int) else str(row.pk)


def entity(model, made_by):
    row = linked(made_by())
    entity = model.__name__
    owner = authentication.OWNER_FIELDS.get(entity)
    route = ROUTES[model]
    return {
        "name": entity,
        "path": reverse(f"{route}-list"),
        "id": key(row),
        "owner": owner,
        "account": model is get_user_model(),
        "may": {action: sorted(who) for action, who in authentication.PERMISSIONS[entity].items()},
        "search": list(VIEWS[route].search_fields),
    }


# Nobody signs in as these, and a sound hash takes its time.
@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
def fill(wanted):
    for model, made_by in FACTORIES.items():
        # Every row took a number, in this process or one before it.
        made_by.reset_sequence(model.objects.count(), force=True)
    for model, made_by in FACTORIES.items():
        while model.objects.count() < wanted:
            linked(made_by())


def begin():
    people = {role or "nobody": somebody(role) for role in (*authentication.ROLES, None)}
    entities = [entity(model, made_by) for model, made_by in FACTORIES.items()]
    print(json.dumps({"password": PASSWORD, "people": people, "entities": entities}))


def stored(usernames):
    users = get_user_model().objects.filter(username__in=usernames)
    groups = {user.pk: [group.name for group in user.groups.all()] for user in users}
    rows = {row["username"]: {**row, "groups": groups[row["id"]]} for row in users.values()}
    print(json.dumps(rows, default=str))


match sys.argv[1:]:
    case ["stored", *usernames]:
        stored(usernames)
    case [rows]:
        with transaction.atomic():
            fill(int(rows))
    case _:
        with transaction.atomic():
            begin()
