"""Hosts of files: any that serves a folder below any address, and those that can do more."""

from __future__ import annotations

import http.server
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
import rdflib

from graf.publish.hosting import hosting
from graf.publish.pages import former
from graf.render.site import Site as Release
from graf.render.site import opened
from tests.publish.conftest import Site

APACHE = shutil.which("apache2") or shutil.which("httpd")
MODULES = ("mpm_event", "authz_core", "dir", "mime", "negotiation", "headers", "rewrite")
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
    "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/html;q=0.2,application/xhtml+xml;q=0.18"
)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def plain(published: Site) -> Iterator[httpx.Client]:
    """`python -m http.server` of the host's folder; the site lies below it."""
    handler = partial(_Quiet, directory=str(published.host))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_address[1]}/kommun/moten/"
        with httpx.Client(base_url=base) as client:
            yield client
        server.shutdown()


def test_any_host_serves_it_below_any_address(plain: httpx.Client) -> None:
    """From the start page, links lead to pages and data, though the host knows nothing of the site."""
    page = plain.get("sv/")
    assert page.status_code == 200
    for link, kind in (("sv/res/body/schnv.html", "text/html"), ("static/style.css", "text/css"), ("sv/flow.json", "")):
        found = plain.get(link)
        assert found.status_code == 200
        assert found.headers["content-type"].startswith(kind)
    assert 'url=sv/"' in plain.get("").text
    graph = rdflib.Graph().parse(data=plain.get("res/body/schnv.ttl").text, format="turtle")
    assert len(graph) > 20


@pytest.fixture(scope="module")
def apache(published: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Apache with the modules that Debian turns on, and rewrite and headers; the site lies below its root."""
    if APACHE is None:
        pytest.skip("Apache is not installed (Debian: apt-get install apache2)")
    folder = tmp_path_factory.mktemp("apache")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    built_in = subprocess.run([APACHE, "-l"], capture_output=True, text=True, check=True).stdout
    modules = Path(APACHE).resolve().parent.parent / "lib/apache2/modules"
    lines = [f"LoadModule {one}_module {modules}/mod_{one}.so" for one in MODULES if f"mod_{one}.c" not in built_in]
    lines += [f"Listen 127.0.0.1:{port}", "ServerName localhost", f"PidFile {folder}/pid", f"ErrorLog {folder}/log"]
    lines += [f"DefaultRuntimeDir {folder}", f"DocumentRoot {published.host}", "TypesConfig /dev/null"]
    lines += [f"<Directory {published.host}>", "AllowOverride FileInfo Indexes Options=MultiViews"]
    lines += ["Require all granted", "</Directory>"]
    (folder / "conf").write_text("\n".join(lines) + "\n")
    command = [APACHE, "-d", str(folder), "-f", str(folder / "conf"), "-X"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        base = f"http://127.0.0.1:{port}/kommun/moten/"
        with httpx.Client(base_url=base) as client:
            for _ in range(100):
                try:
                    client.get("")
                    break
                except httpx.TransportError:
                    if server.poll() is not None:
                        break
                    time.sleep(0.1)
            if server.poll() is not None:
                pytest.skip(f"Apache does not start here: {(server.stdout.read() if server.stdout else b'').decode()}")
            yield client
        server.terminate()


@pytest.mark.parametrize(
    ("accept", "ends", "media"),
    [
        (BROWSER, "sv/res/body/schnv.html", "text/html"),
        ("text/html", "sv/res/body/schnv.html", "text/html"),
        ("*/*", "sv/res/body/schnv.html", "text/html"),
        ("text/turtle", "res/body/schnv", "text/turtle"),
        (COMUNICA, "res/body/schnv", "application/ld+json"),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.9, */*;q=0.1", "res/body/schnv", "text/turtle"),
        ("text/csv", "res/body/schnv", "text/csv"),
    ],
)
def test_apache_negotiates(apache: httpx.Client, accept: str, ends: str, media: str) -> None:
    """A name answers 303, and what it leads to is what the client likes best; qualities count."""
    name = apache.get("id/body/schnv", headers={"Accept": accept})
    assert name.status_code == 303
    assert name.headers["location"].endswith("/kommun/moten/res/body/schnv")
    found = apache.get("id/body/schnv", headers={"Accept": accept}, follow_redirects=True)
    assert found.status_code == 200
    assert str(found.url).endswith(f"/kommun/moten/{ends}")
    assert found.headers["content-type"].startswith(media)
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.headers["content-security-policy"].startswith("default-src 'self'")
    assert "Accept" in found.headers["vary"]


def test_apache_speaks_languages_and_keeps_suffixes(apache: httpx.Client) -> None:
    """The language that the reader likes best; a suffix beats Accept; 404 for what is not there, 406 for no form."""
    english = {"Accept-Language": "en-GB,en;q=0.9,sv;q=0.5"}
    assert str(apache.get("", headers=english, follow_redirects=True).url).endswith("/en/")
    assert str(apache.get("", follow_redirects=True).url).endswith("/sv/")
    assert (
        apache.get("res/body/schnv.ttl", headers={"Accept": BROWSER}).headers["content-type"].startswith("text/turtle")
    )
    assert apache.get("id/body/nix", follow_redirects=True).status_code == 404
    assert apache.get("res/body/schnv", headers={"Accept": "image/png"}).status_code == 406


def test_apache_leads_from_a_reading_to_the_evidence(apache: httpx.Client, published: Site) -> None:
    """A reading's name leads to all readings of its document, since it has no file of its own."""
    key = next((published.root / "graph/evidence").iterdir()).stem
    found = apache.get(f"id/reading/{key}-0123456789", follow_redirects=True)
    assert str(found.url).endswith(f"graph/evidence/{key}.ttl")
    assert found.status_code == 200


def test_names_of_earlier_releases_are_told(published: Site) -> None:
    """Moved and gone names have pages, and rules for hosts that can: 308, 410."""
    found = Release(*opened(published.release))
    base = found.base
    manifest = {
        **found.manifest,
        "gone": {f"{base}/id/body/upplost": {"when": "2026-01-01", "reason": "it <never> was"}},
        "moved": {
            f"{base}/id/meeting/old.one": f"{base}/id/meeting/schnv-2025-10-17",
            f"{base}/id/matter/both": [f"{base}/id/body/schnv", f"{base}/id/body/lchnv"],
        },
    }
    site = Release(found.release, manifest, found.labels, found.publication, found.code)
    files = {path: content for path, content in hosting(site) if isinstance(content, bytes)}
    rules, redirects = files[".htaccess"].decode(), files["_redirects"].decode()
    assert r"/meeting/old\.one(\.(html|ttl|jsonld|csv))?$ %{ENV:BASE}$1/meeting/schnv-2025-10-17$2 [R=308,L]" in rules
    assert "/body/upplost(" in rules
    assert rules.count("[G]") == 1
    assert "/id/meeting/old.one /id/meeting/schnv-2025-10-17 308\n" in redirects
    assert "/id/:kind/:key /sv/res/:kind/:key.html 303\n" in redirects
    pages = {path: content.decode() for lang in ("sv", "en") for path, content in former(site, lang)}
    assert "it &lt;never&gt; was" in pages["sv/res/body/upplost.html"]
    assert "../../../en/res/body/lchnv.html" in pages["en/res/matter/both.html"]
    assert len(pages) == 6
