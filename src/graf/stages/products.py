"""What a release holds beside its store, made from it: each a file or folder of its own, outside the digest.

A product is what can be made anew from the store at any time, such as a search index: it makes answers quicker and
states nothing. Another room adds a line to `PRODUCTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from graf.views import network, search_index
from graf.views.source import Source


@dataclass(frozen=True, slots=True)
class Made:
    """What a product is made from: the finished store (only to be read), and what it was before.

    `previous` is the same product in the release that this build began with, None where there is none: its files may be
    linked or copied, never changed. `changed` are the graphs (IRIs) whose content differs from that release's, those
    that are gone among them; None where all may.
    """

    store: Store
    previous: Path | None = None
    changed: frozenset[str] | None = None


Product = tuple[str, Callable[[Path, Made], None]]
"""A name in the release's folder, and the function that makes the file or folder of that name."""


def _search(folder: Path, made: Made) -> None:
    """What the search looks through."""
    search_index.write(folder, Source(made.store, "", {}, "sv"))


def _network(file: Path, made: Made) -> None:
    """The measures of the network of people and bodies."""
    ending = "/graph/ontology"
    base = next((one.value for one in made.store.named_graphs() if one.value.endswith(ending)), "")
    network.write(file, Source(made.store, base.removesuffix(ending), {}, "sv"))


PRODUCTS: tuple[Product, ...] = ((search_index.FOLDER, _search), (network.FILE, _network))


def make_products(folder: Path, store: Store, previous: Path | None, changed: frozenset[str] | None) -> None:
    """Makes all products of a release in its folder; `previous` is the release that this build began with."""
    for name, make in PRODUCTS:
        before = previous / name if previous is not None and (previous / name).exists() else None
        make(folder / name, Made(store, before, changed if before is not None else None))
