"""The release in other people's vocabularies: what each query of `queries/export/` constructs, as Turtle.

Such an export is for programs that know OSLO or ELI-DL. It says less than the release, and nothing that the release
does not say; what those vocabularies demand and such minutes lack is missing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from pyoxigraph import RdfFormat, serialize

from graf import resources
from graf.publish.producer import Files
from graf.query import Graph, run
from graf.rdf.vocab import DCTERMS, FOAF, ORG, PROV, SCHEMA, SKOS, XSD
from graf.render.site import Site

FOLDER: Final = "exports"
PREFIXES: Final = {
    "besluit": "http://data.vlaanderen.be/ns/besluit#",
    "mandaat": "http://data.vlaanderen.be/ns/mandaat#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "dcterms": DCTERMS.BASE,
    "foaf": FOAF.BASE,
    "org": ORG.BASE,
    "prov": PROV.BASE,
    "schema": SCHEMA.BASE,
    "skos": SKOS.BASE,
    "xsd": XSD.BASE,
}


@dataclass(frozen=True, slots=True)
class Export:
    """An export: the name of its query, title and description by language, and the Turtle."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    content: bytes

    @property
    def path(self) -> str:
        """Where it lies below the site's root."""
        return f"{FOLDER}/{self.name}.ttl"


def exports(site: Site) -> Files:
    """Every export."""
    for one in exports_of(site):
        yield one.path, one.content


def count(site: Site) -> int:
    """How many there are."""
    return len(list((resources.queries() / "export").glob("*.rq")))


def exports_of(site: Site) -> tuple[Export, ...]:
    """Every export of the release, made once."""
    return site.once("exports", lambda: _made(site))


def _made(site: Site) -> tuple[Export, ...]:
    found = []
    for file in sorted((resources.queries() / "export").glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        header = takewhile(lambda line: line.startswith("# "), text.splitlines())
        about = tomllib.loads("\n".join(line[2:] for line in header))
        made = run(site.store(), text, file=file.name)
        assert isinstance(made, Graph), f"{file.name} constructs a graph"
        content = serialize(made.triples(), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        found.append(Export(file.stem, about["title"], about["description"], content))
    return tuple(found)
