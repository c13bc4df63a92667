"""A progress bar for the terminal: one line for each stage of a build. Nothing is shown where nobody looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def shown() -> Iterator[Callable[[str, int, int], None] | None]:
    """Gives what to call with a stage's name, its steps done and its steps in all; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        stages = {}

        def report(stage: str, done: int, steps: int) -> None:
            if stage not in stages:
                stages[stage] = bars.add_task(stage, total=steps)
            bars.update(stages[stage], completed=done, total=steps)

        yield report
