"""`graf review` on the command line."""

from __future__ import annotations

from pathlib import Path

import click

from graf.issues import UsageError


@click.command()
@click.argument("folder", metavar="[DATASET]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    default="build",
    show_default=True,
    help="Where releases go, as with graf build.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8010, show_default=True, help="0 is any free port.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="First check N facts drawn at random.")
@click.option("--reviewer", metavar="NAME", help="Who reviews; else the page asks, and proposes git's user.name.")
def review(folder: Path | None, out: Path, port: int, sample: int | None, reviewer: str | None) -> int:
    """Go through what is worth a look in a browser, and correct it: doubtful people, dates, contradictions and more.

    The page is for this machine only; open the address that is printed, with its token. Each correction is kept at
    once in DATASET/corrections/, and the release is built anew beside. Interrupt it to stop; nothing is lost.
    """
    from graf import config
    from graf.review import run

    found = config.find(folder, Path.cwd())
    if found is None:
        hint = "Name its folder, or make one with `graf init DIR`."
        raise UsageError("graf review", None, "expected a dataset", hint)

    def say(address: str) -> None:
        click.echo(address)
        click.echo("Open this address in a browser (interrupt to stop).", err=True)

    click.echo("Building the release first: many new documents take minutes.", err=True)
    run.review(config.load(found), out, port, reviewer, sample, say)
    return 0
