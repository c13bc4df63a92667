"""A document over which graf itself stumbles: it is left out and named, and all others are built.

What nobody foresaw in one document must cost no other one. The name, the step and the place in graf's code are told, so
that it can be mended; what the error says is not, since that may be of the document's text. `GRAF_DEBUG=1` ends a
command at the first fault and shows where it is.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from graf.issues import UNREADABLE, Issue, UsageError


class OfFile(Protocol):
    """A document, or what it states."""

    @property
    def file(self) -> str: ...


One = TypeVar("One", bound=OfFile)
Made = TypeVar("Made")

READING, REPAIRING, EXTRACTING, SETTLING, MAPPING = "reading", "repairing", "extracting", "settling", "mapping"
_COMMANDS = {READING: "graf read", REPAIRING: "graf read", MAPPING: "graf build"}
_PACKAGE = Path(__file__).resolve().parent


class FaultyError(Exception):
    """Documents over which graf stumbled when the others knew of them already: all is made again without them."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(*issues)
        self.issues = tuple(issues)


def debugging() -> bool:
    """Whether a fault is to end the command, and show where it is."""
    return bool(os.environ.get("GRAF_DEBUG"))


def left_out(file: str, step: str, error: Exception) -> Issue:
    """What is said of a document over which graf stumbled. Raises the error where that is no fault of graf with this
    document (no memory left, a table that is not understood), or where it is to be seen (`GRAF_DEBUG`)."""
    if debugging() or isinstance(error, MemoryError | UsageError):
        raise error
    command = _COMMANDS.get(step, "graf extract")
    what = f"graf stumbled when {step} it ({type(error).__name__} in {_place(error)})"
    return Issue(file, UNREADABLE, f"{what}: report that; GRAF_DEBUG=1 {command} shows more")


def attempted(step: str, make: Callable[[One], Made]) -> Callable[[One], Made | Issue]:
    """The same of one document, but that it gives what to say of the document where graf stumbles over it."""

    def made(one: One) -> Made | Issue:
        try:
            return make(one)
        except Exception as error:
            return left_out(one.file, step, error)

    return made


def together(step: str, make: Callable[[Sequence[One]], Made], documents: Sequence[One]) -> tuple[Made, list[Issue]]:
    """What is made of documents together, without those over which graf stumbles also where each is alone.

    Raises the error where it stumbles over none of them alone: then it is not known which to leave out.
    """
    try:
        return make(documents), []
    except Exception as error:

        def alone(one: One) -> Made:
            return make([one])

        tried = map(attempted(step, alone), documents)
        issues = [said for said in tried if isinstance(said, Issue)]
        if not issues:
            raise error from None
        return make(without(documents, issues)), issues


def without(documents: Iterable[One], issues: Iterable[Issue]) -> list[One]:
    """The documents that these issues do not leave out."""
    files = {issue.file for issue in issues if issue.kind == UNREADABLE}
    return [one for one in documents if one.file not in files]


def _place(error: Exception) -> str:
    """Where in graf's code the error came up (`extract/dates.py:12`), wherever graf is installed."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename).resolve()
        if path.is_relative_to(_PACKAGE):
            return f"{path.relative_to(_PACKAGE).as_posix()}:{frame.lineno}"
    return "no place in graf"
