"""The pages as HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from graf.corrections import Target
from graf.corrections.kinds import FACTS
from graf.model import Document
from graf.render import i18n
from graf.render.pages import environment
from graf.render.reasons import reason
from graf.review import diary, forms, lookup, views
from graf.review.cases import KINDS, Case, looked_at, name_of
from graf.review.rebuild import Status
from graf.review.session import Session
from graf.views.text import lines

SHOWN: Final = 6
"""So many cases of a kind stand on the start page; the rest folds out."""
FOLDED: Final = 200
"""So many of a kind fold out at most; more come up as those are settled."""
ADDED: Final = ("decision", "attendance", "role_fact", "move", "deadline", "planned_meeting", "presenter", "relation")
"""The kinds of facts that are offered for a passage that no rule read, the most common first."""


def start(session: Session, lang: str) -> str:
    """What is worth a look, by kind; first of all who is asking."""
    of_sample, found = session.cases()
    by_kind = [(kind, [case for case in found if case.kind == kind]) for kind in KINDS]
    estimate = session.sample.estimate(session.state.corrections) if session.sample else None
    unread = [issue for issue in session.issues if issue.kind == "unreadable"]
    return _render(
        session, lang, "review_start.html", i18n.say(lang, "reviewing.title"),
        kinds=[(kind, listed) for kind, listed in by_kind if listed], of_sample=of_sample, first=found[:1],
        open=len(found), shown=SHOWN, folded=FOLDED, estimate=estimate, stale=session.state.stale, over=session.over(),
        not_read=unread, same="",
    )  # fmt: skip


def find(session: Session, lang: str, asked: str) -> str:
    """The people, bodies and matters of a name, and the documents."""
    found = lookup.found(session.state, asked)
    documents = sorted(session.reading.documents.values(), key=lambda one: one.file)
    return _render(
        session, lang, "review_find.html", i18n.say(lang, "reviewing.look_up"), found=found, q=asked,
        documents=documents, shown=FOLDED, same="find",
    )  # fmt: skip


def case(
    session: Session,
    lang: str,
    one: Case,
    beside: list[Case],
    asked: Mapping[str, str],
    *,
    error: str = "",
    sent: forms.Sent | None = None,
) -> str:
    """A case: the facts beside the text, and the form that was asked for (`do`)."""
    state, where = session.state, beside.index(one)
    opened = next((n for n, fact in enumerate(one.facts) if not looked_at(state, fact)), 0)
    number = asked.get("fact", "")
    chosen = int(number) if number.isascii() and number.isdigit() and int(number) < len(one.facts) else opened
    do, kind = asked.get("do", ""), asked.get("kind", "")
    fact = one.facts[chosen] if one.facts else None
    fields: list[views.Input] = []
    if do == "set" and fact is not None:
        fields = views.inputs(fact, fact.kind, lang)
    elif do == "set" and one.subject is not None:
        fields = views.subject_inputs(one.subject, lang)
    elif do == "add" and kind in FACTS:
        fields = views.inputs(None, kind, lang)
    shown = [
        (n, each, views.rows(each, lang), looked_at(state, each),
         views.beside(state, each, views.AROUND if n == chosen else views.FEW))
        for n, each in enumerate(one.facts)
    ]  # fmt: skip
    return _render(
        session, lang, "review_case.html", one.title, case=one, place=where + 1, many=len(beside), chosen=chosen,
        facts=shown, excerpts=views.excerpts(state, one),
        before=beside[where - 1] if where else None, after=_after(session, one, beside),
        do=do, kind=kind, fields=fields, error=error, sent=sent or {}, seen=forms.seen, addable=ADDED,
        others=views.alike(state, one.subject, asked.get("q", "")) if one.subject and do == "merge" else [],
        q=asked.get("q", ""), places=list(forms.places(state, one.subject)) if one.subject else [],
        mentions=views.mentions(state, one.subject) if one.subject else [], most=views.SHOWN,
        files_of=partial(views.files_of, state), line_of=_line_of(session), passed=session.passed.get(one.key),
        same=f"case/{one.key}",
    )  # fmt: skip


def _after(session: Session, one: Case, beside: list[Case]) -> Case | None:
    """The next case; after one that somebody looked up, the first that is worth a look."""
    if one.kind in ("fact", "subject"):
        return next(iter(session.cases()[1]), None)
    return next(iter(beside[beside.index(one) + 1 :]), None)


def text(session: Session, lang: str, document: Document) -> str:
    """A whole text rendition, its lines numbered, with what was read from each."""
    by_line: dict[int, list[Case]] = {}
    for one in lookup.of_document(session.state, document):
        by_line.setdefault(one.line or 1, []).append(one)
    return _render(
        session, lang, "review_text.html", document.file, lines=lines(document.text), by_line=by_line,
        same=f"text/{document.key}",
    )  # fmt: skip


def wrong(session: Session, lang: str, why: str) -> str:
    """Something that the reviewer must know of: nothing was kept."""
    return _render(session, lang, "review_wrong.html", i18n.say(lang, "reviewing.wrong"), why=why, same="")


def status(now: Status, lang: str) -> str:
    """How far the release is, in a few words."""
    if now.busy:
        return i18n.say(lang, "reviewing.building")
    if now.error:
        return i18n.say(
            lang, "reviewing.not_built", reason="\n".join(reason(line, lang).text for line in now.error.split("\n"))
        )
    if not now.digest:
        return ""
    seconds = f"{now.seconds:.1f}"
    return i18n.say(
        lang, "reviewing.built", digest=now.digest[:12], seconds=seconds.replace(".", ",") if lang == "sv" else seconds
    )


def _line_of(session: Session) -> Callable[[Target], int]:
    def line(place: Target) -> int:
        start = forms.span_of(session.state, place)[0]
        return session.reading.documents[place.document].line_at(start).number

    return line


def _render(session: Session, lang: str, template: str, title: str, **view: Any) -> str:
    last = diary.last(session.file) if session.known else None
    done = session.done
    if done is not None and done.correction is not None and not done.undone:
        done = done if last is not None and last.key == done.correction.key else None
    fresh = done is not None and done.fresh
    if done is not None and fresh:
        session.done = replace(done, fresh=False)
    return (
        environment()
        .get_template(template)
        .render(
            title=title,
            lang=lang,
            other=next(one for one in i18n.LANGUAGES if one != lang),
            t=partial(i18n.say, lang),
            word=partial(views.word, lang),
            day=lambda text: i18n.day(text, lang),
            reasoned=lambda said: reason(said, lang),
            dated=lambda words: views.dated(words, lang),
            sentence=lambda fact: views.sentence(fact, lang),
            meeting_of=lambda file: views.meeting_of(session.state, file, lang),
            name_of=name_of,
            keys={d.file: d.key for d in session.reading.documents.values()},
            dataset=session.config.title[lang],
            reviewer=session.reviewer,
            known=session.known,
            settled=session.settled,
            done=done,
            fresh=fresh,
            last=last,
            build=session.rebuild.status,
            build_text=status(session.rebuild.status, lang),
            sample=session.sample,
            **view,
        )
    )
