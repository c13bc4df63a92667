"""Dalarna, published once a session below a sub-path; tests that change a published folder copy it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from graf import build as building
from graf import config
from graf.publish.site import Published, publish


@dataclass(frozen=True)
class Site:
    """A published site: the folder that a host serves, the site's folder below it, its release, what was published."""

    host: Path
    root: Path
    release: Path
    result: Published


@pytest.fixture(scope="session")
def published(dalarna: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Dalarna as files, in a folder of its own on a host."""
    out = tmp_path_factory.mktemp("published")
    building.build(config.load(dalarna), out)
    root = out / "host" / "kommun" / "moten"
    return Site(out / "host", root, out / "current", publish(out / "current", root))
