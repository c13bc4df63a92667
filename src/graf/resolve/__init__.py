"""Mentions → identities: which names are one person, when an undated meeting was, which items are one matter.

Nothing is merged on likeness alone and nothing is guessed: what the documents leave open becomes an issue, and the
facts keep the name that the text gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graf.collector import unburdened
from graf.issues import Issue
from graf.model import Body, Document, Minutes, Network, Register
from graf.resolve.dates import settle_dates
from graf.resolve.known import known_matters
from graf.resolve.matters import find_matters
from graf.resolve.people import settle_people


@dataclass(frozen=True, slots=True)
class Resolved:
    """The documents' facts with settled names and dates, what holds over all of them, and what stays open."""

    minutes: tuple[Minutes, ...]
    network: Network
    issues: tuple[Issue, ...]


@unburdened()
def resolve(minutes: Sequence[Minutes], documents: Sequence[Document], register: Register) -> Resolved:
    """Settle people, dates and matters over all documents; the order of the documents does not matter."""
    by_file = {document.file: document for document in documents}
    dated, date_issues = settle_dates(minutes)
    named, people, people_issues = settle_people(dated, by_file, register)
    matters, matter_issues = find_matters(named)
    matters = known_matters(matters, named, register)
    relations = tuple(relation for m in named for relation in m.relations)
    network = Network(_bodies(named, register), people, matters, relations)
    return Resolved(named, network, (*date_issues, *people_issues, *matter_issues))


def _bodies(minutes: Sequence[Minutes], register: Register) -> tuple[Body, ...]:
    """Every body that a document names, with what all documents call it."""
    found: dict[str, Body] = {}
    for one in minutes:
        for body in one.bodies:
            held = found.get(body.key)
            if held is None:
                found[body.key] = body
            else:
                surfaces = tuple(dict.fromkeys([*held.surfaces, *body.surfaces]))
                found[body.key] = Body(
                    held.key, held.name, held.type, held.abbreviations, surfaces, held.parent, held.source, held.note,
                    (*held.evidence, *body.evidence),
                )  # fmt: skip
    return tuple(found[key] for key in sorted(found))
