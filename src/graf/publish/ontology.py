"""The ontology's files: `ontology/graf.ttl` and the like, as Turtle, RDF/XML and JSON-LD, and the way to its page.

The Turtle is the file as it was written, with its comments; the others hold the same triples. `https://w3id.org/graf/ns/`
leads here (`ontology/w3id/`).
"""

from __future__ import annotations

from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from graf import resources
from graf.publish.producer import Files
from graf.rdf.vocab import PREFIXES
from graf.render.i18n import LANGUAGES, say
from graf.render.pages import FORMAT_NAMES
from graf.render.sheets_ontology import FILES, NAME
from graf.render.site import Site

FOLDER: Final = "ontology"
_MADE: Final = {"rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}
_AS_IT_IS: Final = ("shapes.ttl", "context.jsonld")


def ontology(site: Site) -> Files:
    """Every file, and a page that leads to the documentation in each language."""
    for name in names():
        yield f"{FOLDER}/{name}", file(name) or b""
    yield f"{FOLDER}/index.html", _index().encode()


def count(site: Site) -> int:
    """How many files there are."""
    return len(names()) + 1


def names() -> tuple[str, ...]:
    """The names of the files."""
    return (*(f"{name}.{suffix}" for name in FILES for suffix in ("ttl", *_MADE)), *_AS_IT_IS)


def file(name: str) -> bytes | None:
    """A file by its name; None where there is none."""
    if name not in names():
        return None
    stem, _, suffix = name.rpartition(".")
    if name in _AS_IT_IS or suffix == "ttl":
        return (resources.ontology() / name).read_bytes()
    triples = pyoxigraph.parse(path=str(resources.ontology() / f"{stem}.ttl"), format=RdfFormat.TURTLE)
    found = sorted({quad.triple for quad in triples}, key=str)
    return pyoxigraph.serialize(found, format=_MADE[suffix], prefixes=dict(PREFIXES)) or b""


def _index() -> str:
    first = LANGUAGES[0]
    pages = "".join(
        f'<li><a href="../{lang}/{NAME}" lang="{lang}" hreflang="{lang}">{say(lang, "ontology.title")}</a></li>'
        for lang in LANGUAGES
    )
    files = "".join(
        f'<li><a href="{name}">{name}</a> ({FORMAT_NAMES[name.rpartition(".")[2]]})</li>' for name in names()
    )
    return (
        f'<!doctype html>\n<html lang="{first}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{say(first, 'ontology.title')} – graf</title>\n"
        '<link rel="stylesheet" href="../static/style.css">\n</head>\n'
        f'<body>\n<main class="wrap">\n<h1>{say(first, "ontology.title")}</h1>\n<ul>{pages}</ul>\n<ul>{files}</ul>\n'
        "</main>\n</body>\n</html>\n"
    )
