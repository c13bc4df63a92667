"""The two pictures: who reports to whom, and how items move between networks; each a page, JSON and CSV."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from graf.render.i18n import say
from graf.render.pages import Page
from graf.render.pictures import drawn, flow_csv, flow_json, reporting_csv, reporting_json, row
from graf.render.sheets import Asked, Sheet
from graf.render.site import Site
from graf.views import flow
from graf.views.reporting import reporting

_FORMATS: Final = ("json", "csv")
_ASKS: Final = ("matter", "body", "kind", "year")
ALL: Final = "all"
"""The year that stands for every year."""


def reports_page(site: Site, lang: str, asked: Asked) -> str:
    """Who reports to whom, as a page."""
    page = _page(lang, "reporting", say(lang, "reporting.title"), {})
    return site.render("reporting.html", page, view=reporting(site.source(lang)), drawn=drawn(), row=row)


def reports_json(site: Site, lang: str, asked: Asked) -> str:
    """What its picture is drawn from."""
    return reporting_json(reporting(site.source(lang)), lang, site.publication.last)


def reports_csv(site: Site, lang: str, asked: Asked) -> str:
    """The relations as a table."""
    return reporting_csv(reporting(site.source(lang)))


def flows_page(site: Site, lang: str, asked: Asked) -> str:
    """How items move, as a page."""
    chosen, found = _flow(site, lang, asked)
    page = _page(lang, "flow", say(lang, "flow.title"), asked)
    search = f"?{urlencode(asked)}" if asked else ""
    return site.render("flow.html", page, view=found, asked=chosen, drawn=drawn(), row=row, search=search, every=ALL)


def flows_json(site: Site, lang: str, asked: Asked) -> str:
    """What its picture is drawn from."""
    return flow_json(_flow(site, lang, asked)[1], lang, site.publication.last)


def flows_csv(site: Site, lang: str, asked: Asked) -> str:
    """The moves as a table."""
    return flow_csv(_flow(site, lang, asked)[1])


def _flow(site: Site, lang: str, asked: Asked) -> tuple[flow.Asked, flow.Flow]:
    """The moves that are asked for; where nothing is asked for, those of the latest year."""
    matter, body, kind, year = (asked.get(name, "") for name in _ASKS)
    chosen = flow.Asked(matter, body, kind, "" if year == ALL else year)
    found = flow.flow(site.source(lang), say(lang, "flow.same"), chosen)
    if not asked and found.years:
        chosen = flow.Asked(year=found.years[0])
        found = flow.flow(site.source(lang), say(lang, "flow.same"), chosen)
    return chosen, found


def _page(lang: str, name: str, title: str, query: Asked) -> Page:
    return Page(
        title,
        lang,
        f"{lang}/{name}.html",
        f"{name}.html",
        section=name,
        formats=_FORMATS,
        data=f"{lang}/{name}",
        query=query,
    )


SHEETS: Final = (
    Sheet("reporting.html", reports_page),
    Sheet("reporting.json", reports_json),
    Sheet("reporting.csv", reports_csv),
    Sheet("flow.html", flows_page, _ASKS),
    Sheet("flow.json", flows_json, _ASKS),
    Sheet("flow.csv", flows_csv, _ASKS),
)
