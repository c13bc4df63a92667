"""Rows of figures, printed as one table and written as Markdown."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what was measured, graf's value, a peer's beside it (with its name), their ratio, a remark."""

    what: str
    graf: str
    peer: str = ""
    ratio: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """The figures of one benchmark; `grid` is a further table with its heads in the first line."""

    title: str
    rows: tuple[Row, ...] = ()
    text: str = ""
    grid: tuple[tuple[str, ...], ...] = field(default_factory=tuple)


def number(value: float) -> str:
    """A figure with as many digits as it bears: 12,345 · 123 · 12.3 · 1.23."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def missing(title: str, why: str) -> Section:
    """A section that could not be measured, and why."""
    return Section(title, (Row("not measured", "–", note=why),))


def machine(packages: Sequence[str]) -> tuple[Row, ...]:
    """What it was measured on, and with which versions."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in _read("/proc/cpuinfo").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = next(
        (int(line.split()[1]) for line in _read("/proc/meminfo").splitlines() if line.startswith("MemTotal")), 0
    )
    rows = [
        Row("processor", f"{model}, {os.cpu_count()} cores, {memory / 1048576:.0f} GiB"),
        Row("system", f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}"),
    ]
    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    rows += [Row("packages", ", ".join(found)), Row("load when it began (1, 5, 15 minutes)", load)]
    return tuple(rows)


def _read(path: str) -> str:
    return Path(path).read_text("utf-8") if Path(path).exists() else ""


HEADS = ("what", "graf", "peer", "ratio", "remark")


def markdown(sections: Sequence[Section]) -> str:
    """All sections as Markdown tables."""
    parts = []
    for section in sections:
        parts += [f"## {section.title}", ""]
        if section.text:
            parts += [section.text, ""]
        if section.rows:
            parts += [*_grid([HEADS, *map(_cells, section.rows)], drop_empty=True), ""]
        if section.grid:
            parts += [*_grid(section.grid), ""]
    return "\n".join(parts)


def _cells(row: Row) -> tuple[str, ...]:
    return row.what, row.graf, row.peer, row.ratio, row.note


def _grid(rows: Sequence[Sequence[str]], *, drop_empty: bool = False) -> list[str]:
    columns = [
        place for place in range(len(rows[0])) if not drop_empty or place < 2 or any(row[place] for row in rows[1:])
    ]
    lines = ["| " + " | ".join(row[place] for place in columns) + " |" for row in rows]
    rule = "|" + "|".join("---" if place == 0 or rows[0][place] == "remark" else "--:" for place in columns) + "|"
    return [lines[0], rule, *lines[1:]]


def show(sections: Sequence[Section]) -> None:
    """All sections as one table on standard output."""
    rows = [(section.title, row) for section in sections for row in section.rows]
    widths = [max([len(head), *(len(_cells(row)[place]) for _, row in rows)]) for place, head in enumerate(HEADS)]
    widths = [min(width, 60) for width in widths]
    out = sys.stdout
    line = "  ".join(head.ljust(width) for head, width in zip(HEADS, widths, strict=True))
    out.write(f"{line.rstrip()}\n")
    for section in sections:
        out.write(f"\n{section.title}\n")
        for row in section.rows:
            cells = [
                cell.ljust(width) if place in (0, 4) else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(_cells(row), widths, strict=True))
            ]
            out.write("  ".join(cells).rstrip() + "\n")
        if section.grid:
            sizes = [max(len(line[place]) for line in section.grid) for place in range(len(section.grid[0]))]
            for line_cells in section.grid:
                cells = [
                    cell.ljust(size) if place == 0 else cell.rjust(size)
                    for place, (cell, size) in enumerate(zip(line_cells, sizes, strict=True))
                ]
                out.write("  ".join(cells).rstrip() + "\n")
    out.flush()
