"""How much of a file is read at most: beyond, it is reported and left out."""

from __future__ import annotations

from dataclasses import dataclass


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
