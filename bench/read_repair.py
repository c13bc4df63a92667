"""Repair of Swedish that was recognised as English: `python bench/read_repair.py` (needs tesseract with `eng`).

Pages of known text are recognised with `eng`, repaired, and compared word by word, punctuation at a word's edges apart.
Document 002 and the first half of the made-up prose are what repair was tuned on (`--tune`); reported are document 004
(in domain, helped by 002) and the second half of the prose (unseen, no help).
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import subprocess
import sys
import time
from dataclasses import replace

import read_texts
import read_typeset as typeset

from graf import register
from graf.extract import extract
from graf.model import Document, Register
from graf.read import language
from graf.read.repair import Repaired, Repairer
from graf.read.show import repaired_place
from graf.read.text import number
from graf.read.vocabulary import gathered, told

FONTS = ("Helvetica", "Times-Roman", "DejaVuSans", "DejaVuSerif")
EDGES = ".,:;()[]\"”'!?–—-"
MEMORY = """
import json, resource, time
start = time.perf_counter()
from graf.model import Register
from graf.read.repair import Repairer
from graf.read.vocabulary import gathered, told
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
Repairer(gathered([told("motet 6ppnas", True)], Register())).repair("motet 6ppnas av ordféranden")
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def words(text: str) -> list[str]:
    return [word for word in (one.strip(EDGES) for one in text.split()) if word]


def recognised(lines: list[str], font: str, dpi: int = 200) -> str:
    """The text as OCR for English reads it, tesseract's own plain output."""
    out = []
    for count, image in enumerate(typeset.images(typeset.pdf(lines, font), dpi)):
        page = typeset.png(typeset.worn(image, count, skew=0.4, blur=0.4), dpi)
        command = ["tesseract", "stdin", "stdout", "-l", "eng", "--dpi", str(dpi)]
        out.append(subprocess.run(command, input=page, capture_output=True, check=True).stdout.decode())
    return "".join(out)


def pairs(truth: list[str], read: list[str]) -> list[tuple[str, int]]:
    """Each word of the truth with the place of the word that was read for it, -1 where that cannot be told."""
    fold = str.maketrans("åäöéÅÄÖ", "aaoeAAO")
    plain = [[word.translate(fold).lower() for word in side] for side in (truth, read)]
    found: list[tuple[str, int]] = []
    for _, a, b, c, d in difflib.SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        found += [(truth[a + n], c + n if b - a == d - c else -1) for n in range(b - a)]
    return found


def names_in(lines: list[str], known: Register) -> set[str]:
    """The words of people's names that the clean text holds."""
    text = "\n".join(lines) + "\n"
    document = Document("clean.txt", "0" * 64, text, text, number(text, text))
    found = extract([document], known)[0]
    people = [one.name for one in found.attendance]
    people += [one.name for item in found.items for one in item.presenters if one.name]
    return {word for name in people for word in name.split()}


def measure(name: str, clean: list[str], known: Register) -> None:
    lines = read_texts.lines(name)
    truth, people = words(" ".join(lines)), names_in(lines, known)
    total = before = after = right = broken = named = named_right = 0
    texts = [recognised(lines, font) for font in FONTS]
    gated = [text for text in texts if language.gated(text)]
    print(f"{name}: {len(texts)} fonts, {len(gated)} behind the gate")
    registry = replace(known, people=(*known.people, *sorted(people)))
    for text in gated:
        repaired = repairer(clean, gated, known).repair(text)
        helped = repairer(clean, gated, registry).repair(text)
        read, new, with_names = words(text), text_words(text, repaired), text_words(text, helped)
        for word, place in pairs(truth, read):
            total += 1
            if place < 0:
                continue
            before += read[place] == word
            after += new[place] == word
            right += read[place] == word
            broken += read[place] == word and new[place] != word
            if word in people or word.removesuffix("s") in people:
                named += 1
                named_right += with_names[place] == word
    print(f"   word accuracy {before / total:.2%} → {after / total:.2%} of {total} words")
    print(f"   right words broken {broken / max(1, right):.2%} (at most 0.25 %)")
    if named:
        print(f"   words of names right, with registry {named_right / named:.2%} of {named} (at least 96 %)")


def repairer(clean: list[str], garbled: list[str], known: Register) -> Repairer:
    return Repairer(gathered([*(told(text, False) for text in clean), *(told(text, True) for text in garbled)], known))


def text_words(read: str, repaired: Repaired) -> list[str]:
    """What each word became, all that it was parted into; words that are all punctuation as read are left out."""
    document = Document("", "", read, repaired.text, (), repaired.repairs)
    found = []
    for match in re.finditer(r"\S+", read):
        if match.group().strip(EDGES):
            start, end = (repaired_place(document, place, place == match.end()) for place in match.span())
            found.append(repaired.text[start:end].strip(EDGES))
    return found


def untouched(known: Register) -> None:
    """Words changed in texts that have their å, ä and ö: none may be, as those never reach the repair."""
    gated = [name for name in ("002", "004", "prose") if language.gated("\n".join(read_texts.lines(name)))]
    print(f"documents with å, ä and ö that reach the repair: {len(gated)} (0)")


def speed(known: Register) -> None:
    garbled = "\n".join(read_texts.lines("002") + read_texts.lines("004") + read_texts.lines("prose"))
    garbled = garbled.translate(str.maketrans("åäöÅÄÖ", "aaéAAO"))
    start = time.process_time()
    mender = repairer([], [garbled], known)
    # Loads the tables of words, names and letters.
    mender.repair("Ordféranden Xgétqvist 6ppnade samordningsgruppsmétet.")
    load = time.process_time() - start
    count = len(garbled.split())
    start = time.process_time()
    mender.repair(garbled)
    cold = time.process_time() - start
    start = time.process_time()
    mender.repair(garbled)
    warm = time.process_time() - start
    print(f"repair, in processor time: load {load:.2f} s (at most 1), ", end="")
    print(f"cold {count / cold:,.0f} words/s (10,000), warm {count / warm:,.0f} words/s (100,000)")
    told = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True).stdout
    seconds, megabytes = json.loads(told)
    print(f"repair: from nothing to the first line {seconds:.2f} s, {megabytes:.0f} MB in all (at most 200)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true", help="document 002, which repair was tuned on")
    chosen = parser.parse_args()
    known = register.load(None)
    speed(known)
    untouched(known)
    if chosen.tune:
        measure("002", ["\n".join(read_texts.lines("004"))], known)
        measure("prose1", [], known)
        return
    measure("004", ["\n".join(read_texts.lines("002"))], known)
    measure("prose2", [], known)


if __name__ == "__main__":
    main()
