#!/usr/bin/env python3
"""How well graf tells people apart, among a thousand and ten thousand: names in, people out, the truth known.

    bench/people.py [PEOPLE …]

The names reach the resolution as reading hands them over: from attendance lists, some misspelt, with namesakes. The
figure is F1 over pairs of mentions that belong together, and B³, which does not favour those who are seen often.
"""

from __future__ import annotations

import datetime
import hashlib
import multiprocessing
import multiprocessing.queues
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from county import bodies as places
from county import noise
from county.people import Person, person, variant
from county.world import Simulation
from table import Row, Section, number, show

from graf.collector import unburdened
from graf.model import Attendance, Evidence, Minutes, Register
from graf.resolve.people import settle_people

TITLE = "People told apart"
MEETINGS = 100  # of each county
Truth = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Mix:
    """What the lists are like: how names are spoilt, and whether they say on whose behalf people come.

    `shuffled`: whoever comes to a meeting is drawn from all, so that only the organisation tells namesakes apart, and
    namesakes are in other organisations.
    """

    name: str
    misspelt: float = 0.01  # share of mentions
    scanned: float = 0.0  # share of documents
    broken: float = 0.0  # share of mentions: an initial, half a double name, a hyphen or a ring lost
    organisations: float = 0.0  # share of documents whose list gives them
    shuffled: bool = False


MIXES = (
    Mix("names alone"),
    Mix("names alone, harshly spoilt", 0.05, 0.2, 0.02),
    Mix("half with organisations, harshly spoilt", 0.05, 0.2, 0.02, 0.5),
    Mix("whoever comes, with organisations", 0.02, 0.1, 0.01, 1.0, shuffled=True),
)


def mentions(people: int, seed: int = 1, mix: Mix = MIXES[0]) -> tuple[list[Minutes], Truth]:
    """Minutes with attendance lists of at least so many people, and who each (file, name as written) is."""
    return _anybody(people, seed, mix) if mix.shuffled else _counties(people, seed, mix)


def _counties(people: int, seed: int, mix: Mix) -> tuple[list[Minutes], Truth]:
    place = places.places(Random(f"{seed}/places"))
    minutes: list[Minutes] = []
    truth: Truth = {}
    met: set[int] = set()
    county = first = 0
    while len(met) < people:
        simulation = Simulation(places.county(county, place), Random(f"{seed}/people/{county}"), first, ())
        rng = Random(f"{seed}/spelling/{county}")
        for count, meeting in enumerate(simulation.meetings()):
            if count >= MEETINGS or len(met) >= people:
                break
            there = [
                (one.seat.person, one.seat.organisation.key if one.seat.organisation else None, one.present)
                for one in meeting.attendees
            ]
            minutes.append(_listed(len(minutes), meeting.body.key, meeting.day, there, mix, rng, truth))
            met |= {
                truth[minutes[-1].file, one.name] for one in minutes[-1].attendance
            }  # namesakes in a list count once
        first += len(simulation.people)
        county += 1
    return minutes, truth


def _anybody(people: int, seed: int, mix: Mix) -> tuple[list[Minutes], Truth]:
    rng = Random(f"{seed}/anybody")
    towns = [f"{name}s kommun" for name in _TOWNS]
    known: list[tuple[Person, str]] = []
    for place in range(people):
        new, town = person(place, rng), rng.choice(towns)
        if known and rng.random() < 0.04:
            other, theirs = rng.choice(known)
            new, town = replace(other, number=place), rng.choice([one for one in towns if one != theirs])
        known.append((new, town))
    minutes: list[Minutes] = []
    truth: Truth = {}
    for place in range(people * 8 // 10):
        there = [(who, town, True) for who, town in rng.sample(known, 10)]
        day = datetime.date(2020, 1, 7) + datetime.timedelta(days=place * 1500 // people)
        minutes.append(_listed(place, f"Nätverk {place % 12}", day, there, mix, rng, truth))
    return minutes, truth


_TOWNS = (
    "Alby", "Borg", "Dalby", "Ekeby", "Fors", "Granby", "Holm", "Järna", "Kil", "Lund", "Mora", "Nora", "Orsa", "Rimbo",
    "Sala", "Tuna", "Ulva", "Vik", "Åby", "Öna",
)  # fmt: skip


def _listed(
    number: int, body: str, day: datetime.date, there: Iterable[tuple[Person, str | None, bool]], mix: Mix, rng: Random,
    truth: Truth,
) -> Minutes:  # fmt: skip
    file = f"{number:06}.txt"
    scanned, said = rng.random() < mix.scanned, rng.random() < mix.organisations
    listed = []
    for position, (who, organisation, present) in enumerate(there):
        written = variant(who, rng) if rng.random() < mix.misspelt else who.name
        written = broken(written, rng) if rng.random() < mix.broken else written
        written = noise.scanned(written, rng) if scanned else written
        truth[file, written] = who.number
        passage = Evidence(position * 40, position * 40 + len(written), written, 1, 1, "list", 1.0)
        status = "present" if present else "absent"
        listed.append(Attendance(written, written, status, (passage,), organisation if said else None))
    checksum = hashlib.sha256(file.encode()).hexdigest()
    return Minutes(file, checksum, "minutes", body, date=day.isoformat(), attendance=tuple(listed))


def broken(name: str, rng: Random) -> str:
    """A name of which something is lost: the given name but for its initial, half of a double name, a hyphen, rings."""
    words = name.split()
    if "-" in name or len(words) > 2:
        return rng.choice((name.replace("-", " "), f"{words[0]} {words[-1]}", name.replace("-", "")))
    if rng.random() < 0.5:
        return f"{name[0]}. {' '.join(words[1:])}"
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def score(truth: Truth, found: Sequence[Sequence[tuple[str, str]]]) -> dict[str, float]:
    """Precision, recall and F1 over pairs of mentions, and B³ F1."""
    cluster = {mention: place for place, group in enumerate(found) for mention in group if mention in truth}
    for alone, mention in enumerate(truth, len(found)):
        cluster.setdefault(mention, alone)
    cells = Counter((truth[mention], cluster[mention]) for mention in truth)
    real, made = Counter(truth.values()), Counter(cluster.values())
    together = _pairs(cells.values())
    precision = together / (_pairs(made.values()) or 1)
    recall = together / (_pairs(real.values()) or 1)
    b_precision = sum(n * n / made[group] for (_, group), n in cells.items()) / len(truth)
    b_recall = sum(n * n / real[person] for (person, _), n in cells.items()) / len(truth)
    return {
        "precision": precision,
        "recall": recall,
        "f1": _harmonic(precision, recall),
        "b3": _harmonic(b_precision, b_recall),
    }


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def by_name(truth: Truth) -> list[list[tuple[str, str]]]:
    """What anybody would do first: the same name is the same person."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mention in truth:
        groups[mention[1]].append(mention)
    return list(groups.values())


Answer = multiprocessing.queues.SimpleQueue[tuple[list[list[tuple[str, str]]], float]]


def _settled(people: int, mix: Mix, answer: Answer) -> None:
    minutes, _ = mentions(people, mix=mix)
    start = time.process_time()
    with unburdened():
        _, found, _ = settle_people(minutes, {}, Register())
    answer.put(([list(person.surfaces) for person in found], time.process_time() - start))


def measure(people: Sequence[int] = (1_000, 10_000), limit: float = 90, mixes: Sequence[Mix] = MIXES) -> Section:
    """Each size and mix in a process of its own, ended after `limit` seconds."""
    rows = []
    for size, mix in product(people, mixes):
        minutes, truth = mentions(size, mix=mix)
        names = score(truth, by_name(truth))
        answer: Answer = multiprocessing.SimpleQueue()
        process = multiprocessing.Process(target=_settled, args=(size, mix, answer))
        process.start()
        until = time.monotonic() + limit
        while answer.empty() and process.is_alive() and time.monotonic() < until:
            time.sleep(0.05)
        what = f"{size:,} people, {len(minutes):,} meetings, {len(truth):,} mentions; {mix.name}: F1 of pairs"
        base = f"{names['f1']:.3f} by name alone"
        if answer.empty():
            rows.append(Row(what, "–", base, note=f"not within {limit:.0f} s"))
            process.kill()
        else:
            found, seconds = answer.get()
            got = score(truth, found)
            note = f"precision {got['precision']:.3f}, recall {got['recall']:.3f}"
            rows.append(Row(what, f"{got['f1']:.3f}", base, note=note))
            rows.append(Row("  B³ F1", f"{got['b3']:.3f}", f"{names['b3']:.3f} by name alone"))
            rate = number(len(truth) / seconds)
            rows.append(Row("  mentions a second of processor time", rate, note=f"{number(seconds)} s"))
        process.join()
    text = (
        "Names from attendance lists. In the first mixes those of several counties, with namesakes as often as Swedish "
        "names make them and 1.5 % more: 1 % misspelt; then harshly spoilt, that is 5 % misspelt, 20 % of the "
        "documents scanned, 2 % with an initial, half a double name, or a hyphen or diacritics lost; then the same "
        "with half of the lists saying on whose behalf people come. In the last, anybody may come to any meeting, 4 % "
        "are namesakes of somebody in another municipality, and the lists say from which. The peer takes the same name "
        "for the same person."
    )
    return Section(TITLE, tuple(rows), text)


if __name__ == "__main__":
    show([measure([int(one) for one in sys.argv[1:]] or (1_000, 10_000))])
