"""The overview: decisions, attendance, what is open and what is unsettled, as a page and as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from graf.render.exchange import sheet
from graf.render.i18n import say, words
from graf.render.sheets import Asked, Sheet
from graf.render.sheets_pictures import all_moves, picture_page
from graf.render.site import Site
from graf.views.overview import Count, Overview, overview

_MOST: Final = 25
"""So many rows a table of the page has; the CSV has them all."""


def page(site: Site, lang: str, asked: Asked) -> str:
    """The overview as a page."""
    return site.render(
        "overview.html",
        picture_page(lang, "overview", {}, ("csv",)),
        view=_overview(site, lang),
        most=_MOST,
        unsettled=_unsettled(site, lang),
        until=site.publication.last,
    )


def table(site: Site, lang: str, asked: Asked) -> str:
    """Every count of the overview as one table: what is counted, of what, in which year, how many."""
    view = _overview(site, lang)
    return sheet(("table", "key", "name", "year", "count"), _rows(view, _unsettled(site, lang)))


def _rows(view: Overview, unsettled: tuple[Count, ...]) -> Iterator[tuple[object, ...]]:
    for name, several in (
        ("decisions by act", view.acts),
        ("open referrals by receiver", view.waiting),
        ("open referrals by sender", view.unanswered),
        ("open assignments by assignee", view.tasks),
        ("unsettled", unsettled),
    ):
        yield from ((name, one.key or None, one.name, None, one.count) for one in several)
    for body in view.bodies:
        for year, count in zip(view.years, body.by_year, strict=True):
            yield "decisions by body and year", body.key, body.name, year, count
    for one in view.visits:
        for name, count in (("present", one.present), ("absent", one.absent), ("uncertain", one.uncertain)):
            yield f"meetings {name}", one.key, one.name, None, count


def _overview(site: Site, lang: str) -> Overview:
    moves = all_moves(site)
    return site.once(f"overview {lang}", lambda: overview(site.source(lang), moves))


def _unsettled(site: Site, lang: str) -> tuple[Count, ...]:
    """What could not be read, settled or mapped, by kind."""
    kinds = Counter(str(one.get("kind", "")) for one in site.manifest.get("issues", ()))
    known = words(lang)
    found = (
        (f"overview.issue_{kind.replace(' ', '_').replace('-', '_')}", kind, count) for kind, count in kinds.items()
    )
    named = [Count(say(lang, key) if key in known else kind, count) for key, kind, count in found]
    return tuple(sorted(named, key=lambda one: (-one.count, one.name)))


SHEETS: Final = (Sheet("overview.html", page), Sheet("overview.csv", table))
