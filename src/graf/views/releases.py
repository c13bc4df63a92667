"""Releases: the one that is shown and those that lie beside it, newest first, with what was withdrawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graf.store.release import MANIFEST, RELEASES, WITHDRAWN

COUNTED: Final = ("documents", "meetings", "items", "decisions", "people", "bodies")


@dataclass(frozen=True, slots=True)
class Release:
    """A release: its digest, when it was built (ISO, UTC), the digest of the one before, and how much it holds.

    `withdrawn` is why it was taken back, None for one that can be read; then nothing else is known but when.
    """

    folder: Path
    digest: str
    built: str
    previous: str | None = None
    counts: tuple[tuple[str, int], ...] = ()
    withdrawn: str | None = None


def releases(folder: Path) -> tuple[Release, ...]:
    """The release in a folder and those beside it (`releases/{digest}`), the newest first; a copy alone is alone."""
    folder = folder.resolve()
    beside = folder.parent.iterdir() if folder.parent.name == RELEASES else [folder]
    found = [one for path in beside if (one := _release(path)) is not None]
    return tuple(sorted(found, key=lambda one: (one.built, one.digest), reverse=True))


def find(folder: Path, digest: str) -> Release | None:
    """The release with a digest, in a folder or beside it; None where there is none."""
    folder = folder.resolve()
    if digest == folder.name:
        return _release(folder)
    beside = folder.parent.iterdir() if folder.parent.name == RELEASES else ()
    return next((_release(path) for path in beside if path.name == digest), None)


def manifest(release: Release) -> Mapping[str, Any]:
    """What a release's manifest says."""
    found = json.loads((release.folder / MANIFEST).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _release(folder: Path) -> Release | None:
    if (folder / WITHDRAWN).is_file():
        said = json.loads((folder / WITHDRAWN).read_text(encoding="utf-8"))
        return Release(folder, str(said["digest"]), str(said["withdrawn"]), withdrawn=str(said["reason"]))
    if not (folder / MANIFEST).is_file():
        return None
    said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    counts = tuple((kind, int(said["counts"][kind])) for kind in COUNTED if kind in said.get("counts", {}))
    built = str(said.get("timings", {}).get("built", ""))
    return Release(folder, str(said["digest"]), built, said.get("previous"), counts)
