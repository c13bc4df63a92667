"""How well names are withheld: a made-up county published without names, searched for every name that is true of it.

    python bench/privacy.py            a hundred documents, a fifth of them scanned
    python bench/privacy.py --size 30

A name is left where all its words stand in a row in a text or a literal, whatever stands between. What is covered and
belongs to no true name is the price: bodies and places that look like names, and given names that are also words.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

from county import output
from county.styles import WRITERS
from running import graf, run
from table import Row, Section, number, show

from graf.store.embedded import open_read_only

TITLE = "Names withheld"


def measure(work: Path, size: int = 100) -> Section:
    """Builds a county with and without names, and looks for the names."""
    dataset = work / "privacy"
    output.write(dataset, 1, size, list(WRITERS), 0.2)
    releases = {privacy: _built(dataset, work / privacy, privacy) for privacy in ("named", "pseudonymous")}
    names = _names(dataset)
    pattern = re.compile(
        r"\b(?:" + "|".join(r"[\W_]{1,3}".join(name) for name in sorted(names, reverse=True)) + r")s?\b"
    )
    there = covered = outside = characters = 0
    hidden = json.loads((releases["pseudonymous"] / "manifest.json").read_text("utf-8"))["texts"]
    for file, text in json.loads((releases["named"] / "manifest.json").read_text("utf-8"))["texts"].items():
        plain = (releases["named"] / "text" / text).read_bytes().decode("utf-8")
        blank = (releases["pseudonymous"] / "text" / hidden[file]).read_bytes().decode("utf-8")
        inside: set[int] = set()
        for match in pattern.finditer(plain):
            there += 1
            covered += not re.search(r"[^\W█_]", blank[match.start() : match.end()])
            inside.update(range(*match.span()))
        places = [at for at, (a, b) in enumerate(zip(plain, blank, strict=True)) if b == "█" != a]
        characters += len(places)
        outside += sum(at not in inside for at in places)
    literals = _literals(releases["pseudonymous"])
    left = sum(bool(pattern.search(one)) for one in literals)
    rows = [
        Row(f"names that stand in the texts of {size} documents", number(there), note=f"of {len(names)} people"),
        Row("  covered", f"{covered / there:.2%}", note=f"{there - covered} are left"),
        Row("literals of the graph in which a name is left", f"{left:,}", note=f"of {len(literals):,}"),
        Row("covered characters that belong to no full name", f"{outside / characters:.1%}",
            note="parts of names, and what looks like a name"),
    ]  # fmt: skip
    return Section(TITLE, tuple(rows), "A made-up county, a fifth of it scanned, built with `pseudonymous`.")


def _built(dataset: Path, out: Path, privacy: str) -> Path:
    settings = dataset / "dataset.toml"
    text = re.sub(r"(?m)^privacy = .*$", f'privacy = "{privacy}"', settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")
    done = run([*graf(), "build", str(dataset), "--out", str(out)], limit=2_000)
    assert done.code in (0, 1), done.said[-500:]
    return out / "current"


def _names(dataset: Path) -> set[tuple[str, ...]]:
    """The full names that are true of the county, as words."""
    found: set[tuple[str, ...]] = set()

    def look(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                look(inner, name)
        elif isinstance(value, list):
            for inner in value:
                look(inner, key)
        elif isinstance(value, str) and key in ("name", "person", "substitutes_for"):
            found.add(tuple(re.findall(r"[^\W\d_]+", value)))

    for file in sorted((dataset / "truth").glob("*.json")):
        truth = json.loads(file.read_text("utf-8"))
        look(truth.get("attendance", []))
        look([item.get("presenters", []) for item in truth.get("items", [])])
        look(truth.get("role_facts", []))
    return {name for name in found if len(name) > 1}


def _literals(release: Path) -> list[str]:
    store = open_read_only(release / "store")
    graphs = [graph for graph in store.named_graphs() if not graph.value.endswith("/graph/ontology")]
    quads = (quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph))
    return [quad.object.value for quad in quads if type(quad.object).__name__ == "Literal"]


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        show([measure(Path(folder), asked.size)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
