"""The checksums of what a build read tell whether there is anything to build."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graf.store.inputs import checksums, code


def test_every_file_counts_and_hidden_ones_do_not(tmp_path: Path) -> None:
    """A changed, new or removed file is another input; an editor's hidden file is not."""
    (tmp_path / "minutes" / "2024").mkdir(parents=True)
    (tmp_path / "minutes" / "2024" / "a.txt").write_text("text")
    (tmp_path / "minutes" / ".swap").write_text("x")
    (tmp_path / "dataset.toml").write_text("base")
    places = {
        "dataset/minutes": tmp_path / "minutes",
        "dataset.toml": tmp_path / "dataset.toml",
        "none": tmp_path / "none",
    }
    assert checksums(places) == {
        "dataset.toml": hashlib.sha256(b"base").hexdigest(),
        "dataset/minutes/2024/a.txt": hashlib.sha256(b"text").hexdigest(),
    }


def test_the_codes_checksum_is_stable() -> None:
    """Same code, same checksum."""
    assert code() == code()
    assert len(code()) == 64
