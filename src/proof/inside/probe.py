"""Tries what a project's code must not be able to do, and lists what was possible all the same."""

import os
import socket
import subprocess
from pathlib import Path


def holes(project: str) -> list[str]:
    found = []
    if reaches_network():
        found.append("the network can be reached")
    if Path("/etc/passwd").exists() or Path("/etc/hostname").exists():
        found.append("/etc can be read")
    found += [
        f"{place} can be written to"
        for place in ("/", "/usr", "/etc", "/djinn", "/dev", "/proc/sys/kernel/hostname")
        if writes(place)
    ]
    strange = set(os.environ) - {"PATH", "HOME", "LANG", "TMPDIR", "PWD", "LC_CTYPE"}
    if strange:
        found.append(f"the environment is visible ({', '.join(sorted(strange)[:5])})")
    if os.geteuid() == 0:
        found.append("the code runs as root")
    if len(os.listdir("/proc/self/fd")) > 6:
        found.append("files of the host are left open")
    if able(
        lambda: subprocess.run(
            ["/usr/bin/unshare", "--user", "/usr/bin/true"], check=True, stderr=subprocess.DEVNULL
        )
    ):
        found.append("new namespaces can be made")
    if able(lambda: socket.socket(40, socket.SOCK_STREAM).close()):
        found.append("the machine's own host can be reached (vsock)")
    if not writes(project):
        found.append("the project folder cannot be written to")
    return found


def reaches_network() -> bool:
    # Nobody answers at an address for documentation; without a network there is not even a way.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        return able(lambda: way.connect(("192.0.2.1", 9)))


def writes(place: str) -> bool:
    if os.path.isfile(place):
        return able(lambda: os.close(os.open(place, os.O_WRONLY)))
    return able(lambda: Path(place, ".probe").write_text("x"))


def able(attempt) -> bool:
    try:
        attempt()
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
