"""The dataset a county leaves: texts, the truth of each, what holds over all of them, register and expected graph."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import IO, Any

from county import bodies as places
from county import noise
from county.bodies import Body, County
from county.document import MARKED, Page
from county.expected import Expected
from county.facts import Meeting
from county.styles import WRITERS
from county.world import Simulation

SIZE = 400  # documents a county leaves before the next one begins
OTHER_BODIES = ("Arbetsutskottet", "Ekonomiavdelningen", "Kommunledningskontoret", "Respektive kommun")
_COLUMNS = ("key", "name", "type", "abbreviations", "forms", "parent", "valid_from", "valid_to", "source", "note")
SETTINGS = """base = "https://example.org/county"
licence = "http://creativecommons.org/publicdomain/zero/1.0/"
publisher = "A made-up county"
contact = "https://example.org/county"
privacy = "named"

[title]
sv = "Ett påhittat län"
en = "A made-up county"

[description]
sv = "Påhittade möten, personer och organ, med känd sanning."
en = "Made-up meetings, people and bodies, with a known truth."
"""


@dataclass
class Written:
    """One document: its text as a file has it, and the truth. `style` and `scanned` are what it was made with."""

    file: str
    style: str
    scanned: bool
    text: str
    truth: dict[str, Any]
    surfaces: list[tuple[int, str]] = field(default_factory=list)
    relations: list[tuple[str, str, str, str]] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)


def compose(meeting: Meeting, simulation: Simulation, rng: Random, share: float) -> Written:
    """The text of a meeting in its body's house style, spoilt by a scanner with a probability of `share`."""
    style = str(meeting.body.style)
    people = {person.number: person for person in simulation.people}
    page = Page(meeting, simulation.county, people, rng)
    WRITERS[style](page)
    clean = "\n".join(page.lines).strip("\n") + "\n"
    mentioned = [body.key for body in simulation.county.all if any(form in clean for form in body.all_forms)]
    mentioned += [name for name in OTHER_BODIES if name.lower() in clean.lower()]
    spoilt = rng.random() < share
    text = noise.scanned(clean, rng) if spoilt else noise.typos(clean, rng)
    written = {ord(found[1]) - 0xF0000: " ".join(found[2].split()) for found in MARKED.finditer(text)}
    for one in page.truth["attendance"]:
        one["surface"] = written.get(ord(one["surface"][0]) - 0xF0000, one["surface"][1:-1])
    _fill_organisations(page)
    text = MARKED.sub(lambda found: found[2], text)
    surfaces = [(number, written[place]) for place, number in enumerate(page.seen) if place in written]
    return Written(meeting.file, style, spoilt, text, page.truth, surfaces, page.relations, mentioned)


def _fill_organisations(page: Page) -> None:
    """What a document says of somebody in one place holds for them in another."""
    posts = {one["person"]: one["role"] for one in page.truth["role_facts"] if one["kind"] == "holds"}
    listed = {one["name"]: one for one in page.truth["attendance"]}
    for item in page.truth["items"]:
        for presenter in item["presenters"]:
            there = listed.get(presenter["name"], {})
            presenter["role"] = presenter["role"] or there.get("role") or posts.get(presenter["name"])
            presenter["organisation"] = presenter["organisation"] or there.get("organisation")
    said: dict[str, set[str]] = defaultdict(set)
    for item in page.truth["items"]:
        for presenter in item["presenters"]:
            if presenter["organisation"]:
                said[presenter["name"]].add(presenter["organisation"])
    for one in page.truth["attendance"]:
        if one["organisation"] is None and len(said[one["name"]]) == 1:
            one["organisation"] = next(iter(said[one["name"]]))


def documents(
    seed: int, count: int, styles: Collection[str], share: float
) -> Iterator[tuple[County, Simulation, list[Written]]]:
    """Counties one after the other, each with its documents in order; no more than one is held in memory."""
    place = places.places(Random(f"{seed}/places"))
    made = number = people = 0
    while made < count:
        rng = Random(f"{seed}/county/{number}")
        county = places.county(number, place)
        simulation = Simulation(county, rng, people, styles)
        batch: list[Written] = []
        for meeting in simulation.meetings():
            file = f"{made:07}_{meeting.body.style}.txt"
            written = compose(_filed(meeting, file), simulation, Random(f"{seed}/document/{made}"), share)
            for one, item in _matters(meeting, written):
                one.log.append((meeting.body, meeting.day, file, item))
            batch.append(written)
            made += 1
            if made >= count or len(batch) >= SIZE:
                break
        yield county, simulation, batch
        people += len(simulation.people)
        number += 1


def _filed(meeting: Meeting, file: str) -> Meeting:
    from dataclasses import replace

    return replace(meeting, file=file)


def _matters(meeting: Meeting, written: Written) -> Iterator[tuple[Any, str | None]]:
    by_title = {item["title"]: item["number"] for item in reversed(written.truth["items"])}
    for one in meeting.business:
        if one.matter is not None and one.title in by_title:
            yield one.matter, by_title[one.title]


class _List:
    """A JSON list in a file of its own, written entry by entry."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: IO[str] = path.open("w", encoding="utf-8")
        self.first = True

    def add(self, entry: object) -> None:
        self.file.write(("" if self.first else ",\n") + json.dumps(entry, ensure_ascii=False))
        self.first = False


def write(out: Path, seed: int, count: int, styles: Collection[str], share: float) -> Counter[str]:
    """Writes the dataset; returns how many documents, people, decisions … it holds."""
    texts, truth, register = out / "minutes", out / "truth", out / "register"
    for folder in (texts, truth, register):
        folder.mkdir(parents=True, exist_ok=True)
    (out / "dataset.toml").write_text(SETTINGS, "utf-8")
    lists = {name: _List(truth / f".{name}") for name in ("bodies", "people", "matters", "relations")}
    aliases = _List(truth / ".aliases")
    counts: Counter[str] = Counter()
    by_style: Counter[str] = Counter()
    with (register / "bodies.csv").open("w", encoding="utf-8", newline="") as table, \
         (register / "relations.csv").open("w", encoding="utf-8", newline="") as links, \
         (out / "documents.csv").open("w", encoding="utf-8", newline="") as index, \
         (out / "expected.nq").open("w", encoding="utf-8") as graph:  # fmt: skip
        rows, relations, listed = (
            csv.writer(table, lineterminator="\n"),
            csv.writer(links, lineterminator="\n"),
            csv.writer(index, lineterminator="\n"),
        )
        rows.writerow(_COLUMNS)
        relations.writerow(("subject", "relation", "object", "valid_from", "valid_to", "source", "note"))
        listed.writerow(("file", "style", "scanned"))
        for county, simulation, batch in documents(seed, count, styles, share):
            expected = Expected(county)
            for body in county.all:
                if body.registered:
                    rows.writerow(_row(body))
                aliases.add(_named(body))
            for subject, relation, target in county.relations:
                relations.writerow((subject, relation, target, "", "", "made up", ""))
            surfaces: dict[int, set[tuple[str, str]]] = defaultdict(set)
            mentioned: set[str] = set()
            for one in batch:
                (texts / one.file).write_text(one.text, "utf-8")
                (truth / one.file).with_suffix(".json").write_text(
                    json.dumps(one.truth, ensure_ascii=False, indent=1), "utf-8"
                )
                listed.writerow((one.file, one.style, int(one.scanned)))
                graph.writelines(expected.quads(one.truth))
                for number, surface in one.surfaces:
                    surfaces[number].add((one.file, surface))
                mentioned |= set(one.mentioned)
                for subject, relation, target, quote in one.relations:
                    lists["relations"].add(
                        {"subject": subject, "relation": relation, "object": target, "file": one.file, "quote": quote}
                    )
                by_style[one.style] += 1
            counts += expected.counts
            counts["people"] += len(surfaces)
            by_number = {person.number: person.name for person in simulation.people}
            for number, seen in sorted(surfaces.items()):
                lists["people"].add({"name": by_number[number], "surfaces": [
                    {"file": file, "surface": surface} for file, surface in sorted(seen)]})  # fmt: skip
            for body in county.all:
                if body.key in mentioned:
                    lists["bodies"].add(_named(body))
                    counts["bodies"] += 1
            for name in OTHER_BODIES:
                if name in mentioned:
                    lists["bodies"].add({"key": name, "name": name, "sure": False})
            for matter in simulation.matters:
                found = [(file, item) for _, _, file, item in matter.log if item]
                if len(found) > 1:
                    counts["matters"] += 1
                    occurrences = [{"file": file, "item": item} for file, item in found]
                    key, title = f"{county.number}-{matter.number}", matter.topic.bare
                    lists["matters"].add({"key": key, "title": title, "occurrences": occurrences, "mentioned": []})
    _join(truth / "network.json", lists)
    _join(truth / "aliases.json", {"bodies": aliases})
    summary = {
        "seed": seed,
        "documents": count,
        "styles": dict(sorted(by_style.items())),
        "noise": share,
        "expected": dict(sorted(counts.items())),
    }
    (out / "counts.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return counts


def _join(path: Path, lists: dict[str, _List]) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write("{")
        for place, (name, one) in enumerate(lists.items()):
            one.file.close()
            out.write(f'{"," if place else ""}\n"{name}": [\n')
            with one.path.open(encoding="utf-8") as entries:
                for line in entries:
                    out.write(line)
            out.write("]")
            one.path.unlink()
        out.write("}\n")


def _named(body: Body) -> dict[str, Any]:
    forms = [form for form in body.all_forms if form != body.name and form != body.abbreviation]
    return {
        "key": body.key,
        "name": body.name,
        "abbreviations": [body.abbreviation] if body.abbreviation else [],
        "type": body.type,
        "surfaces": forms,
    }


def _row(body: Body) -> tuple[str, ...]:
    forms = [form for form in body.all_forms if form not in (body.name, body.key, body.abbreviation)]
    return (
        body.key,
        body.name,
        body.type,
        body.abbreviation,
        "|".join(forms),
        body.parent or "",
        "",
        "",
        "made up",
        "",
    )
