"""The checks of a booted proof, in stages: each is a process of its own in its own environment."""

import ast
import os
import secrets
import time
from pathlib import Path

from commands import migrate, migrations_complete, refuses_without_secret, schema, system_checks
from explain import CheckError, explain
from suite import report_coverage, run_tests, start_coverage


def development(project: str, say) -> None:
    enter(project)
    rest = {"migrations-complete": migrations_complete, "migrate": migrate, "schema": schema}
    starts = ran(say, "check", lambda: system_checks(project, deploy=False)) is not None
    for name, check in rest.items():
        if starts:
            ran(say, name, lambda check=check: check(project))
        else:
            skip(say, name, "check")


def production(project: str, say) -> None:
    enter(project, production=True)
    ran(say, "check-deploy", lambda: system_checks(project, deploy=True))


def without_secret(project: str, say) -> None:
    enter(project, production=True)
    del os.environ["DJANGO_SECRET_KEY"]
    ran(say, "no-secret-no-start", lambda: refuses_without_secret(project))


def tests(project: str, say) -> None:
    enter(project, testing=True)
    measure, why_not = start_coverage(project)
    if ran(say, "tests", lambda: run_tests(project)) is None:
        skip(say, "coverage", "tests")
    else:
        ran(say, "coverage", lambda: report_coverage(measure, why_not, project))


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
    """Runs one check and reports it. False: it did not pass. None: it could not even be run."""
    say({"check": name})
    begun = time.monotonic()
    answer: bool | None = True
    figure, detail, places = "", "", []
    try:
        figure, detail = check()
    except CheckError as failed:
        answer, figure, detail, places = False, failed.figure, failed.detail, failed.places
    except BaseException as error:
        answer = None
        detail, places = explain(error, os.getcwd())
    result = {
        "passed": answer is True,
        "figure": figure,
        "detail": detail[:4000],
        "places": places[:20],
    }
    say({"check": name, **result, "seconds": round(time.monotonic() - begun, 3)})
    return answer


def skip(say, name: str, because: str) -> None:
    detail = f"Not run, because of what {because} found."
    say(
        {
            "check": name,
            "passed": False,
            "figure": "not run",
            "detail": detail,
            "places": [],
            "seconds": 0,
        }
    )


def enter(project: str, *, production: bool = False, testing: bool = False) -> None:
    """The environment that manage.py, a server or a test run would give the project."""
    for name, value in manage_defaults(project).items():
        if name == "DJANGO_SETTINGS_MODULE" or not production:
            os.environ.setdefault(name, value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "core.settings")
    if production:
        secret = secrets.token_urlsafe(48)
        os.environ.update(
            DJANGO_ENV="production", DJANGO_SECRET_KEY=secret, DJANGO_ALLOWED_HOSTS="example.com"
        )
    package = os.environ["DJANGO_SETTINGS_MODULE"].rpartition(".")[0]
    if testing and package and Path(project, *package.split("."), "test_settings.py").exists():
        os.environ["DJANGO_SETTINGS_MODULE"] = f"{package}.test_settings"


def manage_defaults(project: str) -> dict[str, str]:
    """What manage.py puts into the environment, read without running it."""
    tree = ast.parse(Path(project, "manage.py").read_text(encoding="utf-8"))
    defaults = {}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "setdefault"
        ):
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if len(texts) == 2:
                defaults[str(texts[0])] = str(texts[1])
    return defaults
