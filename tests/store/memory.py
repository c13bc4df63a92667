"""A store without a folder, for questions to a few quads."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Store


def in_memory(quads: Iterable[Quad] = ()) -> Store:
    """A store that holds these quads and goes with the test."""
    store = Store()
    store.extend(quads)
    return store
