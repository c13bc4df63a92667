"""Dalarna, published once a session below a sub-path; tests that change a published folder copy it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

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


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".ttl": "text/turtle"}  # noqa: RUF012

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """A host of files: Python's own server with the media types of Turtle; the address of its root."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the programs of npm's clients, installed from `clients/package-lock.json`."""
    return installed("clients", "Comunica and ldes-client", tmp_path_factory) / "node_modules" / ".bin"


def installed(name: str, what: str, places: pytest.TempPathFactory) -> Path:
    """A copy of a folder beside this file, with the packages of its `package-lock.json`."""
    if shutil.which("npm") is None:
        pytest.skip(f"npm is not here: it installs {what}")
    folder = places.mktemp("npm") / name
    shutil.copytree(Path(__file__).parent / name, folder)
    command = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    if run.returncode:
        pytest.skip(f"npm could not install {what}: {run.stderr.strip()[-200:]}")
    return folder
