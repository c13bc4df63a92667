"""What a reviewer looks up: any person, body, matter or fact, though nothing is doubtful about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graf.corrections.facts import Fact, facts
from graf.corrections.naming import fold
from graf.model import Body, Document, Person
from graf.review.cases import Case, Subject, of_fact
from graf.review.reading import State

MOST = 40
"""So many of each kind are shown at most."""


def looked_up(state: State, key: str) -> Case | None:
    """The case with a key that `found` or `of_document` gave; None where there is nothing of that kind now."""
    kind, _, rest = key.partition("-")
    if kind in ("p", "b", "m"):
        return next((one for one in _subjects(state, kind) if one.key == key), None)
    if kind != "f":
        return None
    document = next((one for one in state.reading.documents.values() if one.key == rest.partition("-")[0]), None)
    return None if document is None else next((one for one in of_document(state, document) if one.key == key), None)


def found(state: State, asked: str) -> dict[str, list[Case]]:
    """The people, bodies and matters whose names hold what is asked, by kind."""
    wanted = fold(asked).split()
    if not wanted:
        return {}
    alike = {
        kind: [one for one in _subjects(state, letter) if all(word in fold(one.title) for word in wanted)]
        for kind, letter in (("person", "p"), ("body", "b"), ("matter", "m"))
    }
    return {kind: sorted(ones, key=lambda one: (len(one.title), one.title))[:MOST] for kind, ones in alike.items()}


def of_document(state: State, document: Document) -> Iterator[Case]:
    """Each fact of a document that rests on a passage, as a case of its own."""
    minutes = state.of_file(document.file)
    for fact in facts(minutes) if minutes is not None else ():
        if fact.evidence:
            yield _case(document, fact)


def _case(document: Document, fact: Fact) -> Case:
    made = of_fact("fact", fact)
    return Case(f"f-{document.key}-{made.key}", "fact", made.title, made.file, facts=made.facts)


def _subjects(state: State, letter: str) -> Iterator[Case]:
    network = state.network
    if letter == "p":
        yield from (_subject(f"p-{one.key}", one, one.name, one.surfaces[0][0]) for one in network.people)
    elif letter == "b":
        yield from (_subject(_body(one), one, one.name, one.evidence[0][0]) for one in network.bodies if one.evidence)
    else:
        yield from (_subject(f"m-{one.key}", one, one.title, one.occurrences[0].file) for one in network.matters)


def _subject(key: str, subject: Subject, title: str, file: str) -> Case:
    doubt = subject.unsettled or "" if isinstance(subject, Person) else ""
    return Case(key, "subject", title, file, doubt, doubt, subject=subject)


def _body(body: Body) -> str:
    return f"b-{hashlib.sha256(body.key.encode()).hexdigest()[:12]}"
