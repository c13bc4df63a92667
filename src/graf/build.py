"""The build: a dataset's folder becomes an immutable release. `read → extract → resolve → rdf → shapes → store`.

The same input gives the same release. Each document's two graphs must conform to the shapes, else nothing is published
and the current release stays as it is. What could not be read, settled or mapped is kept in the manifest's issues.
"""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from graf import __version__, register, resources
from graf.config import FILE, Config
from graf.extract import extract
from graf.issues import NOTE, UNREADABLE, UNSETTLED, Issue, UsageError
from graf.model import Document, Register
from graf.rdf.evidence import Rendition, rendition
from graf.rdf.files import extra_quads, ontology_quads
from graf.rdf.formats import format_quads
from graf.rdf.mapping import document_quads
from graf.rdf.naming import Names, name_all
from graf.rdf.register_graph import register_quads
from graf.rdf.shapes import Violation, validate
from graf.read import limits, read_files
from graf.read.editions import Edition, editions
from graf.resolve import Resolved, resolve
from graf.store import inputs
from graf.store.counts import count_kinds, graph_digests
from graf.store.derive import derive
from graf.store.embedded import write_new
from graf.store.release import CURRENT, MANIFEST, RELEASES, STORE, TEXT, building, finish, point_current, read_manifest

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how many of its steps are done, and how many there are."""


class InvalidGraphError(UsageError):
    """A graph does not conform to the shapes; nothing was published. `violations` says where and how."""

    def __init__(self, file: str, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        first = "; ".join(
            f"{one.focus} ({one.shape}{f', {one.path}' if one.path else ''}): {one.message}" for one in violations[:5]
        )
        more = f" … and {len(violations) - 5} more" if len(violations) > 5 else ""
        super().__init__(file, None, f"{len(violations)} violation(s) of the shapes: {first}{more}", _KEPT)


_KEPT = "Nothing was published; the current release is as it was."


@dataclass(frozen=True)
class BuildResult:
    """What a build made. `issues` are all that could not be read, settled or mapped, `masked` what was withheld.

    `seconds` is the whole build's duration; `unchanged` is true where the current release has the same input already.
    """

    release: Path
    digest: str
    counts: dict[str, int]
    issues: tuple[Issue, ...]
    masked: dict[str, int]
    seconds: float
    unchanged: bool = False

    @property
    def summary(self) -> dict[str, int | float]:
        """The build in numbers: what the release holds, what stays unsettled, what was withheld, how long it took."""
        kinds = ("documents", "meetings", "items", "decisions", "people", "bodies")
        counted = Counter(issue.kind for issue in self.issues)
        return {
            **{kind: self.counts[kind] for kind in kinds},
            "unsettled": counted[UNSETTLED],
            "not read": counted[UNREADABLE],
            "withheld": sum(self.masked.values()),
            "seconds": round(self.seconds, 1),
        }

    def __str__(self) -> str:
        rows = [f"{name:<10} {number:>9,}" for name, number in self.summary.items()]
        head = "unchanged, nothing to do" if self.unchanged else "built"
        return "\n".join([f"{head}: {self.release}", *rows])


@dataclass
class _Clock:
    """Seconds by stage, and the caller's progress."""

    progress: Progress | None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, steps: int = 1) -> Iterator[Callable[[], None]]:
        done, start = 0, time.perf_counter()

        def step() -> None:
            nonlocal done
            done += 1
            if self.progress is not None:
                self.progress(name, min(done, steps), steps)

        if self.progress is not None:
            self.progress(name, 0, steps)
        yield step
        self.seconds[name] = round(time.perf_counter() - start, 3)
        if self.progress is not None:
            self.progress(name, steps, steps)


def build(config: Config, out: Path, *, progress: Progress | None = None) -> BuildResult:
    """Makes a release of a dataset in `out` and points `out/current` to it.

    Documents that cannot be read become issues, and the others are built. Where inputs and code are those of the
    current release, that is kept and nothing is done. Raises `UsageError` where the dataset, its register or its extra
    RDF is not understood, and `InvalidGraphError` where a graph breaks a shape; then nothing changes in `out`.
    """
    start = time.perf_counter()
    if config.privacy != "named":
        expected = f'‘privacy’: expected "named"; graf {__version__} cannot yet withhold names (“{config.privacy}”)'
        raise UsageError(str(config.root / FILE), None, expected, "Nothing was published.")
    read_from = _inputs(config)
    kept = _unchanged(out, read_from, start)
    if kept is not None:
        return kept
    clock = _Clock(progress)
    with building(out) as folder:
        manifest = _make(config, folder, clock, read_from)
        manifest["timings"] = {
            "built": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "seconds": {**clock.seconds, "all": round(time.perf_counter() - start, 3)},
        }
        release = finish(folder, out, manifest)
    return _result(release, time.perf_counter() - start)


def _make(config: Config, folder: Path, clock: _Clock, read_from: dict[str, str]) -> dict[str, Any]:
    known = register.load(config.register)
    paths, issues = _documents(config)
    with clock.stage("read", len(paths)) as step:
        read, unread = read_files(paths, known, progress=lambda _: step(), limits=limits.of(config.read))
        distinct, twice = _distinct(sorted(read, key=lambda document: document.file))
        found_in = editions(distinct)
        documents = [edition.document for edition in found_in]
        twice += _in_other_formats(found_in)
    with clock.stage("extract"):
        extracted = extract(documents, known)
    with clock.stage("resolve"):
        found = resolve(extracted, documents, known)
    names = name_all(found.minutes, found.network, known, config.base)
    issues += [*unread, *twice, *found.issues, *names.issues]
    published = {document.sha256: rendition(document) for document in documents}
    with clock.stage("map", len(documents)) as step:
        quads = _quads(found, names, published, config, known, issues, step)
        formats = (quad for one in found_in for quad in format_quads(one.document, one.others, names.iris))
        store = write_new(folder / STORE, chain(quads, formats))
    with clock.stage("derive"):
        issues += derive(store, names, found.minutes, found.network, resources.queries() / "derived")
        store.optimize()
    with clock.stage("count"):
        counts, graphs = count_kinds(store), graph_digests(store)
        store.flush()
        del store
    masked = _write_texts(folder / TEXT, published.values())
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
) -> Iterator[Quad]:
    """All graphs but the derived one, each document's checked against the shapes before it is passed on."""
    bodies: set[str] = set()
    for minutes in sorted(found.minutes, key=lambda one: one.file):
        mapped = document_quads(minutes, published[minutes.sha256], names)
        violations = validate(mapped.quads)
        if violations:
            raise InvalidGraphError(minutes.file, violations)
        yield from mapped.quads
        issues += mapped.issues
        bodies |= {names.entries[name].key for name in mapped.bodies}
        step()
    built_in = set(register.load(None).bodies)
    own = {body.key for body in known.bodies if body not in built_in}
    own |= {key for relation in known.relations for key in (relation.subject, relation.object)}
    yield from register_quads(known, names, bodies | own, register.codes())
    yield from ontology_quads(resources.ontology(), names.iris)
    yield from extra_quads(config.graphs, names.iris)


def _documents(config: Config) -> tuple[list[Path], list[Issue]]:
    """The files of `minutes/` and its folders; a file with the name of another is left out and named."""
    by_name: dict[str, Path] = {}
    issues: list[Issue] = []
    for path in inputs.files(config.minutes):
        other = by_name.setdefault(path.name, path)
        if other is not path:
            where = path.relative_to(config.root)
            issues.append(Issue(str(where), UNREADABLE, f"it has the same name as {other.relative_to(config.root)}"))
    return list(by_name.values()), issues


def _distinct(documents: Sequence[Document]) -> tuple[list[Document], list[Issue]]:
    by_checksum: dict[str, Document] = {}
    issues: list[Issue] = []
    for document in documents:
        other = by_checksum.setdefault(document.sha256, document)
        if other is not document:
            issues.append(Issue(document.file, NOTE, f"it is the same file as {other.file}, and counted once"))
    return list(by_checksum.values()), issues


def _in_other_formats(found: Iterable[Edition]) -> list[Issue]:
    return [
        Issue(other.file, NOTE, f"it is the same document as {edition.document.file} in another format: that is read")
        for edition in found
        for other in edition.others
    ]


def _write_texts(folder: Path, published: Iterable[Rendition]) -> Counter[str]:
    folder.mkdir()
    masked: Counter[str] = Counter()
    for text in published:
        (folder / text.file_name).write_bytes(text.text.encode("utf-8"))
        masked += text.masked
    return masked


def _inputs(config: Config) -> dict[str, str]:
    places = {
        f"dataset/{FILE}": config.root / FILE,
        "dataset/minutes": config.minutes,
        "dataset/register": config.register,
        "dataset/corrections": config.corrections,
        "dataset/graphs": config.graphs,
        "graf/ontology": resources.ontology(),
        "graf/queries/derived": resources.queries() / "derived",
        "graf/register": resources.builtin(),
    }
    return inputs.checksums(places)


def _unchanged(out: Path, read_from: dict[str, str], start: float) -> BuildResult | None:
    current = out / CURRENT
    if not (current / MANIFEST).is_file() or not (current / STORE).is_dir():
        return None
    manifest = read_manifest(current)
    if manifest.get("inputs") != read_from or manifest.get("code") != inputs.code():
        return None
    point_current(out, manifest["digest"])
    return _result(out / RELEASES / manifest["digest"], time.perf_counter() - start, unchanged=True)


def _result(release: Path, seconds: float, *, unchanged: bool = False) -> BuildResult:
    manifest = read_manifest(release)
    issues = tuple(Issue(**issue) for issue in manifest["issues"])
    digest, counts, masked = manifest["digest"], manifest["counts"], manifest["masked"]
    return BuildResult(release, digest, counts, issues, masked, seconds, unchanged)


def _by_place(issue: dict[str, Any]) -> tuple[str, int, str, str]:
    return issue["file"], issue["line"] or 0, issue["kind"], issue["reason"]
