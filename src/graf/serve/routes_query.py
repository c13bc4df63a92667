"""The public questions as pages, and a form for any other question in SPARQL; as data they are `/queries/{name}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from graf import resources
from graf.issues import UsageError
from graf.query import Answer, Graph, Result, Rows, binding, canned, formats, run
from graf.query.canned import Canned
from graf.render.i18n import LANGUAGES, say
from graf.render.pages import Page
from graf.serve.answers import answer
from graf.serve.negotiation import split
from graf.serve.site import Site
from graf.views.refs import Ref, refer
from graf.views.source import Source

MOST = 1000
"""So many rows are shown on a page; the data has them all."""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a table: headings, rows of references (None for an empty cell), and how many rows there are."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Ref | None, ...], ...]
    total: int


def routes(site: Site) -> APIRouter:
    """The routes of a site."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{lang}/query/{name}")
    def page(request: Request, lang: str, name: str) -> Response:
        bare, _ = split(name, ("html",))
        question = _question(bare)
        _speaks(lang)

        def make() -> str:
            source = site.source(lang)
            given = _given(question, request)
            table, wrong = None, ""
            try:
                table = _table(source, binding.ask(site.store(), question, given), question, lang)
            except UsageError as error:
                wrong = str(error)
            same = f"query/{bare}.html"
            asked = {key: value for key, value in given.items() if value}
            shown = Page(question.title[lang], lang, f"{lang}/{same}", same, section="query", query=asked)
            every = canned.load(resources.queries())
            view = {"question": question, "given": given, "table": table, "wrong": wrong, "questions": every}
            return site.render("question.html", shown, **view, most=MOST, asked=asked)

        return answer(site, request, "html", make, lang=lang)

    @router.get("/{lang}/query.html")
    def form(request: Request, lang: str, query: str = "") -> Response:
        _speaks(lang)

        def make() -> str:
            table, graph, wrong = None, "", ""
            if query.strip():
                try:
                    found = _asked(site, request, query)
                    table, graph = _shown(site.source(lang), found, lang)
                except UsageError as error:
                    wrong = str(error)
            asked = {"query": query} if query.strip() else {}
            shown = Page(
                say(lang, "query.title"), lang, f"{lang}/query.html", "query.html", section="query", query=asked
            )
            every = canned.load(resources.queries())
            view = {"query": query, "table": table, "graph": graph, "wrong": wrong, "questions": every}
            return site.render("query.html", shown, **view, most=MOST)

        if query.strip():  # the answer may be that there was no time for it, so it is not to be kept
            return HTMLResponse(make(), headers={"Cache-Control": "no-store", "Content-Language": lang})
        return answer(site, request, "html", make, lang=lang)

    return router


def _asked(site: Site, request: Request, query: str) -> Result:
    """A visitor's own query, answered by a worker process under limits wherever the server has them."""
    ask = getattr(request.app.state, "ask", None)
    if ask is None:
        return run(site.store(), query)
    found: Result = ask(query, request.client.host if request.client else "")
    return found


def _question(name: str) -> Canned:
    try:
        return canned.find(name, resources.queries())
    except UsageError:
        raise HTTPException(404) from None


def _given(question: Canned, request: Request) -> dict[str, str]:
    """What the address gives for the question's parameters; empty fields of a form count as not given."""
    names = {parameter.name for parameter in question.parameters}
    return {name: value.strip() for name, value in request.query_params.items() if name in names and value.strip()}


def _table(source: Source, found: Rows, question: Canned, lang: str) -> Table:
    return _rows(source, found, {column.name: column.label[lang] for column in question.columns})


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


def _speaks(lang: str) -> None:
    if lang not in LANGUAGES:
        raise HTTPException(404)
