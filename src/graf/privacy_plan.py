"""Who is published by name: `privacy` of dataset.toml, and the people whom register/gone.csv erases.

`named` publishes everybody whom the documents name, `officials` those with a post or an assignment, `pseudonymous`
nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from graf.config import Config
from graf.extract.names import full_names
from graf.issues import UsageError
from graf.lifecycle_tables import Gone, read_gone
from graf.model import Document, Minutes, Network, Person, Register
from graf.privacy import Privacy
from graf.privacy_names import NameIndex, words
from graf.rdf.naming import Names
from graf.resolve import Resolved
from graf.store import inputs

NAMED, OFFICIALS = "named", "officials"


def plan(
    config: Config, found: Resolved, names: Names, documents: Sequence[Document], register: Register
) -> Privacy | None:
    """What this build withholds; None where everybody is published by name and nobody is erased.

    Raises `UsageError` where a file's own name holds a name to withhold, and where a line of gone.csv points outside
    of a document.
    """
    lines = [line for line in read_gone(config.register, config.base) if line.kind == "person"]
    if config.privacy == NAMED and not lines:
        return None
    people, index = found.network.people, NameIndex()
    written = list(_written(lines, documents))
    erased = _erased(lines, written, people)
    holders = {role.person for role in register.roles}
    published = [
        one for one in _published(config.privacy, found.minutes, people, names, holders) if one.key not in erased
    ]
    by_name = frozenset(one.key for one in published)
    shown = NameIndex(hide={words(name) for one in published for name in _names(one)})
    index.keep.update(shown.hide)
    for name, file in written:
        _hide(index, name, [file])
    for person in people:
        if person.key in erased or (config.privacy != NAMED and person.key not in by_name):
            known = (one for one in register.persons if one.key == person.key)
            for name in (*_names(person), *(form for one in known for form in (one.name, *one.variants))):
                _hide(index, name, [file for file, _ in person.surfaces])
    if config.privacy != NAMED:
        for name, file in _unsettled(found.minutes, names, shown):
            _hide(index, name, [file])
    places = _spare(index, published, found.network, register)
    privacy = Privacy(
        base=config.base,
        index=index,
        files={document.key: document.file for document in documents},
        erased=erased,
        erased_names=frozenset(
            [words(name) for one in people if one.key in erased for name in _names(one)]
            + [words(name) for name, _ in written]
        ),
        by_name=None if config.privacy == NAMED else by_name,
        published=shown,
        places=places,
    )
    _check_own_words(config, index, lines)
    return privacy


def _check_own_words(config: Config, index: NameIndex, lines: Iterable[Gone]) -> None:
    """File names and the reasons of tombstones are published as they are, so they may not name the withheld."""
    for file in inputs.files(config.minutes):
        if index.find(file.stem):
            expected = "expected a file name without the name of somebody who is not published by name"
            raise UsageError(str(file), None, expected, "Rename the file.")
    for line in lines:
        if index.find(line.reason):
            raise line.row.wrong("reason", "a reason that does not name the person")


def _names(person: Person) -> Iterator[str]:
    yield person.name
    yield from (surface for _, surface in person.surfaces)


def _hide(index: NameIndex, name: str, files: Iterable[str]) -> None:
    index.add_hidden(name, files)
    for file in files:
        index.add_parts(name, file)


def _written(lines: Iterable[Gone], documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """The names that stand at the passages of these lines, and the file; none of a document that is not there."""
    by_key = {document.key: document for document in documents}
    for line in lines:
        for key, start, end in line.passages:
            document = by_key.get(key)
            if document is None:
                continue
            if end > len(document.text) or not words(document.text[start:end]):
                raise line.row.wrong("passages", f"places where a name stands, not {key}:{start}-{end}")
            yield document.text[start:end], document.file


def _erased(lines: Iterable[Gone], written: Iterable[tuple[str, str]], people: Iterable[Person]) -> frozenset[str]:
    """The keys of the erased: those of the lines, and of whoever has one of the names in that file now."""
    at = {(file, words(name)) for name, file in written}
    found = {line.key for line in lines}
    for person in people:
        if not at.isdisjoint((file, words(surface)) for file, surface in person.surfaces):
            found.add(person.key)
    return frozenset(found)


def _published(
    privacy: str, minutes: Iterable[Minutes], people: Sequence[Person], names: Names, holders: Collection[str]
) -> Sequence[Person]:
    """The people who are published by name; `holders` are those whom the register knows in a post."""
    if privacy == NAMED:
        return people
    if privacy != OFFICIALS:
        return ()
    found = {
        person.key
        for one in minutes
        for name, official in _mentioned(one)
        if official and (person := names.person(name, one.file)) is not None
    }
    return [person for person in people if person.key in found or person.key in holders]


def _mentioned(one: Minutes) -> Iterator[tuple[str, bool]]:
    """The names in a document, and whether it says that they have a post or an assignment."""
    for attendance in one.attendance:
        yield attendance.name, attendance.role is not None
        if attendance.substitutes_for is not None:
            yield attendance.substitutes_for, False
    for fact in one.role_facts:
        yield fact.person, True
    for item in one.items:
        yield from ((p.name, p.role is not None) for p in item.presenters if p.name is not None)
        yield from ((objection.person, False) for objection in item.objections)
        for decision in item.decisions:
            yield from ((name, True) for name in (*decision.appointed, *decision.assigned_to) if full_names(name))
    yield from ((due.who, True) for due in one.deadlines if due.who is not None and full_names(due.who))


def _unsettled(minutes: Iterable[Minutes], names: Names, shown: NameIndex) -> Iterator[tuple[str, str]]:
    """The names that could not be tied to one person, and their files; `shown` are the names that are published."""
    for one in minutes:
        for name, _ in _mentioned(one):
            if names.person(name, one.file) is None and names.body(name) is None:
                yield name, one.file
        for attendance in one.attendance:
            if names.person(attendance.name, one.file) is None:
                yield attendance.surface, one.file
        for named in one.named:
            if names.person(named.name, one.file) is None and not shown.find(named.name):
                yield named.name, one.file


def _spare(index: NameIndex, published: Iterable[Person], network: Network, register: Register) -> frozenset[str]:
    """Keeps what somebody else is called: parts of names of those published in a document, and names of bodies.

    Returns the words that bodies' names are made of.
    """
    for person in published:
        parts, files = NameIndex(), dict.fromkeys(file for file, _ in person.surfaces)
        for name in _names(person):
            for file in files:
                parts.add_parts(name, file)
        for file in files:
            index.local[file] -= parts.local[file]
    hidden = NameIndex(hide=index.hide)
    alone = {form[0] for forms in index.local.values() for form in forms if len(form) == 1}
    found: set[str] = set()
    named = (name for body in network.bodies for name in (body.key, body.name, *body.surfaces))
    for name in (*register.forms, *register.places, *named):
        form = words(name)
        found.update(form)
        if len(form) > 1 and not alone.isdisjoint(form) and not hidden.find(name):
            index.keep.add(form)
    return frozenset(found)
