"""The release, made anew after each correction in a process of its own, while the reviewer goes on.

Corrections that come while it works are one further build. The process ends with the review, however that ends: its
input ends then. `python -m graf.review.rebuild DATASET OUT` is that process; it builds at each line that it is sent.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graf.issues import UsageError, fault
from graf.stages.cache import Memory


@dataclass(frozen=True, slots=True)
class Status:
    """How far the build is: which release stands, in how many seconds it was made, what is being done, what failed.

    `wanted` counts what was asked for, `made` up to which of that the release goes.
    """

    wanted: int = 0
    made: int = 0
    digest: str = ""
    seconds: float = 0.0
    stage: str = ""
    error: str = ""

    @property
    def busy(self) -> bool:
        return self.made < self.wanted


ENDED = "the process that builds was ended"


class Rebuild:
    """Builds a dataset into a folder whenever asked to."""

    def __init__(self, dataset: Path, out: Path) -> None:
        self._command = [sys.executable, "-m", "graf.review.rebuild", str(dataset), str(out)]
        self._changed = threading.Condition()
        self._status = Status()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)
        self._process = self._started()
        self._thread.start()

    @property
    def status(self) -> Status:
        with self._changed:
            return self._status

    def ask(self) -> None:
        """Asks for a release of the dataset as it is now."""
        with self._changed:
            self._status = replace(self._status, wanted=self._status.wanted + 1)
            self._changed.notify_all()

    def wait(self, timeout: float | None = None) -> Status:
        """Waits until all that was asked for is done, or has failed."""
        with self._changed:
            self._changed.wait_for(lambda: not self._status.busy, timeout)
            return self._status

    def stop(self) -> None:
        """Ends the process, after the build that it is at."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=600)

    def _started(self) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen(self._command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopped or self._status.busy)
                if self._stopped:
                    return
                wanted = self._status.wanted
            told = self._build() or self._build() or {"error": ENDED}
            with self._changed:
                self._status = replace(self._status, made=wanted, stage="", **told)
                self._changed.notify_all()

    def _build(self) -> dict[str, Any] | None:
        """One build; returns what it says at its end, None where its process was ended meanwhile."""
        try:
            if self._stopped:
                return {"error": ENDED}
            if self._process.poll() is not None:
                self._process = self._started()
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write("build\n")
            self._process.stdin.flush()
            for line in self._process.stdout:
                told: dict[str, Any] = json.loads(line)
                if "stage" not in told:
                    return told
                with self._changed:
                    self._status = replace(self._status, stage=told["stage"])
        except (BrokenPipeError, json.JSONDecodeError):
            pass  # it was ended while it was told, or while it told
        except (OSError, ValueError) as error:
            return {"error": str(error)}
        self._process.wait()
        return None


def work(dataset: Path, out: Path, say: Callable[[dict[str, Any]], None], memory: Memory | None) -> None:
    """Builds once, and says how it goes: stages, then the digest and the seconds, or what is wrong."""
    from graf import config
    from graf.build import build

    try:
        settings = config.load(dataset)
        made = build(settings, out, progress=lambda stage, done, steps: say({"stage": stage}), memory=memory)
    except UsageError as error:
        say({"error": str(error)})
    except Exception as error:  # the review goes on; what is written is kept, and the next build may do
        say({"error": fault(error)})
    else:
        say({"digest": made.digest, "seconds": round(made.seconds, 1), "error": ""})


def main() -> None:
    """Builds at each line of the input."""
    out = sys.stdout
    sys.stdout = sys.stderr  # nothing else may write between the messages

    def say(told: dict[str, Any]) -> None:
        print(json.dumps(told), file=out, flush=True)

    dataset, folder, memory = Path(sys.argv[1]), Path(sys.argv[2]), None
    for _ in sys.stdin:
        work(dataset, folder, say, memory)
        if memory is None:  # the first build may have had nothing to do; while somebody reads, all is brought to mind
            memory = Memory()
            work(dataset, folder, lambda told: None, memory)
        gc.freeze()  # what is kept in mind holds no cycles: looking for some would take longer than a build


if __name__ == "__main__":
    main()
