"""Parsing apart: files are parsed in a process of their own, which is ended where a file takes too long."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from graf.read.limits import Limits
from graf.read.sheet import AGAIN, Sheet, Unreadable, allow, from_json


class Parser:
    """A process that parses files, started for the first file and again after one that ended it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Parser:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def parse(self, path: Path) -> Sheet:
        """What a file holds. Raises `Unreadable`, also where the process crashed or took longer than the limits."""
        process = self._started()
        assert process.stdin is not None
        request = {"path": str(path.absolute()), "limits": asdict(self._limits)}
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            answer = self._answer(process)
        except BrokenPipeError:
            answer = None
        except BaseException:
            self._end()
            raise
        if answer is None:
            code = process.wait()
            self._end()
            how = f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
            raise Unreadable(f"the file is damaged, or takes too much memory: its parser ended with {how}: {AGAIN}")
        if "unreadable" in answer:
            raise Unreadable(answer["unreadable"])
        return from_json(answer["sheet"])

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "graf.read.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        return self._process

    def _answer(self, process: subprocess.Popen[bytes]) -> dict[str, Any] | None:
        """The next answer; None where the process ended. Signs of life put the deadline off."""
        assert process.stdout is not None
        seconds = self._limits.seconds
        deadline = time.monotonic() + seconds
        pending = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while True:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    self._end()
                    raise Unreadable(f"it could not be read in {seconds:.0f} seconds: {allow('seconds')}")
                piece = os.read(process.stdout.fileno(), 1 << 20)
                if not piece:
                    return None
                pending += piece
                while b"\n" in piece:
                    line, _, rest = bytes(pending).partition(b"\n")
                    answer: dict[str, Any] = json.loads(line)
                    if "alive" not in answer:
                        return answer
                    pending = bytearray(rest)
                    piece = rest
                    deadline = time.monotonic() + max(seconds, self._limits.page_seconds)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
