#!/usr/bin/env python3
"""How well graf reads the annotated minutes once a scanner has spoilt them anew: F1 by kind of noise and by rate.

bench/noise.py [SEEDS] [--misses KIND RATE | --scans]

--scans: the minutes typeset, worn as by a scanner, and recognised by tesseract (some six minutes).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from extraction import scorer
from running import ROOT
from table import Section, missing, show

TITLE = "New OCR noise"
GOLD, DATASET = ROOT / "tests" / "gold", ROOT / "data" / "dalarna"
RATES = (0.01, 0.02, 0.04)
FONTS = ("Times-Roman", "Helvetica", "DejaVuSans")

# printed: what engines read instead, likelier ones first. Of Tesseract and ABBYY on Swedish, from common knowledge of
# both; nothing here comes from graf's own table of confusions or from the county's.
MARKS = {
    "å": "aáàâ4", "ä": "aáéàâ4", "ö": "oóéòô60", "Å": "AÁÀ", "Ä": "AÁÀ", "Ö": "OÓ0", "é": "eêè",
}  # fmt: skip
SHAPES: dict[str, tuple[str, ...]] = {
    "rn": ("m",), "m": ("rn", "nn"), "cl": ("d",), "d": ("cl",), "l": ("1", "I", "i", "t"), "I": ("l", "1", "|"),
    "i": ("l", "1", "í", "j"), "h": ("b", "li"), "b": ("h", "6"), "e": ("c", "o"), "c": ("e",), "t": ("f", "l", "i"),
    "f": ("t", "r"), "vv": ("w",), "n": ("u", "ri", "ii"), "u": ("n", "ii"), "g": ("q", "9"), "S": ("5",),
    "B": ("8",), "o": ("0", "c"), "s": ("5",), "a": ("o", "e"), "ri": ("n",), "k": ("lc",), "v": ("y",), "tt": ("ft",),
    "ll": ("li", "lI"), "fi": ("ﬁ",), "ff": ("ﬀ",),
}  # fmt: skip
FIGURES = {"0": "O", "1": "lI", "5": "S", "8": "B", "6": "b"}
SPECKS = ".,'`·:;~_-^*"
TAKEN_FOR = {".": ",·", ",": ".", ":": ";.", ";": ":", "-": "–~", "–": "-—", "(": "{[", ")": "}]", "”": "\"'", "/": "l"}


def _exchanged(text: str, rng: Random, rate: float, table: dict[str, Iterable[str]]) -> str:
    """A share of all characters read as others, wherever the table has a choice."""
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    found = list(pattern.finditer(text))
    wanted = min(len(found), round(rate * len(text)))
    taken = {match.start() for match in rng.sample(found, wanted)}

    def read(match: re.Match[str]) -> str:
        options = list(table[match[0]])
        weights = [2.0**-place for place in range(len(options))]
        return rng.choices(options, weights)[0] if match.start() in taken else match[0]

    return pattern.sub(read, text)


def marks(text: str, rng: Random, rate: float) -> str:
    """Rings, dots and accents lost, or taken for other marks."""
    return _exchanged(text, rng, rate, dict(MARKS))


def shapes(text: str, rng: Random, rate: float) -> str:
    """Letters taken for others of the same shape."""
    return _exchanged(text, rng, rate, dict(SHAPES))


def figures(text: str, rng: Random, rate: float) -> str:
    """Figures taken for letters; a share of the figures, since a few make or break a date."""
    return re.sub(r"\d", lambda m: rng.choice(FIGURES[m[0]]) if m[0] in FIGURES and rng.random() < rate else m[0], text)


def points(text: str, rng: Random, rate: float) -> str:
    """Punctuation lost or taken for other points, and specks of dirt taken for points."""

    def read(match: re.Match[str]) -> str:
        left = rng.random()
        if left < rate * 2:
            return rng.choice(TAKEN_FOR[match[0]])
        return "" if left < rate * 3 and match[0] in ".,:;" else match[0]

    text = re.sub("|".join(map(re.escape, TAKEN_FOR)), read, text)
    return re.sub(
        r" (?=\S)", lambda m: f" {rng.choice(SPECKS)}{rng.choice(('', ' '))}" if rng.random() < rate / 2 else " ", text
    )


def spaces(text: str, rng: Random, rate: float) -> str:
    """Words run together, and words parted."""
    text = re.sub(r"(?<=\w) (?=\w)", lambda _: "" if rng.random() < rate else " ", text)
    return re.sub(r"(?<=\w\w)(?=\w\w)", lambda _: " " if rng.random() < rate / 6 else "", text)


def lines(text: str, rng: Random, rate: float) -> str:
    """Lines: words broken without their hyphen, lines that run into the next, empty ones lost or new, lost bullets."""

    def broken(match: re.Match[str]) -> str:
        return f"{match[1]}\n{match[2]} " if rng.random() < rate * 2 else match[0]

    out = re.sub(r"(?<=[^\W\d_]{3})-\n", lambda m: "\n" if rng.random() < rate * 4 else m[0], text)
    out = re.sub(r"(?<= )([^\W\d_A-ZÅÄÖ]{3,6})([^\W\d_A-ZÅÄÖ]{4,})\n", broken, out)
    out = re.sub(r"(?<=\S)\n(?=\S)", lambda _: " " if rng.random() < rate else "\n", out)
    out = re.sub(r"\n\n", lambda _: "\n" if rng.random() < rate * 3 else "\n\n", out)
    out = re.sub(r"(?m)^([-•–] )", lambda m: "" if rng.random() < rate * 4 else m[1], out)
    out = re.sub(
        r"(?m)^(\w{1,2})([.)])(?= )",
        lambda m: (
            m[1]
            + rng.choice(
                ("", ",", " ."),
            )
            if rng.random() < rate
            else m[0]
        ),
        out,
    )
    return re.sub(r"(?<=\S)\n(?=\S)", lambda _: "\n\n" if rng.random() < rate else "\n", out)


def mixed(text: str, rng: Random, rate: float) -> str:
    """All of it, as a scan has it: mostly lost marks and shapes."""
    text = lines(text, rng, rate)
    text = spaces(text, rng, rate / 4)
    text = marks(text, rng, rate / 2)
    text = shapes(text, rng, rate / 4)
    text = points(text, rng, rate / 2)
    return figures(text, rng, rate / 4)


def english(text: str, rng: Random, rate: float) -> str:
    """An engine set to another language: nearly every mark is lost, and the rest is mixed."""
    text = marks(text, rng, 1.0)
    return mixed(text, rng, rate)


KINDS: dict[str, Callable[[str, Random, float], str]] = {
    one.__name__: one for one in (marks, shapes, figures, points, spaces, lines, mixed, english)
}


@cache
def printed() -> dict[str, str]:
    """The minutes as they were printed: those that are scans already as graf repairs them, which is nearly right."""
    from graf import register as registers
    from graf.read import read_files

    documents, _ = read_files(sorted((DATASET / "minutes").glob("*.txt")), registers.load(DATASET / "register"))
    return {one.file: one.repaired for one in documents}


def spoilt(kind: str, rate: float, seed: int, out: Path, texts: Mapping[str, str]) -> None:
    """Write texts anew with noise of a kind, the same for the same seed."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        rng = Random(f"{kind} {rate} {seed} {name}")
        (out / name).write_text(KINDS[kind](text, rng, rate), "utf-8")


def score(texts: Path, work: Path) -> tuple[dict[str, dict[str, float]], list[str]]:
    """The scorer's rows for the minutes of a folder, with the dataset's register, and what was missed."""
    from graf import register as registers
    from graf.extract import extract
    from graf.extract.output import minutes_json
    from graf.read import read_files
    from graf.resolve import resolve

    register = registers.load(DATASET / "register")
    documents, _ = read_files(sorted(texts.glob("*.txt")), register)
    found = {one.file: one for one in resolve(extract(documents, register), documents, register).minutes}
    gold = scorer()
    gold.load_aliases(json.loads((GOLD / "aliases.json").read_text("utf-8")))
    tally = gold.Tally()
    for path in sorted(GOLD.glob("0*.json")):
        one = found.get(f"{path.stem}.txt")
        answer = json.loads(json.dumps(minutes_json(one))) if one else {}
        gold.score_document(tally, path.stem, json.loads(path.read_text("utf-8")), answer)
        gold.score_evidence(tally, path.stem, (texts / f"{path.stem}.txt").read_text("utf-8"), answer)
    rows: dict[str, dict[str, float]] = tally.rows()
    facts = [kind for kind in rows if kind != "evidence"]
    right, had, held = (sum(counts[kind] for kind in facts) for counts in (tally.tp, tally.gold, tally.found))
    rows["ALL"] = {"f1": 2 * right / (had + held), "precision": right / max(1, held), "recall": right / had}
    return rows, tally.misses


def measure(seeds: int = 2) -> Section:
    """F1 for each kind of noise and rate, over some seeds."""
    if not DATASET.is_dir():
        return missing(TITLE, f"{DATASET.relative_to(ROOT)} is not there")
    grid = [("F1, mean and least", *(f"{rate:.0%} of characters" for rate in RATES))]
    for kind in KINDS:
        cells = []
        for rate in RATES:
            got = [_one(kind, rate, seed)[0]["ALL"]["f1"] for seed in range(seeds)]
            cells.append(f"{sum(got) / len(got):.3f} ({min(got):.3f})")
        grid.append((kind, *cells))
    text = (
        f"The five published documents, spoilt anew by `bench/noise.py` ({seeds} seeds), against the three annotated "
        "ones. Three of the five are scans already: their noise comes on top of what graf repairs in them."
    )
    return Section(TITLE, (), text, tuple(grid))


DPI = (200, 150, 100)
SCANS = "Minutes scanned anew"


def scanned(language: str, dpi: int, font: str, seed: int, out: Path) -> None:
    """Write what tesseract reads of the minutes, typeset in a font and worn as by a scanner."""
    import read_typeset as typeset

    out.mkdir(parents=True, exist_ok=True)
    for name, text in printed().items():
        pages = typeset.images(typeset.pdf([line.replace("\f", "") for line in text.split("\n")], font), dpi)
        found = ""
        for number, page in enumerate(pages):
            image = typeset.png(typeset.worn(page, 1000 * seed + number, blur=0.6 * dpi / 200), dpi)
            command = ["tesseract", "stdin", "stdout", "-l", language, "--dpi", str(dpi)]
            found += subprocess.run(command, input=image, capture_output=True, check=True).stdout.decode()
        (out / name).write_text(found, "utf-8")


def scans() -> Section:
    """F1 by the language that tesseract was set to, and by resolution; a font for each."""
    if not DATASET.is_dir() or not shutil.which("tesseract"):
        return missing(SCANS, "tesseract or data/dalarna is not there")
    grid = [("F1", *(f"{dpi} dpi, {font}" for dpi, font in zip(DPI, FONTS, strict=True)))]
    for language in ("swe", "eng"):
        cells = []
        for dpi, font in zip(DPI, FONTS, strict=True):
            with tempfile.TemporaryDirectory() as folder:
                scanned(language, dpi, font, 7, Path(folder))
                cells.append(f"{score(Path(folder), Path(folder))[0]['ALL']['f1']:.3f}")
        grid.append((f"tesseract `{language}`", *cells))
    return Section(SCANS, (), "The same, typeset, worn as by a scanner, and recognised anew.", tuple(grid))


def _one(kind: str, rate: float, seed: int) -> tuple[dict[str, dict[str, float]], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        spoilt(kind, rate, seed, Path(folder) / "texts", printed())
        return score(Path(folder) / "texts", Path(folder))


def misses(kind: str, rate: float, seeds: int) -> Counter[str]:
    """How often each fact was missed or made up."""
    return Counter(miss for seed in range(seeds) for miss in _one(kind, rate, seed)[1])


if __name__ == "__main__":
    words = sys.argv[1:]
    if "--scans" in words:
        show([scans()])
    elif "--misses" in words:
        kind, rate = words[words.index("--misses") + 1 :][:2]
        for miss, times in misses(kind, float(rate), int(words[0]) if words[0].isdigit() else 3).most_common():
            sys.stdout.write(f"{times}\t{miss}\n")
    else:
        show([measure(int(words[0]) if words else 2)])
