"""Django's own commands as checks: each gives (figure, detail), or raises CheckError."""

import contextlib
import io
import os
from pathlib import Path

from explain import CheckError, counted, named_in, source_of


def system_checks(project: str, *, deploy: bool) -> tuple[str, str]:
    """What `manage.py check --fail-level WARNING` does."""
    import django
    from django.core import checks

    django.setup()
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=deploy)
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    if not found:
        return "", ""
    lines = [
        f"{message.obj or ''}: {message.msg} ({message.id}) {message.hint or ''}".strip(": ")
        for message in found
    ]
    places = [source_of(message.obj, f"{message.msg} ({message.id})", project) for message in found]
    raise CheckError(
        "\n".join(lines), [place for place in places if place], counted(len(found), "issue")
    )


def migrations_complete(project: str) -> tuple[str, str]:
    from django.core.management import call_command

    said = io.StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said, no_color=True)
    except SystemExit:
        # "Migrations for 'backend':" and what they would do.
        app = said.getvalue().partition("'")[2].partition("'")[0]
        models = f"{app}/models.py"
        places = [{"path": models, "line": None, "message": "changed without a migration"}]
        detail = f"The models ask for a migration that is not there. {said.getvalue()}"
        raise CheckError(detail, places if app and Path(project, models).exists() else []) from None
    return "", ""


def migrate(_project: str) -> tuple[str, str]:
    from django.core.management import call_command
    from django.db.migrations.recorder import MigrationRecorder

    call_command("migrate", interactive=False, verbosity=0)
    return counted(MigrationRecorder.Migration.objects.count(), "migration"), ""


def schema(project: str) -> tuple[str, str]:
    from django.apps import apps
    from django.core.management import call_command

    if not apps.is_installed("drf_spectacular"):
        return "", "drf-spectacular is not installed in this project: no OpenAPI schema to check."
    warnings = io.StringIO()
    try:
        with contextlib.redirect_stderr(warnings):
            call_command("spectacular", validate=True, fail_on_warn=True, file=os.devnull)
    except (Exception, SystemExit) as error:
        said = warnings.getvalue().strip()
        if not said:
            raise
        raise CheckError(said, named_in(said, project)) from error
    return "", ""


def refuses_without_secret(project: str) -> tuple[str, str]:
    """A server that starts without its secret key would sign with one that everybody knows."""
    settings = os.environ["DJANGO_SETTINGS_MODULE"]
    package = settings.rpartition(".")[0]
    wsgi = f"{package}.wsgi" if package else "wsgi"
    from django.core.exceptions import ImproperlyConfigured

    try:
        __import__(wsgi)
    except ModuleNotFoundError as error:
        if error.name == wsgi:
            raise CheckError(f"There is no {wsgi}, which a server starts from.") from error
        raise
    except (ImproperlyConfigured, LookupError, ValueError, RuntimeError):
        return "", ""
    path = settings.replace(".", "/") + ".py"
    places = [{"path": path, "line": None, "message": "the secret key has a default in production"}]
    raise CheckError(
        "In production the project starts without DJANGO_SECRET_KEY.",
        places if Path(project, path).exists() else [],
    )
