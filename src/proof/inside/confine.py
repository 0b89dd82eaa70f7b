"""Gives up everything that a project's code must not have, before any of it runs.

bubblewrap has already taken away the network, the files and the environment. Here the process gives
up its user, limits what it may use, and closes the kernel calls that lead to a namespace, a
debugger or a kernel interface of one's own.
"""

import contextlib
import ctypes
import os
import platform
import resource
import struct

PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 4, 22, 38
SECCOMP_MODE_FILTER = 2
CLONE_NEWUSER = 0x10000000
EPERM, ENOSYS, EAFNOSUPPORT = 1, 38, 97

# Numbers from the kernel's asm/unistd.h: (x86_64, aarch64).
FORBIDDEN = {
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "open_by_handle_at": (304, 265),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "pidfd_getfd": (438, 438),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
}
CLONE, CLONE3, SOCKET = (56, 220), 435, (41, 198)
# Unix, IPv4, IPv6, netlink: the kinds that end at the sandbox's own network. A virtual machine's
# vsock would reach the host.
SOCKETS = (1, 2, 10, 16)
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def confine(user: int | None, limits: dict[str, int]) -> None:
    """`user` is the id to become; None stays who we are (only root can choose)."""
    for name, kind in (
        ("memory", resource.RLIMIT_AS),
        ("file_size", resource.RLIMIT_FSIZE),
        ("open_files", resource.RLIMIT_NOFILE),
        ("cpu_seconds", resource.RLIMIT_CPU),
        ("processes", resource.RLIMIT_NPROC),
    ):
        resource.setrlimit(kind, (limits[name], limits[name]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    # First to go when the machine runs out of memory.
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # Nobody of the same user may look into this process and borrow the way that results take.
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    close_kernel_calls(libc)


def close_kernel_calls(libc: ctypes.CDLL) -> None:
    """A seccomp filter; for a processor not named here there is none, only the namespaces."""
    if platform.machine() not in ARCHITECTURES:
        return
    column, architecture = ARCHITECTURES[platform.machine()]
    program = filter_program(column, architecture)
    code = ctypes.create_string_buffer(b"".join(program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the kernel took no seccomp filter")


def filter_program(column: int, architecture: int) -> list[bytes]:
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    refuse, allow, kill = 0x00050000, 0x7FFF0000, 0x80000000

    def step(code: int, value: int, when: int = 0, otherwise: int = 0) -> bytes:
        return struct.pack("HBBI", code, when, otherwise, value)

    numbers = [numbers[column] for numbers in FORBIDDEN.values()]
    program = [step(load, 4), step(equal, architecture, 1, 0), step(give, kill), step(load, 0)]
    # x86_64 has a second set of numbers for the same calls (x32).
    program += [step(at_least, 0x40000000, 0, 1), step(give, refuse | ENOSYS)]
    for number in numbers:
        program += [step(equal, number, 0, 1), step(give, refuse | EPERM)]
    kinds = [step(load, 16)]
    for kind in SOCKETS:
        kinds += [step(equal, kind, 0, 1), step(give, allow)]
    kinds += [step(give, refuse | EAFNOSUPPORT)]
    program += [step(equal, SOCKET[column], 0, len(kinds)), *kinds]
    # clone3 hides its flags from filters; the C library falls back to clone.
    program += [step(equal, CLONE3, 0, 1), step(give, refuse | ENOSYS)]
    program += [step(equal, CLONE[column], 0, 3), step(load, 16)]
    program += [step(any_bit, CLONE_NEWUSER, 0, 1), step(give, refuse | EPERM)]
    return [*program, step(give, allow)]
