"""The checks of a booted proof, in stages: each stage is a process of its own with the environment it is meant to see."""

import ast
import contextlib
import io
import os
import secrets
import sys
import time
from pathlib import Path

from explain import explain, failures, said_by, source_of


class Failed(Exception):
    """A check that ran and did not pass: what to tell people, and where to look."""

    def __init__(self, detail: str, places: list | None = None, figure: str = "") -> None:
        super().__init__(detail)
        self.detail, self.places, self.figure = detail, places or [], figure


def development(project: str, say) -> None:
    enter(project)

    def migrations_complete() -> tuple[str, str]:
        from django.core.management import call_command

        said = io.StringIO()
        try:
            call_command(
                "makemigrations", check_changes=True, dry_run=True, stdout=said, no_color=True
            )
        except SystemExit:
            first = said.getvalue().split("\n", 1)[0]
            raise Failed(
                f"The models ask for a migration that is not there: {said.getvalue()}",
                models_of(project, first),
            ) from None
        return "", ""

    def migrate() -> tuple[str, str]:
        from django.core.management import call_command
        from django.db.migrations.recorder import MigrationRecorder

        call_command("migrate", interactive=False, verbosity=0)
        return f"{MigrationRecorder.Migration.objects.count()} migrations", ""

    def schema() -> tuple[str, str]:
        from django.apps import apps
        from django.core.management import call_command

        if not apps.is_installed("drf_spectacular"):
            return (
                "",
                "drf-spectacular is not installed in this project: there is no OpenAPI schema to check.",
            )
        warnings = io.StringIO()
        try:
            with contextlib.redirect_stderr(warnings):
                call_command("spectacular", validate=True, fail_on_warn=True, file=os.devnull)
        except (Exception, SystemExit) as error:
            said = warnings.getvalue() or f"{type(error).__name__}: {error}"
            raise Failed(said, said_by(said, project)) from error
        return "", ""

    if ran(say, "check", lambda: system_checks(project, deploy=False)) is not None:
        ran(say, "migrations-complete", migrations_complete)
        ran(say, "migrate", migrate)
        ran(say, "schema", schema)
        return
    for name in ("migrations-complete", "migrate", "schema"):
        skip(say, name, "check")


def production(project: str, say) -> None:
    enter(project, production=True)
    ran(say, "check-deploy", lambda: system_checks(project, deploy=True))


def without_secret(project: str, say) -> None:
    enter(project, production=True)
    del os.environ["DJANGO_SECRET_KEY"]

    def refuses() -> tuple[str, str]:
        from django.core.exceptions import ImproperlyConfigured

        package = os.environ["DJANGO_SETTINGS_MODULE"].rpartition(".")[0]
        wsgi = f"{package}.wsgi" if package else "wsgi"
        try:
            __import__(wsgi)
        except ImproperlyConfigured:
            return "", ""
        except ModuleNotFoundError as error:
            if error.name == wsgi:
                raise Failed(f"There is no {wsgi}, which a server starts from.") from error
            raise
        except (KeyError, ValueError, RuntimeError):
            return "", ""
        raise Failed(
            "In production the project starts without DJANGO_SECRET_KEY.", settings_of(project)
        )

    ran(say, "no-secret-no-start", refuses)


def tests(project: str, say) -> None:
    enter(project, testing=True)
    measure, why_not = start_coverage(project)

    def run() -> tuple[str, str]:
        import django
        from django.conf import settings
        from django.test.utils import get_runner

        django.setup()

        class Remembering(get_runner(settings)):
            def run_suite(self, suite, **options):
                self.result = super().run_suite(suite, **options)
                return self.result

        runner = Remembering(verbosity=0, interactive=False)
        runner.run_tests([])
        result = runner.result
        if not result.testsRun and result.wasSuccessful():
            raise Failed("The project has no tests.")
        failed, places = failures(result, project)
        figure = counted(result.testsRun, "test")
        if failed:
            raise Failed(
                "\n".join(failed[:10]), places, f"{counted(len(failed), 'failure')} in {figure}"
            )
        return figure + (f", {len(result.skipped)} skipped" if result.skipped else ""), ""

    if ran(say, "tests", run) is None:
        skip(say, "coverage", "tests")
        return
    ran(say, "coverage", lambda: covered(measure, why_not, project))


STAGES = {
    "development": {
        "run": development,
        "checks": ["check", "migrations-complete", "migrate", "schema"],
    },
    "production": {"run": production, "checks": ["check-deploy"]},
    "without_secret": {"run": without_secret, "checks": ["no-secret-no-start"]},
    "tests": {"run": tests, "checks": ["tests", "coverage"]},
}


def ran(say, name: str, check) -> bool | None:
    """Runs one check and reports it. False: it did not pass; None: it could not even be run."""
    say({"check": name})
    begun = time.monotonic()
    answer: bool | None = True
    figure, detail, places = "", "", []
    try:
        figure, detail = check()
    except Failed as failed:
        answer, figure, detail, places = False, failed.figure, failed.detail, failed.places
    except BaseException as error:  # noqa: BLE001
        answer = None
        detail, places = explain(error, os.getcwd())
    seconds = round(time.monotonic() - begun, 3)
    say(
        {
            "check": name,
            "passed": answer is True,
            "figure": figure,
            "detail": detail[:4000],
            "places": places[:20],
            "seconds": seconds,
        }
    )
    return answer


def skip(say, name: str, because: str) -> None:
    say(
        {
            "check": name,
            "passed": False,
            "figure": "",
            "detail": f"Not run: see {because}.",
            "places": [],
            "seconds": 0,
        }
    )


def enter(project: str, *, production: bool = False, testing: bool = False) -> None:
    """The environment that manage.py, a server or a test run would give the project."""
    for name, value in manage_defaults(project).items():
        if name == "DJANGO_SETTINGS_MODULE" or not production:
            os.environ.setdefault(name, value)
    if production:
        secret = secrets.token_urlsafe(48)
        os.environ.update(
            DJANGO_ENV="production", DJANGO_SECRET_KEY=secret, DJANGO_ALLOWED_HOSTS="example.com"
        )
    settings = os.environ["DJANGO_SETTINGS_MODULE"]
    test_settings = f"{settings.rpartition('.')[0]}.test_settings".lstrip(".")
    if testing and Path(project, *test_settings.split(".")).with_suffix(".py").exists():
        os.environ["DJANGO_SETTINGS_MODULE"] = test_settings


def manage_defaults(project: str) -> dict[str, str]:
    """What manage.py puts into the environment, read without running it."""
    tree = ast.parse(Path(project, "manage.py").read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    pairs = [
        [argument.value for argument in call.args]
        for call in calls
        if call.func.attr == "setdefault"
        and all(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    return {str(pair[0]): str(pair[1]) for pair in pairs if len(pair) == 2}


def system_checks(project: str, *, deploy: bool) -> tuple[str, str]:
    import django
    from django.core import checks

    django.setup()
    # As `manage.py check` does, the routes are read, too.
    found = [
        m
        for m in checks.run_checks(include_deployment_checks=deploy)
        if m.level >= checks.WARNING and not m.is_silenced()
    ]
    if found:
        lines = [
            f"{message.obj or ''}: {message.msg} ({message.id}) {message.hint or ''}".strip(": ")
            for message in found
        ]
        raise Failed(
            "\n".join(lines),
            [place for m in found if (place := source_of(m.obj, f"{m.msg} ({m.id})", project))],
            counted(len(found), "issue"),
        )
    return "", ""


def start_coverage(project: str):
    try:
        from coverage import Coverage

        pyproject = Path(project, "pyproject.toml")
        measure = Coverage(
            data_file=None, config_file=str(pyproject) if pyproject.exists() else False
        )
        if not measure.get_option("run:source"):
            measure.set_option(
                "run:source",
                sorted({path.parts[0] for path in relative(project) if len(path.parts) > 1}),
            )
        if not measure.get_option("run:omit"):
            measure.set_option("run:omit", ["*/migrations/*", "*/tests*", "*/test_settings.py"])
        measure.start()
    except Exception as error:  # noqa: BLE001
        return None, f"{type(error).__name__}: {error}"
    return measure, ""


def covered(measure, why_not: str, project: str) -> tuple[str, str]:
    if measure is None:
        raise Failed(f"Coverage could not be measured: {why_not}")
    measure.stop()
    wanted = measure.get_option("report:fail_under") or 80
    table = io.StringIO()
    total = measure.report(file=table, show_missing=False)
    figure = f"{total:.0f} %"
    if total >= wanted:
        return figure, f"The project itself asks for {wanted:g} %." if wanted < 80 else ""
    gaps = []
    for path in measure.get_data().measured_files():
        missing = measure.analysis2(path)[3]
        if missing:
            gaps.append((len(missing), os.path.relpath(path, project), missing[0]))
    places = [
        {"path": path, "line": line, "message": f"{counted(count, 'line')} no test runs"}
        for count, path, line in sorted(gaps, reverse=True)
    ]
    raise Failed(
        f"The tests run {figure} of the project's code; {wanted:g} % is wanted.", places[:5], figure
    )


def relative(project: str) -> list[Path]:
    return [path.relative_to(project) for path in Path(project).rglob("*.py")]


def settings_of(project: str) -> list[dict]:
    path = os.environ["DJANGO_SETTINGS_MODULE"].replace(".", "/") + ".py"
    exists = Path(project, path).exists()
    return (
        [{"path": path, "line": None, "message": "the secret key has a default in production"}]
        if exists
        else []
    )


def models_of(project: str, said: str) -> list[dict]:
    """The models beside the migration that Django would write, out of "Migrations for 'backend':"."""
    app = said.partition("'")[2].partition("'")[0]
    path = f"{app}/models.py"
    return (
        [{"path": path, "line": None, "message": "changed without a migration"}]
        if app and Path(project, path).exists()
        else []
    )


def counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
