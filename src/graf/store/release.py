"""Releases: immutable folders, each named by the digest of what it holds.

    DIR/releases/{digest}/store/          the store
    DIR/releases/{digest}/manifest.json   counts, graphs, checksums of all inputs, issues, what was withheld, timings
    DIR/releases/{digest}/text/{…}.txt    the text renditions as published, by the first 16 digits of their SHA-256
    DIR/current                           a link to the newest

A release is written beside, in `DIR/.building-…`, then renamed: it is complete or absent, and a build that fails leaves
`current` alone. The digest is the SHA-256 of the sorted pairs (graph, SHA-256 of its sorted N-Quads) and the manifest
without what may differ between two builds of one input: its timings, the code's checksum, what became of the names of
the releases before it, and the digest itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graf.issues import UsageError

MANIFEST, STORE, TEXT, RELEASES, CURRENT = "manifest.json", "store", "text", "releases", "current"
HISTORY = ("previous", "moved", "gone", "lost")
WITHDRAWN = "withdrawn.json"
_NOT_IN_DIGEST = ("digest", "timings", "code", *HISTORY)


def manifest_digest(manifest: Mapping[str, Any]) -> str:
    """The digest of a release with this manifest (64 hexadecimal digits)."""
    total = hashlib.sha256()
    for graph, found in sorted(manifest["graphs"].items()):
        total.update(f"{graph} {found['sha256']}\n".encode())
    rest = {key: value for key, value in manifest.items() if key not in _NOT_IN_DIGEST}
    total.update(json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
    return total.hexdigest()


@contextmanager
def building(out: Path) -> Iterator[Path]:
    """A folder beside the releases to build one in; it is gone afterwards, whatever happens."""
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def finish(folder: Path, out: Path, manifest: Mapping[str, Any]) -> Path:
    """Makes a built folder a release of `out`, and the current one; its store must be closed.

    Where that release is there already it is kept as it is, with what is known now of earlier names. Returns its
    folder.
    """
    digest = manifest_digest(manifest)
    release = out / RELEASES / digest
    if not (release / MANIFEST).is_file():
        text = json.dumps({**manifest, "digest": digest}, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
        release.parent.mkdir(exist_ok=True)
        if release.exists():
            shutil.rmtree(release)
        folder.rename(release)
    else:
        _keep_history(release, manifest)
    point_current(out, digest)
    return release


def _keep_history(release: Path, manifest: Mapping[str, Any]) -> None:
    """Brings the history of a release up to date, which is no part of its digest; which one it followed stays."""
    kept = read_manifest(release)
    now = kept | {key: manifest[key] for key in HISTORY[1:] if key in manifest}
    if now != kept:
        beside = release / f".{MANIFEST}-{os.getpid()}"
        beside.write_text(json.dumps(now, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        beside.replace(release / MANIFEST)


def point_current(out: Path, digest: str) -> None:
    """Makes `current` lead to a release, in one step: a reader sees the old one or the new one."""
    link = out / f".{CURRENT}-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES) / digest, target_is_directory=True)
    link.replace(out / CURRENT)


def read_manifest(release: Path) -> dict[str, Any]:
    """A release's manifest. Raises `UsageError` where the folder is no release, or one that was withdrawn."""
    file = release / MANIFEST
    if (release / WITHDRAWN).is_file():
        raise UsageError(str(release), None, "expected a release, and this one was withdrawn")
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(str(release), None, "expected a release", "`graf build` makes one.") from None
    except ValueError as error:
        raise UsageError(str(file), None, f"expected a manifest in JSON ({error})") from None
    if not isinstance(manifest, dict) or "graphs" not in manifest or "digest" not in manifest:
        raise UsageError(str(file), None, "expected the manifest of a release")
    return manifest
