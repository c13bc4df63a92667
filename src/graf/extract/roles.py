"""What the text says of people's posts: who holds, takes up, leaves, is nominated or appointed; who belongs where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graf.extract.context import Context
from graf.extract.dates import MONTHS, Partial
from graf.extract.mentions import Tagged
from graf.extract.names import LOOKS_LIKE_NAME
from graf.extract.passage import clean, row_evidence
from graf.extract.pattern import matches
from graf.extract.presenters import is_person
from graf.extract.rules import any_pattern
from graf.extract.titles import find_title, indefinite, plain_title
from graf.model import Presenter, RoleFact

SIGNED_ROWS = 16  # at the end of a document, in which its signatures stand


def prose_roles(context: Context, tagged: Tagged, head: Tagged | None = None) -> Iterator[RoleFact]:
    """Role facts that the prose states; of a nomination the item's heading may say what for (`head`)."""
    if head:
        yield from _nominated(context, tagged, head)
    for rule, match in matches("roles", "role", tagged.text):
        groups = match.groupdict()
        people = [
            m.value for m in tagged.mentions_in(*match.span("people" if "people" in groups else "person"), "person")
        ]
        role = _role(tagged, match) if groups.get("role") else rule.get("role")
        if groups.get("role") and role is None:
            continue
        bodies: list[str | None] = [
            mention.value
            for group in ("org", "org2")
            if groups.get(group) and (mention := tagged.mention(groups[group]))
        ]
        if rule.get("own") and not bodies:
            bodies = [context.body]
        quote = clean(tagged.plain(match.start(), match.end()))
        where = (tagged.evidence(match.start(), match.end(), f"role-{rule['kind'].replace('_', '-')}"),)
        start, end = _period(tagged, match, rule["kind"], context)
        for person in people:
            for body in bodies or [None]:
                for one in _each(role):
                    yield RoleFact(person, one, body, rule["kind"], quote, where, start, end)


def _nominated(context: Context, tagged: Tagged, head: Tagged) -> Iterator[RoleFact]:
    """Whom a sentence proposes for what the heading names (`Valberedningen föreslår Ada Ek.`)."""
    for _, match in matches("roles", "nominee", tagged.text):
        election = next((found for _, found in matches("roles", "election", head.text)), None)
        role = _role(head, election) if election else None
        if not role:
            return
        where = (tagged.evidence(match.start(), match.end(), "role-nominated"),)
        quote = clean(tagged.plain(match.start(), match.end()))
        for person in tagged.mentions_in(*match.span("people"), "person"):
            yield RoleFact(person.value, role, context.body, "nominated", quote, where)


def _each(role: str | None) -> list[str | None]:
    """The posts that are named together (`justerare och rösträknare`, `sekreterare tillika kassör`)."""
    both = _BOTH.fullmatch(role) if role else None
    return [both["one"] or both["first"], both["other"] or both["second"]] if both else [role]


_CHECKS = r"(?:protokoll)?justerare|justeringsman|rösträknare"
_BOTH = re.compile(
    r"(?P<one>[\wåäö ]{4,30}) tillika (?P<other>[\wåäö ]{4,30})|"
    rf"(?P<first>{_CHECKS}) (?:och|samt) (?P<second>{_CHECKS})"
)


def _role(tagged: Tagged, match: re.Match[str]) -> str | None:
    first, last = match.span("role")
    raw = tagged.plain(first, last)
    text = _PLURAL.sub(r"\1", indefinite(re.sub(r"\s+", " ", raw).strip(" ,")))
    text = re.sub(r"(?i)ledamöter\b", "ledamot", re.sub(r"(\w+s)män\b", r"\1man", text))
    if not find_title(text.split(" för ")[0].split(" i ")[0]):
        return None
    text = _OF_A_BODY.sub(r"\1", re.sub(r"\s+(?:för|under) (?:år )?(?:19|20)\d\d\b.*$", "", text))
    text = re.sub(r"^(?:nya?|rådets|nämndens|styrelsens|gruppens|föreningens|stämmans|mötets|kommunens) ", "", text)
    text = re.sub(r"^(?:tillförordnad)\b", "tf.", text)
    return plain_title(re.sub(r"\s+(?:i|för|inom|på)$", "", clean(text)))


_PLURAL = re.compile(r"(suppleant|representant|revisor)er\b", re.IGNORECASE)
_OF_A_BODY = re.compile(  # a seat is named without the body it is in
    r"^((?:\w+ )??(?:vice )?(?:ordförande|ledamot|ersättare|suppleant|sekreterare|kassör|(?:\w+s )?representant))"
    r" (?:i|för|till) (?:(?:styrelsen|föreningen|\w*rådet|\w*nämnden|\w*gruppen|\w*kommittén|\w*styrelsen|läsåret)\b.*"
    r"|(?:[A-ZÅÄÖ]\S*\s)+AB)$"
)

_IN_MONTH = re.compile(r"\btillträder (?:\S+ )?i (?P<month>" + "|".join(MONTHS) + r")\b", re.IGNORECASE)


def _period(tagged: Tagged, match: re.Match[str], kind: str, context: Context) -> tuple[str | None, str | None]:
    """From and to, where the sentence or the two after it say so (`under 2026`, `Hon tillträder i november`)."""
    whole = tagged.plain(match.start(), match.end())
    year = re.search(r"\bunder ((?:19|20)\d\d)\b", whole)
    if year and kind == "appointed":
        return f"{year[1]}-01-01", f"{year[1]}-12-31"
    if kind == "takes_up":
        after = tagged.text[match.end() : match.end() + 400]
        month = _IN_MONTH.search(after)
        if month and context.reference:
            named = Partial(0, 0, "long", None, MONTHS[month["month"].lower()], 1).near(
                context.reference[:8] + "01", future=True
            )
            return (named[:7] if named else None), None
    return None, None


def presenter_roles(presenters: Sequence[Presenter]) -> Iterator[RoleFact]:
    """The posts that presenters' lines give."""
    for presenter in presenters:
        if presenter.name and presenter.role:
            yield RoleFact(
                presenter.name,
                presenter.role,
                presenter.organisation,
                "holds",
                presenter.evidence[0].quote,
                presenter.evidence,
            )


def signed_roles(context: Context) -> Iterator[RoleFact]:
    """Posts of the meeting on the line below the names of those who sign at the end (`Ada Ek`, below it `sekreterare`).

    A name right below another line may have its post above it, unless that is the post of the name above.
    """
    rows, last = context.layout.rows[-SIGNED_ROWS:], -1
    for place, (name, post) in enumerate(pairwise(rows)):
        apart = place == 0 or last == place - 1 or rows[place - 1].line != name.line - 1
        if not apart or post.line != name.line + 1 or len(post.text) > 30 or not LOOKS_LIKE_NAME.fullmatch(name.text):
            continue
        held = plain_title(post.text.strip(" .").lower())
        if any_pattern("titles", "of_meeting").fullmatch(held) and is_person(name.text, context.lexicon):
            last = place + 1
            where = row_evidence(context.document, [name, post], "role-holds")
            yield RoleFact(name.text, held, context.body, "holds", where.quote, (where,))


def belongings(tagged: Tagged) -> Iterator[tuple[str, str]]:
    """(person, body) where the text ties a person to a body."""
    for _, match in matches("roles", "belongs", tagged.text):
        person, org = tagged.mention(match["person"]), tagged.mention(match["org"])
        if person and org:
            yield person.value, org.value


def professions(tagged: Tagged) -> Iterator[tuple[str, str]]:
    """(body, profession) from `forskarna från Nordstads universitet`."""
    for _, match in matches("presenters", "profession", tagged.text):
        body = tagged.mention(match["body"])
        if body:
            yield body.value, re.sub(r"erna$", "", re.sub(r"arna$", "are", match["plural"].lower()))
