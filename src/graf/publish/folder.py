"""The folder of a published site: files are replaced one by one, and only those whose content has changed.

`site.json` at its root lists every file with its SHA-256, so that the next publication knows what is there already and
anyone can verify a copy. What the folder holds besides (a host's own settings, say) is left alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from graf.issues import UsageError
from graf.publish.producer import Content

INDEX: Final = "site.json"
_BESIDE: Final = ".graf-new"
"""Where a file is written before it takes its place."""


@dataclass
class Folder:
    """A folder that a site is published into. `written`, `kept` and `removed` count files, `size` is in bytes."""

    root: Path
    before: Mapping[str, str]
    files: dict[str, str] = field(default_factory=dict)
    written: int = 0
    removed: int = 0
    size: int = 0
    _made: set[Path] = field(default_factory=set)
    _there: Mapping[str, int] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        """How many files were there already, as they should be."""
        return len(self.files) - self.written

    def put(self, path: str, content: Content) -> None:
        """Makes a file hold this, in one step: a reader sees the old content or the new. Two files of one name are a
        fault of the producers."""
        if path in self.files or not _inside(path):
            raise ValueError(f"a file cannot be named {path!r}" if path not in self.files else f"two files: {path!r}")
        if not isinstance(content, bytes):
            self._write_large(path, content)
            return
        digest = hashlib.sha256(content).hexdigest()
        self.files[path] = digest
        self.size += len(content)
        if self.before.get(path) == digest and self._there.get(path) == len(content):
            return
        place = self._place(path)
        beside = self.root / _BESIDE
        beside.write_bytes(content)
        beside.replace(place)
        self.written += 1

    def finish(self, about: Mapping[str, Any]) -> None:
        """Removes the files of the last publication that are none of this one, and writes the list of files."""
        for path in sorted(set(self.before) - set(self.files)):
            with suppress(FileNotFoundError):
                (self.root / path).unlink()
                self.removed += 1
            with suppress(OSError):
                os.removedirs((self.root / path).parent)
        text = json.dumps({**about, "files": dict(sorted(self.files.items()))}, ensure_ascii=False, indent=0)
        beside = self.root / _BESIDE
        beside.write_text(text + "\n", encoding="utf-8")
        beside.replace(self.root / INDEX)

    def _write_large(self, path: str, write: Callable[[Any], None]) -> None:
        place = self._place(path)
        total = hashlib.sha256()
        beside = self.root / _BESIDE
        with beside.open("wb") as file:
            write(_Both(file, total))
        self.files[path] = digest = total.hexdigest()
        size = beside.stat().st_size
        self.size += size
        if self.before.get(path) == digest and self._there.get(path) == size:
            beside.unlink()
            return
        beside.replace(place)
        self.written += 1

    def _place(self, path: str) -> Path:
        place = self.root / path
        if place.parent not in self._made:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(place.parent)
        return place


def open_folder(root: Path) -> Folder:
    """Opens a folder for a publication. Raises `UsageError` where it holds something that graf did not publish."""
    root.mkdir(parents=True, exist_ok=True)
    index = root / INDEX
    if not index.is_file():
        if any(root.iterdir()):
            hint = "Name a new folder, or one that graf published into before."
            raise UsageError(str(root), None, "expected an empty folder or a published site", hint)
        return Folder(root, {})
    try:
        before = json.loads(index.read_text(encoding="utf-8"))["files"]
        found = {str(path): str(digest) for path, digest in before.items() if _inside(str(path))}
    except (ValueError, KeyError, AttributeError, TypeError):
        raise UsageError(str(index), None, "expected the list of a published site's files") from None
    return Folder(root, found, _there=_sizes(root))


def _inside(path: str) -> bool:
    return not {"", ".", ".."} & set(path.split("/")) and "\\" not in path and "\0" not in path


def _sizes(root: Path) -> dict[str, int]:
    """The size of each file below a folder, by its path."""
    found: dict[str, int] = {}
    for place, _, _ in os.walk(root):
        start = "" if place == str(root) else os.path.relpath(place, root).replace(os.sep, "/") + "/"
        with os.scandir(place) as entries:
            found.update((start + one.name, one.stat().st_size) for one in entries if one.is_file())
    return found


class _Both:
    """Writes to a file and to a checksum."""

    def __init__(self, file: BinaryIO, total: hashlib._Hash) -> None:
        self.file, self.total = file, total

    def write(self, data: bytes) -> int:
        self.total.update(data)
        return self.file.write(data)
