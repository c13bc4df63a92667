"""What a release holds beside its store, made from it: each a file or folder of its own, outside the digest.

A product is what can be made anew from the store at any time, such as a search index: it makes answers quicker and
states nothing. One that is not there is made where it is first used. Another room adds a line to `PRODUCTS`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Set
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store, Triple

from graf.views import network, search_index
from graf.views.source import Source


@dataclass(frozen=True, slots=True)
class Made:
    """What a product is made from: the finished store (only to be read), and what it was before.

    `previous` is the same product in the release that this build began with, None where there is none: its files may be
    linked or copied, never changed. `changed` are the triples that only one of the two releases states; None where the
    store was written whole.
    """

    store: Store
    previous: Path | None = None
    changed: Set[Triple] | None = None


Product = tuple[str, Callable[[Path, Made], None]]
"""A name in the release's folder, and the function that makes the file or folder of that name."""


def _search(folder: Path, made: Made) -> None:
    """What the search looks through."""
    source = Source(made.store, "", {}, "sv")
    before, changed = made.previous, made.changed
    if before is None or changed is None or not search_index.renew(folder, source, before, changed):
        search_index.write(folder, source)


def _network(file: Path, made: Made) -> None:
    """The measures of the network of people and bodies; after a change to it, they are left to who shows them first."""
    if made.changed is not None:
        if made.previous is not None and not network.told_by(made.changed):
            os.link(made.previous, file)
        return
    ending = "/graph/ontology"
    base = next((one.value for one in made.store.named_graphs() if one.value.endswith(ending)), "")
    network.write(file, Source(made.store, base.removesuffix(ending), {}, "sv"))


PRODUCTS: tuple[Product, ...] = ((search_index.FOLDER, _search), (network.FILE, _network))


def make_products(folder: Path, store: Store, previous: Path | None, changed: Set[Triple]) -> None:
    """Makes all products of a release in its folder.

    `previous` is the release whose store this one was made of, `changed` the triples that only one of the two states.
    """
    for name, make in PRODUCTS:
        if previous is None:
            make(folder / name, Made(store))
        else:
            make(folder / name, Made(store, previous / name if (previous / name).exists() else None, changed))
