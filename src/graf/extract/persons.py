"""People over a whole document: which body each belongs to, their titles, and who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graf.extract.attendance import presenters_attend
from graf.extract.bodies import find_bodies
from graf.extract.context import Context
from graf.extract.header import Header
from graf.extract.mentions import Tagged
from graf.extract.part import Part
from graf.extract.passage import clean
from graf.extract.pattern import matches
from graf.extract.roles import belongings, professions
from graf.extract.rules import any_pattern
from graf.extract.titles import indefinite, is_title, plain_title, title_and_body
from graf.model import Attendance, Presenter, RoleFact


def belongings_of(context: Context, parts: Sequence[Part], attendance: Sequence[Attendance]) -> dict[str, str]:
    """Which body each person belongs to, by the first that says so."""
    belongs = {a.name: a.organisation for a in attendance if a.organisation}
    for part in parts:
        belongs |= {
            p.name: p.organisation for p in part.presenters if p.name and p.organisation and p.name not in belongs
        }
    for part in parts:
        for person, body in belongings(part.tagged):
            if context.lexicon.type_of(body) != "group of municipalities":
                belongs.setdefault(person, body)
    return belongs


def with_chair(parts: Sequence[Part], body: str | None) -> list[Part]:
    """The parts of a document, the chair who presents without a name as the chair of the body that meets."""
    found = []
    for part in parts:
        told = tuple(replace(one, organisation=body) if _is_chair(one) else one for one in part.presenters)
        found.append(part if told == part.presenters else replace(part, presenters=told))
    return found


def _is_chair(one: Presenter) -> bool:
    return (one.name, one.role, one.organisation) == (None, "ordförande", None)


def holders(attendance: Sequence[Attendance]) -> dict[str, str]:
    """Who holds a post (`ekonomichef`), where one of those listed does."""
    found: dict[str, set[str]] = {}
    for one in attendance:
        if one.role:
            found.setdefault(one.role.casefold(), set()).add(one.name)
    return {role: names.pop() for role, names in found.items() if len(names) == 1}


def _said_of(tagged: Tagged, match: re.Match[str], context: Context) -> tuple[str | None, str | None]:
    """Title and body from what stands between a presenter's name and the verb."""
    if not match.groupdict().get("rest"):
        return None, None
    role: str | None = None
    body: str | None = None
    for part in tagged.plain(*match.span("rest")).split(","):
        if is_title(part):
            said, of = title_and_body(part, context.lexicon)
            role, body = role or said, body or of
        else:
            named = next((n.key for n in find_bodies(part, context.lexicon)), None)
            unknown = clean(part) if role and re.match(r" ?[A-ZÅÄÖ]", part) else None
            body = body or named or unknown
    return role, body


def _presents(context: Context, tagged: Tagged, match: re.Match[str]) -> str | None:
    """Who presents: a person, or whoever the list says holds the post that is named (`Förbundschefen föredrar …`)."""
    if post := match.groupdict().get("post"):
        return context.posts.get(indefinite(post.casefold()))
    mention = tagged.mention(match["person"])
    return mention.value if mention else None


def with_prose_presenters(
    context: Context, parts: Sequence[Part], belongs: dict[str, str], posts: dict[str, str]
) -> list[Part]:
    """Presenters that only the prose names, titles that another line gives (`posts`), and the presenters' bodies."""
    titles = posts | {p.name: p.role for part in parts for p in part.presenters if p.name and p.role}
    jobs = {body: job for part in parts for body, job in professions(part.tagged)}
    found: list[Part] = []
    for part in parts:
        presenters = list(part.presenters)
        if not presenters:
            everyone = any(matches("presenters", "round", part.heading.text))
            for rule, match in matches("presenters", "prose", part.tagged.text):
                if everyone and rule.get("bare"):
                    continue
                name = _presents(context, part.tagged, match)
                if name and name not in [p.name for p in presenters]:
                    where = (part.tagged.evidence(match.start(), match.end(), "presenter-in-prose"),)
                    role, body = _said_of(part.tagged, match, context)
                    if "rest" in match.groupdict() and role is None:
                        continue
                    presenters.append(Presenter(name, where, role, body))
        told = tuple(_completed(p, context, titles, belongs, jobs) for p in presenters)
        found.append(replace(part, presenters=told) if told else part)
    return found


def _completed(
    presenter: Presenter, context: Context, titles: dict[str, str], belongs: dict[str, str], jobs: dict[str, str]
) -> Presenter:
    if not presenter.name:  # `Föredragande: Ordföranden`: whoever the list says that is
        post = indefinite(presenter.role.casefold()) if presenter.role else ""
        holder = context.posts.get(post)
        of = context.body if any_pattern("titles", "of_meeting").fullmatch(post) else None
        return replace(presenter, name=holder, role=post, organisation=of) if holder else presenter
    organisation = presenter.organisation or belongs.get(presenter.name)
    role = presenter.role or titles.get(presenter.name) or jobs.get(organisation or "")
    return Presenter(presenter.name, presenter.evidence, role, organisation)


def attendance(
    listed: Sequence[Attendance], header: Header, parts: Sequence[Part], belongs: dict[str, str]
) -> tuple[Attendance, ...]:
    """Those present and absent, with the bodies that the text gives them, and the presenters where the list says so."""
    found = list(listed)
    if presenters_attend(header.sections):
        named = {a.name for a in found}
        for part in parts:
            for p in part.presenters:
                if p.name and p.name not in named:
                    named.add(p.name)
                    found.append(Attendance(p.name, p.name, "present", p.evidence, p.organisation, p.role))
    roles = {p.name: p.role for part in parts for p in part.presenters if p.name and p.role}
    return tuple(
        replace(a, organisation=a.organisation or belongs.get(a.name), role=a.role or roles.get(a.name)) for a in found
    )


def attendance_roles(attendance: Sequence[Attendance], body: str | None) -> list[RoleFact]:
    """The posts that lists of those present give; the chair's or secretary's besides another (`utredare, ordf.`).

    Such a post is held at the meeting, of `body`, whomever its holder comes from.
    """
    found: list[RoleFact] = []
    for a in attendance:
        if a.role and a.evidence[0].rule.startswith("attendance"):
            quote = a.evidence[0].quote
            held = body if any_pattern("titles", "of_meeting").fullmatch(a.role) else a.organisation
            found.append(RoleFact(a.name, a.role, held, "holds", quote, a.evidence))
            post = _POST_TOO.search(quote)
            if post and plain_title(post[1]) != a.role:
                found.append(RoleFact(a.name, plain_title(post[1]), body, "holds", quote, a.evidence))
    return found


_POST_TOO = re.compile(
    r"[,;(]\s*((?:vice |v\.? )?(?:ordförande|ordf\b|sekreterare|sekr\b)|sammankallande|mötesledare)\.?\s*(?=[,;()]|$)",
    re.IGNORECASE,
)
