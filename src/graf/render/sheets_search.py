"""The search: a page, what it suggests while somebody writes, and the index that a site of files is searched by.

A script asks `suggest.json?q=` wherever there is a search form. A server answers with hits; the file of that name says
where the index is, and the script searches that instead.
"""

from __future__ import annotations

import json
from typing import Final

from graf.render.i18n import say
from graf.render.pages import Page
from graf.render.search_file import search_file, shown
from graf.render.sheets import Asked, Sheet
from graf.render.site import Site
from graf.views import search, search_index

SUGGESTED: Final = 8
"""So many hits are suggested."""
_LONGEST: Final = 200
INDEX: Final = "search-index.json"


def seek(site: Site, lang: str, asked: Asked) -> str:
    """The search, with what was found where a server answers."""
    words = _words(asked)
    hits = search_index.find(site.index(), site.source(lang), words) if words else search.Hits((), 0)
    query = {"q": words} if words else {}
    page = Page(say(lang, "search.title"), lang, f"{lang}/search.html", "search.html", noindex=True, query=query)
    return site.render("search.html", page, asked=words, hits=hits, most=search.MOST, kinds=search.KINDS)


def suggest(site: Site, lang: str, asked: Asked) -> str:
    """The best hits for what is written so far: kind, address, name and meeting of each."""
    if not site.live:
        return json.dumps({"index": INDEX})
    source = site.source(lang)
    hits = search_index.find(site.index(), source, _words(asked), SUGGESTED)
    found = [shown(one, lang) for _, several in hits.groups for one in several]
    return json.dumps({"hits": found, "total": hits.total}, ensure_ascii=False)


def index(site: Site, lang: str, asked: Asked) -> str:
    """The index of a site of files; a server, which would make it anew for whoever asks, says whom to ask instead."""
    return json.dumps({"suggest": "suggest.json"}) if site.live else search_file(site.source(lang))


def _words(asked: Asked) -> str:
    return " ".join(asked.get("q", "").split())[:_LONGEST]


SHEETS: Final = (
    Sheet("search.html", seek, asks=("q",)),
    Sheet("suggest.json", suggest, asks=("q",)),
    Sheet(INDEX, index),
)
