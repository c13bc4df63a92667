"""What the tests of queries share: a small made-up graph, and the canned queries themselves."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from graf import resources
from graf.query import canned
from graf.query.canned import Canned
from tests.store.memory import in_memory

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def store() -> pyoxigraph.Store:
    """The graph of fixture.trig; no test adds to it."""
    return in_memory(pyoxigraph.parse(path=HERE / "fixture.trig", format=pyoxigraph.RdfFormat.TRIG))


@pytest.fixture(scope="session")
def questions() -> dict[str, Canned]:
    """The canned queries by name."""
    return {one.name: one for one in canned.load(resources.queries())}
