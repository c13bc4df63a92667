"""When each thing of a release last changed, found by comparing the releases that lie beside it.

A thing changed where what is said of it is not the same, whichever document says it. How graf read a document
(readings, passages, selectors) is no thing here. What a thing is said to be comes from the release that is published
alone: of those before it only the times remain, and the names of what is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from graf.publish.things import EVIDENCE, things
from graf.render.gone import moved
from graf.render.site import Site
from graf.store.embedded import open_read_only
from graf.store.release import STORE
from graf.views.releases import Release, manifest, releases


@dataclass(frozen=True, slots=True)
class Changed:
    """A thing and when it changed last: the time of a release (ISO, UTC). `there` is False for one that is gone;
    `now` is what it became."""

    when: str
    thing: NamedNode
    there: bool = True
    now: tuple[NamedNode, ...] = ()


def changes(site: Site) -> tuple[Changed, ...]:
    """Every thing of the release and all that was there before it, the oldest change first."""
    return site.once("changes", lambda: _changes(site))


def _changes(site: Site) -> tuple[Changed, ...]:
    kept = _readable(site)
    started = kept[0].built
    times: dict[str, str] = {}
    for before, after in pairwise(kept):
        for iri in _differing(before, after, site.base):
            times[iri] = after.built
    source = site.source("sv")
    there = {source.node(*one) for one in things(site) if one[0] not in EVIDENCE}
    found = [Changed(times.get(node.value, started), node) for node in there if source.pairs(node)]
    known = {one.thing.value for one in found}
    former = {iri for key in ("moved", "gone", "lost") for iri in site.manifest.get(key, ())}
    for iri in ({*times} | former) - known:
        node = NamedNode(iri)
        found.append(Changed(times.get(iri, started), node, False, tuple(moved(site.manifest, source, node))))
    return tuple(sorted(found, key=lambda one: (one.when, one.thing.value)))


def _readable(site: Site) -> list[Release]:
    """The releases of this base address that can be read, the oldest first, up to the one that is published."""
    found = [one for one in reversed(releases(site.release)) if one.withdrawn is None]
    last = next(number for number, one in enumerate(found) if one.digest == site.publication.digest)
    return [one for one in found[: last + 1] if manifest(one).get("base") == site.base]


def _differing(before: Release, after: Release, base: str) -> Iterator[str]:
    """The things that two releases do not say the same of; graphs with the same checksum are not looked at."""
    graphs: tuple[Mapping[str, Any], ...] = tuple(manifest(one)["graphs"] for one in (before, after))
    stores = _open(before.folder), _open(after.folder)
    seen: set[str] = set()
    for graph in sorted({*graphs[0], *graphs[1]}):
        sums = [known.get(graph, {}).get("sha256") for known in graphs]
        if sums[0] == sums[1] or "/graph/evidence/" in graph:
            continue
        for store in stores:
            for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
                assert isinstance(quad.subject, NamedNode), "a release holds no blank nodes"
                iri = quad.subject.value
                if iri not in seen and _is_thing(iri, base):
                    seen.add(iri)
                    if _said(stores[0], iri) != _said(stores[1], iri):
                        yield iri


def _is_thing(iri: str, base: str) -> bool:
    kind, _, key = iri.removeprefix(f"{base}/id/").partition("/")
    return iri.startswith(f"{base}/id/") and bool(key) and kind not in EVIDENCE


def _said(store: Store, iri: str) -> set[tuple[Any, Any]]:
    return {(quad.predicate, quad.object) for quad in store.quads_for_pattern(NamedNode(iri), None, None, None)}


def _open(folder: Path) -> Store:
    return open_read_only(folder / STORE)
