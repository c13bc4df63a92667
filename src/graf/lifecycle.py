"""The life of names: nothing that a release names may vanish from the next one without a word.

A build compares itself with an earlier release. A thing that it does not describe any more must have moved (308, or
300 where it became several), or be gone (410): the build knows some moves itself, the register's moved.csv and
gone.csv say the rest, and what nobody accounts for stops it. What was once said holds from release to release.

Things count, whatever has a page: bodies, people, meetings, items, decisions and all else below `{base}/id/`. Readings,
passages, selectors, intervals and files do not: they say how graf read a document, come and go as it learns, and are
found by way of their thing or document.

This history is no part of a release's digest. The digest says what a release holds, and is a function of the dataset
alone; which names the releases before it had follows from the order in which they were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from pyoxigraph import DefaultGraph, NamedNode

from graf.config import Config
from graf.issues import NOTE, Issue, UsageError
from graf.lifecycle_corrections import corrected_away
from graf.lifecycle_moves import known_moves
from graf.lifecycle_tables import Gone, Moved, read_gone, read_moved, short
from graf.rdf.vocab import GRAF, RDF
from graf.store.embedded import open_read_only
from graf.store.release import CURRENT, MANIFEST, STORE, read_manifest
from graf.views.refs import refer
from graf.views.source import Source

HELPERS: Final = frozenset(
    {"reading", "evidence", "selector", "interval", "file", "correction", "former-fact", "reviewer", "contradiction"}
)
"""The kinds of nodes that may come and go."""


class LostError(UsageError):
    """Things of an earlier release are not in the new one, and nobody says why. `things`: (IRI, label) of each."""

    def __init__(self, register: Path, previous: str, things: list[tuple[str, str]]) -> None:
        self.things, self.register = things, register
        expected = f"{len(things)} name(s) of release {previous[:12]} would be lost"
        super().__init__(str(register), None, expected, "Nothing was published; the current release is as it was.")

    def lines(self) -> Iterator[str]:
        """What is lost, and the lines to add, for people to read."""
        for iri, label in self.things:
            yield f"  {iri}  “{label}”"
            yield f"      moved.csv:  {short(iri)},{short(iri).partition('/')[0]}/NEW-KEY"
            yield f"      gone.csv:   {short(iri)},YYYY-MM-DD,WHY"
        moved, gone = self.register / "moved.csv", self.register / "gone.csv"
        yield f"Add a line for each to {moved} (header: from,to) where it has another name now,"
        yield f"or to {gone} (header: key,when,reason) where it is gone; the line of a document,"
        yield "a meeting or a person covers what only they had. --allow-lost builds without: they answer 410."


@dataclass(frozen=True)
class History:
    """What became of names. `moved`: IRI → the new one, or a list of several; `gone`: IRI → when and why; `lost`: the
    IRIs that nobody accounted for. `previous` is the release compared with."""

    previous: str | None = None
    moved: dict[str, str | list[str]] = field(default_factory=dict)
    gone: dict[str, dict[str, str]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    @property
    def manifest(self) -> dict[str, Any]:
        """As the manifest has it."""
        return asdict(self)


def previous_release(out: Path, base: str, explicit: Path | None = None) -> Path | None:
    """The release to compare with: the one named, else `out/current` where it is of the same base address.

    Raises `UsageError` where the one named is no release, or one of another dataset.
    """
    if explicit is not None:
        found = read_manifest(explicit)["base"]
        if found != base:
            raise UsageError(str(explicit), None, f"expected a release of {base}, not of {found}")
        return explicit
    current = out / CURRENT
    if not (current / MANIFEST).is_file() or not (current / STORE).is_dir():
        return None
    return current if read_manifest(current).get("base") == base else None


def settle(
    config: Config, folder: Path, manifest: Mapping[str, Any], previous: Path | None, *, allow_lost: bool = False
) -> tuple[History, list[Issue]]:
    """What became of the names of `previous` in the release that is built in `folder`, with this manifest.

    Returns also lines of the tables that have no effect any more. Raises `LostError` for names that nobody accounts
    for, unless that is allowed, and `UsageError` for a line that leads to nothing.
    """
    moved, gone = read_moved(config.register, config.base), read_gone(config.register, config.base)
    before = {} if previous is None else read_manifest(previous)
    if previous is None and not moved and not gone:
        return History(), []
    new = Source(open_read_only(folder / STORE), config.base, {}, "sv")
    table: dict[str, tuple[str, ...]] = {iri: _targets(found) for iri, found in before.get("moved", {}).items()}
    tombstones: dict[str, dict[str, str]] = {**before.get("gone", {}), **{one.iri: _tombstone(one) for one in gone}}
    given = {one.source: one for one in moved}
    lost: set[str] = set(before.get("lost", ()))
    if previous is not None:
        old = Source(open_read_only(previous / STORE), config.base, {}, "sv")
        open_ends = set()
        for node in vanished(old, before["graphs"], new, manifest["graphs"]):
            line = _covering(old, gone, node)
            if line is not None and node.value not in given:
                tombstones[node.value] = _tombstone(line)
            elif node.value not in given:
                open_ends.add(node)
        told = {NamedNode(one.source): tuple(map(NamedNode, one.targets)) for one in moved}
        known = known_moves(old, new, open_ends, (previous, folder), told)
        table |= {node.value: tuple(one.value for one in to) for node, to in known.items()}
        tombstones |= corrected_away(
            old, new, (node for node in open_ends if node.value not in table), alone=_only_corrected(before, manifest)
        )
        unknown = sorted(n.value for n in open_ends if n.value not in table and n.value not in tombstones)
        if unknown and not allow_lost:
            labelled = [(iri, refer(old, NamedNode(iri)).label) for iri in unknown]
            raise LostError(config.register, before["digest"], labelled)
        lost.update(unknown)
    table |= {one.source: one.targets for one in moved}
    history = _settled(new, table, tombstones, lost, before.get("digest"))
    _check_targets(moved, history)
    return history, list(_stale(new, moved, gone))


def _only_corrected(before: Mapping[str, Any], manifest: Mapping[str, Any]) -> bool:
    """Whether nothing but what people corrected differs between what two releases were made from."""
    one, other = (
        {name: checksum for name, checksum in made["inputs"].items() if not name.startswith("dataset/corrections/")}
        for made in (before, manifest)
    )
    return bool(one == other and before.get("code") == manifest["code"])


def vanished(
    old: Source, old_graphs: Mapping[str, Any], new: Source, new_graphs: Mapping[str, Any]
) -> Iterator[NamedNode]:
    """The things that an earlier release describes and a new one does not; only graphs that changed are looked at."""
    seen: set[NamedNode] = set()
    for name, found in old_graphs.items():
        if "/graph/evidence/" in name or new_graphs.get(name) == found:
            continue
        for quad in old.store.quads_for_pattern(None, RDF.type, None, NamedNode(name)):
            node = quad.subject
            if not isinstance(node, NamedNode) or node in seen or not is_thing(node.value, old.base):
                continue
            seen.add(node)
            if not _described(new, node):
                yield node


def is_thing(iri: str, base: str) -> bool:
    """Whether an IRI names something that must last."""
    start = f"{base}/id/"
    return iri.startswith(start) and iri[len(start) :].partition("/")[0] not in HELPERS


def faults(release: Path) -> Iterator[str]:
    """What is wrong with a release's history: a name that moved to what is not there, or that is there after all."""
    manifest = read_manifest(release)
    source = Source(open_read_only(release / STORE), str(manifest["base"]), {}, "sv")
    for iri, found in manifest.get("moved", {}).items():
        for target in _targets(found):
            if not _described(source, NamedNode(target)):
                yield f"{iri} is said to be {target} now, which is not there"
    for iri in (*manifest.get("moved", {}), *manifest.get("gone", {}), *manifest.get("lost", ())):
        if _described(source, NamedNode(iri)):
            yield f"{iri} is said to be there no longer, and is"


def _covering(old: Source, gone: Iterable[Gone], node: NamedNode) -> Gone | None:
    """The line that says that a thing is gone: its own, or that of what it is named after, of the only document that
    states it, or (a matter) of an item that it was about."""
    graphs = {quad.graph_name for quad in old.store.quads_for_pattern(node, RDF.type, None)}
    for line in gone:
        if line.covers(node.value):
            return line
        if line.kind == "document":
            stated = NamedNode(f"{old.base}/graph/doc/{line.key}")
            about = old.subjects(GRAF.concerns, node)
            if stated in graphs and graphs <= {stated, NamedNode(f"{old.base}/graph/derived"), DefaultGraph()}:
                return line
            if any(_covering(old, (line,), item) for item in about):
                return line
    return None


def _described(source: Source, node: NamedNode) -> bool:
    return next(source.store.quads_for_pattern(node, RDF.type, None), None) is not None


def _targets(found: object) -> tuple[str, ...]:
    return tuple(str(one) for one in found) if isinstance(found, list | tuple) else (str(found),)


def _tombstone(line: Gone) -> dict[str, str]:
    return {"when": line.when, "reason": line.reason}


def _settled(
    new: Source,
    table: Mapping[str, tuple[str, ...]],
    gone: Mapping[str, dict[str, str]],
    lost: Iterable[str],
    previous: str | None,
) -> History:
    """The tables as this release has them: moves lead to the end at once, and what is there again is not named."""

    def there(iri: str) -> bool:
        return _described(new, NamedNode(iri))

    def ends(iri: str, seen: frozenset[str]) -> Iterator[str]:
        if there(iri):
            yield iri
        elif iri not in seen:
            for target in table.get(iri, ()):
                yield from ends(target, seen | {iri})

    moved: dict[str, str | list[str]] = {}
    tombstones = {iri: found for iri, found in gone.items() if iri not in table and not there(iri)}
    missing = {iri for iri in lost if iri not in table and iri not in tombstones and not there(iri)}
    for iri in sorted(table):
        if there(iri):
            continue
        targets = sorted(set(ends(iri, frozenset())))
        if targets:
            moved[iri] = targets[0] if len(targets) == 1 else targets
            continue
        reached = _reached(iri, table)
        tombstone = next((gone[one] for one in reached if one in gone), None)
        if tombstone is None:
            missing.add(iri)
        else:
            tombstones[iri] = tombstone
    return History(previous, moved, dict(sorted(tombstones.items())), sorted(missing))


def _reached(iri: str, table: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A name and all that it has ever been said to be."""
    found = [iri]
    for one in found:
        found += [target for target in table.get(one, ()) if target not in found]
    return found


def _check_targets(moved: Iterable[Moved], history: History) -> None:
    for line in moved:
        if line.source in history.lost:
            raise line.row.wrong("to", f"a thing that is there, not ‘{line.row['to']}’")


def _stale(new: Source, moved: Iterable[Moved], gone: Iterable[Gone]) -> Iterator[Issue]:
    for iri, row in ((one.source, one.row) for one in moved):
        if _described(new, NamedNode(iri)):
            yield Issue("register/moved.csv", NOTE, f"{short(iri)} is there; the line has no effect", None, row.line)
    for line in gone:
        if _described(new, NamedNode(line.iri)):
            reason = f"{short(line.iri)} is there; the line has no effect"
            yield Issue("register/gone.csv", NOTE, reason, None, line.row.line)
