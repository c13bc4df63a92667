"""What people wrote is whole at every moment: killed at any step of writing, the old file or the new one is there."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from graf.corrections import append, load, parse
from graf.corrections.disk import rewrite
from graf.review import diary

from .test_form import TEXT

KILLED = """
import os, pathlib, signal, sys
from graf.corrections import append, parse
from graf.review import diary
steps = [int(sys.argv[2])]
def step(call):
    def done(*given, **more):
        steps[0] -= 1
        if steps[0] == 0: os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **more)
    return done
os.fsync = step(os.fsync)
os.open = step(os.open)
pathlib.Path.replace = step(pathlib.Path.replace)
path = pathlib.Path(sys.argv[1])
if sys.argv[3] == "append":
    append(path, parse(sys.stdin.read(), "")[0])
else:
    diary.undo(path, diary.last(path).key)
"""


@pytest.mark.parametrize("what", ["append", "undo"])
@pytest.mark.parametrize("step", range(1, 6))
def test_killed_at_any_step(tmp_path: Path, what: str, step: int) -> None:
    """A correction is kept or taken back as a whole, and the next one can be written."""
    (one,), (other,) = parse(TEXT, ""), parse(TEXT.replace("absent", "uncertain"), "")
    file = tmp_path / "corrections" / "anna.toml"
    append(file, one)
    if what == "undo":
        append(file, other)
    command = [sys.executable, "-c", KILLED, str(file), str(step), what]
    ended = subprocess.run(command, input=TEXT.replace("absent", "uncertain"), text=True, check=False)
    assert ended.returncode in (-signal.SIGKILL, 0)
    kept = load(file.parent)
    assert kept in ((one,), (one, other))
    if ended.returncode == 0:
        assert step > 4
        assert kept == ((one, other) if what == "append" else (one,))
    if kept == (one,):
        append(file, other)
    assert load(file.parent) == (one, other)


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two reviews of one dataset write into one file: each of their corrections is there."""
    file = tmp_path / "both.toml"

    def write(who: str) -> None:
        for n in range(15):
            append(file, parse(TEXT.replace("Hon hade slutat.", f"{who} {n}"), "")[0])

    threads = [threading.Thread(target=write, args=(who,)) for who in ("Anna", "Bo")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.why for one in load(tmp_path)} == {f"{who} {n}" for who in ("Anna", "Bo") for n in range(15)}


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written is said, and nothing half is left behind."""
    file = tmp_path / "anna.toml"
    file.write_text(TEXT, encoding="utf-8")

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("graf.corrections.disk.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        rewrite(file, lambda before: before + b"x")
    assert file.read_text(encoding="utf-8") == TEXT
    assert [path.name for path in tmp_path.iterdir()] == ["anna.toml"]


def test_what_was_taken_back_leaves_the_rest(tmp_path: Path) -> None:
    """Only the last correction of a file can be taken back; a file without any is gone."""
    file = tmp_path / "anna.toml"
    (one,), (other,) = parse(TEXT, ""), parse(TEXT.replace("absent", "uncertain"), "")
    append(file, one)
    append(file, other)
    assert diary.undo(file, one.key) is None
    assert diary.undo(file, other.key) == other
    assert load(tmp_path) == (one,)
    assert diary.undo(file, one.key) == one
    assert not file.exists()
