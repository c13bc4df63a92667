"""What a build keeps belongs to one build at a time."""

from __future__ import annotations

import threading
from pathlib import Path

from graf.stages import cache


def test_processes_of_a_review_take_turns(tmp_path: Path) -> None:
    """Whoever may wait gets what is kept once the other is done; whoever may not goes on without it."""
    with cache.opened(tmp_path, "code") as kept:
        kept.put("said", "a", 1)
    entered, leave = threading.Event(), threading.Event()

    def other() -> None:
        with cache.opened(tmp_path, "code") as kept:
            kept.all("said", int)
            kept.keep("said", "a")
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    thread.start()
    assert entered.wait(10)
    with cache.opened(tmp_path, "code") as kept:
        assert kept.all("said", int) == {}
    threading.Timer(0.3, leave.set).start()
    with cache.opened(tmp_path, "code", wait=cache.IN_TURN) as kept:
        assert kept.all("said", int) == {"a": 1}
    thread.join()
