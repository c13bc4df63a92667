"""Two sites for the tests of pages: Dalarna's five documents, and a made-up meeting with hostile names in it.

Each is a real release behind the real server on a free port, made once a session and only read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph
import pytest

from graf import config, resources
from graf.build import build
from graf.rdf.files import ontology_quads
from graf.rdf.iris import Iris
from graf.serve.app import create_app
from graf.store.counts import count_kinds, graph_digests
from graf.store.embedded import write_new
from graf.store.release import building, finish
from tests.serve.server import running

BASE = "https://example.org/norrdal"
HOSTILE = '"><script>alert(2)</script>'


@dataclass(frozen=True)
class Site:
    """A site that is served: a client at its root, and the folder with its releases."""

    client: httpx.Client
    out: Path

    def get(self, path: str, **headers: str) -> httpx.Response:
        """A GET; `_` in a header's name stands for `-`. Redirects are not followed."""
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.fixture(scope="session")
def dalarna_site(dalarna: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Dalarna, served."""
    out = tmp_path_factory.mktemp("dalarna")
    build(config.load(dalarna), out)
    yield from _serve(out)


@pytest.fixture(scope="session")
def norrdal_site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One of everything, with mark-up where a title, a name and a sentence should be, and a thing that is gone."""
    out = tmp_path_factory.mktemp("norrdal")
    trig = (root / "tests/rdf/minimal.trig").read_text(encoding="utf-8")
    trig = trig.replace("Gemensam jour", "Gemensam <script>alert(1)</script> jour")
    trig = trig.replace('foaf:name "Eva Lindmark"', "foaf:name '''Eva " + HOSTILE + " Lindmark'''")
    trig = trig.replace('oa:exact "att utse Eva Lindmrk"', 'oa:exact "att utse <img src=x onerror=alert(3)>"')
    quads = list(pyoxigraph.parse(trig, format=pyoxigraph.RdfFormat.TRIG))
    quads += ontology_quads(resources.ontology(), Iris(BASE))
    with building(out) as folder:
        store = write_new(folder / "store", quads)
        manifest = {
            "base": BASE,
            "title": {"sv": "Norrdals möten", "en": "Norrdal's meetings"},
            "publisher": "Norrdal",
            "licence": "http://creativecommons.org/publicdomain/zero/1.0/",
            "counts": count_kinds(store),
            "graphs": graph_digests(store),
            "texts": {},
            "issues": [],
            "gone": {f"{BASE}/id/body/upplost": "the body never was"},
            "moved": {f"{BASE}/id/meeting/undated": f"{BASE}/id/meeting/m1"},
        }
        store.flush()
        del store
        finish(folder, out, manifest)
    yield from _serve(out)


def _serve(out: Path) -> Iterator[Site]:
    with (
        running(out / "current", pages=create_app) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as client,
    ):
        yield Site(client, out)
