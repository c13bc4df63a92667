"""How much of a file is read at most: beyond, it is reported and left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


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
