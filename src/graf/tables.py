"""Comma-separated tables that people write by hand; an error names file, line, column and what was expected."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graf import written
from graf.issues import UsageError

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Table:
    """What a table's columns are: those that each row must fill in, those that may be empty, those that hold dates.

    A date is `2019-01-01`, or `2019-01` or `2019` where no more is known.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `row["name"]` is a cell without surrounding space, empty where the column is absent."""

    file: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def many(self, column: str) -> tuple[str, ...]:
        """A cell that lists several values with `|` between them."""
        return tuple(part.strip() for part in self[column].split("|") if part.strip())

    def wrong(self, column: str, expected: str) -> UsageError:
        """The error that names this row and one of its columns."""
        return UsageError(str(self.file), self.line, f"column ‘{column}’: expected {expected}")


def read_table(file: Path, table: Table) -> list[Row]:
    """The rows of a UTF-8 table with a header; none where there is no such file. Empty lines are passed over.

    Raises `UsageError` for a column that is missing or unknown, a required cell that is empty, a row with too few or
    too many cells, a date in another form, and text that is not UTF-8.
    """
    if not file.is_file():
        return []
    reader = csv.reader(written.read(file).splitlines(keepends=True), strict=True)
    rows: list[Row] = []
    header: list[str] = []
    line = 1
    try:
        for values in reader:
            cells = [value.strip() for value in values]
            if any(cells) and not header:
                header = _header(file, line, cells, table)
            elif any(cells):
                rows.append(_row(file, line, header, cells, table))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(str(file), line, f"expected comma-separated values ({error})", "Check the quotes.") from None
    if not header:
        raise UsageError(str(file), 1, f"expected a header: {','.join((*table.required, *table.optional))}")
    return rows


def _header(file: Path, line: int, header: list[str], table: Table) -> list[str]:
    known = (*table.required, *table.optional)
    for column in header:
        if column not in known or header.count(column) > 1:
            raise UsageError(str(file), line, f"column ‘{column}’: expected each of {', '.join(known)} at most once")
    for column in table.required:
        if column not in header:
            raise UsageError(str(file), line, f"expected a column ‘{column}’ in the header")
    return header


def _row(file: Path, line: int, header: list[str], cells: list[str], table: Table) -> Row:
    if len(cells) != len(header):
        expected = f"expected {len(header)} cells, as the header has, not {len(cells)}"
        raise UsageError(str(file), line, expected, "Put a cell that holds a comma in double quotes.")
    row = Row(file, line, dict(zip(header, cells, strict=True)))
    for column in table.required:
        if not row[column]:
            hint = "where the fact is known from: an address, a law, who told it" if column == "source" else "a value"
            raise row.wrong(column, hint)
    for column in table.dates:
        if row[column] and not _DATE.fullmatch(row[column]):
            raise row.wrong(column, f"a date such as 2019-01-01, 2019-01 or 2019, not ‘{row[column]}’")
    return row
