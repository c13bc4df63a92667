"""`graf register`: entries for what the documents name and the register does not know, to be looked at and kept.

People and matters keep their provisional keys, so that their addresses stay what they are once an archivist has taken
them over. An entry's source is the first passage that names it; whoever knows a better one puts that in its place.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from graf import register, written
from graf.config import Config
from graf.corrections import load
from graf.corrections.apply import correct
from graf.issues import Issue, UsageError
from graf.model import Document, Person, Register
from graf.resolve import Resolved
from graf.stages import cache
from graf.stages.settling import settled
from graf.store import inputs
from graf.tables import Table

TABLES: Mapping[str, Table] = {
    "bodies.csv": register.BODIES,
    "people.csv": register.PEOPLE,
    "roles.csv": register.ROLES,
    "matters.csv": register.MATTERS,
}
Entry = dict[str, str]


def proposals(config: Config, out: Path) -> tuple[dict[str, list[Entry]], list[Issue]]:
    """For each table of the register the entries that it lacks, and what could not be read of the documents.

    Corrections count: who was merged is one entry. What a build of the dataset in `out` kept is used, and left as it
    is. Raises `UsageError` where the dataset is not understood.
    """
    with cache.opened(out, inputs.code(), keep=False) as kept:
        known, read, stated, issues = settled(config, kept)
    by_file = {one.file: one for one in read.documents}
    found = correct(stated, load(config.corrections), by_file, known).resolved
    return {
        "bodies.csv": list(_bodies(found, known)),
        "people.csv": list(_people(found, known, by_file)),
        "roles.csv": list(_roles(found, known)),
        "matters.csv": list(_matters(found, known)),
    }, list(issues)


def printed(proposed: Mapping[str, Sequence[Entry]]) -> str:
    """The proposed entries as the tables' lines, each table below its file's name and header."""
    parts = []
    for name, entries in proposed.items():
        if entries:
            columns = _columns(TABLES[name])
            parts.append(f"# {name}: {len(entries)}\n{_line(columns)}" + "".join(_row(one, columns) for one in entries))
    return "\n".join(parts)


def write(folder: Path, proposed: Mapping[str, Sequence[Entry]]) -> list[Path]:
    """Adds the proposed entries at the end of the register's tables; returns the files. Lines there stay as they are.

    A table that is not there yet is made. Raises `UsageError`, and writes nothing, where a table lacks a column that an
    entry fills in.
    """
    planned = [(folder / name, *_added(folder / name, entries)) for name, entries in proposed.items() if entries]
    folder.mkdir(exist_ok=True)
    for path, start, lines in planned:
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(start + lines)
    return [path for path, _, _ in planned]


def _added(path: Path, entries: Sequence[Entry]) -> tuple[str, str]:
    """What goes between a table's end and the new lines, and those."""
    text = written.read(path) if path.is_file() else ""
    header = next((row for row in csv.reader(text.splitlines()) if any(row)), None)
    columns = [cell.strip() for cell in header] if header else _columns(TABLES[path.name])
    for name in dict.fromkeys(name for entry in entries for name, value in entry.items() if value):
        if name not in columns:
            raise UsageError(str(path), 1, f"expected a column ‘{name}’ in the header", f"Add it: …,{name}")
    gap = "\n" if text and not text.endswith("\n") else ""
    return gap + ("" if header else _line(columns)), "".join(_row(one, columns) for one in entries)


def _bodies(found: Resolved, known: Register) -> Iterator[Entry]:
    keys = {body.key for body in known.bodies}
    for body in found.network.bodies:
        if body.key not in keys:
            forms = [form for form in body.surfaces if form not in (body.key, body.name, *body.abbreviations)]
            free = [form for form in dict.fromkeys(forms) if form.casefold() not in known.forms]
            where = next((f"{file}:{passage.line}" for file, passage in body.evidence), "")
            yield {
                "key": body.key, "name": body.name, "type": body.type, "abbreviations": " | ".join(body.abbreviations),
                "forms": " | ".join(free), "parent": body.parent or "", "source": where or "the documents",
            }  # fmt: skip


def _people(found: Resolved, known: Register, documents: Mapping[str, Document]) -> Iterator[Entry]:
    keys = {person.key for person in known.persons}
    for person in found.network.people:
        if person.key not in keys:
            variants = dict.fromkeys(seen for _, seen in person.surfaces if seen != person.name)
            file, start = _first(person, documents)
            yield {
                "key": person.key, "name": person.name, "variants": " | ".join(variants),
                "mentions": f"{documents[file].key}:{start}", "note": person.unsettled or "",
                "source": f"{file}:{documents[file].line_at(start).number}",
            }  # fmt: skip


def _first(person: Person, documents: Mapping[str, Document]) -> tuple[str, int]:
    """A mention that tells the person from namesakes: the first of the first file by name."""
    mentions = sorted(mention for mention in person.mentions if mention[0] in documents)
    return mentions[0] if mentions else (person.surfaces[0][0], 0)


def _roles(found: Resolved, known: Register) -> Iterator[Entry]:
    held = {(role.person, role.role.casefold(), role.organisation) for role in known.roles}
    keys: dict[tuple[str, str], list[str]] = {}
    for person in found.network.people:
        for file in {file for file, _ in person.surfaces}:
            keys.setdefault((file, person.name), []).append(person.key)
    for one in found.minutes:
        for fact in one.role_facts:
            bearers = keys.get((one.file, fact.person), [])
            if fact.kind not in ("holds", "takes_up") or not fact.role or not fact.organisation or len(bearers) != 1:
                continue
            what = (bearers[0], fact.role.casefold(), fact.organisation)
            if what not in held:
                held.add(what)
                since = (fact.start or "") if fact.kind == "takes_up" else ""
                yield {
                    "person": bearers[0], "role": fact.role, "organisation": fact.organisation, "valid_from": since,
                    "source": f"{one.file}:{fact.evidence[0].line}", "note": f"{fact.kind} at {one.date or 'no date'}",
                }  # fmt: skip


def _matters(found: Resolved, known: Register) -> Iterator[Entry]:
    keys = {matter.key for matter in known.matters}
    for matter in found.network.matters:
        if matter.key not in keys:
            yield {
                "key": matter.key, "title": matter.title, "case_numbers": " | ".join(matter.case_numbers),
                "items": " | ".join(f"{one.file}#{one.item}" for one in matter.occurrences),
                "source": matter.occurrences[0].file, "note": matter.reasons[-1] if matter.reasons else "",
            }  # fmt: skip


def _columns(table: Table) -> list[str]:
    return [*(name for name in table.required if name != "source"), *(n for n in table.optional if n != "note"),
            "source", *(n for n in table.optional if n == "note")]  # fmt: skip


def _row(entry: Entry, columns: Sequence[str]) -> str:
    return _line([" ".join(entry.get(name, "").split()) for name in columns])


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()
