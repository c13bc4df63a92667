"""Minutes spoilt anew: the same noise for the same seed, and what is still found in it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import noise
import pytest


@pytest.mark.parametrize("kind", sorted(noise.KINDS))
def test_noise_is_the_same_for_the_same_seed(kind: str) -> None:
    """A figure can be measured again; some of the text is spoilt, and most of it is left."""
    text = "1. Mötets öppnande\n\nNätverket beslutade 2024-05-06 att öppna mötet för alla närvarande.\n" * 20
    once, again = (noise.KINDS[kind](text, Random(7), 0.04) for _ in range(2))
    assert once == again != text
    assert abs(len(once) - len(text)) < len(text) * 0.1


def test_spoilt_minutes_are_read(tmp_path: Path) -> None:
    """With one letter in a hundred spoilt, as scans are, nineteen facts in twenty are found, each in its place."""
    noise.spoilt("mixed", 0.01, 0, tmp_path / "texts", noise.printed())
    rows, _ = noise.score(tmp_path / "texts", tmp_path)
    assert rows["evidence"]["f1"] == 1.0
    assert rows["ALL"]["f1"] >= 0.93
