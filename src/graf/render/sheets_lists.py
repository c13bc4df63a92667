"""The start page, the lists, and what is said of the data and the interface."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from pyoxigraph import NamedNode

from graf import resources
from graf.query import canned
from graf.render.i18n import say
from graf.render.pages import Page
from graf.render.sheets import PAGE, Asked, Make, Sheet, numbered
from graf.render.site import Site
from graf.render.structured import described
from graf.views import lists
from graf.views.clauses import Move
from graf.views.source import Source

_SHOWN: Final = 8
"""So many meetings, referrals and assignments stand on the start page."""
_EXAMPLES: Final = 3
_View = Callable[[Site, Source, int], Any]


def start(site: Site, lang: str, asked: Asked) -> str:
    """The start page."""
    source = site.source(lang)
    found = site.manifest.get("description")
    description = str(found.get(lang, "")) if isinstance(found, dict) else ""
    entity = described(site.publication, lang, description)
    return site.render(
        "start.html",
        Page(site.publication.title[lang], lang, f"{lang}/", "", entity=entity),
        meetings=[lists.meeting_row(source, node) for node in site.orders().documented[:_SHOWN]],
        matters=[lists.matter_row(source, node) for node in site.orders().matters[:_EXAMPLES]],
        referrals=[_open_move(site, source, node) for node in site.orders().referrals[:_SHOWN]],
        tasks=[lists.open_task(source, node) for node in site.orders().tasks[:_SHOWN]],
        orders=site.orders(),
        until=site.publication.last,
        counts=site.manifest["counts"],
        description=description,
        questions=canned.load(resources.queries()),
    )


def _listing(name: str, view: _View, site: Site, lang: str, asked: Asked) -> str:
    number = int(asked.get(PAGE, "1"))
    same = numbered(f"{name}.html", number)
    page = Page(say(lang, f"menu.{name}"), lang, f"{lang}/{same}", same, section=name, noindex=name == "people")
    shown = view(site, site.source(lang), number)
    return site.render(f"{name}.html", page, view=shown, until=site.publication.last)


def _list(name: str, view: _View, *long: str) -> Sheet:
    """A list: its name, what it shows of a page of it, and which orders it pages through."""

    def pages(site: Site) -> int:
        return max((lists.pages(getattr(site.orders(), order)) for order in long), default=1)

    make: Make = partial(_listing, name, view)
    return Sheet(f"{name}.html", make, pages=pages if long else None)


def _meetings(site: Site, source: Source, number: int) -> tuple[Any, ...]:
    make = partial(lists.meeting_row, source)
    return lists.part(site.orders().documented, make, number), lists.part(site.orders().mentioned, make, number)


def _bodies(site: Site, source: Source, number: int) -> Any:
    return lists.part(site.orders().bodies, partial(lists.body_row, source), number)


def _people(site: Site, source: Source, number: int) -> Any:
    return lists.part(site.orders().people, partial(lists.person_row, source), number)


def _matters(site: Site, source: Source, number: int) -> tuple[Any, ...]:
    return (
        lists.part(site.orders().matters, partial(lists.matter_row, source), number),
        lists.part(site.orders().referrals, partial(_open_move, site, source), number),
        lists.part(site.orders().tasks, partial(lists.open_task, source), number),
    )


def _open_move(site: Site, source: Source, node: NamedNode) -> tuple[Move, int | None]:
    return lists.open_move(source, node, site.publication.last)


SHEETS: Final = (
    Sheet("index.html", start),
    _list("meetings", _meetings, "documented", "mentioned"),
    _list("bodies", _bodies, "bodies"),
    _list("people", _people, "people"),
    _list("matters", _matters, "matters", "referrals", "tasks"),
    _list("accessibility", lambda site, source, number: site.manifest),
    _list("about", lambda site, source, number: site.manifest),
    _list("api", lambda site, source, number: canned.load(resources.queries())),
)
