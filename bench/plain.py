#!/usr/bin/env python3
"""Plain governance quads for comparing stores: bodies, people, meetings, items, decisions; a graph a document.

    bench/plain.py QUADS OUT.nq

The same number of quads gives the same bytes. It is the yardstick that earlier measurements used (1,000,000 quads:
500 bodies, 5,000 people, 8,771 meetings, 79,068 items), so figures of the seven queries in `questions.py` stay
comparable; nothing of graf's own vocabulary is in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

BASE = "https://gov.example/"
OWN = BASE + "vocab#"
ORG = "http://www.w3.org/ns/org#"
FOAF = "http://xmlns.com/foaf/0.1/"
DCT = "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
XSD = "http://www.w3.org/2001/XMLSchema#"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace("\n", " ").split("|")]


VERBS = _words(
    """Remiss om|Svar på motion om|Yttrande över|Beslut om|Uppföljning av|Förslag till|Revidering av|Antagande av|
    Granskning av|Återrapport om|Överenskommelse om|Ansökan om|Ändring av|Medborgarförslag om"""
)
NOUNS = _words(
    """detaljplan|översiktsplan|budget|årsredovisning|internkontrollplan|skolskjuts|äldreomsorg|förskoleverksamhet|
    vattenförsörjning|näringslivsstrategi|miljöplan|gång- och cykelväg|bullerskärm|upphandling|föreningsbidrag|
    kulturmiljöprogram|bostadsförsörjning|trafiksäkerhet|krisberedskap|markanvisning|badhus|idrottshall|färdtjänst|
    avfallstaxa|likabehandlingsplan|delegationsordning"""
)
JOINTS = _words("för|inom|avseende|vid|i|rörande")
PLACES = _words(
    """Åkersberga|Älmhult|Örnsköldsvik|Södertälje|Malmö|Göteborg|Västerås|Östersund|Norrköping|Ängelholm|Åre|Öckerö|
    Luleå|Gävle|Jönköping|Hässleholm|Kråkbäcken|Björkö|Skärgårdsstad|Nacka"""
)
AREAS = _words(
    """centrum|norra delen|södra hamnen|kvarteret Räven|kvarteret Ängsblomman|Sjöstaden|etapp 2|åren 2024–2027|
    verksamhetsåret 2025|Lövängsskolan|Fågelbacken|Kyrkbyn"""
)
FIRST = _words("Åsa|Björn|Märta|Göran|Örjan|Karin|Lars|Anna|Sven|Elin|Nils|Ingrid|Håkan|Frida|Jöns|Maj")
LAST = _words("Öberg|Åkesson|Sjöström|Lindqvist|Bäckman|Ström|Häggkvist|Nyström|Karlsson|Ek|Grönlund|Älvsjö")
DECISIONS = _words(
    """bifaller förslaget|avslår motionen|återremitterar ärendet|beslutar enligt förvaltningens förslag|
    överlämnar yttrandet till kommunfullmäktige|lägger informationen till handlingarna|
    antar planen med föreslagna ändringar"""
)
OUTCOMES = _words("approved|rejected|referred-back|noted|adopted")


@dataclass(frozen=True, slots=True)
class Size:
    """How many bodies and items a data set of a number of quads has; the queries rotate over them."""

    bodies: int
    items: int


def _iri(value: str) -> str:
    return f"<{value}>"


def _text(value: str) -> str:
    return f'"{value}"@sv'


def _date(year: int, day: int) -> str:
    return f'"{year:04d}-{day // 28 % 12 + 1:02d}-{day % 28 + 1:02d}"^^<{XSD}date>'


def _line(subject: str, predicate: str, value: str, graph: str) -> str:
    return f"<{subject}> <{predicate}> {value} <{graph}> .\n"


def lines(quads: int) -> Iterator[str]:
    """The N-Quads lines: at least so many, up to the end of the document that reaches the number."""
    rng = Random(20260101 + quads)
    bodies = [f"{BASE}body/{number}" for number in range(max(60, quads // 2000))]
    people = [f"{BASE}person/{number}" for number in range(max(400, quads // 200))]
    made = 0
    for line in _bodies(bodies, rng):
        made += 1
        yield line
    for line in _people(people, bodies, rng):
        made += 1
        yield line
    meeting = item = matter = 0
    while made < quads:
        graph, here = f"{BASE}graph/protocol/{meeting}", f"{BASE}meeting/{meeting}"
        if rng.random() < 0.3:
            body = bodies[min(int(rng.paretovariate(0.9)) - 1, len(bodies) - 1)]
        else:
            body = bodies[rng.randrange(len(bodies))]
        year, day = rng.randint(2015, 2025), rng.randrange(336)
        batch = [
            _line(graph, TYPE, _iri(FOAF + "Document"), graph),
            _line(graph, DERIVED, _iri(f"{BASE}source/{meeting}.pdf"), graph),
            _line(here, TYPE, _iri(OWN + "Meeting"), graph),
            _line(here, OWN + "body", _iri(body), graph),
            _line(here, DCT + "date", _date(year, day), graph),
            _line(here, OWN + "chair", _iri(people[rng.randrange(len(people))]), graph),
        ]
        for number in range(rng.randint(4, 14)):
            one = f"{BASE}item/{item}"
            title = (
                f"{rng.choice(VERBS)} {rng.choice(NOUNS)} {rng.choice(JOINTS)} {rng.choice(PLACES)}, "
                f"{rng.choice(AREAS)} (dnr {year}/{item % 9973})"
            )
            batch += [
                _line(one, TYPE, _iri(OWN + "AgendaItem"), graph),
                _line(one, OWN + "meeting", _iri(here), graph),
                _line(one, DCT + "title", _text(title), graph),
                _line(one, OWN + "number", f'"{number + 1}"^^<{XSD}integer>', graph),
            ]
            if matter and rng.random() < 0.5:
                subject = f"{BASE}matter/{rng.randrange(max(0, matter - 400), matter)}"
            else:
                subject = f"{BASE}matter/{matter}"
                matter += 1
                batch += [
                    _line(subject, TYPE, _iri(OWN + "Matter"), graph),
                    _line(subject, DCT + "title", _text(title), graph),
                    _line(subject, DCT + "identifier", f'"{year}/{matter}"', graph),
                ]
            batch.append(_line(one, OWN + "matter", _iri(subject), graph))
            if rng.random() < 0.8:
                batch += _decision(item, one, body, graph, rng)
            if rng.random() < 0.15:
                referral = f"{BASE}referral/{item}"
                batch += [
                    _line(referral, TYPE, _iri(OWN + "Referral"), graph),
                    _line(referral, OWN + "matter", _iri(subject), graph),
                    _line(referral, OWN + "from", _iri(body), graph),
                    _line(referral, OWN + "to", _iri(bodies[rng.randrange(len(bodies))]), graph),
                    _line(referral, OWN + "deadline", _date(year, (day + 60) % 336), graph),
                ]
            item += 1
        made += len(batch)
        meeting += 1
        yield from batch


def _bodies(bodies: list[str], rng: Random) -> Iterator[str]:
    """A tree of bodies, each reporting to another, about eight levels deep at 500 of them."""
    graph = f"{BASE}graph/bodies"
    for number, body in enumerate(bodies):
        name = f"{rng.choice(NOUNS).capitalize()}nämnden {rng.choice(PLACES)} {number}"
        yield _line(body, TYPE, _iri(ORG + "Organization"), graph)
        yield _line(body, LABEL, _text(name), graph)
        yield _line(body, DCT + "identifier", f'"B-{number}"', graph)
        if number:
            near = (number - 1) // 2 if number % 3 else number - 1 - rng.randrange(min(number, 5))
            yield _line(body, ORG + "reportsTo", _iri(bodies[max(0, near)]), graph)


def _people(people: list[str], bodies: list[str], rng: Random) -> Iterator[str]:
    for number, person in enumerate(people):
        graph = f"{BASE}graph/people/{number // 200}"
        yield _line(person, TYPE, _iri(FOAF + "Person"), graph)
        yield _line(person, FOAF + "name", f'"{rng.choice(FIRST)} {rng.choice(LAST)} {number}"', graph)
        for place in range(rng.randint(1, 3)):
            membership, year = f"{BASE}membership/{number}-{place}", rng.randint(2014, 2024)
            yield _line(membership, TYPE, _iri(ORG + "Membership"), graph)
            yield _line(membership, ORG + "member", _iri(person), graph)
            yield _line(membership, ORG + "organization", _iri(bodies[rng.randrange(len(bodies))]), graph)
            yield _line(membership, OWN + "startDate", _date(year, rng.randrange(336)), graph)
            if rng.random() < 0.6:
                yield _line(membership, OWN + "endDate", _date(year + 2, rng.randrange(336)), graph)


def _decision(number: int, item: str, body: str, graph: str, rng: Random) -> list[str]:
    one = f"{BASE}decision/{number}"
    outcome = _iri(OWN + rng.choice(OUTCOMES))
    text = (
        f"Nämnden {rng.choice(DECISIONS)} och {rng.choice(DECISIONS)}. Ärende {number} gäller {rng.choice(NOUNS)} i "
        f"{rng.choice(PLACES)}."
    )
    return [
        _line(one, TYPE, _iri(OWN + "Decision"), graph),
        _line(one, OWN + "item", _iri(item), graph),
        _line(one, OWN + "decidedBy", _iri(body), graph),
        _line(one, OWN + "outcome", outcome, graph),
        _line(one, DCT + "description", _text(text), graph),
    ]


def write(quads: int, out: Path) -> Size:
    """Writes the file; returns over how many bodies and items the queries can rotate."""
    items = 0
    with out.open("w", encoding="utf-8", buffering=1 << 20) as file:
        for line in lines(quads):
            items += f"{OWN}AgendaItem>" in line
            file.write(line)
    return Size(max(60, quads // 2000), items)


if __name__ == "__main__":
    print(write(int(sys.argv[1]), Path(sys.argv[2])))
