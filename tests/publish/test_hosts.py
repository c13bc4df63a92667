"""What the rules for hosts of files (`_redirects`, `_headers`, `.htaccess`) make of every kind of address, beside what
`graf serve` answers: by the rules as they are written, by Netlify's own engines, and by Apache."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from graf.publish.things import EVIDENCE
from graf.serve.app import create_app
from tests.publish.conftest import Site, installed
from tests.publish.test_hosting import apache
from tests.serve.server import running

__all__ = ["apache"]

Answer = tuple[int, str, str]
"""Status, media type less its parameters, where it leads."""
RULES = {".htaccess", ".nojekyll", "_headers", "_redirects"}
ONLY_FILES = {"index.html", "404.html", "ontology/index.html", "site.json", *RULES}
GITLAB = (200, 301, 302)


@pytest.fixture(scope="module")
def live(published: Site) -> Iterator[httpx.Client]:
    """The same release, served."""
    with (
        running(published.release, pages=create_app) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{server.port}/", timeout=60) as client,
    ):
        yield client


def files(root: Path) -> list[str]:
    """One file of each kind: by folder, depth and suffix."""
    found: dict[tuple[str, ...], str] = {}
    for file in sorted(path for path in root.rglob("*") if path.is_file()):
        path = file.relative_to(root).as_posix()
        parts = path.split("/")
        kind = (*(parts[:3] if parts[0] in ("sv", "en") else parts[:2])[: len(parts) - 1], str(len(parts)), file.suffix)
        found.setdefault(kind, path)
    return [path for path in found.values() if path not in ONLY_FILES and not path.startswith("static/")]


def names(root: Path) -> list[str]:
    """The name of one thing of each kind that has a page."""
    kinds = [kind for kind in sorted((root / "sv/res").iterdir()) if kind.name != "text"]
    return [f"id/{kind.name}/{min(kind.iterdir()).stem}" for kind in kinds]


def media(headers: httpx.Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


class Rules:
    """`_redirects` and `_headers` as their hosts describe them: the first rule that fits, every header that fits."""

    def __init__(self, root: Path, statuses: tuple[int, ...] | None = None) -> None:
        self.root = root
        lines = [line.split() for line in (root / "_redirects").read_text("utf-8").splitlines() if line[:1] != "#"]
        rules = [(source, target, int(status)) for source, target, status in lines]
        self.redirects = [rule for rule in rules if statuses is None or rule[2] in statuses]
        self.headers: list[tuple[str, str]] = []
        for line in (root / "_headers").read_text("utf-8").splitlines():
            if line.startswith("/"):
                place = line
            elif line.startswith("  Content-Type: "):
                self.headers.append((place, line.removeprefix("  Content-Type: ").partition(";")[0]))

    def __call__(self, path: str) -> Answer:
        for source, target, status in self.redirects:
            pattern = re.sub(r":(\w+)", r"(?P<\1>[^/]+)", re.escape(source).replace(r"\*", ".*"))
            if match := re.fullmatch(pattern, f"/{path}"):
                return status, "", re.sub(r":(\w+)", lambda name: match[name[1]], target)
        if not (self.root / path).is_file():
            return 404, "", ""
        typed = [
            kind for place, kind in self.headers if re.fullmatch(re.escape(place).replace(r"\*", ".*"), f"/{path}")
        ]
        return 200, typed[-1] if typed else "", ""


def asked(client: httpx.Client) -> Callable[[str], Answer]:
    """What a host answers for a path below the site's root."""

    def answer(path: str) -> Answer:
        got = client.get(quote(path), headers={"Accept": "*/*"})
        return got.status_code, media(got.headers), got.headers.get("location", "")

    return answer


@pytest.fixture(scope="module")
def netlify(published: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The site at the root of a host, served by Netlify's engines."""
    if shutil.which("node") is None:
        pytest.skip("node is not here: Netlify's engines run on it")
    folder = installed("hosts", "Netlify's engines", tmp_path_factory)
    command = ["node", str(folder / "netlify.mjs"), str(published.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as host:
        assert host.stdout is not None
        with httpx.Client(base_url=f"http://127.0.0.1:{host.stdout.readline().strip()}/", timeout=60) as client:
            yield client
        host.terminate()


HOSTS = ["rules", "apache", pytest.param("netlify", marks=pytest.mark.slow)]


def _host(name: str, published: Site, request: pytest.FixtureRequest) -> Callable[[str], Answer]:
    return Rules(published.root) if name == "rules" else asked(request.getfixturevalue(name))


@pytest.mark.parametrize("name", HOSTS)
def test_files_have_the_media_types_of_the_server(
    name: str, published: Site, live: httpx.Client, request: pytest.FixtureRequest
) -> None:
    """Every kind of file is answered with the status and the media type that `graf serve` gives it."""
    host, server = _host(name, published, request), asked(live)
    paths = files(published.root)
    assert len(paths) > 60
    usual = (".html", ".txt", ".json", ".csv", ".gz") if name == "rules" else ()
    for path in paths:
        status, kind, _ = server(path)
        got = host(path)
        assert (got[0], status) == (200, 200), path
        assert got[1] == kind or (path.endswith(usual) and not got[1]), (path, got[1], kind)


@pytest.mark.parametrize("name", HOSTS)
def test_names_lead_to_what_is_there(
    name: str, published: Site, live: httpx.Client, request: pytest.FixtureRequest
) -> None:
    """The name of a thing of every kind answers 303, as `graf serve` does, and leads to a page that is there."""
    host, server = _host(name, published, request), asked(live)
    found = names(published.root)
    assert len(found) > 15
    for path in found:
        assert server(path)[0] == 303, path
        status, _, where = host(path)
        assert status == 303, path
        if name != "apache":
            assert where.endswith(f"/sv/{path.replace('id/', 'res/', 1)}.html"), where
            assert (published.root / where.partition("/sv/")[1][1:] / where.partition("/sv/")[2]).is_file()
    for kind in sorted(EVIDENCE):
        assert host(f"id/{kind}/0123456789abcdef-0")[0] == 303


@pytest.mark.parametrize("name", HOSTS[1:])
def test_what_is_not_there_is_not_found(name: str, published: Site, request: pytest.FixtureRequest) -> None:
    """An address without a file is no page of the site's; hosts that know `404.html` answer with that."""
    host = _host(name, published, request)
    for path in ("sv/res/body/nix.html", "res/body/nix.ttl", "nix"):
        assert host(path)[0] == 404
    assert "Sidan finns inte" in (published.root / "404.html").read_text("utf-8")


def test_gitlab_knows_fewer_statuses(published: Site) -> None:
    """GitLab Pages passes over rules with other statuses than 200, 301 and 302: names lead to their pages anyway."""
    host = Rules(published.root, GITLAB)
    for path in names(published.root):
        assert host(path)[::2] == (302, f"/sv/{path.replace('id/', 'res/', 1)}.html")


def test_headers_are_those_of_the_server(published: Site, live: httpx.Client) -> None:
    """What `_headers` says of every answer, the server says in the same words."""
    lines = (published.root / "_headers").read_text("utf-8").split("/*\n")[1].split("\n/")[0].splitlines()
    answer = live.get("sv/")
    assert len(lines) == 4
    for line in lines:
        key, _, value = line.strip().partition(": ")
        assert answer.headers[key] == value
