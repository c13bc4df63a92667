"""Files that people's words go into, changed in one step: whoever is stopped at any moment leaves the old or the new.

A text is written beside its file, brought to the disk, and takes its place by a rename, which POSIX makes in one step:
so a process that is killed, a machine that loses its power and a full disk leave no half correction. Two that write
into one folder at once come after one another.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def rewrite(path: Path, change: Callable[[bytes], bytes | None]) -> bytes | None:
    """Gives a file the content that `change` makes of what it holds (nothing, where there is none); returns that.

    Where `change` gives None nothing is done, where it gives nothing (`b""`) the file is taken away. It is on the disk
    when this returns. Raises `OSError` where it cannot be written; then the file is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _held(path.parent) as folder:
        before = path.read_bytes() if path.is_file() else b""
        after = change(before)
        if after is None or after == before:
            return after
        if not after:
            path.unlink()
        else:
            _put(path, after)
        os.fsync(folder)
        return after


def _put(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            if path.exists():
                os.chmod(file.fileno(), path.stat().st_mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


@contextmanager
def _held(folder: Path) -> Iterator[int]:
    """A folder's descriptor, of which no other process that writes so has the lock."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
