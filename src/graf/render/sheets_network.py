"""Who could carry matters: the network of people and bodies as a page, tables, CSV, GraphML and GEXF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graf.render import exchange
from graf.render.network_data import network_csv, network_drawing, network_json
from graf.render.pictures import drawn, row
from graf.render.sheets import PAGE, Asked, Sheet
from graf.render.sheets_pictures import picture_page, question
from graf.render.site import Site
from graf.views import network

_FORMATS: Final = ("csv", "graphml", "gexf", "json")
_MOST: Final = 100
_PAIRS: Final = 50


@dataclass(frozen=True, slots=True)
class _Slice:
    rows: tuple[str, ...]
    page: int
    pages: int


def page(site: Site, lang: str, asked: Asked) -> str:
    """Who could carry matters, as a page."""
    view = _network(site)
    carriers = view.carriers()
    number = int(asked.get(PAGE, "1"))
    return site.render(
        "network.html",
        picture_page(lang, "network", {}, _FORMATS, noindex=True),
        view=view,
        slice=_Slice(carriers[(number - 1) * _MOST : number * _MOST], number, _pages(site)),
        carriers=len(carriers),
        bodies=view.linked()[:_MOST],
        pairs=view.pairs()[:_PAIRS],
        drawn=drawn(),
        row=row,
        sparql=question("carriers"),
    )


def _network(site: Site) -> network.Network:
    return site.once("network", lambda: network.network(site.source("sv"), site.release / network.FILE))


def _pages(site: Site) -> int:
    return max(1, -(-len(_network(site).carriers()) // _MOST))


SHEETS: Final = (
    Sheet("network.html", page, (), _pages),
    Sheet("network.json", lambda site, lang, asked: network_json(_network(site), lang)),
    Sheet("network.csv", lambda site, lang, asked: network_csv(_network(site))),
    Sheet("network.graphml", lambda site, lang, asked: exchange.graphml(network_drawing(_network(site)))),
    Sheet("network.gexf", lambda site, lang, asked: exchange.gexf(network_drawing(_network(site)))),
)
