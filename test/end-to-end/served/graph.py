"""Prints the GraphQL schema of a generated project: its types, with their fields, arguments and values."""

import json

import django

django.setup()

from backend.graphql.schema import schema


def described(kind):
    fields = {
        name: {"type": str(field.type), "takes": {it: str(arg.type) for it, arg in getattr(field, "args", {}).items()}}
        for name, field in getattr(kind, "fields", {}).items()
    }
    return {"fields": fields, "values": list(getattr(kind, "values", {}))}


print(json.dumps({name: described(kind) for name, kind in schema._schema.type_map.items()}))
