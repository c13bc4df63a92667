"""What an item is read against: its document, what is known of names in it, and the meeting's date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graf.extract.bodies import Lexicon
from graf.extract.layout import Layout
from graf.extract.mentions import Tagged, tag
from graf.extract.passage import Passage
from graf.model import Document


@dataclass(frozen=True, slots=True)
class Context:
    """A document, its layout, the names that are known, whose minutes or agenda it is, and its date.

    `date` is the printed one; `reference` places days without a year: that date, else the previous meeting's.
    `starts` are the places in the document's repaired text where names of bodies may begin, `name_starts` those where
    people's may. `previous` is the day
    of the meeting whose minutes it files. `posts` says who holds a post, where the list has one who does.
    """

    document: Document
    layout: Layout
    lexicon: Lexicon
    people: tuple[str, ...]
    body: str | None
    kind: str
    date: str | None
    reference: str | None
    starts: Sequence[int]
    name_starts: Sequence[int]
    previous: str | None = None
    posts: Mapping[str, str] = field(default_factory=dict)

    def tag(self, passage: Passage) -> Tagged:
        """A passage of the document with its mentions marked."""
        return tag(passage, self.lexicon, self.people, self.body, self.starts, self.name_starts)
