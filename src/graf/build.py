"""The build: a dataset's folder becomes an immutable release. `read → extract → resolve → rdf → shapes → store`.

The same input gives the same release. Each document's two graphs must conform to the shapes, else nothing is published
and the current release stays as it is. What could not be read, settled or mapped is kept in the manifest's issues.
"""

from __future__ import annotations

import datetime
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from graf import __version__, faults, lifecycle, register, resources
from graf.collector import unburdened
from graf.config import Config
from graf.issues import Issue
from graf.privacy_plan import plan
from graf.rdf.files import extra_quads, ontology_quads
from graf.rdf.naming import name_all
from graf.rdf.register_graph import register_quads
from graf.stages import base, cache, corrections, sources, texts
from graf.stages.mapping import Mapper
from graf.stages.products import make_products
from graf.stages.result import BuildResult, Clock, InvalidGraphError, Progress, result
from graf.stages.settling import Settled, settle
from graf.store import inputs
from graf.store.counts import count_kinds
from graf.store.derive import derive
from graf.store.release import CURRENT, MANIFEST, RELEASES, STORE, TEXT, building, finish, point_current, read_manifest

__all__ = ["BuildResult", "InvalidGraphError", "Progress", "build"]


def build(
    config: Config,
    out: Path,
    *,
    previous: Path | None = None,
    allow_lost: bool = False,
    progress: Progress | None = None,
    memory: cache.Memory | None = None,
) -> BuildResult:
    """Makes a release of a dataset in `out` and points `out/current` to it.

    Documents that cannot be read, or over which graf stumbles, become issues, and the others are built. Where inputs
    and code are those of the current release, that is kept and nothing is done. Raises `UsageError` where the dataset,
    its register or its extra RDF is not understood, `InvalidGraphError` where a graph breaks a shape, and `LostError`
    where a name of the release `previous` (by default the current one) would be lost and that is not allowed; then
    nothing changes in `out`.
    A process that builds again and again gives the same `memory` each time, and is quicker for it; an empty one is
    filled, though nothing may have changed.
    """
    start = time.perf_counter()
    read_from = sources.checksums(config)
    same = _unchanged(out, read_from, start) if previous is None and not faults.debugging() else None
    if same is not None and (memory is None or memory.values):
        return same
    clock = Clock(progress)
    wait = 0.1 if memory is None else cache.IN_TURN
    with building(out) as folder, cache.opened(out, inputs.code(), memory, wait) as kept, unburdened():
        manifest = _made(config, folder, clock, read_from, kept, base.usable(out, config.base, read_from, kept))
        before = lifecycle.previous_release(out, config.base, previous)
        history, stale = lifecycle.settle(config, folder, manifest, before, allow_lost=allow_lost)
        manifest |= history.manifest
        manifest["issues"] += [asdict(issue) for issue in stale]
        manifest["timings"] = {
            "built": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
            "seconds": {**clock.seconds, "all": round(time.perf_counter() - start, 3)},
        }
        release = finish(folder, out, manifest)
        base.note(release, kept)
    if memory is not None:
        memory.mirror.release = release.name
    return result(release, time.perf_counter() - start)


def _made(
    config: Config, folder: Path, clock: Clock, read_from: dict[str, str], kept: cache.Cache, last: base.Base | None
) -> dict[str, Any]:
    """All stages; where documents cannot be mapped, which is seen after the others were settled with them, once more
    without those."""
    left: tuple[Issue, ...] = ()
    while True:
        try:
            return _make(config, folder, clock, read_from, kept, last, left)
        except faults.FaultyError as error:
            left += error.issues
            shutil.rmtree(folder / STORE)


def _make(
    config: Config,
    folder: Path,
    clock: Clock,
    read_from: dict[str, str],
    kept: cache.Cache,
    last: base.Base | None,
    left: tuple[Issue, ...],
) -> dict[str, Any]:
    """All stages; returns the manifest, less the timings. `last` is a release whose store may be built upon.

    Raises `FaultyError` for documents over which graf stumbles in mapping; those in `left` are left out.
    """
    known = register.of(config)
    paths, issues = sources.files(config)
    with clock.stage("read", len(paths)) as step:
        read = sources.read(config, paths, known, step, read_from, kept)
    with clock.stage("extract"):
        settled = Settled(read_from, kept)
        found = settled.found if not left else None
        if found is None:
            # The tables of rules are read only now, since most builds after a correction need none.
            from graf.stages.extracting import extract

            extracted, faulty = extract(read.documents, known, kept)
    with clock.stage("resolve"):
        if found is None:
            found = settle(faults.without(extracted, left), (*faulty, *left), read.documents, known)
            found = found if left else settled.keep(found)
        read = read.stating(found.minutes)
        documents = read.documents
        # After resolve: what people corrected, then what may not be published.
        reviewed = corrections.review(config, found, documents, known, kept.each)
        found = reviewed.resolved
    names = name_all(found.minutes, found.network, known, config.base)
    issues += [*read.issues, *found.issues, *reviewed.issues, *names.issues]
    privacy = plan(config, found, names, documents, known)
    with clock.stage("map", len(documents)) as step:
        published = texts.renditions(documents, privacy, kept)
        mapper = Mapper(found.minutes, names, published, read.editions, privacy, kept)
        publish: Callable[[Iterable[Quad]], Iterable[Quad]] = privacy.quads if privacy else iter

        def others(bodies: Iterable[str]) -> Iterator[Quad]:
            yield from publish(register_quads(known, names, {*register.own(known), *bodies}, register.codes()))

        if last is not None and 2 * len(mapper.before) > len(documents):
            written = base.renewed(last, folder / STORE, mapper, names.iris, others, step, kept.mirror)
        else:
            if kept.mirror is not None:
                kept.mirror.begin("")
            more = chain(
                ontology_quads(resources.ontology(), names.iris), publish(extra_quads(config.graphs, names.iris))
            )
            written = base.whole(folder / STORE, mapper, others, more, step)
        if mapper.faulty:
            del written
            raise faults.FaultyError(mapper.faulty)
        update = written.update
        issues += written.issues
    with clock.stage("derive"):
        network = privacy.network(found.network) if privacy else found.network
        at_odds = corrections.state(reviewed, update, published, names.iris, privacy)
        told = base.told(written, kept)
        issues += derive(update, names, found.minutes, network, resources.queries() / "derived", at_odds, told)
        base.tell(told, kept)
        if written.unchanged is None:
            update.store.optimize()
    # Before the end: what the release before held and this one does not; graphs written here are counted below.
    with clock.stage("count"):
        counts, graphs = count_kinds(update.store), written.digests()
        mapper.keep(written.fresh, graphs)
        masked = texts.write(folder / TEXT, published, last)
        issues = list(privacy.issues(issues)) if privacy else issues
        before = last.release if last is not None and written.unchanged is not None else None
        make_products(folder, update.store, before, update.changed())
        update.store.flush()
        del update, written
    return {
        "software": {"name": "graf", "version": __version__},
        "code": inputs.code(),
        "base": config.base,
        "title": config.title,
        "description": config.description,
        "contact": config.contact,
        "accessibility": asdict(config.accessibility) if config.accessibility else None,
        "county": config.county,
        "catalogue": asdict(config.catalogue),
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
