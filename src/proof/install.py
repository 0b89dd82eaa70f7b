"""Makes the Python environment of the proof at its final place: install.py FOLDER REQUIREMENTS.

Prints a line per step. The lock is the kernel's: it is gone when this process is, however it ended.
"""

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

READY = "ready"
# Only wheels: nothing that is downloaded is run while it is installed.
PIP_OPTIONS = [
    "--disable-pip-version-check",
    "--no-input",
    "--only-binary",
    ":all:",
    "--progress-bar",
    "off",
]


def main() -> int:
    folder, requirements = Path(sys.argv[1]), Path(sys.argv[2])
    folder.parent.mkdir(parents=True, exist_ok=True)
    os.umask(0o022)
    with open(f"{folder}.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting: another djinn is making the Python environment", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        python = folder / "bin" / "python"
        if (folder / READY).exists() and python.exists():
            return 0
        # Left over by a run that was killed, or its Python is gone from the machine.
        shutil.rmtree(folder, ignore_errors=True)
        print("Making a Python environment", flush=True)
        install = make(folder, python)
        print("Installing its packages", flush=True)
        subprocess.run(
            [*install, "install", *PIP_OPTIONS, "-r", str(requirements)],
            check=True,
        )
        subprocess.run([*install, "check"], check=True)
        (folder / READY).write_text(sys.version)
    return 0


def make(folder: Path, python: Path) -> list[str]:
    """An environment by whatever this machine has for it; gives what installs into it."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        subprocess.run([sys.executable, "-I", "-m", "venv", str(folder)], check=True)
        return [str(python), "-I", "-m", "pip"]
    if importlib.util.find_spec("venv") and importlib.util.find_spec("pip"):
        subprocess.run(
            [sys.executable, "-I", "-m", "venv", "--without-pip", str(folder)], check=True
        )
        return [sys.executable, "-I", "-m", "pip", "--python", str(python)]
    if importlib.util.find_spec("virtualenv"):
        subprocess.run([sys.executable, "-I", "-m", "virtualenv", "-q", str(folder)], check=True)
        return [str(python), "-I", "-m", "pip"]
    raise SystemExit("NO-VENV")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd[0]} ended with status {error.returncode}")
    except OSError as error:
        sys.exit(f"{error.strerror}: {error.filename}")
