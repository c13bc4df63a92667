"""The pages as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from graf.corrections.kinds import FACTS
from graf.model import Document
from graf.render import i18n
from graf.render.pages import environment
from graf.review import diary, forms, views
from graf.review.cases import KINDS, Case, looked_at
from graf.review.rebuild import Status
from graf.views.text import lines

if TYPE_CHECKING:
    from graf.review.app import Session

SHOWN: Final = 6
"""So many cases of a kind stand on the start page; the rest folds out."""
ADDED: Final = ("decision", "attendance", "role_fact", "move", "deadline", "planned_meeting", "presenter", "relation")
"""The kinds of facts that are offered for a passage that no rule read, the most common first."""


def start(session: Session, lang: str) -> str:
    """What is worth a look, by kind; first of all who is asking."""
    of_sample, found = session.cases()
    by_kind = [(kind, [case for case in found if case.kind == kind]) for kind in KINDS]
    estimate = session.sample.estimate(session.state.corrections) if session.sample else None
    return _render(
        session, lang, "review_start.html", i18n.say(lang, "reviewing.title"),
        kinds=[(kind, listed) for kind, listed in by_kind if listed], of_sample=of_sample, first=found[:1],
        open=len(found), shown=SHOWN, estimate=estimate, same="",
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
    chosen = int(number) if number.isdigit() and int(number) < len(one.facts) else opened
    do, kind = asked.get("do", ""), asked.get("kind", "")
    fact = one.facts[chosen] if one.facts else None
    fields: list[views.Input] = []
    if do == "set":
        fields = (
            views.inputs(fact, fact.kind, lang)
            if fact
            else views.subject_inputs(one.subject, lang)
            if one.subject
            else []
        )
    elif do == "add" and kind in FACTS:
        fields = views.inputs(None, kind, lang)
    return _render(
        session, lang, "review_case.html", one.title, case=one, place=where + 1, many=len(beside), chosen=chosen,
        facts=[(n, each, views.rows(each, lang), looked_at(state, each)) for n, each in enumerate(one.facts)],
        excerpts=views.excerpts(state, one, chosen), keys={d.file: d.key for d in session.reading.documents.values()},
        before=beside[where - 1] if where else None, after=beside[where + 1] if where + 1 < len(beside) else None,
        do=do, kind=kind, fields=fields, error=error, sent=sent or {}, seen=forms.seen, addable=ADDED,
        others=views.alike(state, one.subject, asked.get("q", "")) if one.subject and do == "merge" else [],
        q=asked.get("q", ""), places=list(forms.places(state, one.subject)) if one.subject else [],
        files_of=partial(views.files_of, state), name_of=views.name_of, line_of=_line_of(session),
        same=f"case/{one.key}",
    )  # fmt: skip


def text(session: Session, lang: str, document: Document) -> str:
    """A whole text rendition, its lines numbered."""
    return _render(
        session, lang, "review_text.html", document.file, lines=lines(document.text), same=f"text/{document.key}"
    )


def wrong(session: Session, lang: str, reason: str) -> str:
    """Something that the reviewer must know of: nothing was kept."""
    return _render(session, lang, "review_wrong.html", i18n.say(lang, "reviewing.wrong"), reason=reason, same="")


def status(now: Status, lang: str) -> str:
    """How far the release is, in a few words."""
    if now.busy:
        return i18n.say(lang, "reviewing.building")
    if now.error:
        return i18n.say(lang, "reviewing.not_built", reason=now.error)
    if not now.digest:
        return ""
    seconds = f"{now.seconds:.1f}"
    return i18n.say(
        lang, "reviewing.built", digest=now.digest[:12], seconds=seconds.replace(".", ",") if lang == "sv" else seconds
    )


def _line_of(session: Session) -> Any:
    def line(file: str, at: int | None) -> int:
        return session.reading.documents[file].line_at(at or 0).number

    return line


def _render(session: Session, lang: str, template: str, title: str, **view: Any) -> str:
    last = diary.last(session.file) if session.known else None
    done = session.done
    if done is not None and not done.undone and (last is None or last.key != done.correction.key):
        done = None
    return (
        environment()
        .get_template(template)
        .render(
            title=title,
            lang=lang,
            other=next(one for one in i18n.LANGUAGES if one != lang),
            t=partial(i18n.say, lang),
            word=partial(views.word, lang),
            sentence=lambda fact: views.sentence(fact, lang),
            dataset=session.config.title[lang],
            reviewer=session.reviewer,
            known=session.known,
            done=done,
            last=last,
            build=session.rebuild.status,
            build_text=status(session.rebuild.status, lang),
            sample=session.sample,
            **view,
        )
    )
