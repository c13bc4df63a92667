"""Commands and servers run for a measurement: their time, processor time and memory; ended by their own id."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """A finished command: exit code, wall and processor seconds, greatest resident memory in MiB, what it said."""

    code: int
    wall: float
    cpu: float
    memory: float
    said: str


def graf() -> list[str]:
    """The command `graf` of this environment."""
    beside = Path(sys.executable).with_name("graf")
    return [str(beside)] if beside.exists() else [shutil.which("graf") or "graf"]


def run(command: Sequence[str], *, limit: float = 300) -> Run:
    """Runs a command to its end, or ends it after `limit` seconds of processor time, or three times that (code -9)."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if spent(process.pid) > limit or time.perf_counter() - start > limit * 3:
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(0.02)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode("utf-8", errors="replace").strip()
    return Run(process.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said)


def spent(pid: int) -> float:
    """Processor seconds of a running process; 0 where the system does not tell."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def server(
    command: Sequence[str], address: str, *, limit: float = 60, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server while it is measured; raises `TimeoutError` where it does not answer within `limit` seconds."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, **(env or {})}
    )
    try:
        _answers(process, address, limit)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(process: subprocess.Popen[bytes], address: str, limit: float) -> None:
    start = time.perf_counter()
    while time.perf_counter() - start < limit:
        if process.poll() is not None:
            raise TimeoutError(f"{process.args!r} ended with code {process.returncode}")
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer within {limit:.0f} s")


def memory_of(pid: int) -> float:
    """Resident memory in MiB of a process and all that it started."""
    total, waiting = 0.0, [pid]
    while waiting:
        one = waiting.pop()
        status = Path(f"/proc/{one}/status")
        if not status.exists():
            continue
        for line in status.read_text("utf-8").splitlines():
            if line.startswith("VmRSS"):
                total += int(line.split()[1]) / 1024
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            waiting += [int(child) for child in task.read_text("utf-8").split()]
    return total


def size_of(folder: Path) -> float:
    """What a folder takes on disk, in MiB; a file linked twice counts once."""
    seen = {(stat.st_dev, stat.st_ino): stat.st_size for path in folder.rglob("*") if (stat := path.lstat())}
    return sum(seen.values()) / 1048576
