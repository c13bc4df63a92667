"""What an archivist knows of bodies and people: the dataset's `register/` and graf's built-in register of Sweden.

A register is never read from the documents: each entry names its source. The built-in one knows the municipalities,
the regions and the state agencies that Swedish meetings speak of; a dataset's own entry wins over it, by key and by
every form. `Register.forms` holds names, keys, abbreviations and other full forms; the short names of municipalities
(`Mora`, `Lund`, `Mark`), which are ordinary words and surnames too, stand apart in `Register.places`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from graf import resources
from graf.config import Config
from graf.issues import UsageError
from graf.model import Body, KnownMatter, KnownPerson, KnownRole, Register, Relation
from graf.tables import Row, Table, read_table

SALT, _SALTED = "salt.txt", 16
BODY_TYPES = (
    "network", "steering group", "working group", "programme area", "council", "support structure", "municipality",
    "region", "agency", "association", "university", "committee", "department", "clinic", "group of municipalities",
    "other",
)  # fmt: skip
RELATIONS = (
    "reports_to", "part_of", "steers", "coordinates", "prepares_for", "supports", "appoints_to", "member_of",
)  # fmt: skip
BODIES = Table(
    required=("key", "name", "type", "source"),
    optional=("abbreviations", "forms", "parent", "valid_from", "valid_to", "note"),
    dates=("valid_from", "valid_to"),
)
SWEDEN = replace(BODIES, optional=(*BODIES.optional, "short", "short_forms", "code", "county"))
LINKS = Table(
    required=("subject", "relation", "object", "source"),
    optional=("valid_from", "valid_to", "note"),
    dates=("valid_from", "valid_to"),
)
PEOPLE = Table(required=("key", "name", "source"), optional=("variants", "mentions", "note"))
ROLES = Table(
    required=("person", "role", "organisation", "source"),
    optional=("valid_from", "valid_to", "note"),
    dates=("valid_from", "valid_to"),
)
MATTERS = Table(required=("key", "title", "source"), optional=("case_numbers", "items", "note"))
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What a key of a person or matter is made of: it is a part of addresses."""
BUILT_IN = ("municipalities.csv", "regions.csv", "agencies.csv")


@dataclass(frozen=True, slots=True)
class _Bodies:
    """Bodies by key, and the forms (case-folded) and short place names that lead to them."""

    bodies: dict[str, Body] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)


def load(folder: Path | None) -> Register:
    """The register of a dataset (its `register/` folder) with the built-in one beneath it.

    `folder` None, or a folder that is not there, gives the built-in register alone. Raises `UsageError`, naming file,
    line and column, where an entry is not understood, has no source, or claims a form that another entry has.
    """
    built_in = _built_in()
    if folder is None or not folder.is_dir():
        return _register(built_in, people=(), relations=())
    rows = read_table(folder / "bodies.csv", BODIES)
    bodies = _over(_bodies(rows), built_in)
    for row in rows:
        _known(row, "parent", bodies)
    people = _people(folder / "people.csv")
    return replace(
        _register(bodies, tuple(person.name for person in people), _relations(folder / "relations.csv", bodies)),
        persons=people,
        roles=_roles(folder / "roles.csv", bodies, {person.key for person in people}),
        matters=_matters(folder / "matters.csv"),
    )


def of(config: Config) -> Register:
    """The register of a dataset, with what its people's keys are mixed with (`salt.txt`).

    Without that, and where not everybody is published by name, no key may be made of a name. Raises `UsageError` as
    `load` does, and where `salt.txt` is too short to keep anything secret.
    """
    file = config.register / SALT
    salt = file.read_text(encoding="utf-8", errors="replace").strip() if file.is_file() else None
    if salt is not None and len(salt) < _SALTED:
        raise UsageError(
            str(file), 1, f"expected {_SALTED} characters or more, that nobody can guess", "Make it longer."
        )
    return replace(load(config.register), salt=salt or ("" if config.privacy == "named" else None))


def _people(file: Path) -> tuple[KnownPerson, ...]:
    """The people of `register/people.csv`; none where the dataset has no such file."""
    return tuple(
        KnownPerson(
            row["key"], row["name"], row.many("variants"), row["source"],
            tuple((document, int(start)) for document, start in _pairs(row, "mentions", ":", _MENTION)), row.line,
        )
        for row in _keyed(read_table(file, PEOPLE), "person")
    )  # fmt: skip


def _roles(file: Path, found: _Bodies, people: set[str]) -> tuple[KnownRole, ...]:
    """The posts of `register/roles.csv`, of people and bodies that the register knows."""
    roles = []
    for row in read_table(file, ROLES):
        _known(row, "organisation", found)
        if row["person"] not in people:
            raise row.wrong("person", f"the key of a person in people.csv, not ‘{row['person']}’")
        first, last = (row[name] or None for name in ROLES.dates)
        roles.append(KnownRole(row["person"], row["role"], row["organisation"], first, last, row["source"]))
    return tuple(roles)


def _matters(file: Path) -> tuple[KnownMatter, ...]:
    """The matters of `register/matters.csv`."""
    rows = _keyed(read_table(file, MATTERS), "matter")
    return tuple(
        KnownMatter(
            row["key"], row["title"], row.many("case_numbers"), tuple(_pairs(row, "items", "#", _ITEM)), row["source"]
        )
        for row in rows
    )


def _keyed(rows: Iterable[Row], what: str) -> list[Row]:
    """The rows of a table, each with a key of its own that fits an address."""
    seen: set[str] = set()
    listed = list(rows)
    for row in listed:
        if row["key"] in seen:
            raise row.wrong("key", f"one entry for each {what}: ‘{row['key']}’ stands twice")
        if not KEY.fullmatch(row["key"]):
            raise row.wrong("key", f"small letters a–z, digits and hyphens, not ‘{row['key']}’")
        seen.add(row["key"])
    return listed


_MENTION, _ITEM = re.compile(r"[0-9a-f]{16}:\d{1,9}"), re.compile(r"[^#]+#[^#]+")


def _pairs(row: Row, column: str, mark: str, form: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """A cell that lists places: a mention (`6db5469a676eca67:125`), an item (`protokoll.txt#5.a`)."""
    for one in row.many(column):
        if not form.fullmatch(one):
            example = "6db5469a676eca67:125" if mark == ":" else "protokoll.txt#5.a"
            raise row.wrong(column, f"places such as {example}, not ‘{one}’")
        first, _, second = one.rpartition(mark)
        yield first.strip(), second.strip()


def own(register: Register) -> set[str]:
    """The keys of the bodies that a dataset's own register knows or relates, beside the built-in one's."""
    built_in = _built_in().bodies
    related = {key for relation in register.relations for key in (relation.subject, relation.object)}
    return related | {body.key for body in register.bodies if body.key not in built_in}


def codes() -> Mapping[str, str]:
    """The official codes of the built-in municipalities (four digits) and regions (the county's two), by body key."""
    return _built_in().codes


def municipalities(county: str) -> tuple[str, ...]:
    """The keys of a county's municipalities, by the county's two-digit code (`20` for Dalarna)."""
    return tuple(key for key, code in codes().items() if len(code) == 4 and code.startswith(county))


@lru_cache(maxsize=1)
def _built_in() -> _Bodies:
    return _bodies(row for name in BUILT_IN for row in read_table(resources.builtin() / name, SWEDEN))


def _register(found: _Bodies, people: tuple[str, ...], relations: tuple[Relation, ...]) -> Register:
    return Register(tuple(found.bodies.values()), people, relations, dict(found.forms), dict(found.places))


def _bodies(rows: Iterable[Row]) -> _Bodies:
    found = _Bodies()
    for row in rows:
        body = _body(row)
        if body.key in found.bodies:
            raise row.wrong("key", f"one entry for each body: ‘{body.key}’ stands twice")
        found.bodies[body.key] = body
        if row["code"]:
            found.codes[body.key] = row["code"]
        _claim(row, "name", (body.key, body.name, *body.abbreviations, *row.many("forms")), found.forms)
        _claim(row, "short", (*row.many("short"), *row.many("short_forms")), found.places)
    return found


def _body(row: Row) -> Body:
    if row["type"] not in BODY_TYPES:
        raise row.wrong("type", f"one of {', '.join(BODY_TYPES)}, not ‘{row['type']}’")
    period = tuple(f"{column.replace('_', ' ')} {row[column]}" for column in BODIES.dates if row[column])
    return Body(
        key=row["key"],
        name=row["name"],
        type=row["type"],
        abbreviations=row.many("abbreviations"),
        parent=row["parent"] or None,
        source=row["source"],
        note="; ".join(part for part in (row["note"], *period) if part) or None,
    )


def _claim(row: Row, column: str, forms: Iterable[str], claimed: dict[str, str]) -> None:
    for form in forms:
        holder = claimed.setdefault(form.casefold(), row["key"])
        if holder != row["key"]:
            raise row.wrong(column, f"a form that no other body has: ‘{form}’ is {holder} already")


def _over(own: _Bodies, built_in: _Bodies) -> _Bodies:
    """The dataset's bodies first. A built-in body whose key or name the dataset claims hands its other forms on."""
    heirs = {
        key: key if key in own.bodies else own.forms.get(body.name.casefold(), own.forms.get(key.casefold(), key))
        for key, body in built_in.bodies.items()
    }
    kept = {key: body for key, body in built_in.bodies.items() if heirs[key] == key and key not in own.bodies}
    forms = {form: heirs[key] for form, key in built_in.forms.items()}
    places = {form: heirs[key] for form, key in built_in.places.items()}
    return _Bodies(own.bodies | kept, forms | own.forms, places | own.places)


def _known(row: Row, column: str, found: _Bodies) -> None:
    if row[column] and row[column] not in found.bodies:
        raise row.wrong(column, f"the key of a body that the register knows, not ‘{row[column]}’")


def _relations(file: Path, found: _Bodies) -> tuple[Relation, ...]:
    relations = []
    for row in read_table(file, LINKS):
        _known(row, "subject", found)
        _known(row, "object", found)
        if row["relation"] not in RELATIONS:
            raise row.wrong("relation", f"one of {', '.join(RELATIONS)}, not ‘{row['relation']}’")
        relations.append(Relation(row["subject"], row["relation"], row["object"], file.name, row["source"]))
    return tuple(relations)
