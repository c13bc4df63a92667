"""The public questions as pages, and a form for any other question in SPARQL; as data they are `/queries/{name}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from pyoxigraph import Literal, NamedNode

from graf import resources
from graf.issues import UsageError
from graf.query import Answer, Graph, Result, Rows, binding, canned, formats
from graf.query.canned import Canned
from graf.render.completions import completions
from graf.render.i18n import say
from graf.render.pages import Page
from graf.render.sheets import Asked, Sheet
from graf.render.site import Site
from graf.views.refs import Ref, refer
from graf.views.source import Source

MOST: Final = 1000
"""So many rows are shown on a page; the data has them all."""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a table: headings, rows of references (None for an empty cell), and how many rows there are."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Ref | None, ...], ...]
    total: int


def question_page(question: Canned, site: Site, lang: str, asked: Asked) -> str:
    """A public question: its parameters as a form where a server answers, and the answer."""
    source = site.source(lang)
    table, wrong = None, ""
    try:
        found = answer(site, question, asked)
        table = _rows(source, found, {column.name: column.label[lang] for column in question.columns})
    except UsageError as error:
        wrong = str(error)
    same = f"query/{question.name}.html"
    shown = Page(question.title[lang], lang, f"{lang}/{same}", same, section="query", query=asked)
    view = {"question": question, "given": asked, "table": table, "wrong": wrong, "questions": _questions()}
    return site.render("question.html", shown, **view, most=MOST, asked=asked)


def answer(site: Site, question: Canned, asked: Asked) -> Rows:
    """The answer to a public question. Where no server keeps answers, what is asked without parameters is kept here.

    Raises `UsageError` where a parameter is wrong.
    """
    if asked or site.live:
        return binding.ask(site.store(), question, asked)
    return site.once(f"answer {question.name}", lambda: binding.ask(site.store(), question, {}))


def form(
    site: Site, lang: str, query: str = "", found: Result | None = None, wrong: str = "", example: str = ""
) -> str:
    """The form for a question in SPARQL, with what it asked, and what was found or what was wrong with it.

    `example` names a public question whose text stands in the form, to be changed and asked.
    """
    table, graph = _shown(site.source(lang), found, lang) if found is not None else (None, "")
    asked = {"query": query} if query else {}
    known = next((one for one in _questions() if one.name == example), None)
    if known is not None and not query:
        query, asked = _sparql(known, lang), {"example": example}
    shown = Page(say(lang, "query.title"), lang, f"{lang}/query.html", "query.html", section="query", query=asked)
    view = {"query": query, "table": table, "graph": graph, "wrong": wrong, "questions": _questions()}
    return site.render("query.html", shown, **view, most=MOST, example=example)


def sheets() -> tuple[Sheet, ...]:
    """The form, and a page for each public question."""
    return (
        Sheet("query.html", lambda site, lang, asked: form(site, lang)),
        Sheet("completions.json", completions),
        *(
            Sheet(f"query/{one.name}.html", partial(question_page, one), tuple(part.name for part in one.parameters))
            for one in _questions()
        ),
    )


def _sparql(question: Canned, lang: str) -> str:
    """A public question without its header, its title above."""
    lines = question.text.splitlines()
    start = next((place for place, line in enumerate(lines) if line and not line.startswith("#")), 0)
    return "\n".join([f"# {question.title[lang]}", *lines[start:]])


@cache
def _questions() -> tuple[Canned, ...]:
    return canned.load(resources.queries())


def _shown(source: Source, found: Result, lang: str) -> tuple[Table | None, str]:
    if isinstance(found, Graph):
        return None, formats.render(found, "turtle")
    if isinstance(found, Answer):
        word = say(lang, "query.yes" if found.value else "query.no")
        return Table((say(lang, "query.answer"),), ((Ref(word),),), 1), ""
    return _rows(source, found, {}), ""


def _rows(source: Source, found: Rows, called: Mapping[str, str]) -> Table:
    rows = found.rows()
    cells = tuple(
        tuple(refer(source, term) if isinstance(term, NamedNode | Literal) else None for term in row)
        for row in rows[:MOST]
    )
    return Table(tuple(called.get(name, name) for name in found.variables), cells, len(rows))
