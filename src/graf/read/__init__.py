"""File → `Document`: parsed, numbered by line and page, wrong-language OCR repaired.

A file that cannot be read becomes an `Issue` and the others are still read. The text rendition of a text file is the
file's own text (line ends as LF), that of any other the lines that its reader found; the repaired text stands beside
it with the same lines, and `Document.repairs` maps the one onto the other. All but plain text is parsed in a process
of its own (`apart`), so that no file can stop or crash the rest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from graf.collector import unburdened
from graf.faults import READING, REPAIRING, left_out, together
from graf.issues import NOTE, UNREADABLE, Issue
from graf.model import Document, Register
from graf.read import kinds, language, text, vocabulary
from graf.read.apart import Parser
from graf.read.compose import compose
from graf.read.kinds import SUFFIXES
from graf.read.limits import CHARACTERS, IN_LINE, Limits, too_large, too_long
from graf.read.mend import mend, with_repairs
from graf.read.sheet import Unreadable
from graf.read.show import show

_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
__all__ = ["SUFFIXES", "Limits", "Unreadable", "legible", "read_each", "read_files", "read_lines", "repaired", "show"]


@unburdened()
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
    made, faulty = together(REPAIRING, lambda some: repaired(list(some), register or Register()), documents)
    return made, [*issues, *faulty]


def read_each(
    paths: Iterable[Path], *, progress: Callable[[str], None] | None = None, limits: Limits | None = None
) -> Iterator[tuple[Document | None, list[Issue]]]:
    """Read files one by one, before any repair: each as a document, or None where it cannot be read, with its issues.

    What a file gives follows from its name, its content and the limits alone.
    """
    with Parser(limits or Limits()) as parser:
        for path in paths:
            name = legible(path.name)
            if progress is not None:
                progress(name)
            try:
                document, notes = _read(path, parser, limits or Limits())
                foreign = language.foreign(document.text)
                if foreign:
                    raise Unreadable(_not_swedish(foreign))
            except Unreadable as error:
                yield None, [Issue(name, UNREADABLE, str(error))]
            except Exception as error:
                yield None, [left_out(name, READING, error)]
            else:
                yield document, [Issue(name, NOTE, note) for note in notes]


def read_lines(path: Path, limits: Limits | None = None) -> Document:
    """One file as it stands: every line, letterhead included, nothing repaired or joined.

    Raises `Unreadable`, which says why.
    """
    with Parser(limits or Limits()) as parser:
        return _read(path, parser, limits or Limits())[0]


def _read(path: Path, parser: Parser, limits: Limits) -> tuple[Document, list[str]]:
    """A document, and what a person should know of how it was read."""
    if legible(path.name) != path.name:
        raise Unreadable("its name has characters that cannot be shown: rename it")
    refused = kinds.refusal(path.suffix)
    if refused:
        raise Unreadable(refused)
    plain = path.suffix.lower() in kinds.PLAIN
    most = CHARACTERS if plain else limits.size
    try:
        if path.stat().st_size > most:
            raise Unreadable(too_large(most))
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
            raise Unreadable(text.EMPTY)
        sheet = parser.parse(path)
        return compose(path.name, checksum, sheet), sheet.notes
    content = text.decode(data)
    long = too_long(content.split("\n")) if len(content) > IN_LINE else None
    if long:
        raise Unreadable(long)
    shown, marks, struck = mend(content)
    return Document(path.name, checksum, content, shown, text.number(content, shown), marks, struck), []


def legible(name: str) -> str:
    """A file's name with what cannot be shown escaped: control characters, turns of the writing direction, bytes that
    are no UTF-8 (`a\\nb.txt`)."""
    return _HIDDEN.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), name)


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
