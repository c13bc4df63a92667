"""The search for circles is put off only where values are made that hold none, and only as long."""

from __future__ import annotations

import gc

import pytest

from graf.collector import unburdened
from graf.extract import extract
from graf.model import Register
from graf.read import read_files

from .extract.test_pattern import MINUTES


def test_it_is_on_again_after_a_failure() -> None:
    """What is put off for a while must not stay off in the archivist's review or a server, whatever went wrong."""
    before: list[bool] = []

    @unburdened()
    def fails() -> None:
        before.append(gc.isenabled())
        raise ValueError("spoilt")

    with pytest.raises(ValueError, match="spoilt"):
        fails()
    assert before == [False]
    assert gc.isenabled()


def test_extraction_leaves_no_circles() -> None:
    """With circles, a long extraction would grow: nothing would free them meanwhile."""
    documents, _ = read_files(MINUTES[:3])
    extract(documents, Register())  # what is kept for good is made in the first round
    gc.collect()
    found = extract(documents, Register())
    del found
    assert gc.collect() == 0
