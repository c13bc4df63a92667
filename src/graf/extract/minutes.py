"""One document read as minutes or agenda: its head, then item by item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from graf.extract.attendance import read_lists, read_posts
from graf.extract.attendance_table import read_table
from graf.extract.blocks import find_blocks, told_before
from graf.extract.bodies import Lexicon, words_and_starts, words_of
from graf.extract.clauses import read_block
from graf.extract.coming import actions, by_next_meeting, deadlines
from graf.extract.context import Context
from graf.extract.decisions import read_prose
from graf.extract.header import Header, read_header
from graf.extract.heading import Heading
from graf.extract.headings import find_headings
from graf.extract.layout import Layout, lay_out
from graf.extract.learned import in_its_county, with_board, with_listed
from graf.extract.names import full_names, name_starts
from graf.extract.part import Part
from graf.extract.passage import Passage, passage, row_evidence
from graf.extract.pattern import matches
from graf.extract.persons import attendance, attendance_roles, belongings_of, holders, with_chair, with_prose_presenters
from graf.extract.presenters import presenter_rows, read_presenters
from graf.extract.references import decision_moves, distinct, meeting_references, prose_moves
from graf.extract.relations import bodies_named, followed_up, stated_relations
from graf.extract.roles import presenter_roles, prose_roles, signed_roles
from graf.extract.row import Row
from graf.extract.rules import any_pattern
from graf.extract.spans import Spans, add, apart, overlaps
from graf.extract.tables import holds
from graf.extract.title import attachments, read_case_number, read_title
from graf.extract.upcoming import announced, calendar, planned_in_prose
from graf.extract.votes import read_objections, read_partly, read_vote, with_parts
from graf.model import (
    Attendance,
    Deadline,
    Document,
    Item,
    MeetingReference,
    Minutes,
    Named,
    PlannedMeeting,
    Presenter,
    RoleFact,
)

HEAD_ROWS = 8
CASE_ROWS = 6  # a case number stands in a heading, or in one of the lines below it


@dataclass(frozen=True, slots=True)
class Outline:
    """A document before its items are read: rows, headings, head, attendance, each item's presenters.

    `text` is the rows as running text, `names` are the people named for certain.
    """

    document: Document
    layout: Layout
    text: Passage
    headings: tuple[Heading, ...]
    header: Header
    attendance: tuple[Attendance, ...]
    presenters: tuple[tuple[Presenter, ...], ...]
    names: tuple[str, ...]


def outline(document: Document, lexicon: Lexicon) -> Outline:
    """What a document's lines and head tell."""
    lexicon = in_its_county(lexicon, document.sha256)
    layout = lay_out(document)
    headings = find_headings(layout)
    header = read_header(document, layout, headings, lexicon)
    listed = read_lists(header.sections, lexicon, header.kind)
    if not listed:
        listed = read_table(document, layout.rows[: headings[0].first] if headings else layout.rows, lexicon)
    lexicon = with_listed(lexicon, (one.organisation for one in listed))
    below = (_rows(layout, headings, place) for place in range(len(headings)))
    presenters = tuple(
        read_presenters(document, [rows[i] for i in presenter_rows(rows)], lexicon) for rows in below
    )  # fmt: skip
    names = dict.fromkeys([a.name for a in listed] + [p.name for shown in presenters for p in shown if p.name])
    text = passage(document, layout.rows)
    return Outline(document, layout, text, tuple(headings), header, tuple(listed), presenters, tuple(names))


def by_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Full names by the words that a text must hold where it may give one: its first word, and its last."""
    found: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        parts = name.split()
        for word in dict.fromkeys(words_of(part)[0] for part in (parts[0], parts[-1]) if words_of(part)):
            found.setdefault(word, []).append(name)
    return {word: tuple(held) for word, held in found.items()}


def read_minutes(read: Outline, lexicon: Lexicon, known: Mapping[str, tuple[str, ...]]) -> Minutes:
    """All that one document states.

    `known` are the full names that any document of the dataset names for certain (`by_word`).
    """
    document, layout, headings, header = read.document, read.layout, read.headings, read.header
    lexicon = with_listed(in_its_county(lexicon, document.sha256), (one.organisation for one in read.attendance))
    if any_pattern("header", "assembly").search(" ".join(row.text for row in layout.rows[:HEAD_ROWS])):
        lexicon = with_board(lexicon, header.body)
    words, starts = words_and_starts(document.repaired, lexicon)
    context = Context(
        document, layout, lexicon, _people(read, words, known), header.body, header.kind, header.date,
        header.date or header.previous, starts, sorted(map(read.text.place, name_starts(read.text.text))),
        header.previous, holders(read.attendance),
    )  # fmt: skip
    parts = _to_parents([_part(context, read, place) for place in range(len(headings))])
    belongs = belongings_of(context, parts, read.attendance)
    stated = [role for part in parts for tagged in part.said for role in prose_roles(context, tagged, part.head)]
    posts = {a.name: a.role for a in read.attendance if a.role}
    posts = {fact.person: fact.role for fact in stated if fact.role and fact.kind == "holds"} | posts
    parts = with_chair(parts, context.body)
    parts = with_prose_presenters(context, parts, belongs, posts)
    items, roles, planned, due = [], list[RoleFact](), list[PlannedMeeting](), list[Deadline]()
    for part in parts:
        items.append(_item(context, part, belongs))
        planned += [
            *planned_in_prose(context, part.head, part.head),
            *(
                meeting
                for said in (part.tagged, *part.clauses)
                for meeting in planned_in_prose(context, said, part.head)
            ),
            *announced(context, (part.tagged, *part.clauses), part.heading.text),
            *calendar(context, part.rows, part.heading.text, _calendar_body(context, part)),
        ]
        roles += presenter_roles(part.presenters)
        due += actions(context, part.rows, part.heading.number)
        for tagged in part.said:
            due += deadlines(context, tagged, part.heading.number)
    if context.kind == "agenda" and headings:  # a call's head says whom to tell, and by when
        calls = context.tag(passage(document, layout.rows[: headings[0].first]))
        stated += prose_roles(context, calls)
        due += deadlines(context, calls, None)
    days = sorted(p.date for p in planned if p.body == context.body and p.date > (context.reference or ""))
    if days and context.kind == "minutes":
        read_again = [by_next_meeting(item, days[0]) for item in items]
        items = [item for item, _ in read_again]
        due += [deadline for _, more in read_again for deadline in more]
    partly = [said for part in parts for said in read_partly(part.tagged)] if context.kind == "minutes" else []
    present = with_parts(attendance(read.attendance, header, parts, belongs), partly)
    roles += [*stated, *attendance_roles(present, header.body), *signed_roles(context)]
    roles += attendance_roles(read_posts(header.sections, lexicon), header.body)  # an agenda names its chair before
    said = [tagged for part in parts for tagged in part.said]
    acting = {one.organisation for one in present} | {role.organisation for role in roles}
    whole = passage(document, [*layout.letterhead[:4], *layout.rows])
    named = bodies_named(whole, lexicon, said, acting, context.starts)
    relations = {(r.subject, r.relation, r.object): r for r in followed_up(items, document.file)}
    for relation in stated_relations(said, named, lexicon, document.file):
        relations.setdefault((relation.subject, relation.relation, relation.object), relation)
    return Minutes(
        file=document.file, sha256=document.sha256, kind=header.kind, body=header.body,
        header_evidence=tuple(header.evidence.items()), date=header.date,
        date_source="header" if header.date else None, time_start=header.time_start, time_end=header.time_end,
        place=header.place, mode=header.mode, recorded=header.recorded, previous_minutes=header.previous,
        attendance=present, items=tuple(items), planned_meetings=_once_planned(planned),
        role_facts=_once_roles(roles), deadlines=_once_due(due), bodies=named,
        relations=tuple(relations.values()), named=_named(read.text, context.people),
    )  # fmt: skip


def _named(text: Passage, people: Sequence[str]) -> tuple[Named, ...]:
    """Every place where the text gives a full name."""
    return tuple(
        Named(name, text.evidence(end - len(name), end, "full-name"))
        for _, end, name in full_names(text.text, people)
    )  # fmt: skip


def _people(read: Outline, words: Set[str], known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The full names in a document, in the order of attendance and presenters, then of the text."""
    text = read.text.text
    near = {name for word in words for name in known.get(word, ())}
    return tuple(dict.fromkeys([*read.names, *(name for _, _, name in full_names(text, near))]))


def _rows(layout: Layout, headings: Sequence[Heading], place: int) -> tuple[Row, ...]:
    stop = headings[place + 1].first if place + 1 < len(headings) else len(layout.rows)
    return layout.rows[headings[place].last + 1 : stop]


def _part(context: Context, read: Outline, place: int) -> Part:
    rows = _rows(context.layout, read.headings, place)
    presenting = presenter_rows(rows)
    rest = tuple(row for i, row in enumerate(rows) if i not in presenting)
    blocks = tuple(find_blocks(context, rest))
    head = context.tag(passage(context.document, read.headings[place].rows))
    silent = {row.start for block in blocks for row in (rest[i] for i in block.taken)}
    silent |= {rows[i].start for i in presenting if not holds(rows[i].text, "responsible")}
    before = {one.start: one for block in blocks if (one := told_before(rest[min(block.taken)]))}
    told = [before.get(r.start, r) for r in rows if r.start not in silent - before.keys() and r.column != "attachment"]
    if "." in read.headings[place].text and _RUN_IN.search(read.headings[place].text):
        told = [*read.headings[place].rows, *told]
    prose = context.tag(passage(context.document, told))
    clauses = tuple(tagged for block in blocks for tagged in block.tagged)
    return Part(read.headings[place], rest, read.presenters[place], blocks, head, prose, clauses)


# A heading that is told on: `§ 9 Avgiften fastställdes till 300 kr.`
_RUN_IN = re.compile(r"\S+ .*[a-zåäö\d]{2}\.(?:\s+[A-ZÅÄÖ]|$)")


def _to_parents(parts: Sequence[Part]) -> list[Part]:
    """A block after a list of points that have none of their own closes the item above them, not its last point."""
    found = list(parts)
    children: dict[str, list[int]] = {}
    for place, part in enumerate(parts):
        decimal = re.match(r"\d+\.\d", part.heading.rows[0].text)  # `4.3` is a heading of its own, no point in a list
        if part.heading.parent and not decimal and re.search(r"\.\d+(?:bis\d*)*$", part.heading.number or ""):
            children.setdefault(part.heading.parent, []).append(place)
    for place, part in enumerate(parts):
        below = children.get(part.heading.number or "", [])
        if len(below) < 2 or part.blocks or any(found[i].blocks for i in below[:-1]):
            continue
        found[place] = replace(part, blocks=found[below[-1]].blocks)
        found[below[-1]] = replace(found[below[-1]], blocks=())
    return found


def _item(context: Context, part: Part, belongs: dict[str, str]) -> Item:
    title, kinds = read_title(part.heading.text)
    decisions = [d for block in part.blocks for d in read_block(context, block)]
    decisions += read_prose(context, part.tagged, decisions, title)
    moves = [
        *decision_moves(context, decisions),
        *prose_moves(context, part.head, belongs),
        *prose_moves(context, part.tagged, belongs),
    ]
    whole = " ".join([part.heading.text, *(row.text for row in part.rows)])
    cells = [f"Bilaga {row.text}" for row in part.rows if row.column == "attachment"]
    withdrawn = any(matches("acts", "withdrawn", whole))
    case = read_case_number([*part.heading.rows, *part.rows[:CASE_ROWS]], len(part.heading.rows))
    evidence = [row_evidence(context.document, part.heading.rows, "item-heading")]
    if case and case[1] not in part.heading.rows:
        evidence.append(row_evidence(context.document, [case[1]], "case-number"))
    return Item(
        number=part.heading.number,
        parent=part.heading.parent,
        title=title,
        evidence=tuple(evidence),
        kinds=kinds,
        attachments=attachments(" ".join([*cells, whole])),
        presenters=part.presenters,
        withdrawn=withdrawn,
        decisions=tuple(decisions),
        meeting_references=_once([*meeting_references(context, part.head), *meeting_references(context, part.tagged)]),
        moves=distinct(moves),
        case_number=case[0] if case else None,
        vote=next((vote for tagged in (part.tagged, *part.clauses) if (vote := read_vote(tagged))), None),
        objections=tuple(read_objections(part.tagged)) if context.kind == "minutes" else (),
    )


def _once(references: Sequence[MeetingReference]) -> tuple[MeetingReference, ...]:
    kept: dict[tuple[str, str | None], MeetingReference] = {}
    for reference in references:
        kept.setdefault((reference.body, reference.date), reference)
    return tuple(kept.values())


def _calendar_body(context: Context, part: Part) -> str | None:
    named = [m for m in (*part.head.mentions, *part.tagged.mentions) if m.kind == "body"]
    return named[0].value if named else context.body


def _once_planned(planned: Sequence[PlannedMeeting]) -> tuple[PlannedMeeting, ...]:
    kept: dict[tuple[str, str], PlannedMeeting] = {}
    for meeting in planned:
        kept.setdefault((meeting.body, meeting.date), meeting)
    return tuple(kept.values())


def _once_due(due: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Each thing due once: the first reading of a passage that names the day."""
    kept: list[Deadline] = []
    read: dict[tuple[str | None, str | None], Spans] = {}
    for one in due:
        taken = read.setdefault((one.date, one.item), [])
        if not any(overlaps(taken, passage.start, passage.end) for passage in one.evidence):
            kept.append(one)
            for start, end in apart((passage.start, passage.end) for passage in one.evidence):
                add(taken, start, end)
    return tuple(kept)


def _once_roles(roles: Sequence[RoleFact]) -> tuple[RoleFact, ...]:
    kept: dict[tuple[str, str | None, str | None, str], RoleFact] = {}
    for fact in roles:
        kept.setdefault((fact.person, fact.role, fact.organisation, fact.kind), fact)
    return tuple(kept.values())
