"""A release as files: what is served and published is the same; nothing is broken; only changes are written."""

from __future__ import annotations

import json
import re
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import rdflib

from graf.issues import UsageError
from graf.publish.folder import INDEX, open_folder
from graf.publish.links import check
from graf.publish.site import publish
from graf.serve.app import create_app
from tests.publish.conftest import Site
from tests.serve.server import running

LIVE = re.compile(r"(sv|en)/(api|query|query/.*|search.*|suggest.*|releases/.*)\.(html|json)")
"""What only a server can answer: searches, questions, earlier releases graph by graph; their pages say so."""
ASKS = re.compile(rb'<form\b.*?</form>|href="[^"]*\bquery(\.html\?|/)[^"]*"', re.DOTALL)
"""What asks a server: a form (in files a script shows it, where it can answer by itself), a link to an answer."""


@pytest.fixture(scope="module")
def live(published: Site) -> Iterator[httpx.Client]:
    """The same release, served."""
    with (
        running(published.release, pages=create_app) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as client,
    ):
        yield client


def _samples(root: Path) -> list[str]:
    """Every page and file that is no thing's, and of each kind of thing the first, the last and one between."""
    files = json.loads((root / INDEX).read_text(encoding="utf-8"))["files"]
    kinds: dict[str, list[str]] = {}
    for path in files:
        found = re.fullmatch(r"((?:sv/|en/)?(?:res|graph)/[^/]+)/.*\.(\w+)", path)
        kinds.setdefault(f"{found[1]} {found[2]}" if found else path, []).append(path)
    return sorted({one for paths in kinds.values() for one in (paths[0], paths[len(paths) // 2], paths[-1])})


def test_what_is_published_is_what_is_served(published: Site, live: httpx.Client) -> None:
    """Byte for byte, less what asks a server: pages of every kind in both languages, data, graphs, texts, pictures."""
    compared = set()
    for path in _samples(published.root):
        if LIVE.fullmatch(path) or not re.match(r"(sv|en|res|graph|static)/", path):
            continue
        answer = live.get(f"/{path}")
        assert answer.status_code == 200, path
        assert ASKS.sub(b"", answer.content) == ASKS.sub(b"", (published.root / path).read_bytes()), path
        compared.add(path.partition("/")[0] + "." + path.rpartition(".")[2])
    assert {"sv.html", "en.html", "res.ttl", "res.jsonld", "res.csv", "res.txt", "graph.ttl", "sv.json"} <= compared


def test_no_link_is_broken_and_nothing_comes_from_elsewhere(published: Site) -> None:
    """Every address in every page and style sheet leads to a file of the site, every fragment to something in it."""
    found = check(published.root)
    assert found.links > 10_000
    assert not found.broken
    assert not found.elsewhere


def test_scripts_ask_no_other_host(published: Site) -> None:
    """The scripts that are published name no address but those of namespaces and licences."""
    allowed = (
        "http://www.w3.org/",
        "http://graphml.graphdrawing.org/xmlns",
        "https://github.com/",
        "https://d3js.org",
        "http://www.apache.org/",
    )
    for file in (published.root / "static").rglob("*.js"):
        for address in re.findall(r"https?://[^\s\"'`)]+", file.read_text(encoding="utf-8")):
            assert address.startswith(allowed), f"{file.name}: {address}"


def test_a_link_checker_that_finds_faults(tmp_path: Path) -> None:
    """The checker tells a missing file, a missing fragment, a script from elsewhere; data and mail are left alone."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.html").write_text(
        '<a href="b.html">x</a><a href="a.html#no">x</a><a href="#yes" id="yes">x</a><a href="mailto:a@b.example">x</a>'
        '<script src="https://cdn.example/x.js"></script><img src="data:image/png;base64,"><a href="https://e.example/">',
        encoding="utf-8",
    )
    (tmp_path / "s.css").write_text("a{background:url(no.png)}@import 'https://e.example/f.css';", encoding="utf-8")
    found = check(tmp_path)
    assert set(found.broken) == {"sub/a.html: b.html", "sub/a.html: a.html#no", "s.css: no.png"}
    assert len(found.elsewhere) == 2


def test_data_files_are_rdf(published: Site) -> None:
    """rdflib reads the Turtle and the JSON-LD of a thing of each kind, and finds the same triples in both."""
    for path in _samples(published.root):
        if path.startswith("res/") and path.endswith(".ttl"):
            turtle = rdflib.Graph().parse(data=(published.root / path).read_text("utf-8"), format="turtle")
            text = (published.root / path.replace(".ttl", ".jsonld")).read_text("utf-8")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own reader of JSON-LD
                linked = rdflib.Graph().parse(data=text, format="json-ld")
            assert turtle
            assert set(linked) == set(turtle), path


def test_a_second_publication_writes_only_what_differs(published: Site, tmp_path: Path) -> None:
    """The same release gives the same bytes, dumps and all, so only a file that differs or is missing is written; one
    that is published no more goes, with its empty folder; what a host put there stays, and so does all outside."""
    copy = shutil.copytree(published.root, tmp_path / "copy")
    (copy / "CNAME").write_text("example.org\n")
    (copy / "sv/about.html").write_text("tampered")
    (copy / "en/about.html").unlink()
    (copy / "res/old").mkdir()
    (copy / "res/old/x.ttl").write_text("")
    (tmp_path / "outside").write_text("kept")
    index = json.loads((copy / INDEX).read_text(encoding="utf-8"))
    index["files"] |= {"res/old/x.ttl": "0", "../outside": "0", "sv/flow.html": "another checksum"}
    (copy / INDEX).write_text(json.dumps(index), encoding="utf-8")
    before = (copy / "sv/index.html").stat().st_mtime_ns
    again = publish(published.release, copy)
    assert (again.written, again.removed, again.kept) == (3, 1, published.result.written - 3)
    assert (copy / "sv/index.html").stat().st_mtime_ns == before
    assert not (copy / "res/old").exists()
    assert (tmp_path / "outside").read_text() == "kept"
    for name in ("sv/about.html", "en/about.html", "sv/flow.html", INDEX):
        assert (copy / name).read_bytes() == (published.root / name).read_bytes()
    assert {path.name for path in copy.iterdir()} - {path.name for path in published.root.iterdir()} == {"CNAME"}


def test_a_folder_with_something_else_is_left_alone(published: Site, tmp_path: Path) -> None:
    """Nobody's files are overwritten: a folder that graf did not publish into must be empty."""
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(UsageError, match="expected an empty folder"):
        publish(published.release, tmp_path)
    assert (tmp_path / "index.html").read_text() == "mine"


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/../b", "a\\b", "", "a/./b"])
def test_no_file_leaves_the_folder(tmp_path: Path, path: str) -> None:
    """A name from data can never lead a file out of the folder."""
    with pytest.raises(ValueError, match="cannot be named"):
        open_folder(tmp_path / "site").put(path, b"x")


def test_people_are_not_for_search_engines(published: Site) -> None:
    """People's pages ask not to be indexed in a site of files too."""
    for file in (published.root / "sv/res/person").iterdir():
        assert b'<meta name="robots" content="noindex">' in file.read_bytes()
