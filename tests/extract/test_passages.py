"""Reads each made-up passage of `passages/` and compares what was extracted with what a careful reader expects.

A passage lists only what is to be checked. An empty string stands for null; `{any = [...]}` accepts each of several
values. Each expected entry of a list must be found with the fields it lists; where attendance, items, decisions or
presenters are listed, there must be no further ones; `optional = true` marks an entry that may be missing. A list
expected to be empty must be empty. Texts are compared without regard to white space, case, final punctuation and a
final `samt` or `och`. Documents of one passage are parted by a line of `=====`; the first is compared, or the one that
`document` names, counted from 0.

`passages/unread.txt` names the passages that graf does not read whole yet: each is expected to fail, and the test
breaks when one of them is read, so that the list stays true.
"""

from __future__ import annotations

import re
import tomllib
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from graf.extract.output import minutes_json, network_json

from .conftest import read_all

FOLDER = Path(__file__).parent / "passages"
IDENTITY = {
    "attendance": ("name",),
    "items": ("number", "title"),
    "decisions": ("text",),
    "presenters": ("name",),
    "planned_meetings": ("date",),
    "role_facts": ("person",),
    "deadlines": ("date",),
    "bodies": ("name",),
}
COMPLETE = {"attendance", "items", "decisions", "presenters"}
ALIKE = 0.6


def passages() -> list[Any]:
    """Every passage, as a parameter named after its file."""
    unread = set((FOLDER / "unread.txt").read_text(encoding="utf-8").split())
    found = []
    for path in sorted(FOLDER.rglob("*.toml")):
        for passage in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]:
            name = f"{path.relative_to(FOLDER).with_suffix('')}:{passage['name']}"
            marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if name in unread else []
            found.append(pytest.param(passage, id=name, marks=marks))
    return found


def folded(value: Any) -> Any:
    """A value without what does not count: white space, case, final punctuation; null and the empty string are one."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    value = re.sub(r"\s+", " ", value).strip().rstrip(".,;:!").casefold()
    return re.sub(r",? (samt|och)$", "", value)


def same(expected: Any, actual: Any) -> bool:
    """Whether a plain value, or a list of plain values in whatever order, is the expected one."""
    if isinstance(expected, dict):
        return any(same(each, actual) for each in expected["any"])
    if isinstance(expected, list):
        return sorted(map(folded, expected)) == sorted(map(folded, actual or []))
    return bool(folded(expected) == folded(actual))


def alike(expected: Any, actual: Any) -> float:
    """How alike two identifying values are, from 0 to 1."""
    if isinstance(expected, dict):
        return max(alike(each, actual) for each in expected["any"])
    return SequenceMatcher(None, str(folded(expected)), str(folded(actual))).ratio()


def nearness(name: str, expected: dict[str, Any], actual: dict[str, Any]) -> float:
    """How well an extracted entry answers to an expected one; 0 where it is another entry altogether."""
    likenesses = [
        float(same(expected[key], actual.get(key))) if key == "number" else alike(expected[key], actual.get(key))
        for key in IDENTITY.get(name, ())
        if key in expected
    ]
    if likenesses and max(likenesses) < ALIKE:
        return 0.0
    return 1.0 + 2 * sum(likenesses) - 0.1 * len(differences(expected, actual, ""))


def brief(entry: dict[str, Any]) -> str:
    """An extracted entry in short."""
    return repr({key: value for key, value in entry.items() if key != "evidence" and value not in (None, "", [])})


def entries(name: str, expected: list[dict[str, Any]], actual: list[dict[str, Any]], where: str) -> list[str]:
    """The differences between an expected and an extracted list of entries."""
    found: list[str] = []
    pairs = [
        (nearness(name, want, have), -abs(place - other), place, other)
        for place, want in enumerate(expected)
        for other, have in enumerate(actual)
    ]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, place, other in sorted(pairs, reverse=True):
        if score > 0 and place not in matched and other not in taken:
            matched[place] = other
            taken.add(other)
    for place, want in enumerate(expected):
        if place in matched:
            label = next((want[key] for key in IDENTITY.get(name, ()) if isinstance(want.get(key), str)), place)
            found += differences(want, actual[matched[place]], f"{where}[{str(label)[:40]}]")
        elif not want.get("optional"):
            found.append(f"{where}: missing {brief(want)}")
    if name in COMPLETE or not expected:
        found += [f"{where}: extra {brief(have)}" for other, have in enumerate(actual) if other not in taken]
    return found


def differences(expected: dict[str, Any], actual: dict[str, Any], where: str) -> list[str]:
    """The differences between expected fields and an extracted document, item or other entry."""
    found: list[str] = []
    for key, want in expected.items():
        if key == "optional":
            continue
        have = actual.get(key)
        place = f"{where}.{key}".lstrip(".")
        if isinstance(want, list) and (key in IDENTITY or any(isinstance(each, dict) for each in want)):
            found += entries(key, want, have or [], place)
        elif isinstance(want, list) and not want and have:
            found.append(f"{place}: expected none, got {have!r}")
        elif not same(want, have):
            found.append(f"{place}: expected {want!r}, got {have!r}")
    return found


def texts_of(facts: dict[str, Any], key: str) -> list[str]:
    """The texts of all facts of a kind in a document, its items' and decisions' included."""
    lists = [facts.get(key), *(item.get(key) for item in facts["items"])]
    return [str(folded(brief(fact))) for each in lists for fact in each or []]


def forbidden(absent: dict[str, list[str]], facts: dict[str, Any]) -> list[str]:
    """The facts that were extracted though the passage says they are none."""
    return [
        f"{key}: must not hold {text!r}, got {fact}"
        for key, texts in absent.items()
        for text in texts
        for fact in texts_of(facts, key)
        if folded(text) in fact
    ]


@pytest.mark.parametrize("passage", passages())
def test_passage(passage: dict[str, Any]) -> None:
    """What the passage's text says is extracted, and nothing it does not say."""
    texts = re.split(r"^=====+\n", passage["text"], flags=re.MULTILINE)
    resolved = read_all(*texts)
    expected = dict(passage["expect"])
    absent = expected.pop("absent_facts", {})
    facts = minutes_json(resolved.minutes[passage.get("document", 0)])
    facts["bodies"] = network_json(resolved.network)["bodies"]
    found = differences(expected, facts, "") + forbidden(absent, facts)
    assert not found, "\n".join(["", passage["protects"], *found])
