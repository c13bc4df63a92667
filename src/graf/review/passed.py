"""What reviewers passed over: `review/passed.csv` of the dataset, a line for each case, which any of them may take up.

It stands beside the corrections, under version control with them, since it is the reviewers' work and not the build's:
a cache may be deleted at any time, and a colleague need not look at what somebody else has looked at. It is no
correction either: it says nothing of the documents, so no release depends on it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graf.corrections.disk import rewrite
from graf.review.cases import Case
from graf.tables import Table, read_table

FILE = Path("review", "passed.csv")
TABLE = Table(("case", "kind", "document", "who", "when"), ("line",), ("when",))
_COLUMNS = ("case", "kind", "document", "line", "who", "when")


@dataclass(frozen=True, slots=True)
class Passed:
    """A case that somebody passed over, and when; it comes again when what it is about is read otherwise."""

    case: str
    kind: str
    document: str
    line: int | None
    who: str
    when: str


def load(root: Path) -> Mapping[str, Passed]:
    """What was passed over in a dataset, by case. Raises `UsageError`, naming file and line, for a damaged table."""
    rows = read_table(root / FILE, TABLE)
    found = (
        Passed(
            row["case"], row["kind"], row["document"], int(row["line"]) if row["line"].isdigit() else None,
            row["who"], row["when"],
        )
        for row in rows
    )  # fmt: skip
    return {one.case: one for one in found}


def keep(root: Path, case: Case, who: str, when: date) -> None:
    """Adds a case at the end of the table; it is on the disk when this returns."""
    line = "" if case.line is None else case.line
    rewrite(root / FILE, lambda before: before + _row(before, [case.key, case.kind, case.file, line, who, when]))


def drop(root: Path, case: str) -> None:
    """Takes a case out of the table, so that it comes again."""

    def without(before: bytes) -> bytes:
        lines = before.decode("utf-8").splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith(f"{case},")).encode()

    rewrite(root / FILE, without)


def _row(before: bytes, values: list[object]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if not before:
        writer.writerow(_COLUMNS)
    elif not before.endswith(b"\n"):
        out.write("\n")
    writer.writerow(values)
    return out.getvalue().encode()
