"""The whole release as files: N-Quads, Turtle, JSON-LD, the tables, and the checksums of them all.

The N-Quads are canonical by RDFC-1.0 (https://www.w3.org/TR/rdf-canon/): a release holds no blank nodes, so nothing is
to be named, and what is left of the algorithm is canonical N-Quads, sorted by code point, each once. The same release
gives the same bytes; the compressed files carry no time and no name.
"""

from __future__ import annotations

import gzip
import hashlib
import heapq
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from graf.publish import csvw, tables
from graf.publish.producer import Files
from graf.rdf.vocab import PREFIXES
from graf.render.site import Site

FOLDER: Final = "dumps"
SUMS: Final = "SHA256SUMS"
_LINES: Final = 1_000_000
"""So many lines are sorted in memory at once."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of the whole release: its path below the site's root, media type, size in bytes, SHA-256 (hexadecimal).

    `compressed` is the media type of the compression, empty for none. `file` is where it lies until it is published.
    """

    path: str
    media: str
    compressed: str
    size: int
    sha256: str
    file: Path


def dumps(site: Site) -> Files:
    """The dumps, the tables and their checksums, for `sha256sum -c`."""
    for dump in made_dumps(site):
        yield dump.path, partial(_copy, dump.file)
    yield f"{FOLDER}/{SUMS}", sums(site)


def sums(site: Site) -> bytes:
    """The checksums of the dumps and tables, for `sha256sum -c`."""
    lines = [f"{dump.sha256}  {dump.path.removeprefix(FOLDER + '/')}\n" for dump in made_dumps(site)]
    return "".join(sorted(lines, key=lambda line: line[66:])).encode()


def count(site: Site) -> int:
    """How many files there are."""
    return 5 + len(tables.TABLES)


def made_dumps(site: Site) -> tuple[Dump, ...]:
    """The dumps of a release, made once and kept in a temporary folder as long as the site is."""
    return site.once("dumps", lambda: _made(site))


def _made(site: Site) -> tuple[Dump, ...]:
    folder = Path(tempfile.mkdtemp(prefix="graf-dumps-"))
    weakref.finalize(site, shutil.rmtree, folder, ignore_errors=True)
    graphs = sorted(site.manifest["graphs"])
    with _sorted_lines(folder, _quads(site, graphs, folder)) as lines, _compressed(folder / "release.nq.gz") as out:
        out.writelines(lines)
    nquads = folder / "release.nq.gz"
    with _sorted_lines(folder, _triples(nquads)) as lines, _compressed(folder / "release.ttl.gz") as out:
        pyoxigraph.serialize(_parsed(lines), out, RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    with _compressed(folder / "release.jsonld.gz") as out:
        by_graph = _by_graph(site, graphs, folder)
        pyoxigraph.serialize(by_graph, out, RdfFormat.JSON_LD, prefixes=dict(PREFIXES))
    found = [
        _dump(folder / "release.nq.gz", "release.nq.gz", "application/n-quads"),
        _dump(folder / "release.ttl.gz", "release.ttl.gz", "text/turtle"),
        _dump(folder / "release.jsonld.gz", "release.jsonld.gz", "application/ld+json"),
    ]
    for name, media, text in csvw.files(site):
        (folder / name).write_bytes(text)
        found.append(_dump(folder / name, f"tables/{name}", media))
    return tuple(found)


def _dump(file: Path, name: str, media: str) -> Dump:
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    compressed = "application/gzip" if file.suffix == ".gz" else ""
    return Dump(f"{FOLDER}/{name}", media, compressed, file.stat().st_size, digest, file)


def _quads(site: Site, graphs: Iterable[str], folder: Path) -> Iterator[bytes]:
    for graph in graphs:
        end = f" <{graph}> .\n".encode()
        for line in _graph(site, graph, folder):
            yield line.removesuffix(b" .\n") + end


def _graph(site: Site, graph: str, folder: Path) -> Iterator[bytes]:
    """The N-Triples of a graph, a line each."""
    with tempfile.TemporaryFile(dir=folder) as file:
        site.store().dump(file, RdfFormat.N_TRIPLES, from_graph=pyoxigraph.NamedNode(graph))
        file.seek(0)
        yield from file


def _by_graph(site: Site, graphs: Iterable[str], folder: Path) -> Iterator[Quad]:
    """The quads graph by graph, and sorted within each, so that a thing is told in one place."""
    for graph in graphs:
        name = pyoxigraph.NamedNode(graph)
        for quad in _parsed(sorted(_graph(site, graph, folder))):
            yield Quad(quad.subject, quad.predicate, quad.object, name)


def _triples(nquads: Path) -> Iterator[bytes]:
    with gzip.open(nquads) as lines:
        for line in lines:
            yield line.rpartition(b" <")[0] + b" .\n"


def _parsed(lines: Iterable[bytes]) -> Iterator[Quad]:
    """The triples of sorted N-Triples lines."""
    return iter(pyoxigraph.parse(_Stream(lines), RdfFormat.N_TRIPLES))  # type: ignore[arg-type]


@contextmanager
def _sorted_lines(folder: Path, lines: Iterable[bytes]) -> Iterator[Iterator[bytes]]:
    """Lines in the order of their bytes, which is that of their code points, each once; long lists by way of files."""
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        chunk: list[bytes] = []
        for line in lines:
            chunk.append(line)
            if len(chunk) >= _LINES:
                runs.append(_run(stack, folder, chunk))
                chunk = []
        yield _distinct(heapq.merge(*runs, sorted(chunk)))


def _run(stack: ExitStack, folder: Path, chunk: list[bytes]) -> IO[bytes]:
    file = stack.enter_context(_temporary(folder))
    file.writelines(sorted(chunk))
    file.seek(0)
    return file


@contextmanager
def _temporary(folder: Path) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile(dir=folder) as file:
        yield file


def _distinct(lines: Iterable[bytes]) -> Iterator[bytes]:
    before = b""
    for line in lines:
        if line != before:
            yield line
        before = line


@contextmanager
def _compressed(file: Path) -> Iterator[IO[bytes]]:
    """A gzip file without a time and a name in it."""
    with file.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as out:
        yield cast(IO[bytes], out)


def _copy(file: Path, out: BinaryIO) -> None:
    with file.open("rb") as data:
        shutil.copyfileobj(data, out)


class _Stream:
    """Lines as something to read from."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._left = b""

    def read(self, size: int = -1) -> bytes:
        parts, length = [self._left], len(self._left)
        while size < 0 or length < size:
            line = next(self._lines, b"")
            if not line:
                break
            parts.append(line)
            length += len(line)
        data = b"".join(parts)
        self._left = data[size:] if size >= 0 else b""
        return data[:size] if size >= 0 else data
