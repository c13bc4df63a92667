"""The page that documents the ontology."""

from __future__ import annotations

from typing import Final

from graf.render.i18n import say
from graf.render.pages import Page
from graf.render.sheets import Asked, Sheet
from graf.render.site import Site
from graf.views.ontology import ontology

NAME: Final = "ontology.html"
FILES: Final = ("graf", "concepts", "alignments")
"""The files of `ontology/` that are offered as Turtle, RDF/XML and JSON-LD."""


def page(site: Site, lang: str, asked: Asked) -> str:
    """Classes, properties and concepts, with what they mean."""
    shown = Page(say(lang, "ontology.title"), lang, f"{lang}/{NAME}", NAME)
    return site.render("ontology.html", shown, view=ontology(site.source(lang)), files=FILES)


SHEETS: Final = (Sheet(NAME, page),)
