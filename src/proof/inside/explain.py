"""Failures in words, with the places inside the project that they come from."""

import errno
import inspect
import os
import re
import traceback


class CheckError(Exception):
    """A check that ran and did not pass: what to tell people, and where to look."""

    def __init__(self, detail: str, places: list | None = None, figure: str = "") -> None:
        super().__init__(detail)
        self.detail, self.places, self.figure = detail, places or [], figure


def explain(error: BaseException, project: str) -> tuple[str, list[dict]]:
    """The error as a sentence, and the project lines on its way, its origin first."""
    chain = [error]
    while (
        earlier := chain[0].__cause__
        or (None if chain[0].__suppress_context__ else chain[0].__context__)
    ) is not None:
        if earlier in chain:
            break
        chain.insert(0, earlier)
    places = [place for link in chain for place in places_of(link, project)]
    words = f"{type(error).__name__}: {error}".rstrip(": ")
    if isinstance(error, SystemExit):
        words = f"The project's code left the interpreter (SystemExit: {error.code})."
    if isinstance(error, MemoryError):
        words = "The project's code asked for more memory than the sandbox allows (MemoryError)."
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        words += " (the sandbox limits the size of a file)"
    if isinstance(error, OSError) and error.errno == errno.EAGAIN:
        words += " (the sandbox limits the number of processes)"
    if isinstance(error, OSError) and error.errno in (
        errno.ENETUNREACH,
        errno.EAI_AGAIN if hasattr(errno, "EAI_AGAIN") else -3,
    ):
        words += " (the sandbox has no network)"
    return words, unique(places)


def places_of(error: BaseException, project: str) -> list[dict]:
    message = first_line(f"{type(error).__name__}: {error}")
    if isinstance(error, SyntaxError) and inside(error.filename, project):
        return [{"path": inside(error.filename, project), "line": error.lineno, "message": message}]
    frames = [
        (inside(frame.filename, project), frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return [
        {"path": path, "line": line, "message": message} for path, line in reversed(frames) if path
    ]


def explain_failures(result, project: str) -> tuple[list[str], list[dict]]:
    """A line for each failing test, and where to look: the innermost line, then the test's."""
    lines, places = [], []
    for test, text in [*result.errors, *result.failures]:
        message = last_words(text)
        lines.append(f"{name_of(test)}: {message}")
        frames = re.findall(r'File "([^"]+)", line (\d+)', text)
        inner = [(inside(path, project), int(line)) for path, line in frames]
        inner = [place for place in inner if place[0]]
        places += [
            {"path": path, "line": line, "message": f"{name_of(test)}: {message}"}
            for path, line in dict.fromkeys([*inner[-1:], *inner[:1]])
        ]
    for test in result.unexpectedSuccesses:
        lines.append(f"{name_of(test)}: passed, but was expected to fail")
    return lines, unique(places)


def source_of(thing: object, message: str, project: str) -> dict | None:
    """Where a model, a field or a function that Django complains about is written."""
    owner = getattr(thing, "model", thing)
    try:
        path = inside(inspect.getsourcefile(owner), project)
        lines, line = inspect.getsourcelines(owner)
    except (OSError, TypeError):
        return None
    if not path:
        return None
    name = getattr(thing, "name", None) if owner is not thing else None
    for offset, text in enumerate(lines):
        if name and re.match(rf"\s*{re.escape(name)}\s*[:=]", text):
            return {"path": path, "line": line + offset, "message": message}
    return {"path": path, "line": line, "message": message}


def named_in(text: str, project: str) -> list[dict]:
    """Files of the project that a tool's own words name."""
    found = re.findall(r"([\w./-]+\.py)(?::(\d+)|\", line (\d+))?", text)
    places = [
        {
            "path": inside(path, project),
            "line": int(line or other) if line or other else None,
            "message": first_line(text),
        }
        for path, line, other in found
    ]
    return unique([place for place in places if place["path"]])


def inside(path: str | None, project: str) -> str | None:
    """The path relative to the project, or None where it lies outside."""
    if not path or not os.path.abspath(path).startswith(project + os.sep):
        return None
    return os.path.relpath(path, project)


def name_of(test) -> str:
    return test.id() if hasattr(test, "id") else str(test)


def last_words(text: str) -> str:
    """The sentence of a traceback: its first line at the margin after the last frame."""
    lines = text.strip().splitlines()
    frames = [number for number, line in enumerate(lines) if line.startswith('  File "')]
    after = lines[frames[-1] + 1 :] if frames else lines
    return next((line for line in after if line and not line.startswith(" ")), text.strip())[:400]


def first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0][:400]


def unique(places: list[dict]) -> list[dict]:
    first: dict[tuple, dict] = {}
    for place in places:
        first.setdefault((place["path"], place["line"]), place)
    return list(first.values())


def counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
