"""Where a reviewer's corrections go: one file for each reviewer and day, which only grows; the last can be undone."""

from __future__ import annotations

import datetime
import re
import unicodedata
from pathlib import Path

from graf.corrections import Correction, append, parse
from graf.corrections import write as written
from graf.corrections.disk import rewrite

LONGEST = 80
"""The longest name of a reviewer, in characters."""


def file_of(folder: Path, reviewer: str, day: datetime.date) -> Path:
    """The file of a reviewer's day: `corrections/2026-11-22-anna-arkivarie.toml`."""
    plain = unicodedata.normalize("NFKD", reviewer).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "reviewer"
    return folder / f"{day.isoformat()}-{name}.toml"


def now() -> datetime.datetime:
    """The time of a correction, to the microsecond: two of one moment keep their order, and are two."""
    return datetime.datetime.now(datetime.UTC)


def keep(path: Path, correction: Correction) -> str:
    """Writes a correction at the end of a file; it is on the disk when this returns. Returns what was added."""
    return append(path, correction).lstrip("\n")


def last(path: Path) -> Correction | None:
    """The last correction of a file, where it can be undone: it is as it was written, and nothing stands after it."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return _last(text, path.name)


def _last(text: str, file: str) -> Correction | None:
    found = parse(text, file)
    return found[-1] if found and text.endswith(written(found[-1])) else None


def undo(path: Path, key: str) -> Correction | None:
    """Takes the last correction out of a file, if it is the one with this key; None where it is not."""
    found: Correction | None = None

    def shorter(before: bytes) -> bytes | None:
        nonlocal found
        found = _last(before.decode("utf-8"), path.name)
        if found is None or found.key != key:
            found = None
            return None
        left = before[: -len(written(found).encode())].rstrip(b"\n")
        return left + b"\n" if left else b""

    rewrite(path, shorter)
    return found
