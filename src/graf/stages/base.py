"""The store of a release: written whole, or renewed from that of the release before where most stays as it is.

Which of the two it was cannot be seen in the result: a release is a function of its input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graf.issues import Issue
from graf.rdf.iris import Iris
from graf.stages.cache import Cache
from graf.stages.mapping import Fresh, Mapper, all_quads
from graf.store.counts import graph_digests
from graf.store.derive import Told
from graf.store.embedded import with_union, write_new
from graf.store.mirror import Mirror
from graf.store.release import CURRENT, MANIFEST, STORE, read_manifest
from graf.store.update import Update, linked

_STAGE, _TOLD = "release", "derived"
Digests = Mapping[str, dict[str, int | str]]
_PARTS = (
    "graf/ontology", "graf/queries", "graf/register", "dataset/graphs", "dataset/dataset.toml",

)  # fmt: skip
"""Inputs on which whole graphs depend, or (gone.csv) what may be left in a store's files of what it held once: where
one of them is another, the store is written whole."""


@dataclass(frozen=True, slots=True)
class Base:
    """A release to build upon: its folder and its manifest's graphs."""

    release: Path
    graphs: Digests


@dataclass(slots=True)
class Written:
    """A store with the graphs of all documents and of the register.

    `fresh` are the documents that were mapped now, `unchanged` the checksums of all graphs of the release that was
    built upon, None where the store was written whole.
    """

    update: Update
    fresh: dict[str, Fresh]
    issues: list[Issue] = field(default_factory=list)
    unchanged: Digests | None = None

    def digests(self) -> dict[str, dict[str, int | str]]:
        """The checksums of all graphs of the finished store."""
        if self.unchanged is None:
            return graph_digests(self.update.store)
        kept = {graph: found for graph, found in self.unchanged.items() if graph not in self.update.touched}
        return dict(sorted({**kept, **graph_digests(self.update.store, self.update.touched)}.items()))


def usable(out: Path, address: str, read_from: Mapping[str, str], kept: Cache) -> Base | None:
    """The current release, where a build of these inputs may build upon it: of the same code and address.

    What is kept says of which code that is: where two versions make the same release, its manifest names the first.
    """
    release = (out / CURRENT).resolve()
    if not (release / MANIFEST).is_file() or not (release / STORE / "CURRENT").is_file():
        return None
    manifest = read_manifest(release)
    if kept.all(_STAGE, str).get("") != manifest["digest"] or manifest.get("base") != address:
        return None
    if _parts(manifest.get("inputs", {})) != _parts(read_from):
        return None
    return Base(release, manifest["graphs"])


def told(written: Written, kept: Cache) -> Told:
    """What each step of deriving gave in the build whose store is built upon; nothing for a store written whole."""
    return {} if written.unchanged is None else kept.all(_TOLD, bytes)


def tell(told: Told, kept: Cache) -> None:
    """Keeps what each step of deriving gave."""
    for name, lines in told.items():
        kept.put(_TOLD, name, lines)


def note(release: Path, kept: Cache) -> None:
    """Notes that a release was made by this code, so that the next build may build upon it."""
    kept.put(_STAGE, "", release.name)


def _parts(read_from: Mapping[str, str]) -> dict[str, str]:
    return {name: checksum for name, checksum in read_from.items() if name.startswith(_PARTS)}


def whole(
    path: Path,
    mapper: Mapper,
    register: Callable[[Iterable[str]], Iterator[Quad]],
    more: Iterable[Quad],
    step: Callable[[], None],
) -> Written:
    """A new store. `register` gives the register's graph for the keys of the bodies that documents name."""
    fresh: dict[str, Fresh] = {}

    def after() -> Iterator[Quad]:
        yield from register({key for one in fresh.values() for key in one.bodies})
        yield from more

    store = write_new(path, with_union(chain(all_quads(mapper, fresh, step), after())))
    return Written(Update(store), fresh, [issue for one in fresh.values() for issue in one.issues])


def renewed(
    last: Base,
    path: Path,
    mapper: Mapper,
    iris: Iris,
    register: Callable[[Iterable[str]], Iterator[Quad]],
    step: Callable[[], None],
    mirror: Mirror | None = None,
) -> Written:
    """The store of the last release with the graphs replaced that are other now; `mirror` is that of its union."""
    update = Update(linked(last.release / STORE, path), mirror)
    if mirror is not None:
        mirror.begin(last.release.name)
    written = Written(update, {}, unchanged=last.graphs)
    bodies: set[str] = set()
    there: set[str] = set()
    for one in mapper.minutes:
        graphs = mapper.graphs(one)
        there |= {graph.value for graph in graphs}
        held = mapper.before.get(one.file)
        if held is None or any(held.graphs.get(g.value) != last.graphs.get(g.value) for g in graphs):
            written.fresh[one.file] = fresh = mapper.map(one)
            for graph in graphs:
                update.replace(graph, (quad for quad in fresh.quads if quad.graph_name == graph))
        known = held if held is not None and one.file not in written.fresh else written.fresh[one.file]
        written.issues += known.issues
        bodies |= set(known.bodies)
        step()
    of_documents = (iris.graph("doc").value + "/", iris.graph("evidence").value + "/")
    for name in last.graphs:
        if name.startswith(of_documents) and name not in there:
            update.drop(NamedNode(name))
    update.replace(iris.graph("register"), register(bodies))
    update.settle()
    return written
