"""An earlier release stays readable at its own address when another one is served."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph
import pytest

from graf import config
from graf.build import build
from graf.serve.app import create_app
from graf.store.release import manifest_digest, read_manifest
from graf.withdraw import withdraw
from tests.serve.server import running

MINUTES = """Minnesanteckningar Samverkansnätverket i Norrdal

Datum: 2024-03-05

Närvarande
Ylva Stenqvist, socialchef, Fjällbo kommun

1. Mötets öppnande
Samverkansnätverket beslutade
att öppna mötet.
"""


@pytest.fixture(scope="module")
def out(dalarna: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases of a small dataset; the second has a document more."""
    root = tmp_path_factory.mktemp("releases") / "dataset"
    (root / "minutes").mkdir(parents=True)
    shutil.copy(dalarna / config.FILE, root)
    for name, date in (("a", "2024-03-05"), ("b", "2024-04-02")):
        text = MINUTES.replace("2024-03-05", date)
        (root / "minutes" / f"{name}.txt").write_text(text, encoding="utf-8")
        build(config.load(root), root.parent / "out")
    return root.parent / "out"


@pytest.fixture(scope="module")
def web(out: Path) -> Iterator[httpx.Client]:
    """A client of the newest release, served."""
    with (
        running(out / "current", pages=create_app) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as client,
    ):
        yield client


def test_the_list_names_every_release(web: httpx.Client, out: Path) -> None:
    """People get a page in their language, programs a list, newest first, each with the one before it."""
    found = web.get("/releases", headers={"Accept": "application/json"}).json()
    assert {one["digest"] for one in found} == {path.name for path in (out / "releases").iterdir()}
    assert [one["previous"] for one in found] == [found[1]["digest"], None]
    for lang, title in (("sv", "Utgåvor"), ("en", "Releases")):
        page = web.get("/releases", headers={"Accept": "text/html", "Accept-Language": lang}, follow_redirects=True)
        assert page.status_code == 200
        assert f"<h1>{title}</h1>" in page.text
        assert all(f'href="releases/{one["digest"]}.html"' in page.text for one in found)


def test_an_old_release_is_read_in_full(web: httpx.Client, out: Path) -> None:
    """Its page leads to the manifest, every graph and every text, and from these its digest can be computed again."""
    old = read_manifest((out / "current").resolve())["previous"]
    page = web.get(f"/releases/{old}", headers={"Accept": "text/html", "Accept-Language": "sv"}, follow_redirects=True)
    assert "äldre utgåva" in page.text
    manifest = web.get(f"/releases/{old}", headers={"Accept": "application/json"}, follow_redirects=True).json()
    graphs = {}
    for iri in manifest["graphs"]:
        path = f"/releases/{old}{iri.removeprefix(manifest['base'])}"
        assert f'href="../..{path}.ttl"' in page.text
        triples = pyoxigraph.parse(web.get(f"{path}.nt").content, format=pyoxigraph.RdfFormat.N_TRIPLES)
        lines = sorted(f"{triple} <{iri}> .\n".replace(" <default>", "") for triple in triples)
        graphs[iri] = {"triples": len(lines), "sha256": hashlib.sha256("".join(lines).encode()).hexdigest()}
    assert manifest_digest({**manifest, "graphs": graphs}) == old
    for file, name in manifest["texts"].items():
        assert file in page.text
        assert web.get(f"/releases/{old}/text/{name}").text.startswith("Minnesanteckningar")


def test_what_is_not_there_is_not_found(web: httpx.Client, out: Path) -> None:
    """Nothing but releases is reached by these addresses."""
    old = read_manifest((out / "current").resolve())["previous"]
    for path in ("x", "..%2fcurrent", f"{old}/text/manifest.json", f"{old}/text/..%2fmanifest.json", f"{old}/graph/x"):
        assert web.get(f"/releases/{path}").status_code == 404, path
    assert web.get("/de/releases.html").status_code == 404
    assert web.get(f"/releases/{old}", headers={"Accept": "image/png"}).status_code == 406


def test_a_withdrawn_release_answers_410(web: httpx.Client, out: Path, tmp_path: Path) -> None:
    """A tombstone is left of it, at each of its addresses, as soon as it is withdrawn."""
    shutil.copytree(out, tmp_path / "out", symlinks=True)
    current = (tmp_path / "out" / "current").resolve()
    old = read_manifest(current)["previous"]
    folder = current.parent / old
    for path in folder.iterdir():
        (shutil.rmtree if path.is_dir() else Path.unlink)(path)  # type: ignore[operator]
    said = {"digest": old, "withdrawn": "2026-11-22T00:00:00+00:00", "reason": "it named somebody"}
    (folder / "withdrawn.json").write_text(json.dumps(said), encoding="utf-8")
    with running(current, pages=create_app) as server:
        for path in ("", "/manifest.json", "/graph/register.ttl"):
            reply = httpx.get(f"http://127.0.0.1:{server.port}/releases/{old}{path}")
            assert reply.status_code == 410
            assert "it named somebody" in reply.text
        listed = httpx.get(f"http://127.0.0.1:{server.port}/en/releases.html").text
        assert "Withdrawn on 22" in listed
    assert withdraw(tmp_path / "out", "person/nobody") == []
