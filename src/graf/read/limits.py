"""How much of a file is read at most: beyond, it is reported and left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

CHARACTERS, LINES, IN_LINE = 20_000_000, 1_000_000, 100_000
"""What is read of a file's text at most, whatever its format, and how long a line may be: many times the longest
minutes and the longest paragraph. Rules look at a line as a whole."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`pages` of a PDF or a scan, `size` of the file in bytes, `unpacked` of what a DOCX or ODT holds in bytes.

    `seconds` for a file, and for each of its pages that must be recognised (OCR) `page_seconds` more. `memory` is what
    the process that reads the file may take, in bytes. `pixels` is the largest picture.
    """

    pages: int = 2000
    size: int = 200_000_000
    unpacked: int = 200_000_000
    seconds: float = 120.0
    page_seconds: float = 30.0
    memory: int = 3_000_000_000
    pixels: int = 100_000_000


def of(settings: Mapping[str, float]) -> Limits:
    """The limits that a dataset's settings give (`pages`, `megabytes`, `seconds`); the usual ones for the rest."""
    limits = Limits()
    if "megabytes" in settings:
        size = int(settings["megabytes"] * 1_000_000)
        limits = replace(limits, size=size, unpacked=size)
    if "pages" in settings:
        limits = replace(limits, pages=int(settings["pages"]))
    return replace(limits, seconds=float(settings["seconds"])) if "seconds" in settings else limits


def too_large(most: int) -> str:
    """What is said of a file that is larger than so many bytes."""
    return f"the file is too large: at most {most:,} bytes are read: divide it"


def too_long(lines: Sequence[str]) -> str | None:
    """What is said of a text with too many lines or characters, or with a line of too many; None where it is short."""
    if len(lines) > LINES or sum(map(len, lines)) > CHARACTERS:
        return f"the file is too long: at most {LINES:,} lines and {CHARACTERS:,} characters are read: divide it"
    longest = max(map(len, lines), default=0)
    if longest > IN_LINE:
        number = next(number for number, line in enumerate(lines, 1) if len(line) > IN_LINE)
        return f"line {number} has {len(lines[number - 1]):,} characters, and at most {IN_LINE:,} are read: divide it"
    return None
