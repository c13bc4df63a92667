"""The commands that ask, serve and publish a release: check, diff, about, query, serve, publish."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graf.cli_options import DONE, PARTLY, path_option, release_option
from graf.issues import UsageError


@click.command()
@release_option
@click.option("--quality", is_flag=True, help="How much of it people have looked at, and how right it was.")
def check(release: Path, quality: bool) -> int:
    """Verify a release: checksums and digest, quotes, shapes, and that nothing points to what is not there.

    Corrections that have nothing to change any more are named; they make no release wrong. With --quality, print
    instead which share of the facts is checked, corrected and unsettled, and the precision, compared with the release
    before.
    """
    from graf import check as checking

    if quality:
        from graf import quality as measuring

        click.echo(measuring.report(release, measuring.previous(release)))
        return DONE
    wrong = checking.check(release)
    for issue in (*wrong, *checking.stale(release)):
        click.echo(f"graf: {issue}", err=True)
    click.echo(f"Wrong: {len(wrong)}" if wrong else "The release is whole.")
    return PARTLY if wrong else DONE


@click.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="B", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "nquads"]),
    default="text",
    show_default=True,
    help="nquads is an RDF Patch: the quads to delete (D) and to add (A).",
)
def diff(before: Path, after: Path, form: str) -> int:
    """Say what changed from release A to release B: things added, removed and changed, by kind and by document."""
    from graf import diff as differing

    for piece in differing.printed(differing.diff(before, after), form):
        click.echo(piece, nl=False)
    return DONE


@click.command()
@click.argument("person", metavar="PERSON")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@release_option
def about(person: str, form: str, release: Path) -> int:
    """Print all that a release holds about PERSON (a name, key or address), with sources: GDPR article 15.

    The last line is what erases the person, for register/gone.csv.
    """
    from graf import about as holding

    click.echo(holding.printed(holding.about(release, person), form), nl=False)
    return DONE


@click.command()
@click.argument("question", metavar="TEXT|NAME", required=False)
@click.argument("parameters", metavar="[PARAM=VALUE]...", nargs=-1)
@path_option("-f", "FILE", "Read the query from a file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    default="table",
    show_default=True,
    help="turtle is for queries that give a graph (CONSTRUCT, DESCRIBE).",
)
@release_option
def query(question: str | None, parameters: tuple[str, ...], f: Path | None, form: str, release: Path) -> int:
    """Ask a release: a SPARQL 1.1 query as TEXT or in a file, or a public question by NAME with its parameters.

    Without a question the public ones are listed. The default graph is the union of all graphs; graf's prefixes
    (graf: org: prov: ...) need no declaration.
    """
    from graf import asking

    if question is None and f is None:
        click.echo(asking.listed(), nl=False)
        return DONE
    if f is not None:
        parameters = (question, *parameters) if question is not None else parameters
        result = asking.ask_file(release, f, parameters)
    else:
        result = asking.ask(release, question or "", parameters)
    asking.write(result, form, sys.stdout)
    return DONE


@click.command()
@release_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Processes that answer queries.")
@click.option(
    "--deadline", type=click.FloatRange(0.1), default=10.0, show_default=True, help="Seconds that a query may take."
)
@click.option(
    "--memory",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether the store is held in memory; auto: where it takes less than a quarter of what is free.",
)
@click.option("--trust-proxy", metavar="ADDRESSES", help="Proxies that say who the client is (X-Forwarded-For).")
@click.option("--access-log/--no-access-log", default=True, show_default=True, help="A line for each request.")
def serve(
    release: Path,
    host: str,
    port: int,
    workers: int,
    deadline: float,
    memory: str,
    trust_proxy: str | None,
    access_log: bool,
) -> int:
    """Serve a release over HTTP, read-only: pages, data, and a SPARQL endpoint. Interrupt it to stop.

    When DIR is a link, as build/current is, and leads to a new release, that one is served from then on.
    """
    from graf.query.limits import Limits
    from graf.serve import run as serving

    click.echo(f"Serving {release} at http://{host}:{port}/ (interrupt to stop)", err=True)
    limits = Limits(workers=workers, deadline=deadline)
    serving.serve(release, host, port, limits, memory=memory, trust_proxy=trust_proxy, access_log=access_log)
    return DONE


@click.command()
@release_option
@path_option("--out", "DIR", "The folder to publish into: a new or empty one, or one that was published into before.")
@click.option("--check", "follow", is_flag=True, help="Follow every link of the site afterwards.")
@click.option(
    "--withdraw",
    "people",
    metavar="PERSON",
    multiple=True,
    help="First take back every earlier release that names PERSON (a key of register/gone.csv); may be repeated.",
)
def publish(release: Path, out: Path | None, follow: bool, people: tuple[str, ...]) -> int:
    """Publish a release as files: every page, data file and dump, for any host of files, below any address.

    Only what has changed is written, each file in one step; what is published no more is removed. docs/publishing.md
    says what hosts can do with it. Try it: python -m http.server -d DIR
    """
    if out is None and not people:
        raise UsageError("graf publish", None, "expected --out DIR", "Such as: graf publish --out site")
    for person in people:
        from graf.withdraw import withdraw

        for taken in withdraw(release.resolve().parent.parent, person):
            click.echo(f"withdrawn: {taken}")
    if out is None:
        return DONE
    from graf.progress import shown
    from graf.publish import links, site

    with shown() as progress:
        result = site.publish(release, out, progress)
    click.echo(str(result))
    if not follow:
        return DONE
    found = links.check(out)
    for one in (*found.broken, *found.elsewhere):
        click.echo(f"graf: broken or from elsewhere: {one}", err=True)
    click.echo(f"{'links':<12}{found.links:>9}\n{'broken':<12}{len(found.broken) + len(found.elsewhere):>9}")
    return PARTLY if found.broken or found.elsewhere else DONE
