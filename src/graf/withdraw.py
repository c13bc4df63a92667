"""Withdrawing releases: one that names somebody who was erased later is taken back, and answers 410.

What is left of a withdrawn release is `withdrawn.json`: its digest, when and why. The rest is removed, for a file that
is kept can be published again. The release that is current must be clean first: build it after the line in
register/gone.csv.
"""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat

from graf.about import names_of
from graf.issues import UsageError
from graf.privacy_names import NameIndex
from graf.store.embedded import open_read_only
from graf.store.release import CURRENT, MANIFEST, RELEASES, STORE, TEXT, WITHDRAWN, read_manifest
from graf.views.source import Source


def withdraw(out: Path, person: str, reason: str = "it named a person who has been erased") -> list[Path]:
    """Withdraws every release below `out/releases` that names a person, by key (`person/njqsezrbc2`, or the last part).

    A release names them that has their node, under this key or one that moved to it, or in whose texts or data one of
    their names stands. Returns the folders. Raises `UsageError` where the current release is one of them; then nothing
    is changed.
    """
    key = person.rpartition("/")[2]
    releases = [path.parent for path in sorted((out / RELEASES).glob(f"*/{MANIFEST}"))]
    keys = {key, *(one for release in releases for one in _earlier_keys(release, key))}
    index = NameIndex()
    for release in releases:
        for name in _names(release, keys):
            index.add_hidden(name)
    found = [release for release in releases if _has_node(release, keys) or (index.hide and _says(release, index))]
    current = (out / CURRENT).resolve()
    if any(release.resolve() == current for release in found):
        hint = "Add the line that `graf about` prints to register/gone.csv, run `graf build`, then withdraw."
        raise UsageError(str(out / CURRENT), None, f"expected a current release that does not name person/{key}", hint)
    for release in found:
        _take_back(release, reason)
    return found


def _earlier_keys(release: Path, key: str) -> Iterator[str]:
    for source, target in read_manifest(release).get("moved", {}).items():
        targets = target if isinstance(target, list) else [target]
        if any(one.endswith(f"/id/person/{key}") for one in targets):
            yield source.rsplit("/", 1)[1]


def _source(release: Path) -> Source:
    return Source(open_read_only(release / STORE), str(read_manifest(release)["base"]), {}, "sv")


def _names(release: Path, keys: set[str]) -> Iterator[str]:
    source = _source(release)
    for key in keys:
        yield from names_of(source, NamedNode(f"{source.base}/id/person/{key}"))


def _has_node(release: Path, keys: set[str]) -> bool:
    source = _source(release)
    return any(source.pairs(NamedNode(f"{source.base}/id/person/{key}")) for key in keys)


def _says(release: Path, index: NameIndex) -> bool:
    """Whether a name stands in a release's texts or literals; the ontology's examples do not count."""
    if any(index.find(path.read_bytes().decode("utf-8")) for path in (release / TEXT).glob("*.txt")):
        return True
    source = _source(release)
    graphs = (one for one in source.store.named_graphs() if not one.value.endswith("/graph/ontology"))
    dumps = (source.store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) for graph in graphs)
    return any(index.find(line) for dump in dumps if dump for line in dump.decode("utf-8").splitlines())


def _take_back(release: Path, reason: str) -> None:
    said = {
        "digest": release.name,
        "withdrawn": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "reason": reason,
    }
    (release / WITHDRAWN).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for path in sorted(release.iterdir(), key=lambda one: one.name != MANIFEST):
        if path.name == WITHDRAWN:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
