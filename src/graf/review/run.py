"""`graf review`: builds, reads, prints the address with its token, and serves on this machine alone until stopped."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from graf.config import Config
from graf.corrections import load
from graf.issues import UsageError
from graf.review import diary
from graf.review.app import create_app, git_name
from graf.review.guard import Guard
from graf.review.reading import read
from graf.review.rebuild import Rebuild
from graf.review.sample import drawn
from graf.review.session import Session

HOST = "127.0.0.1"


def review(
    config: Config, out: Path, port: int, reviewer: str | None, sample: int | None, say: Callable[[str], None]
) -> None:
    """Serves a review of a dataset until it is interrupted. `say` gets the address.

    Raises `UsageError` where the port is taken, the dataset cannot be built, or a correction is not understood.
    """
    corrections = load(config.corrections)
    listening = _bound(port)
    port = listening.getsockname()[1]
    rebuild = Rebuild(config.root.resolve(), out.resolve())
    try:
        rebuild.ask()
        made = rebuild.wait()
        if made.error:
            raise UsageError("graf review", None, made.error)
        reading = read(config, out)
        chosen = drawn(reading, corrections, sample, made.digest) if sample else None
        name = " ".join((reviewer or "").split())[: diary.LONGEST]
        session = Session(config, out.resolve(), reading, rebuild, name or git_name(config.root), bool(name), chosen)
        token = secrets.token_urlsafe(24)
        app = Guard(create_app(session), port, token)
        settings = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
        listening.listen()  # whoever follows the address at once is answered
        say(f"http://{HOST}:{port}/?token={token}")
        uvicorn.Server(settings).run(sockets=[listening])
    finally:
        listening.close()
        rebuild.stop()


def _bound(port: int) -> socket.socket:
    """A socket of this machine's own address; 0 is any free port."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError as error:
        made.close()
        hint = "Choose another one with --port."
        raise UsageError("graf review", None, f"cannot use port {port} ({error.strerror})", hint) from None
    return made
