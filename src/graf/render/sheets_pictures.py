"""The pictures of relations and moves: who reports to whom, and how items move; each a page, and data in four forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from graf import resources
from graf.query import canned
from graf.rdf.vocab import GRAF
from graf.render import exchange, flow_data
from graf.render.i18n import say
from graf.render.pages import Page
from graf.render.pictures import drawn, row
from graf.render.reporting_data import reporting_csv, reporting_drawing, reporting_json
from graf.render.sheets import PAGE, Asked, Sheet
from graf.render.site import Site
from graf.views import flow, moves, reporting
from graf.views.seats import seats
from graf.views.whole import first, values

FORMATS: Final = ("csv", "graphml", "json")
_ASKS: Final = ("matter", "body", "kind", "period", "by")
_REPORTS_ASK: Final = ("date", "kind", "focus", "open", "shut")


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of a table this is, and how many there are."""

    page: int
    pages: int


def reports_page(site: Site, lang: str, asked: Asked) -> str:
    """Who reports to whom, as a page: the state on a day, of some kinds, and the ways up from a body."""
    source, view = site.source(lang), _reporting(site, lang)
    given = {name: text for name, text in asked.items() if name != PAGE}
    number = min(int(asked.get(PAGE, "1")), view.pages)
    day, kinds = asked.get("date", ""), tuple(asked.get("kind", "").split())
    shown = reporting.known(view.relations, day, kinds)
    focus = view.find(asked.get("focus", ""))
    rows = view.relations[(number - 1) * reporting.MOST : number * reporting.MOST]
    return site.render(
        "reporting.html",
        picture_page(lang, "reporting", given),
        view=view,
        rows=reporting.evidenced(source, rows),
        slice=Pages(number, view.pages),
        shown=frozenset(one.key for one in shown),
        asked={name: asked.get(name, "") for name in _REPORTS_ASK},
        kinds=kinds,
        focus=focus,
        ways=reporting.evidenced(source, view.ways_up(focus.ref.key, shown)) if focus else (),
        seats=seats(source, source.node("body", focus.ref.key)) if focus else None,
        drawn=drawn(),
        row=row,
        search=f"?{urlencode(given)}" if given else "",
        sparql=question("relations"),
        first=site.publication.first,
        last=site.publication.last,
    )


def reports_json(site: Site, lang: str, asked: Asked) -> str:
    """What its picture is drawn from: everything, whatever the page's address asks."""
    return reporting_json(_reporting(site, lang), lang, site.publication.first, site.publication.last)


def reports_csv(site: Site, lang: str, asked: Asked) -> str:
    """The relations as a table."""
    view = _reporting(site, lang)
    every = [*view.relations, *(one for group in view.groups for one in group.relations)]
    return reporting_csv(reporting.evidenced(site.source(lang), every))


def reports_graphml(site: Site, lang: str, asked: Asked) -> str:
    """The bodies and relations as a graph."""
    return exchange.graphml(reporting_drawing(_reporting(site, lang)))


def flows_page(site: Site, lang: str, asked: Asked) -> str:
    """How items move, as a page."""
    found, choices = _flow(site, lang, asked), _choices(site, lang)
    given = {name: text for name, text in asked.items() if name != PAGE}
    page = picture_page(lang, "flow", given)
    search = f"?{urlencode(given)}" if given else ""
    return site.render(
        "flow.html",
        page,
        view=found,
        moves=all_moves(site),
        choices=choices,
        asked={name: asked.get(name, "") for name in _ASKS},
        drawn=drawn(),
        row=row,
        search=search,
        words=flow_data,
        sparql=question("moves"),
    )


def flows_json(site: Site, lang: str, asked: Asked) -> str:
    """What its picture is drawn from."""
    return flow_data.flow_json(_flow(site, lang, asked), all_moves(site), lang, site.publication.last)


def flows_csv(site: Site, lang: str, asked: Asked) -> str:
    """The moves as a table."""
    quotes = first(values(site.source(lang), GRAF.quote, "referral"))
    return flow_data.flow_csv(all_moves(site), _steps(site, asked), quotes)


def flows_graphml(site: Site, lang: str, asked: Asked) -> str:
    """The moves as a graph."""
    return exchange.graphml(flow_data.flow_drawing(all_moves(site), _steps(site, asked)))


def picture_page(
    lang: str, name: str, query: Asked, formats: tuple[str, ...] = FORMATS, *, noindex: bool = False
) -> Page:
    """The page of a picture."""
    return Page(
        say(lang, f"{name}.title"),
        lang,
        f"{lang}/{name}.html",
        f"{name}.html",
        section=name,
        formats=formats,
        data=f"{lang}/{name}",
        query=query,
        noindex=noindex,
    )


def question(name: str) -> str:
    """The SPARQL of a public question, which made a picture."""
    return canned.find(name, resources.queries()).text


def _reporting(site: Site, lang: str) -> reporting.Reporting:
    return site.once(f"reporting {lang}", lambda: reporting.reporting(site.source(lang)))


def all_moves(site: Site) -> moves.Moves:
    """Every move of a release."""
    return site.once("moves", lambda: moves.moves(site.source("sv")))


def _choices(site: Site, lang: str) -> flow.Choices:
    found = all_moves(site)
    return site.once(f"choices {lang}", lambda: flow.choices(site.source(lang), found, say(lang, "flow.same")))


def _asked(asked: Asked) -> flow.Asked:
    return flow.Asked(*(asked.get(name, "") for name in _ASKS))


def _flow(site: Site, lang: str, asked: Asked) -> flow.Flow:
    page = int(asked.get(PAGE, "1"))
    return flow.flow(site.source(lang), all_moves(site), say(lang, "flow.same"), _asked(asked), page)


def _steps(site: Site, asked: Asked) -> list[moves.Step]:
    found = all_moves(site)
    return [step for step in found.steps if flow.matches(found, step, _asked(asked))]


def _pages(site: Site) -> int:
    return max(1, -(-len(all_moves(site).steps) // flow.MOST))


SHEETS: Final = (
    Sheet("reporting.html", reports_page, _REPORTS_ASK, lambda site: _reporting(site, "sv").pages),
    Sheet("reporting.json", reports_json),
    Sheet("reporting.csv", reports_csv),
    Sheet("reporting.graphml", reports_graphml),
    Sheet("flow.html", flows_page, _ASKS, _pages),
    Sheet("flow.json", flows_json, _ASKS),
    Sheet("flow.csv", flows_csv, _ASKS),
    Sheet("flow.graphml", flows_graphml, _ASKS),
)
