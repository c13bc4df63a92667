"""Minutes of other bodies, written by authors who had not seen the rules, with the facts that they state.

Four sets by four authors: `first`, `second` and `third`, over which the rules have since been mended, and `unseen`,
which only measures: no rule may be written for what is missed there. A document of it that is to be opened moves to
`third` first (two have so far: `02_anhorignatverk`, `06_folkhalsonatverk_kallelse`). `python -m tests.extract.genres`
reads them with an empty register and prints how many facts are found, document by document; `--misses` lists what is
missing or extra in those that may be opened. The expected facts are in the scorer's form; those marked `"sure": false`
count neither way; `bodies`, in a document's own file or in the set's `aliases.json`, says which names mean one body.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graf import register as registers
from graf.extract import extract
from graf.extract.output import minutes_json
from graf.read import read_files
from graf.resolve import resolve

FOLDER = Path(__file__).parent
SETS = ("first", "second", "third", "unseen")
SCORE = FOLDER.parents[1] / "gold/score.py"


def scores(name: str) -> Iterator[tuple[str, dict[str, dict[str, float]], list[str]]]:
    """Of each document of a set its name, the scorer's rows and what is missing or extra."""
    texts = FOLDER / name
    register = registers.load(None)
    documents, _ = read_files(sorted(texts.glob("*.txt")))
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found"
        found.mkdir()
        for one in resolve(extract(documents, register), documents, register).minutes:
            (found / f"{Path(one.file).stem}.json").write_text(json.dumps(minutes_json(one)), "utf-8")
        aliases = texts / "aliases.json"
        for expected in sorted(set(texts.glob("*.json")) - {aliases}):
            gold = Path(folder) / expected.stem
            gold.mkdir()
            (gold / expected.name).write_bytes(expected.read_bytes())
            command = [sys.executable, str(SCORE), str(gold), str(found), "--texts", str(texts)]
            command += ["--aliases", str(aliases if aliases.exists() else expected)]
            rows = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout
            misses = subprocess.run([*command, "--misses"], capture_output=True, text=True, check=True).stdout
            yield expected.stem, json.loads(rows), [line for line in misses.splitlines() if "\t" in line]
