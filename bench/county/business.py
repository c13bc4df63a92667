"""What happens to a matter at a meeting, put into att-clauses and sentences that say no more than the truth holds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from county import dates
from county.bodies import Body, County
from county.facts import Business, Clause, Day, Matter, RoleFact, Said, Seat
from county.grammar import expand, sentence
from county.people import Person

DECIDE = ("approve", "approve", "adopt", "establish", "finance", "carry_out", "reject")
SMALL = (45_000, 60_000, 85_000, 120_000, 250_000, 400_000, 750_000, 1_200_000, 1_800_000, 3_500_000)


def named(person: Person) -> str:
    """The place of a person's name in a text that is not yet written; `document` puts a spelling there."""
    return f"⟦{person.number}⟧"


@dataclass(frozen=True)
class Setting:
    """Where a wording is needed: the county, the body, its day, and the generator."""

    county: County
    body: Body
    day: Day
    rng: Random

    def target(self) -> Body:
        """A body to which this one sends things."""
        return self.county.by_key[self.rng.choice(self.body.targets)]

    def slots(self, matter: Matter, other: Body, **more: str) -> Mapping[str, str]:
        """All that the grammar may ask for."""
        rng, topic = self.rng, matter.topic
        amount = f"{rng.choice(SMALL):,}".replace(",", " ")
        noun = self.body.noun
        return {
            "sak": topic.definite, "sakS": topic.definite, "obest": topic.article, "obestutan": topic.bare,
            "ämne": topic.subject, "annat": other.short, "annatgen": other.genitive, "eget": self.body.short,
            "organDef": rng.choice((noun, noun, self.body.short)), "organGen": noun + "s",
            "belopp": f"{amount} {rng.choice(('kronor', 'kr', 'kronor'))}",
            "år": str(self.day.year + rng.randint(0, 1)), "år2": str(self.day.year + 3), **more,
        }  # fmt: skip


def clause(act: str, where: Setting, matter: Matter, experts: tuple[Seat, ...], to: Body | None = None) -> Clause:
    """An att-clause of one act; `to` is the body it speaks of, else one that the body has to do with."""
    rng = where.rng
    group, office = where.county.group, where.county.office
    if act in ("finance", "request", "distribute"):
        other = to or rng.choice((group, group, office, where.target()))
        if act == "finance":
            other = group
    else:
        other = to or where.target()
    due = where.day + datetime.timedelta(days=rng.randint(20, 120))
    receiver: Body | Person = rng.choice((office, other, rng.choice(experts).person))
    slots = where.slots(
        matter, other, senast=rng.choice((dates.long(due), dates.long(due), due.isoformat())),
        mottagare=named(receiver) if isinstance(receiver, Person) else receiver.short,
    )  # fmt: skip
    with_due = act in ("assign", "request") and rng.random() < 0.35
    text = expand(f"act.{act}.due" if with_due else f"act.{act}", rng, slots)
    text = text[0].lower() + text[1:] if text[:2].istitle() and text.split()[0].lower() in ("en", "ett") else text
    here, deadline = where.body, due if with_due else None
    if act == "assign":
        # A task for a body: does its business go there? Readers differ.
        passed = ((here, receiver, "refer", False),) if isinstance(receiver, Body) else ()
        return Clause(text, ("assign",), assigned=(receiver,), deadline=deadline, moves=passed)
    if act == "request":
        return Clause(text, ("request",), assigned=(other,), deadline=deadline, unsure=("assigned_to",),
                      moves=((here, other, "consult", False),))  # fmt: skip
    if act == "refer":
        return Clause(text, ("refer",), referred=(other,), moves=((here, other, "refer", True),))
    if act == "report_back":
        moves = ((receiver, here, "report_back", False),) if isinstance(receiver, Body) else ()
        return Clause(text, ("report_back",), moves=moves, unsure=("assigned_to", "referred_to"))
    if act == "defer":
        return Clause(text, ("defer",), moves=((here, here, "defer", True),))
    unsure: tuple[str, ...] = ("assigned_to", "referred_to") if act in ("finance", "distribute") else ()
    if act == "answer" or "med godkännande" in text:
        unsure = ("acts",)  # is a motion that counts as answered closed, or rejected?
    return Clause(text, _acts(act, text), unsure=unsure)


def _acts(act: str, text: str) -> tuple[str, ...]:
    """The format's names for what a clause does; a formal one may do two things."""
    approved, filed = "godkänn" in text, "läg" in text
    if act == "previous":
        return ("approve", "file") if approved and filed else ("approve",) if approved else ("file",)
    if act == "agenda":
        return ("establish",) if text.startswith("fastställa") else ("approve",)
    return ({"closemeeting": "close", "answer": "close"}.get(act, act),)


def conditioned(one: Clause, where: Setting, matter: Matter) -> Clause:
    """The clause with a condition, inside it or on a line above."""
    slots = where.slots(matter, where.target())
    above = where.rng.random() < 0.3
    condition = expand("condition.head" if above else "condition.tail", where.rng, slots).lstrip(", ")
    text = one.text if above else f"{one.text}, {condition}"
    return Clause(text, one.acts, one.assigned, one.referred, one.appointed, condition, above, one.deadline, one.moves,
                  one.roles, one.unsure)  # fmt: skip


def appointment(where: Setting, person: Person, role: str, to: Body) -> Clause:
    """A clause that gives somebody a post, or makes them a representative."""
    text = expand(
        "act.appoint", where.rng, {"person": named(person), "roll": role, "eget": where.body.short, "annat": to.short}
    )
    represents = "representera" in text
    fact = RoleFact(person, "representant" if represents else role, "appointed", None, sure=not represents)
    return Clause(text, ("appoint",), appointed=(person,), roles=(fact,), unsure=("referred_to", "assigned_to"))


def said(
    rule: str, where: Setting, matter: Matter, speaker: Seat | None, other: Body, earlier: Day | None = None
) -> Said:
    """A sentence of the prose about a matter, with what it states."""
    who = named(speaker.person) if speaker else "Ordföranden"
    written = dates.long(earlier) if earlier else ""
    if earlier and where.rng.random() < 0.35:
        written = dates.short(earlier)
    elif earlier and earlier.year == where.day.year and where.rng.random() < 0.4:
        written = written[:-5]
    text = sentence(expand(rule, where.rng, where.slots(matter, other, vem=who, datum=written)))
    here = where.body
    if rule == "tell":
        presents = speaker is not None and text.startswith(who) and not re.search(r" (?:rapporterar|visar) ", text)
        return Said(text, teller=speaker if presents else None)
    if rule == "origin":
        return Said(text, moves=((other, here, "originate", True),))
    if rule == "report":
        return Said(text, moves=((other, here, "report_back", True),) if other.short in text else ())
    if rule == "home":
        return Said(text, moves=((here, where.county.group, "consult", True),))
    if rule == "recall" and earlier:
        return Said(text, references=((here, earlier),))
    if rule == "recall.other" and earlier:
        return Said(text, references=((other, earlier),))
    return Said(text)


def formal(step: str, where: Setting, matter: Matter, seat: Seat) -> tuple[Clause, ...]:
    """What is decided under the items that every meeting has."""
    if step in ("open", "agenda", "previous"):
        return (clause(step, where, matter, (seat,)),)
    return ()


def make(
    where: Setting, matter: Matter, why: str, experts: tuple[Seat, ...], came_from: Body | None
) -> tuple[Business, str]:
    """The item, and what becomes of the matter: `end`, `again`, `defer`, `assign` or `refer KEY`."""
    rng, body = where.rng, where.body
    other = came_from or where.target()
    fate = rng.choices(
        ("info", "decide", "defer", "refer", "assign", "withdraw", "appoint"),
        {"new": (32, 20, 12, 16, 14, 2, 4), "referred": (12, 42, 12, 14, 16, 2, 2),
         "deferred": (10, 58, 8, 12, 10, 0, 2),
         "report": (40, 40, 5, 8, 7, 0, 0), "again": (38, 30, 8, 12, 10, 0, 2)}[why],
    )[0]  # fmt: skip
    presenters = tuple(rng.sample(experts, min(len(experts), rng.choices((0, 1, 2), (25, 62, 13))[0])))
    speaker = presenters[0] if presenters else None
    told: list[Said] = []
    if speaker or rng.random() < 0.5:
        told.append(said("tell", where, matter, speaker or rng.choice(experts), other))
    if why == "referred" and came_from is not None:
        told.insert(0, said("origin", where, matter, speaker, came_from))
    if why in ("deferred", "again") and matter.last_day is not None and matter.last_body is body:
        told.insert(0, said("recall", where, matter, speaker, other, matter.last_day))
    elif matter.last_day is not None and matter.last_body not in (None, body) and rng.random() < 0.6:
        assert matter.last_body is not None
        told.append(said("recall.other", where, matter, speaker, matter.last_body, matter.last_day))
    if why == "report" and isinstance(matter.assignee, Body) and matter.assignee is not body:
        told.insert(0, said("report", where, matter, speaker or rng.choice(experts), matter.assignee))
    told += [said("background", where, matter, speaker, other) for _ in range(rng.randint(0, 3))]
    told += [said("discuss", where, matter, speaker, other) for _ in range(rng.randint(0, 2))]
    told = [one for place, one in enumerate(told) if one.text[:14] not in {before.text[:14] for before in told[:place]}]
    clauses: list[Clause] = []
    outcome = "end"
    proposed: tuple[tuple[Body, Clause], ...] = ()
    if fate == "info":
        clauses.append(clause(rng.choice(("file", "file", "note")), where, matter, experts))
        outcome = rng.choice(("end", "again"))
        if body.people == "heads" and rng.random() < 0.15:
            told.append(said("home", where, matter, speaker, other))
            outcome = "again"
    elif fate == "decide":
        one = clause(rng.choice(DECIDE), where, matter, experts)
        clauses.append(conditioned(one, where, matter) if rng.random() < 0.15 else one)
        if rng.random() < 0.35:
            clauses.append(
                clause(
                    rng.choice(("assign", "distribute", "request", "report_back", "carry_out")), where, matter, experts
                )
            )
        if why == "report" and rng.random() < 0.4:
            clauses.append(clause("close", where, matter, experts))
    elif fate == "defer":
        clauses.append(clause("defer", where, matter, experts))
        outcome = "defer"
    elif fate == "refer":
        target = where.target()
        if body.people == "board" and target.type == "council" and target.style is None and rng.random() < 0.7:
            proposed = (
                (target, clause(rng.choice(("approve", "adopt", "establish", "finance")), where, matter, experts)),
            )
        else:
            clauses.append(clause("refer", where, matter, experts, target))
        outcome = f"refer {target.key}"
    elif fate == "assign":
        one = clause("assign", where, matter, experts)
        matter.assignee = one.assigned[0]
        clauses.append(one)
        outcome = "assign" if rng.random() < 0.7 else "end"
    elif fate == "appoint":
        role = rng.choice(("kontaktperson", "projektledare", "samordnare", "sammankallande", "representant"))
        clauses.append(appointment(where, rng.choice(experts).person, role, other))
    acts = {act for one in clauses for act in one.acts}
    kinds: tuple[str, ...] = ("information",) if acts <= {"file", "note"} and not proposed else ("decision",)
    if kinds == ("information",) and rng.random() < 0.25:
        kinds = rng.choice((("dialogue",), ("information", "dialogue")))
    if fate == "withdraw":
        told, clauses, presenters = [], [], ()
    case = f"{where.day.year}/{10 + matter.number}" if rng.random() < 0.9 else ""
    case = matter.cases.setdefault(body.key, case)
    title = matter.topic.title(why, rng)
    return Business(title, why, kinds, matter, presenters, tuple(told), tuple(clauses), proposed, case,
                    fate == "withdraw"), outcome  # fmt: skip
