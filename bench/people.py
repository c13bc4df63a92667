#!/usr/bin/env python3
"""How well graf tells people apart, among a thousand and ten thousand: names in, people out, the truth known.

    bench/people.py [PEOPLE …]

The names reach the resolution as reading hands them over: from attendance lists, some misspelt, with namesakes. The
figure is F1 over pairs of mentions that belong together, and B³, which does not favour those who are seen often.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from county import bodies as places
from county.people import variant
from county.world import Simulation
from table import Row, Section, number, show

from graf.model import Attendance, Evidence, Minutes, Register
from graf.resolve.people import settle_people

TITLE = "People told apart"
MEETINGS, MISSPELT = 100, 0.01  # of each county; share of mentions


def mentions(people: int, seed: int = 1) -> tuple[list[Minutes], dict[tuple[str, str], int]]:
    """Minutes with attendance lists of at least so many people, and who each (file, name as written) is."""
    place = places.places(Random(f"{seed}/places"))
    minutes: list[Minutes] = []
    truth: dict[tuple[str, str], int] = {}
    met: set[int] = set()
    county = first = 0
    while len(met) < people:
        simulation = Simulation(places.county(county, place), Random(f"{seed}/people/{county}"), first, ())
        rng = Random(f"{seed}/spelling/{county}")
        for count, meeting in enumerate(simulation.meetings()):
            if count >= MEETINGS or len(met) >= people:
                break
            file = f"{len(minutes):06}.txt"
            listed = []
            for position, one in enumerate(meeting.attendees):
                person = one.seat.person
                written = variant(person, rng) if rng.random() < MISSPELT else person.name
                truth[file, written] = person.number
                met.add(person.number)
                passage = Evidence(position * 40, position * 40 + len(written), written, 1, 1, "list", 1.0)
                listed.append(Attendance(written, written, "present" if one.present else "absent", (passage,)))
            checksum = hashlib.sha256(file.encode()).hexdigest()
            day = meeting.day.isoformat()
            minutes.append(Minutes(file, checksum, "minutes", meeting.body.key, date=day, attendance=tuple(listed)))
        first += len(simulation.people)
        county += 1
    return minutes, truth


def score(truth: dict[tuple[str, str], int], found: Sequence[Sequence[tuple[str, str]]]) -> dict[str, float]:
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


def by_name(truth: dict[tuple[str, str], int]) -> list[list[tuple[str, str]]]:
    """What anybody would do first: the same name is the same person."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mention in truth:
        groups[mention[1]].append(mention)
    return list(groups.values())


def _settled(
    people: int, answer: multiprocessing.queues.SimpleQueue[tuple[list[list[tuple[str, str]]], float]]
) -> None:
    minutes, _ = mentions(people)
    start = time.process_time()
    _, found, _ = settle_people(minutes, {}, Register())
    answer.put(([list(person.surfaces) for person in found], time.process_time() - start))


def measure(people: Sequence[int] = (1_000, 10_000), limit: float = 60) -> Section:
    """Each size in a process of its own, ended after `limit` seconds."""
    rows = []
    for size in people:
        minutes, truth = mentions(size)
        names = score(truth, by_name(truth))
        answer: multiprocessing.queues.SimpleQueue[tuple[list[list[tuple[str, str]]], float]]
        answer = multiprocessing.SimpleQueue()
        process = multiprocessing.Process(target=_settled, args=(size, answer))
        process.start()
        until = time.monotonic() + limit
        while answer.empty() and process.is_alive() and time.monotonic() < until:
            time.sleep(0.05)
        what = f"{size:,} people, {len(minutes):,} meetings, {len(truth):,} mentions"
        base = f"{names['f1']:.3f} by name alone"
        if answer.empty():
            rows.append(Row(f"{what}: F1 of pairs", "–", base, note=f"not within {limit:.0f} s"))
            process.kill()
        else:
            found, seconds = answer.get()
            got = score(truth, found)
            note = f"precision {got['precision']:.3f}, recall {got['recall']:.3f}"
            rows.append(Row(f"{what}: F1 of pairs", f"{got['f1']:.3f}", base, note=note))
            rows.append(Row("  B³ F1", f"{got['b3']:.3f}", f"{names['b3']:.3f} by name alone"))
            rows.append(Row("  mentions a second", number(len(truth) / seconds), note=f"{number(seconds)} s"))
        process.join()
    text = (
        "Names from attendance lists of several counties, 1 % misspelt, with namesakes as often as Swedish names make "
        "them. The peer takes the same name for the same person."
    )
    return Section(TITLE, tuple(rows), text)


if __name__ == "__main__":
    show([measure([int(one) for one in sys.argv[1:]] or (1_000, 10_000))])
