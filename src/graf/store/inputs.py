"""What a release was made from: the checksum of every file that the build read, and of the code that read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from graf.read import legible, tesseract

_LIBRARIES = ("lxml", "markdown-it-py", "pyoxigraph", "pypdfium2", "wordfreq")


def checksum(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal; empty where it cannot be read, which whoever reads it reports."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def checksums(places: Mapping[str, Path]) -> dict[str, str]:
    """The checksums of files and of all files below folders, by `{name of the place}/{path below it}`.

    Hidden files do not count, and what is not there is left out. `places` maps a name to a file or a folder.
    """
    found = {
        f"{name}/{legible(path.relative_to(place).as_posix())}" if place.is_dir() else name: checksum(path)
        for name, place in places.items()
        for path in files(place)
    }
    return dict(sorted(found.items()))


def files(place: Path) -> Iterator[Path]:
    """A file itself, or the files below a folder in the order of their paths; hidden ones do not count."""
    if place.is_file():
        yield place
    elif place.is_dir():
        for path in sorted(place.rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(place).parts):
                yield path


@lru_cache(maxsize=1)
def code() -> str:
    """A checksum of graf's own code and of what else decides what is read (libraries, tesseract): same code, same
    release."""
    total = hashlib.sha256()
    package = Path(__file__).resolve().parent.parent
    for path in sorted(package.rglob("*.py")):
        total.update(f"{path.relative_to(package).as_posix()} {checksum(path)}\n".encode())
    for library in _LIBRARIES:
        total.update(f"{library} {version(library)}\n".encode())
    total.update(f"ocr {tesseract.version()}\n".encode())
    return total.hexdigest()
