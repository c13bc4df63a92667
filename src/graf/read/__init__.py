"""File → `Document`: parsed, numbered by line and page, wrong-language OCR repaired.

A file that cannot be read becomes an `Issue` and the others are still read. The text rendition of a text file is the
file's own text (line ends as LF), that of any other the lines that its reader found; the repaired text stands beside
it with the same lines, and `Document.repairs` maps the one onto the other. All but plain text is parsed in a process
of its own (`apart`), so that no file can stop or crash the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from graf.issues import NOTE, UNREADABLE, Issue
from graf.model import Document, Register
from graf.read import kinds, language, text, vocabulary
from graf.read.apart import Parser
from graf.read.compose import compose
from graf.read.kinds import SUFFIXES
from graf.read.limits import Limits
from graf.read.mend import mend, with_repairs
from graf.read.sheet import Unreadable
from graf.read.show import show

__all__ = ["SUFFIXES", "Limits", "Unreadable", "read_each", "read_files", "read_lines", "repaired", "show"]


def read_files(
    paths: Sequence[Path],
    register: Register | None = None,
    *,
    progress: Callable[[str], None] | None = None,
    limits: Limits | None = None,
) -> tuple[list[Document], list[Issue]]:
    """Read files, in the order given, and repair those whose å, ä and ö an OCR for another language lost.

    `register` lends its names to the repair, and so do the words of the files that need none. `progress` is called
    with the name of each file. What cannot be read comes back as an `Issue` of kind unreadable.
    """
    documents: list[Document] = []
    issues: list[Issue] = []
    for document, found in read_each(paths, progress=progress, limits=limits):
        documents += [document] if document is not None else []
        issues += found
    return repaired(documents, register or Register()), issues


def read_each(
    paths: Iterable[Path], *, progress: Callable[[str], None] | None = None, limits: Limits | None = None
) -> Iterator[tuple[Document | None, list[Issue]]]:
    """Read files one by one, before any repair: each as a document, or None where it cannot be read, with its issues.

    What a file gives follows from its name, its content and the limits alone.
    """
    with Parser(limits or Limits()) as parser:
        for path in paths:
            if progress is not None:
                progress(path.name)
            try:
                document, notes = _read(path, parser, limits or Limits())
                foreign = language.foreign(document.text)
                if foreign:
                    raise Unreadable(_not_swedish(foreign))
            except Unreadable as error:
                yield None, [Issue(path.name, UNREADABLE, str(error))]
            else:
                yield document, [Issue(path.name, NOTE, note) for note in notes]


def read_lines(path: Path, limits: Limits | None = None) -> Document:
    """One file as it stands: every line, letterhead included, nothing repaired or joined.

    Raises `Unreadable`, which says why.
    """
    with Parser(limits or Limits()) as parser:
        return _read(path, parser, limits or Limits())[0]


def _read(path: Path, parser: Parser, limits: Limits) -> tuple[Document, list[str]]:
    """A document, and what a person should know of how it was read."""
    refused = kinds.refusal(path.suffix)
    if refused:
        raise Unreadable(refused)
    plain = path.suffix.lower() in kinds.PLAIN
    most = text.MAX_BYTES if plain else limits.size
    try:
        if path.stat().st_size > most:
            raise Unreadable(f"the file is too large: at most {most:,} bytes are read")
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("there is no such file") from None
    except PermissionError:
        raise Unreadable("the file may not be read: permission was denied") from None
    except IsADirectoryError:
        raise Unreadable("this is a folder, not a file") from None
    except OSError as error:
        raise Unreadable(f"the file cannot be read: {error.strerror or error}") from None
    checksum = hashlib.sha256(data).hexdigest()
    if not plain:
        if not data.strip():
            raise Unreadable("the file is empty")
        sheet = parser.parse(path)
        return compose(path.name, checksum, sheet), sheet.notes
    content = text.decode(data)
    shown, marks, struck = mend(content)
    return Document(path.name, checksum, content, shown, text.number(content, shown), marks, struck), []


def repaired(documents: list[Document], register: Register) -> list[Document]:
    """The documents with those that need it repaired, helped by the words of the others and of the register."""
    garbled = [language.misread(document.text) for document in documents]
    if not any(garbled):
        return documents
    from graf.read.repair import Repairer

    told = [vocabulary.told(one.repaired, poor) for one, poor in zip(documents, garbled, strict=True)]
    repairer = Repairer(vocabulary.gathered(told, register))
    return [
        with_repairs(one, *repairer.repair(one.repaired)[:2]) if poor else one
        for one, poor in zip(documents, garbled, strict=True)
    ]


def _not_swedish(name: str) -> str:
    what = "in a language that graf does not know" if name == "unknown" else f"in {name}"
    return f"the text is not Swedish but {what}: only Swedish minutes are read"
