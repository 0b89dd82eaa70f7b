"""The project's own tests, and how much of its code they run."""

import io
import os
from pathlib import Path

from explain import CheckError, counted, explain_failures

WANTED_COVERAGE = 80


def run_tests(project: str) -> tuple[str, str]:
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
    lines, places = explain_failures(result, project)
    figure = counted(result.testsRun, "test")
    if lines:
        more = [f"and {len(lines) - 10} more"] if len(lines) > 10 else []
        raise CheckError(
            "\n".join([*lines[:10], *more]), places, f"{counted(len(lines), 'failure')} in {figure}"
        )
    if not result.testsRun:
        raise CheckError("The project has no tests.")
    return figure + (f", {len(result.skipped)} skipped" if result.skipped else ""), ""


def start_coverage(project: str):
    """Starts measuring, the way the project's pyproject.toml says; or says why it cannot."""
    try:
        from coverage import Coverage

        pyproject = Path(project, "pyproject.toml")
        measure = Coverage(
            data_file=None, config_file=str(pyproject) if pyproject.exists() else False
        )
        if not measure.get_option("run:source"):
            python = [path.relative_to(project) for path in Path(project).rglob("*.py")]
            measure.set_option(
                "run:source", sorted({path.parts[0] for path in python if len(path.parts) > 1})
            )
        if not measure.get_option("run:omit"):
            measure.set_option("run:omit", ["*/migrations/*", "*/tests*", "*/test_settings.py"])
        measure.start()
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"
    return measure, ""


def report_coverage(measure, why_not: str, project: str) -> tuple[str, str]:
    if measure is None:
        raise CheckError(f"Coverage could not be measured: {why_not}")
    measure.stop()
    wanted = measure.get_option("report:fail_under") or WANTED_COVERAGE
    total = measure.report(file=io.StringIO())
    figure = f"{total:.0f} %"
    if total >= wanted:
        return (
            figure,
            "" if wanted >= WANTED_COVERAGE else f"The project itself asks for {wanted:g} % only.",
        )
    gaps = []
    for path in measure.get_data().measured_files():
        missing = measure.analysis2(path)[3]
        if missing:
            gaps.append((len(missing), os.path.relpath(path, project), missing[0]))
    places = [
        {"path": path, "line": line, "message": f"{counted(count, 'line')} that no test runs"}
        for count, path, line in sorted(gaps, reverse=True)[:5]
    ]
    raise CheckError(
        f"The tests run {figure} of the project's code; {wanted:g} % is wanted.", places, figure
    )
