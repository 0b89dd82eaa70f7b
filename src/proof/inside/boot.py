"""Boots a project and reports what came of it.

boot.py FOLDER: the order comes as JSON on stdin, results go as JSON lines to descriptor 3.

This process never runs a line of the project. Each stage runs in a fork of it, which reports
through a pipe of its own and does not hold descriptor 3; what a stage says is checked and only then
passed on. So code can lie about the checks of its own stage (it runs in the interpreter that would
notice), but it cannot add to, overwrite or finish another's: a stage that ends early or is killed
is a failed check, and a run that kills this process never says that it is done.
"""

import contextlib
import json
import os
import select
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from confine import confine
from probe import holes
from stages import STAGES

RESULTS = 3
MOST_SAID = 1_000_000
PRELOADED = ["django.core.management", "django.db.models", "django.test.runner"]
PRELOADED += ["coverage", "jsonschema", "factory", "yaml", "jwt"]


def main(project: str) -> None:
    os.closerange(RESULTS + 1, 256)
    order = json.loads(sys.stdin.buffer.read())
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.set_inheritable(RESULTS, False)
    confine(order["user"], order["limits"])
    write(project, order["files"])
    if order["task"] == "probe":
        say(holes=holes(project))
        return
    preload()
    work = [
        [{"project": project, **STAGES[name], "stage": name} for name in lane]
        for lane in order["lanes"]
    ]
    running: dict[int, dict] = {}
    while running or any(work):
        for lane in work:
            if lane and not any(stage["lane"] is lane for stage in running.values()):
                begin(lane.pop(0), lane, running)
        for stage in [stage for stage in running.values() if listen(stage, running)]:
            finish(stage)
            del running[stage["pid"]]
    say(done=True)


def say(**line: object) -> None:
    whole = json.dumps(line).encode() + b"\n"
    while whole:
        whole = whole[os.write(RESULTS, whole) :]


def write(project: str, files: dict[str, str]) -> None:
    for path, content in files.items():
        target = os.path.normpath(os.path.join(project, path))
        if not target.startswith(project + os.sep):
            raise SystemExit(f"{path} leaves the project")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="") as file:
            file.write(content)


def preload() -> None:
    """What every stage would import, imported once. A foreign environment may lack some of it."""
    for name in PRELOADED:
        with contextlib.suppress(ImportError):
            __import__(name)


def begin(stage: dict, lane: list, running: dict[int, dict]) -> None:
    ours, theirs = os.pipe()
    stage.update(
        lane=lane,
        ours=ours,
        said=b"",
        open=list(stage["checks"]),
        started=[],
        begun=time.monotonic(),
    )
    sys.stdout.flush()
    try:
        stage["pid"] = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        stage["status"] = None
        finish(stage)
        return
    if stage["pid"] == 0:
        os.setpgid(0, 0)
        for fd in [RESULTS, ours, *(other["ours"] for other in running.values())]:
            os.close(fd)
        work(stage, theirs)
    os.close(theirs)
    running[stage["pid"]] = stage


def work(stage: dict, theirs: int) -> None:
    """In the fork: from here on the project's code runs."""
    try:
        os.chdir(stage["project"])
        sys.path[0] = stage["project"]
        # A project may have modules of the same names as these.
        for name in ("commands", "confine", "explain", "probe", "stages", "suite"):
            sys.modules.pop(name, None)
        stage["run"](
            stage["project"], lambda line: os.write(theirs, json.dumps(line).encode() + b"\n")
        )
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def listen(stage: dict, running: dict[int, dict]) -> bool:
    """Passes on what the stage says; true when it has ended.

    Its own children may live on and keep the pipe open.
    """
    ready, _, _ = select.select([stage["ours"]], [], [], 0.05 / len(running))
    if ready:
        said = os.read(stage["ours"], 65536)
        stage["said"] += said
        pass_on(stage)
        if said:
            return False
        time.sleep(0.005)
    ended, status = os.waitpid(stage["pid"], os.WNOHANG)
    if ended:
        stage["status"] = status
    return bool(ended)


def pass_on(stage: dict) -> None:
    *lines, stage["said"] = stage["said"].split(b"\n")
    if len(stage["said"]) > MOST_SAID:
        os.kill(stage["pid"], signal.SIGKILL)
        stage["said"] = b""
    for line in lines:
        try:
            said = json.loads(line)
            name = said.pop("check")
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
            continue
        if name in stage["open"]:
            if "passed" in said:
                stage["open"].remove(name)
            elif name in stage["started"]:
                continue
            stage["started"].append(name)
            say(check=name, **{key: said[key] for key in KEYS & said.keys()})


KEYS = {"passed", "figure", "detail", "places", "seconds"}


def finish(stage: dict) -> None:
    """What a stage left unsaid has failed."""
    if stage["status"] is not None:
        with contextlib.suppress(OSError):
            os.killpg(stage["pid"], signal.SIGKILL)
        os.close(stage["ours"])
    for name in stage["open"]:
        seconds = time.monotonic() - stage["begun"]
        say(
            check=name,
            passed=False,
            figure="",
            detail=why(stage["status"]),
            places=[],
            seconds=seconds,
        )


def why(status: int | None) -> str:
    if status is None:
        return "It could not be started: the project's code holds every process it is allowed."
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return "The project's code used up the processor time it is allowed."
        return (
            f"The project's code ended before it finished: killed by {signal.Signals(number).name}."
        )
    return "The project's code ended before it finished (it left the interpreter)."


if __name__ == "__main__":
    main(sys.argv[1])
