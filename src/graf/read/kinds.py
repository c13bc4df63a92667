"""The kinds of file that are read, by the ending of their names, and what reads each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graf.read.limits import Limits
from graf.read.sheet import Sheet, Unreadable

PLAIN = (".txt", ".text")  # read in this process: only bytes are decoded
MARKDOWN = (".md", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
SUFFIXES = (*PLAIN, *MARKDOWN, *PAGES, ".pdf", ".docx", ".odt", *PICTURES)
_OLD = {
    ".doc": "save it as .docx", ".dot": "save it as .docx", ".rtf": "save it as .docx", ".pages": "save it as .docx",
    ".docm": "save it as .docx", ".xps": "save it as PDF", ".gif": "save it as PNG", ".webp": "save it as PNG",
}  # fmt: skip


def refusal(suffix: str) -> str | None:
    """Why a file with this ending is not read; None where it is."""
    if suffix.lower() in SUFFIXES:
        return None
    kind = f"‘{suffix}’" if suffix else "a file without a suffix"
    return f"{kind} is not read: {_OLD.get(suffix.lower(), 'give one of ' + ', '.join(SUFFIXES))}"


def parse(path: Path, limits: Limits, alive: Callable[[], None]) -> Sheet:
    """Read a file that is not plain text. `alive` is called after each page that took long. Raises `Unreadable`."""
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        from graf.read.pdf import read_pdf

        return read_pdf(path, limits, alive)
    if suffix == ".docx":
        from graf.read.docx import read_docx

        return read_docx(path, limits)
    if suffix == ".odt":
        from graf.read.odt import read_odt

        return read_odt(path, limits)
    if suffix in PAGES or suffix in MARKDOWN:
        from graf.read import html

        return html.read_html(path) if suffix in PAGES else html.read_markdown(path)
    if suffix in PICTURES:
        from graf.read.scan import read_scan

        return read_scan(path, limits, alive)
    raise Unreadable(refusal(suffix) or "it is plain text")
