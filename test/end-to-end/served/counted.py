"""A generated project's own application that also says how many queries an answer took."""

from core.wsgi import application as served
from django.db import connection


def application(environ, start_response):
    connection.force_debug_cursor = True

    def start(status, headers, exc_info=None):
        return start_response(status, [*headers, ("X-Queries", str(len(connection.queries)))], exc_info)

    return served(environ, start)
