"""`graf diff A B`: what changed from one release to another, by kind of thing and by document, and as a patch.

A *fact* here is a thing with all that is said of it: added where only B describes it, removed where only A does,
changed where what is said of it differs. Graphs with the same checksum in both manifests are not looked at.

As N-Quads the difference is an RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html), the form that Apache Jena
reads: a line `D` for each quad that is gone, then a line `A` for each that is new, in one transaction, after a header
that names both releases by digest. Releases hold no blank nodes, so the patch turns the quads of A into those of B.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, RdfFormat, Store

from graf.rdf.vocab import DCTERMS
from graf.store.embedded import open_read_only
from graf.store.release import STORE, read_manifest
from graf.views.refs import refer
from graf.views.source import Source

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_OTHERWISE: Final = "other"


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that changed in a graph. `how` is added, removed or changed; `where` is the graph's name, or its
    document's file; `plus` and `minus` are the N-Quads that are new and gone.
    """

    iri: str
    kind: str
    label: str
    how: str
    where: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from the release with digest `before` to the one with digest `after`."""

    before: str
    after: str
    changes: tuple[Change, ...]

    def counted(self, by: str) -> dict[str, Counter[str]]:
        """How many things were added, removed and changed, by `kind` or by `where`."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for _, name, how in {(change.iri, getattr(change, by), change.how) for change in self.changes}:
            found[name][how] += 1
        return dict(sorted(found.items()))


def diff(before: Path, after: Path) -> Difference:
    """What changed from one release to another. Raises `UsageError` where a folder is no release."""
    manifests = read_manifest(before), read_manifest(after)
    old, new = (_source(folder, manifest) for folder, manifest in zip((before, after), manifests, strict=True))
    changes: list[Change] = []
    for graph in sorted({*manifests[0]["graphs"], *manifests[1]["graphs"]}):
        if manifests[0]["graphs"].get(graph) != manifests[1]["graphs"].get(graph):
            where = _where(graph, old, new)
            changes += _changes(graph, where, old, new)
    return Difference(manifests[0]["digest"], manifests[1]["digest"], tuple(changes))


def printed(found: Difference, form: str) -> Iterator[str]:
    """The difference as `text`, `json` or `nquads` (an RDF Patch), in pieces, each with its line break."""
    if form == "json":
        yield json.dumps(_as_json(found), ensure_ascii=False, indent=1) + "\n"
    elif form == "nquads":
        yield f"H id <urn:sha256:{found.after}> .\nH prev <urn:sha256:{found.before}> .\nTX .\n"
        yield from (f"D {line}\n" for change in found.changes for line in change.minus)
        yield from (f"A {line}\n" for change in found.changes for line in change.plus)
        yield "TC .\n"
    else:
        yield from (f"{line}\n" for line in _lines(found))


def _source(folder: Path, manifest: Mapping[str, Any]) -> Source:
    return Source(open_read_only(folder / STORE), str(manifest["base"]), {}, "sv")


def _where(graph: str, old: Source, new: Source) -> str:
    """A graph as people know it: the file of a document's graphs, else the graph's own name."""
    name = graph.partition("/graph/")[2] or graph
    room, _, key = name.partition("/")
    if room in ("doc", "evidence") and key:
        for source in (new, old):
            document = source.node("document", key)
            if source.exists(document):
                return source.text(document, DCTERMS.source) or name
    return name


def _changes(graph: str, where: str, old: Source, new: Source) -> Iterator[Change]:
    before, after = _by_subject(old.store, graph), _by_subject(new.store, graph)
    for subject in sorted({*before, *after}):
        minus, plus = before.get(subject, frozenset()), after.get(subject, frozenset())
        if minus == plus:
            continue
        node = NamedNode(subject)
        how = REMOVED if not new.pairs(node) else CHANGED if old.pairs(node) else ADDED
        source = old if how == REMOVED else new
        key = source.key(node)
        label = refer(source, node).label
        kind = key[0] if key else _OTHERWISE
        yield Change(subject, kind, label, how, where, tuple(sorted(plus - minus)), tuple(sorted(minus - plus)))


def _by_subject(store: Store, graph: str) -> dict[str, frozenset[str]]:
    """The N-Quads of a graph, by the subject's IRI."""
    dump = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph)) or b""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in dump.decode("utf-8").split("\n"):
        if line:
            found[line[1 : line.index(">")]].add(f"{line[:-2]} <{graph}> .")
    return {subject: frozenset(lines) for subject, lines in found.items()}


def _as_json(found: Difference) -> dict[str, Any]:
    return {
        "before": found.before,
        "after": found.after,
        "by_kind": {kind: dict(counts) for kind, counts in found.counted("kind").items()},
        "by_document": {where: dict(counts) for where, counts in found.counted("where").items()},
        "changes": [
            {
                "iri": one.iri, "kind": one.kind, "label": one.label, "how": one.how, "where": one.where,
                "added": list(one.plus), "removed": list(one.minus),
            }
            for one in found.changes
        ],
    }  # fmt: skip


_MARKS: Final = {ADDED: "+", REMOVED: "-", CHANGED: "~"}
_HOW_GRAF_READ: Final = ("reading", "evidence", "selector")


def _lines(found: Difference) -> Iterator[str]:
    yield f"{found.before[:12]} → {found.after[:12]}"
    if not found.changes:
        yield "nothing changed"
        return
    for title, by in (("by kind", "kind"), ("by document or graph", "where")):
        counted = found.counted(by)
        width = max(map(len, (*counted, title)))
        yield f"\n{title:<{width}} {ADDED:>8} {REMOVED:>8} {CHANGED:>8}"
        for name, counts in counted.items():
            yield f"{name:<{width}} {counts[ADDED]:>8,} {counts[REMOVED]:>8,} {counts[CHANGED]:>8,}"
    for where in found.counted("where"):
        shown = [one for one in found.changes if one.where == where and one.kind not in _HOW_GRAF_READ]
        if shown:
            yield f"\n{where}"
        yield from (f"{_MARKS[one.how]} {one.kind:<12} {one.label}  <{one.iri}>" for one in shown)
