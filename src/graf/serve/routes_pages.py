"""The start page, the lists, search, and what is said of the data and the interface."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from graf import resources
from graf.query import canned
from graf.render.i18n import LANGUAGES, say
from graf.render.pages import Page
from graf.serve.answers import answer, wanted_language
from graf.serve.site import Site
from graf.views import lists, search
from graf.views.clauses import Move
from graf.views.source import Source

_SHOWN = 8
"""So many meetings, referrals and assignments stand on the start page."""
_EXAMPLES = 3


def routes(site: Site) -> APIRouter:
    """The routes of a site."""
    router = APIRouter(include_in_schema=False)
    views: dict[str, Callable[[Source, int], Any]] = {
        "meetings": lambda source, page: (
            lists.part(site.orders().documented, partial(lists.meeting_row, source), page),
            lists.part(site.orders().mentioned, partial(lists.meeting_row, source), page),
        ),
        "bodies": lambda source, page: lists.part(site.orders().bodies, partial(lists.body_row, source), page),
        "people": lambda source, page: lists.part(site.orders().people, partial(lists.person_row, source), page),
        "matters": lambda source, page: (
            lists.part(site.orders().matters, partial(lists.matter_row, source), page),
            lists.part(site.orders().referrals, partial(_open_move, site, source), page),
            lists.part(site.orders().tasks, partial(lists.open_task, source), page),
        ),
        "about": lambda source, page: site.manifest,
        "api": lambda source, page: canned.load(resources.queries()),
    }

    @router.get("/")
    def choose(request: Request) -> Response:
        headers = {"Vary": "Accept-Language"}
        return RedirectResponse(f"{wanted_language(request)}/", 302, headers)

    @router.get("/api")
    def api(request: Request) -> Response:
        return RedirectResponse(f"{wanted_language(request)}/api.html", 302, {"Vary": "Accept-Language"})

    @router.get("/sv")
    @router.get("/en")
    def slash(request: Request) -> Response:
        return RedirectResponse(f"{wanted_language(request)}/", 308)

    @router.get("/robots.txt")
    def robots() -> Response:
        return Response("User-agent: *\nDisallow: /sparql\n", media_type="text/plain")

    @router.get("/{lang}/")
    def start(request: Request, lang: str) -> Response:
        def make() -> str:
            source = site.source(lang)
            page = Page(site.publication.title[lang], lang, f"{lang}/", "")
            return site.render(
                "start.html",
                page,
                meetings=[lists.meeting_row(source, node) for node in site.orders().documented[:_SHOWN]],
                matters=[lists.matter_row(source, node) for node in site.orders().matters[:_EXAMPLES]],
                referrals=[_open_move(site, source, node) for node in site.orders().referrals[:_SHOWN]],
                tasks=[lists.open_task(source, node) for node in site.orders().tasks[:_SHOWN]],
                orders=site.orders(),
                until=site.publication.last,
                counts=site.manifest["counts"],
                description=_description(site, lang),
                questions=canned.load(resources.queries()),
            )

        _speaks(lang)
        return answer(site, request, "html", make, lang=lang)

    @router.get("/{lang}/search")
    @router.get("/{lang}/search.html")
    def seek(request: Request, lang: str, q: str = "") -> Response:
        asked = " ".join(q.split())[:200]

        def make() -> str:
            hits = search.find(site.index(), asked)
            query = {"q": asked} if asked else {}
            name = say(lang, "search.title")
            page = Page(name, lang, f"{lang}/search", "search", noindex=True, query=query)
            return site.render("search.html", page, asked=asked, hits=hits, most=search.MOST)

        _speaks(lang)
        return answer(site, request, "html", make, lang=lang)

    @router.get("/{lang}/{name}.html")
    def listing(request: Request, lang: str, name: str, page: int = 1) -> Response:
        def make() -> str:
            title = say(lang, f"menu.{name}")
            query = {"page": str(page)} if page > 1 else {}
            path, same = f"{lang}/{name}.html", f"{name}.html"
            shown = Page(title, lang, path, same, section=name, noindex=name == "people", query=query)
            view = views[name](site.source(lang), page)
            return site.render(f"{name}.html", shown, view=view, until=site.publication.last)

        _speaks(lang)
        if name not in views:
            raise HTTPException(404)
        return answer(site, request, "html", make, lang=lang)

    return router


def _speaks(lang: str) -> None:
    if lang not in LANGUAGES:
        raise HTTPException(404)


def _description(site: Site, lang: str) -> str:
    found = site.manifest.get("description")
    return str(found.get(lang, "")) if isinstance(found, dict) else ""


def _open_move(site: Site, source: Source, node: NamedNode) -> tuple[Move, int | None]:
    return lists.open_move(source, node, site.publication.last)
