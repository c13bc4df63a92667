"""One clause of a decision: what stands behind `att`, or a whole sentence; and how a text falls into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graf.extract.mentions import sentences
from graf.extract.passage import Passage

ATT = re.compile(r"(?:[-–•*·]\s*|\d{1,2}[.)]\s*|[a-z]\)\s*)?att\s+", re.IGNORECASE)
POINT = re.compile(r"(?:[-–•*·]|\d{1,2}[.)])\s+(?=[A-ZÅÄÖ])")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its passage, what kind (att or sentence), and the condition that stands before it."""

    text: Passage
    form: str
    condition: Passage | None = None
    branch: str | None = None


def sentence_clauses(whole: Passage) -> Iterator[Clause]:
    """Each sentence as a clause, without the mark before the first."""
    match = POINT.match(whole.text)
    skip = match.end() if match else 0
    for start, end in sentences(whole.text[skip:]):
        sentence = whole.part(skip + start, skip + end)
        if further := AND_DECIDED.search(sentence.text):  # `Nämnden godkände bokslutet och beslutade att …`
            yield Clause(sentence.part(0, further.start()), "further" if start else "sentence")
            sentence = sentence.part(further.end())
            yield from coordinated(Clause(sentence, "att"))
        elif decides := _DECIDES_TO.match(sentence.text):
            yield from coordinated(Clause(sentence.part(decides.end()), "att"))
        elif end > start + 3:
            yield Clause(sentence, "further" if start else "sentence")


AND_DECIDED = re.compile(r"(?<=\w),? (?:och|samt|men) (?:beslutade|beslöt|beslutar)(?: även| också| vidare)? (?=att )")
_DECIDES_TO = re.compile(
    r"[A-ZÅÄÖ][^.,;:]{2,60}? (?:beslutar|beslutade|beslöt)(?: enhälligt)? (?=att \w.* (?:och|samt) att )"
)
_AND_ATT = re.compile(r",? (?:(?:och|samt|men)(?: beslutade| beslöt)?) (?=att \w)|, (?=att (?!gälla\b)\w+a\b)")


def coordinated(clause: Clause) -> Iterator[Clause]:
    """`att A och att B` as two clauses; not where the first has an `att` inside, which the second may go on from."""
    text, start = clause.text.text, 0
    for match in _AND_ATT.finditer(text):
        if match[0] == ", " and wants_att(text[start : match.start()]):
            continue
        if "att" in re.findall(r"\w+", ATT.sub("", text[start : match.start()], count=1)):
            break
        yield replace(clause, text=clause.text.part(start, match.start()))
        start = match.end()
    yield replace(clause, text=clause.text.part(start)) if start else clause


def wants_att(clause: str) -> bool:
    """Whether a clause still lacks the `att` that its verb asks for (`att uppdra åt NN …`)."""
    if _OPEN.search(clause):
        return True
    return bool(re.match(r"att (?:uppdra|ge|bemyndiga|uppmana|föreslå|be)\b", clause)) and clause.count(" att ") == 0


_OPEN = re.compile(r"\b(?:förutsatt|förutsättning|givet|villkor|förbehåll|förbehållet|genom|utan|för|till|om|innebär)$")
