"""The two pictures: who reports to whom, and how items move between networks; each a page, JSON and CSV."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from graf.render.i18n import LANGUAGES, say
from graf.render.pages import Page
from graf.render.pictures import drawn, flow_csv, flow_json, reporting_csv, reporting_json, row
from graf.serve.answers import answer
from graf.serve.site import Site
from graf.views.flow import Asked, Flow, flow
from graf.views.reporting import reporting

_FORMATS: Final = ("json", "csv")
_SUFFIXES: Final = ("html", *_FORMATS)
_NAMES: Final = {
    ("sv", "rapportvagar"): "reporting",
    ("en", "reporting"): "reporting",
    ("sv", "floden"): "flow",
    ("en", "flows"): "flow",
}
"""Names that a person may write, and the page that they lead to."""
ALL: Final = "all"
"""The year that stands for every year."""


def routes(site: Site) -> APIRouter:
    """The routes of a site."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{lang}/reporting.{suffix}")
    def reports(request: Request, lang: str, suffix: str) -> Response:
        def make() -> str:
            view = reporting(site.source(lang))
            if suffix == "json":
                return reporting_json(view, lang, site.publication.last)
            if suffix == "csv":
                return reporting_csv(view)
            page = _page(lang, "reporting", say(lang, "reporting.title"), {})
            return site.render("reporting.html", page, view=view, drawn=drawn(), row=row)

        _known(lang, suffix)
        return answer(site, request, suffix, make, lang=lang)

    @router.get("/{lang}/flow.{suffix}")
    def flows(
        request: Request, lang: str, suffix: str, matter: str = "", body: str = "", kind: str = "", year: str = ""
    ) -> Response:
        def view(asked: Asked) -> Flow:
            return flow(site.source(lang), say(lang, "flow.same"), asked)

        def make() -> str:
            asked = Asked(matter, body, kind, "" if year == ALL else year)
            found = view(asked)
            if not any((matter, body, kind, year)) and found.years:
                asked = Asked(year=found.years[0])
                found = view(asked)
            if suffix == "json":
                return flow_json(found, lang, site.publication.last)
            if suffix == "csv":
                return flow_csv(found)
            query = {"matter": matter, "body": body, "kind": kind, "year": year}
            page = _page(lang, "flow", say(lang, "flow.title"), {name: text for name, text in query.items() if text})
            search = f"?{urlencode(page.query)}" if page.query else ""
            return site.render(
                "flow.html", page, view=found, asked=asked, drawn=drawn(), row=row, search=search, every=ALL
            )

        _known(lang, suffix)
        return answer(site, request, suffix, make, lang=lang)

    for (lang, name), page in _NAMES.items():
        router.add_api_route(f"/{lang}/{name}", _leads_to(f"{page}.html"), response_class=RedirectResponse)
    return router


def _leads_to(address: str) -> Callable[[], Response]:
    def named() -> Response:
        return RedirectResponse(address, 308)

    return named


def _page(lang: str, name: str, title: str, query: dict[str, str]) -> Page:
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


def _known(lang: str, suffix: str) -> None:
    if lang not in LANGUAGES or suffix not in _SUFFIXES:
        raise HTTPException(404)
