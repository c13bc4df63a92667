#!/usr/bin/env python3
"""How long the pictures take of a governance far larger than any: 5,000 bodies, 100,000 moves, 10,000 people.

bench/pictures.py [--bodies 5000] [--moves 100000]

The release is made up of triples alone, without documents. Measured are: reading all moves once, a page whose sums are
taken anew, the same with a filter, the network's measures as the build takes them, and in chromium the drawing itself,
from the data as the script has it to the picture in the page (`performance.measure`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import free_port, graf, server
from table import Row, Section, number, show

from graf.rdf.concepts import CONCEPTS, concept
from graf.rdf.vocab import DCTERMS, FOAF, GRAF, ORG, RDF, SKOS
from graf.render.sheets import sheets
from graf.serve.site import Site, open_site
from graf.store.release import STORE
from graf.views import moves, network, reporting

TITLE = "Pictures"
BASE = "https://example.org/large"
Made = TypeVar("Made")


def measure(bodies: int = 5000, count: int = 100_000) -> Section:
    """Makes the release in a temporary folder, and measures what each picture takes."""
    with tempfile.TemporaryDirectory() as folder:
        release = make(Path(folder), bodies, count)
        site = open_site(release)
        rows = [Row("bodies", number(bodies)), Row("moves", number(count)), Row("people", number(2 * bodies))]
        rows += _read(site)
        rows += _pages(site)
        rows += _drawn(release)
    return Section(TITLE, tuple(rows), "Seconds are processor time in Python, milliseconds are chromium's.")


def make(folder: Path, bodies: int, count: int) -> Path:
    """A release with so many bodies and moves, ten years of them, and twice as many people as bodies."""
    release = folder / "release"
    (release / "text").mkdir(parents=True)
    store = pyoxigraph.Store(str(release / STORE))
    store.bulk_extend(_quads(random.Random(7), bodies, count))
    store.optimize()
    del store
    manifest = {
        "base": BASE,
        "title": {"sv": "Stort", "en": "Large"},
        "digest": "0" * 64,
        "counts": dict.fromkeys(("documents", "decisions"), 0),
        "publisher": "",
        "licence": "",
        "graphs": {},
        "issues": [],
        "texts": {},
    }
    (release / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return release


def _quads(chance: random.Random, bodies: int, count: int) -> Iterator[Quad]:
    def say(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Iterator[Quad]:
        yield Quad(subject, predicate, value)

    def thing(kind: str, key: object) -> NamedNode:
        return NamedNode(f"{BASE}/id/{kind}/{key}")

    kinds, relations = CONCEPTS["body-types"], CONCEPTS["relation-kinds"]
    for key in range(bodies):
        node = thing("body", key)
        yield from say(node, RDF.type, ORG.Organization)
        yield from say(node, SKOS.prefLabel, Literal(f"Organ {key} för samverkan", language="sv"))
        yield from say(node, ORG.classification, concept("body-types", chance.choice(kinds)))
        if key > 40:
            yield from say(node, ORG.subOrganizationOf, thing("body", chance.randrange(min(key, 1 + key // 3))))
        if key % 3 == 0 and key:
            relation = thing("body-relation", key)
            yield from say(relation, RDF.type, GRAF.BodyRelation)
            yield from say(relation, GRAF.kind, concept("relation-kinds", chance.choice(relations)))
            yield from say(relation, GRAF.fromBody, node)
            yield from say(relation, GRAF.toBody, thing("body", chance.randrange(key)))
    items = max(1, count // 2)
    meetings = max(1, items // 10)
    days = [
        f"{2015 + place * 10 // meetings}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        for place in range(meetings)
    ]
    date = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    for key in range(meetings):
        node = thing("meeting", key)
        yield from say(node, RDF.type, GRAF.Meeting)
        yield from say(node, GRAF.heldBy, thing("body", int(bodies * chance.random() ** 3)))
        for bound in (GRAF.notBefore, GRAF.notAfter):
            yield from say(node, bound, Literal(days[key], datatype=date))
    for key in range(items):
        node = thing("item", key)
        yield from say(node, RDF.type, GRAF.AgendaItem)
        yield from say(node, DCTERMS.title, Literal(f"Ärende {key}", language="sv"))
        yield from say(node, GRAF.partOfMeeting, thing("meeting", key * meetings // items))
    for key in range(count):
        node = thing("referral", key)
        item = key * items // count
        yield from say(node, RDF.type, GRAF.Referral)
        yield from say(
            node, GRAF.kind, concept("referral-kinds", chance.choice(("refer", "refer", "defer", "report-back")))
        )
        yield from say(node, GRAF.fromBody, thing("body", int(bodies * chance.random() ** 3)))
        yield from say(node, GRAF.toBody, thing("body", int(bodies * chance.random() ** 3)))
        yield from say(node, GRAF.mentionedIn, thing("item", item))
        if chance.random() < 0.7 and item + 40 < items:
            yield from say(node, GRAF.receivedIn, thing("item", item + chance.randrange(20, 40)))
    for key in range(2 * bodies):
        node = thing("person", key)
        yield from say(node, RDF.type, FOAF.Person)
        yield from say(node, FOAF.name, Literal(f"Person {key}"))
        for seat in range(chance.choice((1, 1, 2, 3))):
            held = thing("membership", f"{key}-{seat}")
            yield from say(held, ORG.member, node)
            yield from say(held, ORG.organization, thing("body", int(bodies * chance.random() ** 2)))


def _timed(make: Callable[[], Made]) -> tuple[float, Made]:
    start = time.process_time()
    made = make()
    return time.process_time() - start, made


def _read(site: Site) -> list[Row]:
    source = site.source("sv")
    return [
        Row("all moves read, once a release, s", number(_timed(lambda: moves.moves(source))[0])),
        Row("all relations read, once a release, s", number(_timed(lambda: reporting.reporting(source))[0])),
        Row("the network measured, at build, s", number(_timed(lambda: network.measure(network.ties(source)))[0])),
    ]


def _pages(site: Site) -> list[Row]:
    known = {sheet.name: sheet for sheet in sheets()}
    rows = []
    for name, asked in (
        ("reporting.html", {}),
        ("reporting.json", {}),
        ("flow.html", {}),
        ("flow.json", {}),
        ("flow.json", {"by": "year"}),
        ("flow.json", {"by": "step"}),
        ("flow.html", {"body": "3", "period": "2020-q2"}),
        ("network.html", {}),
        ("overview.html", {}),
    ):
        known[name].make(site, "sv", asked)  # what is kept for the release is made now
        took, text = _timed(lambda name=name, asked=asked: known[name].make(site, "sv", asked))
        body = text.encode() if isinstance(text, str) else text
        packed = len(gzip.compress(body, 6)) / 1000
        said = "".join(f" {key}={value}" for key, value in asked.items())
        rows.append(Row(f"{name}{said}, s", number(took), note=f"{number(packed)} kB gzipped"))
    return rows


def _drawn(release: Path) -> list[Row]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        return [Row("drawing", "not measured", note="chromium is not installed")]
    from playwright.sync_api import sync_playwright

    port = free_port()
    root = f"http://127.0.0.1:{port}/"
    rows = []
    command = [*graf(), "serve", "--release", str(release), "--port", str(port), "--workers", "1"]
    with server(command, root, limit=600), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name in ("reporting.html", "flow.html", "flow.html?by=year", "flow.html?by=step", "network.html"):
            page.goto(f"{root}sv/{name}", timeout=120_000)
            page.wait_for_selector("figure .scroll svg", timeout=120_000)
            took = page.evaluate("performance.getEntriesByName('drawn')[0].duration")
            marks = page.locator("figure .scroll svg a").count()
            rows.append(Row(f"{name} drawn, ms", number(took), note=f"{marks} marks"))
        browser.close()
    return rows


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bodies", type=int, default=5000)
    parser.add_argument("--moves", type=int, default=100_000)
    given = parser.parse_args()
    show([measure(given.bodies, given.moves)])


if __name__ == "__main__":
    main()
