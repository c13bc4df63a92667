"""`graf serve`: one release over HTTP, by uvicorn."""

from __future__ import annotations

import os
from pathlib import Path

import uvicorn

from graf.issues import UsageError
from graf.serve.app import RELEASE
from graf.store.release import read_manifest


def serve(release: Path, host: str, port: int, workers: int) -> None:
    """Serves a release until it is interrupted. Raises `UsageError` where there is none, or the address is taken."""
    folder = release.resolve()
    read_manifest(folder)
    os.environ[RELEASE] = str(folder)
    try:
        uvicorn.run(
            "graf.serve.app:from_environment",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            log_level="warning",
            server_header=False,
        )
    except SystemExit as error:
        if error.code:
            hint = "Choose another one with --port."
            raise UsageError("graf serve", None, f"cannot serve at http://{host}:{port}/", hint) from None
