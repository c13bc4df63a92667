"""`graf serve`: a release over HTTP, by uvicorn with uvloop and httptools."""

from __future__ import annotations

from pathlib import Path

import uvicorn

from graf.issues import UsageError
from graf.query.limits import Limits
from graf.serve.access_log import AccessLog
from graf.serve.app import create_app
from graf.serve.front import Front
from graf.serve.known import protocol
from graf.store.release import read_manifest


def serve(
    release: Path,
    host: str,
    port: int,
    limits: Limits,
    *,
    memory: str = "auto",
    trust_proxy: str | None = None,
    access_log: bool = True,
) -> None:
    """Serves the release that a folder or link leads to until it is interrupted; a link is followed.

    `trust_proxy` lists the addresses of proxies whose `X-Forwarded-For` tells who the client is, `*` for any. Raises
    `UsageError` where there is no release, or the address is taken.
    """
    read_manifest(release)
    front = Front(release, create_app, limits, memory, AccessLog(enabled=access_log))
    try:
        uvicorn.run(
            front,
            http="auto" if trust_proxy is not None else protocol(front),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=trust_proxy is not None,
            forwarded_allow_ips=trust_proxy or "",
            limit_concurrency=1000,
            backlog=1024,
            timeout_graceful_shutdown=int(limits.deadline) + 2,
        )
    except SystemExit as error:
        if error.code:
            hint = "Choose another one with --port."
            raise UsageError("graf serve", None, f"cannot serve at http://{host}:{port}/", hint) from None
