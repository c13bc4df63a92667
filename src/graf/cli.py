"""The command line: `graf COMMAND`. Other programs rely on its forms, exit codes and what goes to which stream.

Results go to standard output, everything else to standard error. Exit codes: 0 all done; 1 some documents were not
read, or a release did not pass its check, and the rest is done; 2 wrong usage or configuration.

Heavy modules are imported by the command that needs them, so that `graf --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graf import __version__
from graf.cli_options import DONE, PARTLY, USAGE, dataset_option, path_option
from graf.cli_release import about, check, diff, publish, query, serve
from graf.cli_review import review
from graf.issues import STALE, UNREADABLE, Issue, UsageError, fault

if TYPE_CHECKING:
    from graf.config import Config
    from graf.model import Register
    from graf.read.limits import Limits


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all done; 1 some documents were not read, the rest is done; 2 wrong usage or configuration.",
)
@click.version_option(__version__, prog_name="graf")
def cli() -> None:
    """Turn the minutes of meetings into a linked-data knowledge graph, and ask it questions.

    A dataset is a folder with a dataset.toml, the documents in minutes/ and what an archivist knows in register/.
    `graf init` makes one, `graf build` makes a release of it, `graf query` asks the release.
    """


@cli.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """Make a new dataset in DIR, a new or empty folder: settings, empty tables, room for the minutes."""
    from graf import starter

    starter.create(folder)
    click.echo(f"Made the dataset {folder}. Put minutes into {folder / 'minutes'}, then: graf build {folder}", err=True)
    return DONE


@cli.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["marked", "text", "json"]), default="marked", show_default=True)
@dataset_option
def read(file: Path, form: str, dataset: Path | None) -> int:
    """Show what graf reads from FILE: every line, repaired where OCR went wrong, nothing joined or left out.

    `marked` shows pages, ~~struck text~~ and repairs: the word, then {as it stood}, {?as it stood} where that is not
    certain. `text` is the repaired text alone. `json` adds tables and what stood where.
    """
    from graf import read as reading

    documents, issues = reading.read_files([file], _register(dataset), limits=_limits(dataset))
    for document in documents:
        click.echo(reading.show(document, form), nl=False)
    return _tell(issues)


@cli.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@path_option("--out", "DIR", "Write a STEM.json for each FILE, and network.json, into this folder.")
@dataset_option
def extract(files: tuple[Path, ...], out: Path | None, dataset: Path | None) -> int:
    """Find meetings, attendance, items, decisions and more in each FILE, with the passage each rests on, as JSON.

    Without --out one document is printed as an object, several as an object with `documents` and `network`.
    Corrections are never read: this is what the text alone says. docs/extraction.md describes the form.
    """
    from graf import extraction, read

    paths = extraction.distinct(files)
    register = _register(dataset)
    documents, issues = read.read_files(paths, register, limits=_limits(dataset))
    found = extraction.stated(documents, register)
    if out is None:
        click.echo(extraction.printed(found, single=len(paths) == 1), nl=False)
    else:
        extraction.write(found, out)
    return _tell([*issues, *found.issues])


@cli.command()
@click.argument("place", metavar="FILE:LINE")
@dataset_option
def explain(place: str, dataset: Path | None) -> int:
    """Say what graf makes of a line: what it is, what is named in it, which rules read it, and which found nothing."""
    file, _, number = place.rpartition(":")
    if not file or not number.isdigit():
        raise UsageError(
            "graf explain", None, f"expected FILE:LINE, not {place!r}", "Such as: graf explain notes.txt:12"
        )
    from graf import extraction, read
    from graf.extract.explain import explain as explained

    register = _register(dataset)
    documents, issues = read.read_files([Path(file)], register, limits=_limits(dataset))
    for document in documents:
        found = extraction.stated([document], register)
        issues += found.issues
        if not found.minutes:
            continue
        lines = explained(document, found.minutes[0], register, int(number))
        if not lines:
            raise UsageError(file, int(number), f"expected a line from 1 to {len(document.lines)}")
        click.echo("\n".join(lines))
    return _tell(issues)


@cli.command()
@click.argument("folder", metavar="[DATASET]", required=False, type=click.Path(path_type=Path))
@dataset_option
@path_option(
    "--out", "DIR", "Where releases go: DIR/releases/DIGEST, with DIR/current pointing to the newest.", "build"
)
@path_option(
    "--previous", "RELEASE", "The release whose names must last; else DIR/current, if of the same base address."
)
@click.option(
    "--allow-lost", is_flag=True, help="Build although names vanish that register/moved.csv and gone.csv lack."
)
def build(folder: Path | None, dataset: Path | None, out: Path, previous: Path | None, allow_lost: bool) -> int:
    """Make a release of DATASET: read, extract, resolve, validate, and store everything as linked data.

    The same input gives the same release, named by its digest. A release is complete or absent: where something is
    wrong with the dataset or a graph, the current one stays as it is. A name of the previous release that vanished
    needs a line in register/moved.csv or register/gone.csv.
    """
    if folder is not None and dataset is not None and folder.resolve() != dataset.resolve():
        raise UsageError("graf build", None, f"expected one dataset, not both {folder} and {dataset}")
    config = _config(folder or dataset)
    if config is None:
        hint = "Name the dataset's folder: graf build DIR; `graf init DIR` makes a new one."
        raise UsageError("graf build", None, "expected a dataset", hint)
    from graf import build as building
    from graf.lifecycle import LostError
    from graf.progress import shown

    try:
        with shown() as progress:
            result = building.build(config, out, previous=previous, allow_lost=allow_lost, progress=progress)
    except LostError as error:
        click.echo("\n".join(error.lines()), err=True)
        raise
    click.echo(str(result))
    return _tell(result.issues)


@cli.command("register")
@click.argument("folder", metavar="[DATASET]", required=False, type=click.Path(path_type=Path))
@dataset_option
@path_option("--out", "DIR", "Where releases go, as with graf build: what it kept makes this quick.", "build")
@click.option("--write", is_flag=True, help="Add the entries to the register's tables instead of printing them.")
def propose(folder: Path | None, dataset: Path | None, out: Path, write: bool) -> int:
    """Propose entries for the bodies, people, posts and matters that DATASET's documents name and its register lacks.

    People and matters keep the keys that they have now. Look through what is added: the register is what you know.
    """
    config = _config(folder or dataset)
    if config is None:
        raise UsageError("graf register", None, "expected a dataset", "Name the dataset's folder: graf register DIR")
    from graf import registering

    proposed, issues = registering.proposals(config, out)
    if write:
        for path in registering.write(config.register, proposed):
            click.echo(f"Added to {path}: {len(proposed[path.name])}", err=True)
    else:
        click.echo(registering.printed(proposed), nl=False)
    return _tell(issues)


for command in (check, diff, about, query, serve, publish, review):
    cli.add_command(command)


def _config(dataset: Path | None) -> Config | None:
    from graf import config

    folder = config.find(dataset, Path.cwd())
    return None if folder is None else config.load(folder)


def _register(dataset: Path | None) -> Register:
    from graf import register

    config = _config(dataset)
    return register.load(None) if config is None else register.of(config)


def _limits(dataset: Path | None) -> Limits:
    """How much of a file is read, as the dataset says."""
    from graf.read import limits

    config = _config(dataset)
    return limits.of({} if config is None else config.read)


def _tell(issues: Sequence[Issue]) -> int:
    """Name each document that was not read, and why, and each stale correction; the exit code that follows."""
    unread = [issue for issue in issues if issue.kind == UNREADABLE]
    for issue in unread:
        click.echo(f"graf: not read: {issue}", err=True)
    for issue in issues:
        if issue.kind == STALE:
            click.echo(f"graf: {issue}", err=True)
    return PARTLY if unread else DONE


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code. Errors become one line on standard error."""
    try:
        code = cli.main(args=list(arguments), prog_name="graf", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except UsageError as error:
        message, _, hint = str(error).partition("\n")
        _complain(f"{message.rstrip('.')}. {hint}")
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "graf"
        _complain(f"{error.format_message()} See `{command} --help`.")
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if os.environ.get("GRAF_DEBUG"):
            raise
        _complain(f"a fault in graf: {fault(error)}. GRAF_DEBUG=1 shows where; please report it.")
    return USAGE


def _complain(message: str) -> None:
    click.echo(f"graf: {' '.join(message.split())}", err=True)


def main() -> None:
    """The command `graf`."""
    sys.exit(run(sys.argv[1:]))
