"""Wording from a grammar: rules with alternatives in `phrases.txt`, chosen by a seeded generator.

A rule is a line `@ name` and one alternative a line below it. Inside, `[a|b|]` chooses (also nothing), `<name>` is
another rule and `{slot}` what the caller fills in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_RULE = re.compile(r"<([\w.]+)>")
_SLOT = re.compile(r"\{(\w+)\}")
_MARK = "\ue001\U000f0000-\U000ffffd"


@cache
def rules() -> dict[str, tuple[str, ...]]:
    """All rules of `phrases.txt` by name."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (Path(__file__).parent / "phrases.txt").read_text("utf-8").splitlines():
        if line.startswith("@ "):
            name = line[2:].strip()
            found.setdefault(name, [])
        elif line.strip() and not line.startswith("#"):
            found[name].append(line.strip())
    return {name: tuple(lines) for name, lines in found.items()}


def expand(rule: str, rng: Random, slots: Mapping[str, str] | None = None) -> str:
    """One wording of a rule, its slots filled. Raises `KeyError` for a rule or a slot that is not there."""
    return fill(rng.choice(rules()[rule]), rng, slots or {})


def fill(text: str, rng: Random, slots: Mapping[str, str]) -> str:
    """One wording of a pattern: choices first, then rules, then slots."""
    while (choice := _CHOICE.search(text)) is not None:
        text = text[: choice.start()] + rng.choice(choice[1].split("|")) + text[choice.end() :]
    text = _RULE.sub(lambda found: fill(rng.choice(rules()[found[1]]), rng, slots), text)
    text = _SLOT.sub(lambda found: slots[found[1]], text)
    return re.sub(r" +([,.;:])", r"\1", re.sub(r"  +", " ", text)).strip()


def sentence(text: str) -> str:
    """With a capital first letter, past the marks around a name."""
    found = re.search(rf"[^{_MARK}\s]", text)
    if found is None:
        return text
    return text[: found.start()] + found[0].upper() + text[found.end() :]


def slots(rule: str) -> set[str]:
    """The slots that a rule may ask for, itself or through another rule."""
    names: set[str] = set()
    for line in rules()[rule]:
        names |= set(_SLOT.findall(line))
        for other in _RULE.findall(line):
            names |= slots(other)
    return names
