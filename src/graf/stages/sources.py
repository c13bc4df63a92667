"""The files of a dataset that a build reads: its documents, each once, and the checksums of all that it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graf import resources
from graf.config import FILE, Config
from graf.issues import NOTE, UNREADABLE, Issue
from graf.model import Document, Minutes, Register
from graf.read import legible, limits, read_each
from graf.read.editions import Edition, editions
from graf.stages import repairs
from graf.stages.cache import Cache
from graf.store import inputs


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents of a dataset, each once, with its other formats, and what could not be read."""

    editions: tuple[Edition, ...]
    issues: tuple[Issue, ...]

    @property
    def documents(self) -> list[Document]:
        """The documents that are built, one of each edition."""
        return [edition.document for edition in self.editions]

    def stating(self, minutes: Iterable[Minutes]) -> Sources:
        """The same with the documents that state these: the others were left out since."""
        files = {one.file for one in minutes}
        return replace(self, editions=tuple(one for one in self.editions if one.document.file in files))


def files(config: Config) -> tuple[list[Path], list[Issue]]:
    """The files of `minutes/` and its folders; a file with the name of another is left out and named."""
    by_name: dict[str, Path] = {}
    issues: list[Issue] = []
    for path in inputs.files(config.minutes):
        other = by_name.setdefault(path.name, path)
        if other is not path:
            one, first = (legible(file.relative_to(config.root).as_posix()) for file in (path, other))
            issues.append(Issue(one, UNREADABLE, f"it has the same name as {first}: rename one"))
    return list(by_name.values()), issues


def read(
    config: Config,
    paths: Sequence[Path],
    known: Register,
    step: Callable[[], None],
    checksums: Mapping[str, str] | None = None,
    kept: Cache | None = None,
) -> Sources:
    """The documents in these files, by the order of their names.

    `checksums` are those of the files by the name that the build's inputs give them; what they gave is taken from
    `kept` where it is there.
    """
    keys = {path: _key(config, path, checksums or {}) for path in paths}
    held = kept.all("read", _Read) if kept is not None else {}
    fresh = [path for path in paths if keys[path] not in held]
    for path in paths:
        if keys[path] in held:
            step()
    found: dict[Path, _Read] = {path: held[keys[path]] for path in paths if keys[path] in held}
    each = read_each(fresh, progress=lambda _: step(), limits=limits.of(config.read))
    for path, (document, issues) in zip(fresh, each, strict=True):
        found[path] = _Read(document, tuple(issues))
    if kept is not None:
        for path in paths:
            if keys[path] in held:
                kept.keep("read", keys[path])
            else:
                kept.put("read", keys[path], found[path])
    raw = [one.document for path in paths if (one := found[path]).document is not None]
    documents, faulty = repairs.repaired(raw, known, kept)
    distinct, twice = _distinct(sorted(documents, key=lambda document: document.file))
    several = tuple(editions(distinct))
    formats = [
        Issue(other.file, NOTE, f"it is the same document as {edition.document.file} in another format: that is read")
        for edition in several
        for other in edition.others
    ]
    said = [issue for path in paths for issue in found[path].issues]
    return Sources(several, (*said, *faulty, *twice, *formats))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file gave: a document before any repair, None where it cannot be read, and what there is to say of it."""

    document: Document | None
    issues: tuple[Issue, ...]


def _key(config: Config, path: Path, checksums: Mapping[str, str]) -> str:
    """What decides what a file gives: its name, its content, and the limits."""
    name = f"dataset/minutes/{legible(path.relative_to(config.minutes).as_posix())}"
    checksum = checksums.get(name) or inputs.checksum(path)
    return f"{legible(path.name)} {checksum} {limits.of(config.read)}"


def _distinct(documents: Sequence[Document]) -> tuple[list[Document], list[Issue]]:
    by_checksum: dict[str, Document] = {}
    issues: list[Issue] = []
    for document in documents:
        other = by_checksum.setdefault(document.sha256, document)
        if other is not document:
            issues.append(Issue(document.file, NOTE, f"it is the same file as {other.file}, and counted once"))
    return list(by_checksum.values()), issues


def checksums(config: Config) -> dict[str, str]:
    """The checksums of every file that decides what a build of this dataset makes."""
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
