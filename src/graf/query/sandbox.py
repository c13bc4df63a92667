"""What a worker process may not do: reach a network, write a file, start a program, or take more memory than its share.

A worker runs queries that strangers wrote, in an engine that they may find a fault in. Once its store is open it needs
nothing but to read that store and to answer on one socket, so everything else is closed to it, in three ways that each
stand alone: resource limits (everywhere), a network namespace without interfaces (Linux, where the system lets a
process have one) and a seccomp filter (Linux on x86-64 and ARM64, Linux 5.0 or newer, no privilege needed).
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from pathlib import Path
from typing import Final

_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 1, 38, 22, 2
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LOAD, _JUMP_EQUAL, _JUMP_SET, _JUMP_ABOVE, _RETURN = 0x20, 0x15, 0x45, 0x25, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_X32: Final = 0x40000000

# Numbers of system calls that a worker never needs (asm/unistd.h): sockets, programs, other processes, file names and
# what belongs to files' owners, mounts, kernel interfaces with a history of faults. The first two stand for open.
_NUMBERS: Final[dict[str, tuple[int, int | None, int, tuple[int, ...]]]] = {
    "x86_64": (
        0xC000003E,
        2,
        257,
        (
            *(41, 42, 43, 46, 49, 50, 53, 288, 307),  # socket connect accept sendmsg bind listen …
            *(56, 57, 58, 59, 322, 435),  # clone fork vfork execve execveat clone3
            *(62, 200, 234, 101, 310, 311, 424, 434, 438),  # kill tkill tgkill ptrace process_vm_… pidfd_…
            *(76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94, 133, 285),  # truncate rename mkdir unlink chmod …
            *(258, 259, 260, 263, 264, 265, 266, 268, 316, 437, 452),  # the same by folder: mkdirat … openat2 fchmodat2
            *(155, 161, 165, 166, 272, 308, 428, 429, 430, 442),  # pivot_root chroot mount umount unshare setns …
            *(248, 249, 250, 298, 321, 323, 425, 426, 427),  # keys, perf_event_open, bpf, userfaultfd, io_uring_…
        ),
    ),
    "aarch64": (
        0xC00000B7,
        None,
        56,
        (
            *(198, 199, 200, 201, 202, 203, 211, 242, 269),
            *(220, 221, 281, 435),
            *(129, 130, 131, 117, 270, 271, 424, 434, 438),
            *(45, 46, 47, 33, 34, 35, 36, 37, 38, 52, 53, 54, 55, 276, 437, 452),
            *(41, 51, 40, 39, 97, 268, 428, 429, 430, 442),
            *(217, 218, 219, 241, 280, 282, 425, 426, 427),
        ),
    ),
}


def leave_network() -> str | None:
    """Moves this process into a network namespace of its own, which has no way out. Returns why it cannot, or None."""
    if not sys.platform.startswith("linux"):
        return "network namespaces are Linux's"
    for flags in (_CLONE_NEWNET, _CLONE_NEWNET | _CLONE_NEWUSER):
        if _libc().unshare(flags) == 0:
            return None
    return f"unshare: {os.strerror(ctypes.get_errno())}"


def die_with_parent() -> None:
    """Has the system kill this process when its parent ends, where it can."""
    if sys.platform.startswith("linux"):
        _libc().prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0)


def limit(memory: int) -> str | None:
    """Allows `memory` bytes of address space more than now, no file to be written, no core dump.

    Returns why memory cannot be limited, or None. Past its limit the engine ends the process by SIGABRT.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    held = _address_space()
    if held is None:
        return "the size of a process is not known here"
    try:
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
    except (ValueError, OSError) as error:
        return f"RLIMIT_AS: {error}"
    return None


def filter_calls() -> str | None:
    """Refuses, for good, every system call that reaches out or writes (EPERM). Returns why it cannot, or None."""
    numbers = _NUMBERS.get(platform.machine()) if sys.platform.startswith("linux") else None
    if numbers is None or sys.maxsize < 2**32:
        return f"no seccomp filter for {sys.platform} on {platform.machine()}"
    program = _program(*numbers)
    code = ctypes.create_string_buffer(program, len(program))
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code)))
    libc = _libc()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return f"no_new_privs: {os.strerror(ctypes.get_errno())}"
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, head, 0, 0) != 0:
        return f"seccomp: {os.strerror(ctypes.get_errno())}"
    return None


def _program(arch: int, open_: int | None, openat: int, refused: tuple[int, ...]) -> bytes:
    """The filter in BPF (linux/filter.h): architecture, then each number; for open the flags decide."""
    refuse = _op(_RETURN, 0x00050000 | errno.EPERM)
    code = [_op(_LOAD, 4), _op(_JUMP_EQUAL, arch, 1, 0), _op(_RETURN, _KILL), _op(_LOAD, 0)]
    code += [_op(_JUMP_ABOVE, _X32 - 1, 0, 1), refuse]
    for number in refused:
        code += [_op(_JUMP_EQUAL, number, 0, 1), refuse]
    for opening, flags in ((open_, 24), (openat, 32)):
        if opening is not None:
            code += [_op(_JUMP_EQUAL, opening, 0, 4), _op(_LOAD, flags)]
            code += [_op(_JUMP_SET, _WRITING, 0, 1), refuse, _op(_RETURN, _ALLOW)]
    return b"".join([*code, _op(_RETURN, _ALLOW)])


def _op(code: int, value: int, then: int = 0, other: int = 0) -> bytes:
    return struct.pack("=HBBI", code, then, other, value)


def _address_space() -> int | None:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
