"""Fixtures, and the policy behind them.

Tests use real parts: the real dataset in data/, the real ontology, a real store in a temporary folder. Nothing is
mocked. A fixture that builds is made once a session and never changed by a test; what a test changes, it copies. No
test needs the network, and none measures time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# A slow machine must not fail a property: no deadline, and the same examples at every run.
settings.register_profile("graf", deadline=None, derandomize=True)
settings.load_profile("graf")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def dalarna() -> Path:
    """The dataset of Dalarna, for reading only."""
    return ROOT / "data" / "dalarna"
