"""What is said of the canned queries in docs/queries.md, made from their headers.

`python -m graf.query.help` prints it; a test holds that the document says the same.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from graf import resources
from graf.query.canned import Canned, Parameter, load


def describe(canned: Canned, language: str = "en") -> str:
    """A canned query in Markdown: what it asks, how to run it, its parameters and its columns."""
    lines = [
        f"### {canned.name}",
        "",
        f"**{canned.title[language]}**. {canned.description[language]}",
        "",
        "```sh",
        *(f"graf query {' '.join([canned.name, *_arguments(example)])}" for example in ({}, *canned.examples)),
        "```",
        "",
    ]
    if canned.parameters:
        lines += ["| parameter | form | meaning |", "|---|---|---|"]
        lines += [f"| `{one.name}` | {_form(one)} | {one.label[language]} |" for one in canned.parameters] + [""]
    lines += ["Columns: " + ", ".join(f"`{column.name}`" for column in canned.columns) + ".", ""]
    return "\n".join(lines)


def _arguments(example: Mapping[str, str]) -> list[str]:
    return [f"{name}={shlex.quote(value)}" for name, value in example.items()]


def _form(parameter: Parameter) -> str:
    form = ", ".join(parameter.values) if parameter.values else parameter.type
    return form if parameter.default is None else f"{form} (default {parameter.default})"


if __name__ == "__main__":
    print("\n".join(describe(canned) for canned in load(resources.queries())), end="")
