"""A release's store held in memory: three to ten times as fast as on disk, for some 450 bytes a quad."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from graf.store.embedded import open_read_only

BYTES_A_QUAD = 450


def load(path: Path) -> Store:
    """A copy in memory of the store in a folder. Raises `UsageError` where there is none."""
    held = Store()
    held.extend(open_read_only(path))
    return held


def fits(quads: int, share: float = 0.25) -> bool:
    """Whether that many quads take less than a share of the memory available."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return False
    free = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), 0)
    return quads * BYTES_A_QUAD < share * free
