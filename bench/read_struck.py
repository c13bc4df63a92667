"""Struck-through names: how many are found, and how many are found that are not there: `python bench/read_struck.py`.

Attendance tables with two column groups, lists and underlined headings, as PDF, DOCX, ODT, HTML and scans. The names
are made up; half of the seeds were tuned on (even), the other half is reported (odd).
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

import read_typeset as typeset

from graf.model import Document
from graf.read import read_lines

_GIVEN = "Anna Karin Lars Eva Bo Ingrid Per Gun Åke Märta Örjan Siv Nils Birgitta Jan Ylva Sten Lena Olof Kajsa"
GIVEN = _GIVEN.split()
_FAMILY = "Berg Lindgren Åström Ek Högberg Sjöstedt Norén Palm Qvist Rönnlund Vall Ödman Gräns Frisk Kvarn Hjelm"
FAMILY = _FAMILY.split()
_PLACES = "Mora Leksand Falun Borlänge Ludvika Orsa Rättvik Säter Hedemora Avesta Vansbro Gagnef"
PLACES = _PLACES.split()
TITLES = ("Förvaltningschef", "Utvecklingsledare", "Verksamhetschef", "Samordnare")
SCANS = ((150, 0.4), (200, 0.6), (300, 0.8))


def page(seed: int) -> tuple[list[typeset.Block], set[str]]:
    """An attendance page, and the names that are struck through on it."""
    chance = random.Random(seed)
    names = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    chance.shuffle(names)
    struck: set[str] = set()

    def name() -> str:
        found = names.pop()
        if chance.random() < 0.25:
            struck.add(found)
            return f"~~{found}~~"
        return found

    rows = []
    for place in chance.sample(PLACES, 9):
        left = name()
        if left.startswith("~~"):
            left = f"{left}\n{names.pop()}"  # the substitute
        rows.append([left, place, name(), chance.choice(TITLES)])
    listed = ", ".join(name() for _ in range(3))
    blocks: list[typeset.Block] = ["Minnesanteckningar Länschefsnätverket", "", "Närvarande", "", rows, ""]
    blocks += [f"Adjungerade: {listed}", "", "1. Mötets öppnande", "", "Länschefsnätverket beslutade"]
    return [*blocks, "att öppna mötet."], struck


def found(document: Document) -> set[str]:
    return {document.text[start:end] for start, end in document.struck}


def files(seed: int, blocks: list[typeset.Block], scans: bool) -> dict[str, bytes]:
    """The page in every format, by suffix."""
    under = ("Minnesanteckningar Länschefsnätverket", "1. Mötets öppnande", "Länschefsnätverket beslutade")
    font = typeset.FONTS[seed % 2]
    pdf = typeset.pdf(blocks, font, underline=under)
    if not scans:
        return {
            "a.pdf": pdf, "a.docx": typeset.docx(blocks), "a.odt": typeset.odt(blocks), "a.html": typeset.web(blocks),
            "a.md": typeset.markdown(blocks),
        }  # fmt: skip
    return {
        f"{dpi}.png": typeset.png(typeset.worn(typeset.images(pdf, dpi)[0], seed, blur=blur), dpi)
        for dpi, blur in SCANS
    }


def measure(seeds: range, scans: bool, show: bool) -> None:
    """Struck words found, struck words there are, and words found that are not struck, by kind of file."""
    counts: dict[str, list[int]] = {}
    for seed in seeds:
        blocks, struck = page(seed)
        truth = {word for name in struck for word in name.split()}
        kept = {w for b in blocks for w in typeset.plain(b).replace(",", " ").split()} - truth
        for name, data in files(seed, blocks, scans).items():
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / name
                file.write_bytes(data)
                document = read_lines(file)
            spans = found(document)
            whole = sum(any(name in span for span in spans) for name in struck)
            if scans:  # a word may be read wrongly: what counts is that a span stands where the name does
                whole = min(len(struck), sum(len(span.split()) >= 2 for span in spans))
            false = sum(word.strip(",.|") in kept for span in spans for word in span.split())
            total = counts.setdefault(name, [0, 0, 0])
            total[0] += whole
            total[1] += len(struck)
            total[2] += false
            if show and (whole < len(struck) or false):
                print(f"   seed {seed} {name}: struck {sorted(struck)}, found {sorted(spans)}")
    for name, (hits, there, false) in counts.items():
        print(f"struck names, {name:8} {hits}/{there} ({hits / max(1, there):.1%}), false hits {false}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true", help="the seeds that were tuned on")
    parser.add_argument("--show", action="store_true", help="each miss")
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--scans", type=int, default=3, help="pages to scan")
    chosen = parser.parse_args()
    first = 0 if chosen.tune else 1
    measure(range(first, first + 2 * chosen.pages, 2), False, chosen.show)
    measure(range(first, first + 2 * chosen.scans, 2), True, chosen.show)


if __name__ == "__main__":
    main()
