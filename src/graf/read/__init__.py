"""File → `Document`: decoded, numbered by line and page, wrong-language OCR repaired.

A file that cannot be read becomes an `Issue` and the others are still read. The text rendition is the file's own text
(line ends as LF); the repaired text stands beside it with the same lines, and `Document.repairs` maps the one onto
the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from graf.issues import UNREADABLE, Issue
from graf.model import Document, Line, Register, Repair
from graf.read import language, text
from graf.read.text import Unreadable

SUFFIXES = (".txt", ".text", ".md")
__all__ = ["SUFFIXES", "Unreadable", "read_files", "read_lines", "show"]


def read_files(
    paths: Sequence[Path], register: Register | None = None, *, progress: Callable[[str], None] | None = None
) -> tuple[list[Document], list[Issue]]:
    """Read files, in the order given, and repair those whose å, ä and ö an OCR for another language lost.

    `register` lends its names to the repair, and so do the words of the files that need none. `progress` is called
    with the name of each file. What cannot be read comes back as an `Issue` of kind unreadable.
    """
    documents: list[Document] = []
    issues: list[Issue] = []
    for path in paths:
        if progress is not None:
            progress(path.name)
        try:
            document = read_lines(path)
            foreign = language.foreign(document.text)
            if foreign:
                raise Unreadable(_not_swedish(foreign))
        except Unreadable as error:
            issues.append(Issue(path.name, UNREADABLE, str(error)))
        else:
            documents.append(document)
    return _repaired(documents, register or Register()), issues


def read_lines(path: Path) -> Document:
    """One file as it stands: every line, letterhead included, nothing repaired or joined.

    Raises `Unreadable`, which says why.
    """
    if path.suffix.lower() not in SUFFIXES:
        kind = f"‘{path.suffix}’" if path.suffix else "a file without a suffix"
        raise Unreadable(f"{kind} is not read: give a text file ({', '.join(SUFFIXES)})")
    try:
        if path.stat().st_size > text.MAX_BYTES:
            raise Unreadable(f"the file is too large: at most {text.MAX_BYTES:,} bytes are read")
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("there is no such file") from None
    except PermissionError:
        raise Unreadable("the file may not be read: permission was denied") from None
    except IsADirectoryError:
        raise Unreadable("this is a folder, not a file") from None
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror or error}") from None
    content = text.decode(data)
    checksum = hashlib.sha256(data).hexdigest()
    shown, marks = _without_mark(content)
    return Document(path.name, checksum, content, shown, text.number(content, shown), marks)


def _without_mark(content: str) -> tuple[str, tuple[Repair, ...]]:
    """The text without its byte order mark. The rendition keeps it, so positions are those of the file's text."""
    if not content.startswith(text.MARK):
        return content, ()
    return content[1:], (Repair(0, 0, 0, 1, text.MARK),)


def show(document: Document, format: str = "text") -> str:
    """A document for `graf read`: its repaired lines as `text`, or pages, lines and repairs as `json`."""
    if format == "text":
        return "".join(f"{line.text}\n" for line in document.lines)
    pages: dict[int, list[dict[str, object]]] = {}
    for line in document.lines:
        pages.setdefault(line.page, []).append(_line(document, line))
    shown = {"pages": [{"number": number, "lines": lines, "tables": []} for number, lines in pages.items()]}
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def _line(document: Document, line: Line) -> dict[str, object]:
    end = line.repaired_start + len(line.text)
    repairs = [
        {
            "start": repair.start - line.repaired_start,
            "end": repair.end - line.repaired_start,
            "original": repair.original,
            "certain": repair.certain,
        }
        for repair in document.repairs
        if line.repaired_start <= repair.start < repair.end <= end
    ]
    return {"text": line.text, "original": line.original, "struck": [], "repairs": repairs}


def _repaired(documents: list[Document], register: Register) -> list[Document]:
    """The documents with those behind the gate repaired, helped by the words of the others and of the register."""
    wanting = [language.gated(document.text) for document in documents]
    if not any(wanting):
        return documents
    from graf.read.repair import Repairer

    clean = [document.repaired for document, gated in zip(documents, wanting, strict=True) if not gated]
    garbled = [document.repaired for document, gated in zip(documents, wanting, strict=True) if gated]
    repairer = Repairer(clean, garbled, register)
    return [
        _with(document, *repairer.repair(document.text)) if gated else document
        for document, gated in zip(documents, wanting, strict=True)
    ]


def _with(document: Document, fixed: str, repairs: tuple[Repair, ...]) -> Document:
    """A document with its repaired text; a byte order mark stays off that."""
    if document.repairs:
        fixed = fixed[1:]
        moved = (replace(repair, start=repair.start - 1, end=repair.end - 1) for repair in repairs)
        repairs = (*document.repairs, *moved)
    lines = text.number(document.text, fixed)
    return replace(document, repaired=fixed, lines=lines, repairs=repairs)


def _not_swedish(name: str) -> str:
    what = "in a language that graf does not know" if name == "unknown" else f"in {name}"
    return f"the text is not Swedish but {what}: only Swedish minutes are read"
