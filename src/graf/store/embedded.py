"""The embedded store (Oxigraph through pyoxigraph): a release's is written once, then only opened read-only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, Store

from graf.issues import UsageError


def open_read_only(path: Path) -> Store:
    """Opens a store that nobody can write to. Raises `UsageError` where there is none.

    Oxigraph's query results must stay on the thread that asked for them; so does, here, the store.
    """
    if not (path / "CURRENT").is_file():
        raise UsageError(str(path), None, "expected a store", "`graf build` makes one.")
    return Store.read_only(str(path))


def write_new(path: Path, quads: Iterable[Quad]) -> Store:
    """A new store in an empty or missing folder, loaded in bulk; the caller keeps it as long as it writes."""
    path.mkdir(parents=True, exist_ok=True)
    store = Store(str(path))
    store.bulk_extend(quads)
    return store


def in_memory(quads: Iterable[Quad] = ()) -> Store:
    """A store without a folder, for questions to a few quads."""
    store = Store()
    store.extend(quads)
    return store
