"""A release as its pages are made from it: its manifest, its labels, and a store for each thread that asks.

pyoxigraph's results must stay on the thread that asked, so each worker thread opens the store for itself, read-only,
and a page is read and rendered within one call.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from pyoxigraph import Store

from graf.rdf.vocab import GRAF
from graf.render.pages import Page, Publication, render
from graf.store import embedded, inputs
from graf.store.release import STORE, TEXT, read_manifest
from graf.views import lists, search_index
from graf.views.facts import Facts
from graf.views.source import Labels, Source, read_labels

if TYPE_CHECKING:
    from tantivy import Index

Made = TypeVar("Made")


@dataclass(frozen=True)
class Site:
    """One release. `code` is a checksum of graf itself: a page changes with the release and with graf only."""

    release: Path
    manifest: Mapping[str, Any]
    labels: Labels
    publication: Publication
    code: str
    _threads: threading.local = field(default_factory=threading.local)
    _index: list[Index] = field(default_factory=list)
    _orders: list[lists.Orders] = field(default_factory=list)
    _making: threading.Lock = field(default_factory=threading.Lock)
    _made: dict[str, Any] = field(default_factory=dict)
    _locks: dict[str, threading.Lock] = field(default_factory=dict)
    live: ClassVar[bool] = False
    """Whether a server answers: searches and questions of a visitor's own. Files answer nothing."""

    @property
    def base(self) -> str:
        """The base of the data's IRIs, without a slash at the end; it need not be the address that is served."""
        return str(self.manifest["base"])

    def text(self, key: str) -> str | None:
        """A text rendition by its key (the first 16 hexadecimal digits of its checksum); None where there is none."""
        if f"{key}.txt" not in self.texts:
            return None
        return (self.release / TEXT / f"{key}.txt").read_bytes().decode("utf-8")

    @property
    def texts(self) -> frozenset[str]:
        """The names of the text renditions' files."""
        return frozenset(self.manifest.get("texts", {}).values())

    def issues(self, file: str) -> tuple[Mapping[str, Any], ...]:
        """What could not be read, settled or mapped in a document: kind, reason, line."""
        return tuple(one for one in self.manifest.get("issues", ()) if one.get("file") == file)

    def index(self) -> Index:
        """What the search looks through, opened when it is first asked for."""
        with self._making:
            if not self._index:
                self._index.append(search_index.open_index(self.release / search_index.FOLDER, self.source("sv")))
            return self._index[0]

    def orders(self) -> lists.Orders:
        """What comes in which order in the lists, found when a list is first asked for."""
        with self._making:
            if not self._orders:
                self._orders.append(lists.orders(self.source("sv")))
            return self._orders[0]

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What follows from the whole release, by its name: made when it is first asked for, and kept. What it follows
        from by another name may be asked for meanwhile."""
        with self._making:
            lock = self._locks.setdefault(name, threading.Lock())
        with lock:
            if name not in self._made:
                self._made[name] = make()
            found: Made = self._made[name]
            return found

    def store(self) -> Store:
        """The store, as this thread has it open."""
        found: Store | None = getattr(self._threads, "store", None)
        if found is None:
            found = self._threads.store = embedded.open_read_only(self.release / STORE)
        return found

    def source(self, lang: str) -> Source:
        """The release for a view, in a language; for use in this thread only."""
        found: Facts | None = getattr(self._threads, "facts", None)
        if found is None:
            found = self._threads.facts = Facts(self.store())
        return Source(found.store, self.base, self.labels, lang, found)

    def preload(self, most: int) -> None:
        """Reads the whole release into memory, for this thread, where it has at most so many triples."""
        facts = Facts(self.store(), most)
        if sum(graph["triples"] for graph in self.manifest["graphs"].values()) <= most:
            facts.read_all()
        self._threads.facts = facts

    def render(self, template: str, page: Page, **view: Any) -> str:
        """A page as HTML."""
        return render(template, page, self.publication, live=self.live, **view)


def opened(release: Path) -> tuple[Path, dict[str, Any], Labels, Publication, str]:
    """What a `Site` is made of: the release's folder, manifest, labels, what every page says of it, graf's checksum.

    A link to a release (`build/current`) is followed now. Raises `UsageError` where there is none.
    """
    folder = release.resolve()
    manifest = read_manifest(folder)
    store = embedded.open_read_only(folder / STORE)
    source = Source(store, str(manifest["base"]), {}, "sv")
    meetings = {one for several in source.values(GRAF.documents).values() for one in several}
    bounds = [source.values(bound) for bound in (GRAF.notBefore, GRAF.notAfter)]
    dates = sorted(
        date.value for bound in bounds for one, several in bound.items() if one in meetings for date in several
    )
    publisher = manifest.get("publisher")
    publication = Publication(
        title=manifest["title"],
        publisher=str(publisher.get("name", "") if isinstance(publisher, dict) else publisher or ""),
        licence=str(manifest.get("licence", "")),
        digest=str(manifest["digest"]),
        documents=int(manifest["counts"]["documents"]),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        base=str(manifest["base"]),
    )
    return folder, manifest, read_labels(store, str(manifest["base"])), publication, inputs.code()
