"""The build: a dataset's folder becomes an immutable release. `read → extract → resolve → rdf → shapes → store`.

The same input gives the same release. Each document's two graphs must conform to the shapes, else nothing is published
and the current release stays as it is. What could not be read, settled or mapped is kept in the manifest's issues.
"""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from graf import __version__, lifecycle, register, resources
from graf.config import Config
from graf.extract import extract
from graf.issues import Issue
from graf.model import Register
from graf.privacy import Privacy
from graf.privacy_plan import plan
from graf.rdf.evidence import Rendition, rendition
from graf.rdf.files import extra_quads, ontology_quads
from graf.rdf.formats import format_quads
from graf.rdf.mapping import document_quads
from graf.rdf.naming import Names, name_all
from graf.rdf.register_graph import register_quads
from graf.rdf.shapes import validate
from graf.resolve import Resolved, resolve
from graf.stages import corrections, sources
from graf.stages.products import make_products
from graf.stages.result import BuildResult, Clock, InvalidGraphError, Progress, result
from graf.store import inputs
from graf.store.counts import count_kinds, graph_digests
from graf.store.derive import derive
from graf.store.embedded import write_new
from graf.store.release import CURRENT, MANIFEST, RELEASES, STORE, TEXT, building, finish, point_current, read_manifest

__all__ = ["BuildResult", "InvalidGraphError", "Progress", "build"]


def build(
    config: Config,
    out: Path,
    *,
    previous: Path | None = None,
    allow_lost: bool = False,
    progress: Progress | None = None,
) -> BuildResult:
    """Makes a release of a dataset in `out` and points `out/current` to it.

    Documents that cannot be read become issues, and the others are built. Where inputs and code are those of the
    current release, that is kept and nothing is done. Raises `UsageError` where the dataset, its register or its extra
    RDF is not understood, `InvalidGraphError` where a graph breaks a shape, and `LostError` where a name of the release
    `previous` (by default the current one) would be lost and that is not allowed; then nothing changes in `out`.
    """
    start = time.perf_counter()
    read_from = sources.checksums(config)
    kept = _unchanged(out, read_from, start) if previous is None else None
    if kept is not None:
        return kept
    clock = Clock(progress)
    with building(out) as folder:
        manifest = _make(config, folder, clock, read_from)
        before = lifecycle.previous_release(out, config.base, previous)
        history, stale = lifecycle.settle(config, folder, manifest["graphs"], before, allow_lost=allow_lost)
        manifest |= history.manifest
        manifest["issues"] += [asdict(issue) for issue in stale]
        manifest["timings"] = {
            "built": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "seconds": {**clock.seconds, "all": round(time.perf_counter() - start, 3)},
        }
        release = finish(folder, out, manifest)
    return result(release, time.perf_counter() - start)


def _make(config: Config, folder: Path, clock: Clock, read_from: dict[str, str]) -> dict[str, Any]:
    """All stages; returns the manifest, less the timings."""
    known = register.load(config.register)
    paths, issues = sources.files(config)
    with clock.stage("read", len(paths)) as step:
        read = sources.read(config, paths, known, step)
        documents = read.documents
    with clock.stage("extract"):
        extracted = extract(documents, known)
    with clock.stage("resolve"):
        found = resolve(extracted, documents, known)
        # After resolve: what people corrected, then what may not be published.
        reviewed = corrections.review(config, found, documents, known)
        found = reviewed.resolved
    names = name_all(found.minutes, found.network, known, config.base)
    issues += [*read.issues, *found.issues, *reviewed.issues, *names.issues]
    privacy = plan(config, found, names, documents, known)
    published = {one.sha256: privacy.rendition(one) if privacy else rendition(one) for one in documents}
    with clock.stage("map", len(documents)) as step:
        quads = _quads(found, names, published, config, known, issues, step, privacy)
        formats = (quad for one in read.editions for quad in format_quads(one.document, one.others, names.iris))
        store = write_new(folder / STORE, chain(quads, formats))
    with clock.stage("derive"):
        network = privacy.network(found.network) if privacy else found.network
        corrections.state(reviewed, store, published, names.iris, privacy)
        issues += derive(store, names, found.minutes, network, resources.queries() / "derived")
        store.optimize()
    # Before the end: what the release before held and this one does not; graphs written here are counted below.
    with clock.stage("count"):
        counts, graphs = count_kinds(store), graph_digests(store)
        masked = _write_texts(folder / TEXT, published.values())
        issues = list(privacy.issues(issues)) if privacy else issues
        make_products(folder, store, previous=None, changed=None)
        store.flush()
        del store
    return {
        "software": {"name": "graf", "version": __version__},
        "code": inputs.code(),
        "base": config.base,
        "title": config.title,
        "licence": config.licence,
        "publisher": config.publisher,
        "inputs": read_from,
        "counts": counts,
        "graphs": graphs,
        "texts": {one.file: published[one.sha256].file_name for one in documents},
        "masked": dict(sorted(masked.items())),
        "quality": reviewed.quality,
        "issues": sorted((asdict(issue) for issue in dict.fromkeys(issues)), key=_by_place),
    }


def _quads(
    found: Resolved,
    names: Names,
    published: dict[str, Rendition],
    config: Config,
    known: Register,
    issues: list[Issue],
    step: Callable[[], None],
    privacy: Privacy | None,
) -> Iterator[Quad]:
    """All graphs but the derived one, each document's checked against the shapes before it is passed on."""

    def published_of(quads: Iterable[Quad]) -> Iterable[Quad]:
        return privacy.quads(quads) if privacy else quads

    bodies: set[str] = set()
    for minutes in sorted(found.minutes, key=lambda one: one.file):
        mapped = document_quads(minutes, published[minutes.sha256], names)
        quads = tuple(published_of(mapped.quads))
        violations = validate(quads)
        if violations:
            raise InvalidGraphError(minutes.file, violations)
        yield from quads
        issues += mapped.issues
        bodies |= {names.entries[name].key for name in mapped.bodies}
        step()
    built_in = set(register.load(None).bodies)
    own = {body.key for body in known.bodies if body not in built_in}
    own |= {key for relation in known.relations for key in (relation.subject, relation.object)}
    yield from published_of(register_quads(known, names, bodies | own, register.codes()))
    yield from ontology_quads(resources.ontology(), names.iris)
    yield from published_of(extra_quads(config.graphs, names.iris))


def _write_texts(folder: Path, published: Iterable[Rendition]) -> Counter[str]:
    folder.mkdir()
    masked: Counter[str] = Counter()
    for text in published:
        (folder / text.file_name).write_bytes(text.text.encode("utf-8"))
        masked += text.masked
    return masked


def _unchanged(out: Path, read_from: dict[str, str], start: float) -> BuildResult | None:
    current = out / CURRENT
    if not (current / MANIFEST).is_file() or not (current / STORE).is_dir():
        return None
    manifest = read_manifest(current)
    if manifest.get("inputs") != read_from or manifest.get("code") != inputs.code():
        return None
    point_current(out, manifest["digest"])
    return result(out / RELEASES / manifest["digest"], time.perf_counter() - start, unchanged=True)


def _by_place(issue: dict[str, Any]) -> tuple[str, int, str, str]:
    return issue["file"], issue["line"] or 0, issue["kind"], issue["reason"]
