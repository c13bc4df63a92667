"""What a build made, in numbers, and how long each stage took."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graf.issues import CONTRADICTION, STALE, UNREADABLE, UNSETTLED, Issue, UsageError
from graf.rdf.shapes import Violation
from graf.store.release import read_manifest

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how many of its steps are done, and how many there are."""

_KEPT = "Nothing was published; the current release is as it was."


class InvalidGraphError(UsageError):
    """A graph does not conform to the shapes; nothing was published. `violations` says where and how."""

    def __init__(self, file: str, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        first = "; ".join(
            f"{one.focus} ({one.shape}{f', {one.path}' if one.path else ''}): {one.message}" for one in violations[:5]
        )
        more = f" … and {len(violations) - 5} more" if len(violations) > 5 else ""
        super().__init__(file, None, f"{len(violations)} violation(s) of the shapes: {first}{more}", _KEPT)


@dataclass(frozen=True)
class BuildResult:
    """What a build made. `issues` are all that could not be read, settled or mapped, `masked` what was withheld.

    `seconds` is the whole build's duration; `unchanged` is true where the current release has the same input already.
    """

    release: Path
    digest: str
    counts: dict[str, int]
    issues: tuple[Issue, ...]
    masked: dict[str, int]
    seconds: float
    unchanged: bool = False

    @property
    def summary(self) -> dict[str, int | float]:
        """The build in numbers: what the release holds, what stays unsettled, what was withheld, how long it took."""
        kinds = ("documents", "meetings", "items", "decisions", "people", "bodies")
        counted = Counter(issue.kind for issue in self.issues)
        return {
            **{kind: self.counts[kind] for kind in kinds},
            "unsettled": counted[UNSETTLED],
            "corrected": self.counts.get("corrections", 0),
            "stale": counted[STALE],
            "at odds": counted[CONTRADICTION],
            "not read": counted[UNREADABLE],
            "withheld": sum(self.masked.values()),
            "seconds": round(self.seconds, 1),
        }

    def __str__(self) -> str:
        rows = [f"{name:<10} {number:>9,}" for name, number in self.summary.items()]
        head = "unchanged, nothing to do" if self.unchanged else "built"
        return "\n".join([f"{head}: {self.release}", *rows])


def result(release: Path, seconds: float, *, unchanged: bool = False) -> BuildResult:
    """What a release's manifest says of the build that made it."""
    manifest = read_manifest(release)
    issues = tuple(Issue(**issue) for issue in manifest["issues"])
    digest, counts, masked = manifest["digest"], manifest["counts"], manifest["masked"]
    return BuildResult(release, digest, counts, issues, masked, seconds, unchanged)


@dataclass
class Clock:
    """Seconds by stage, and the caller's progress."""

    progress: Progress | None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, steps: int = 1) -> Iterator[Callable[[], None]]:
        """Times a stage, and tells the caller; gives a function to call after each of its steps."""
        done, start = 0, time.perf_counter()

        def step() -> None:
            nonlocal done
            done += 1
            if self.progress is not None:
                self.progress(name, min(done, steps), steps)

        if self.progress is not None:
            self.progress(name, 0, steps)
        yield step
        self.seconds[name] = round(time.perf_counter() - start, 3)
        if self.progress is not None:
            self.progress(name, steps, steps)
