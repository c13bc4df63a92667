"""The files of a dataset that a build reads: its documents, each once, and the checksums of all that it depends on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graf import resources
from graf.config import FILE, Config
from graf.issues import NOTE, UNREADABLE, Issue
from graf.model import Document, Register
from graf.read import limits, read_files
from graf.read.editions import Edition, editions
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


def files(config: Config) -> tuple[list[Path], list[Issue]]:
    """The files of `minutes/` and its folders; a file with the name of another is left out and named."""
    by_name: dict[str, Path] = {}
    issues: list[Issue] = []
    for path in inputs.files(config.minutes):
        other = by_name.setdefault(path.name, path)
        if other is not path:
            where = path.relative_to(config.root)
            issues.append(Issue(str(where), UNREADABLE, f"it has the same name as {other.relative_to(config.root)}"))
    return list(by_name.values()), issues


def read(config: Config, paths: Sequence[Path], known: Register, step: Callable[[], None]) -> Sources:
    """The documents in these files, by the order of their names."""
    documents, issues = read_files(paths, known, progress=lambda _: step(), limits=limits.of(config.read))
    distinct, twice = _distinct(sorted(documents, key=lambda document: document.file))
    found = tuple(editions(distinct))
    formats = [
        Issue(other.file, NOTE, f"it is the same document as {edition.document.file} in another format: that is read")
        for edition in found
        for other in edition.others
    ]
    return Sources(found, (*issues, *twice, *formats))


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
