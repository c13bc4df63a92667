"""What the commands share: exit codes, and the options for a dataset and a release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

DONE, PARTLY, USAGE = 0, 1, 2
Command = TypeVar("Command", bound=Callable[..., Any])


def path_option(option: str, metavar: str, meaning: str, default: str | None = None) -> Callable[[Command], Command]:
    return click.option(
        option,
        type=click.Path(path_type=Path),
        metavar=metavar,
        default=default,
        show_default=default is not None,
        help=meaning,
    )


dataset_option = path_option(
    "--dataset",
    "DIR",
    "The dataset whose register and limits to use; else the nearest parent folder with a dataset.toml, "
    "else the only dataset in data/, else none.",
)
release_option = path_option("--release", "DIR", "The release to use.", "build/current")
