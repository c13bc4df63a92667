"""A labelled part of a document's head (`Närvarande: …`)."""

from __future__ import annotations

from dataclasses import dataclass

from graf.extract.passage import Passage
from graf.extract.row import Row


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled part of the head (`Närvarande: …`): the field, and the passage after the label."""

    field: str
    label: str
    text: Passage
    rows: tuple[Row, ...]
