"""Corrections applied to what documents say: each does what it says, survives better rules, or is named stale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graf.corrections.facts import facts
from graf.issues import STALE, UNSETTLED, Issue
from graf.model import Evidence, Matter, Minutes, Occurrence, Person
from graf.resolve import Resolved
from graf.resolve.people_keys import Traits, provisional_keys

from .conftest import Read

ABSENT = """
action = "set"
fact = "attendance"
document = "var.txt"
quote = "Karin Sandell"
was.name = "Karin Sandell"
was.status = "present"
set.status = "absent"
"""
REMOVED = """
action = "remove"
fact = "decision"
document = "var.txt"
quote = "att lägga informationen till handlingarna."
was.text = "att lägga informationen till handlingarna"
"""
ADDED = """
action = "add"
fact = "presenter"
document = "host.txt"
quote = "P. Holmberg, samordnare"
set.name = "Per Holmgren"
set.role = "samordnare"
"""
KNOWN = """
action = "add"
fact = "presenter"
document = "host.txt"
quote = "samordnare, Sjöviks kommun"
set.role = "samordnare"
set.organisation = "Sjöviks kommun"
"""
DATED = """
action = "set"
fact = "meeting"
document = "host.txt"
set.date = "2024-09-11"
"""
ACCEPTED = """
action = "accept"
fact = "decision"
document = "var.txt"
quote = "att lägga informationen till handlingarna."
was.status = "taken"
was.by = "Samverkansnätverket i Norrdal"
was.text = "att lägga informationen till handlingarna"
was.acts = ["file"]
"""
MERGED = """
action = "merge"
fact = "person"
[[correction.of]]
document = "var.txt"
quote = "Karin Sandell"
[[correction.of]]
document = "var.txt"
quote = "Per Holmgren"
"""
SPLIT = """
action = "split"
fact = "person"
[[correction.of]]
document = "host.txt"
quote = "Eva Lindmark"
"""


def said(found: Resolved, kind: str, file: str = "var.txt") -> list[dict[str, object]]:
    """The fields of a document's facts of a kind."""
    return [dict(fact.values) for one in found.minutes if one.file == file for fact in facts(one) if fact.kind == kind]


def improved(read: Read, change: object) -> Resolved:
    """What other rules might have read: one document's minutes changed."""
    minutes = tuple(change(one) if one.file == "var.txt" else one for one in read.found.minutes)  # type: ignore[operator]
    return replace(read.found, minutes=minutes)


def stale(read: Read, *tables: str, found: Resolved | None = None) -> list[str]:
    result = read.corrected(*tables, found=found)
    issues = [issue for issue in result.resolved.issues if issue.kind == STALE]
    assert all(issue.file == "corrections/anna.toml" and issue.line for issue in issues)
    assert len(issues) == sum(one.stale is not None for one in result.outcomes)
    return [issue.reason for issue in issues]


def test_a_value_is_set(read: Read) -> None:
    """One field changes, its evidence says that a person did it, and nothing else changes."""
    result = read.corrected(ABSENT)
    (outcome,) = result.outcomes
    assert outcome.before is not None
    assert outcome.after is not None
    assert [one["status"] for one in said(result.resolved, "attendance")] == ["present", "present", "absent"]
    assert (outcome.before.rule, outcome.after.rule) == ("attendance-list", "correction")
    assert said(result.resolved, "decision") == said(read.found, "decision")
    assert result.resolved.issues == read.found.issues


def test_a_fact_is_removed(read: Read) -> None:
    """What the text does not say is gone, and what the reading before it was is kept with the outcome."""
    result = read.corrected(REMOVED)
    assert len(said(result.resolved, "decision")) == len(said(read.found, "decision")) - 1
    assert result.outcomes[0].before is not None
    assert result.outcomes[0].after is None


def test_a_fact_is_added_with_its_passage(read: Read) -> None:
    """What no rule read is there, in the item in which its passage stands; its person is the one known elsewhere."""
    result = read.corrected(ADDED)
    assert {"name": "Per Holmgren", "role": "samordnare"} in said(result.resolved, "presenter", "host.txt")
    after = result.outcomes[0].after
    assert after is not None
    assert (after.item, after.evidence[0].quote) == ("2", "P. Holmberg, samordnare")
    assert after.evidence[0].line == 16
    (per,) = [one for one in result.resolved.network.people if one.name == "Per Holmgren"]
    assert {file for file, _ in per.surfaces} == {"var.txt", "host.txt"}


def test_a_new_person_gets_a_key_of_their_own(read: Read) -> None:
    """A name that nobody bore is a new person, with the key that the documents would give, wherever the passage is."""
    people = read.corrected(ADDED.replace("Per Holmgren", "Maj Ny")).resolved.network.people
    (maj,) = [one for one in people if one.name == "Maj Ny"]
    assert len({one.key for one in people}) == len(people) == len(read.found.network.people) + 1
    traits = Traits("Maj Ny", "", "", "", 0, ("", 0))
    assert maj.key == provisional_keys([traits], read.register.salt)[0][0]


def test_a_date_is_settled(read: Read) -> None:
    """An archivist's day takes the place of any bounds, says so and why, and the issue of the undated meeting goes."""
    undated = resolved_without_date(read)
    result = read.corrected(DATED, found=undated)
    (autumn,) = [one for one in result.resolved.minutes if one.file == "host.txt"]
    assert (autumn.date, autumn.date_source, autumn.date_reason) == (
        "2024-09-11",
        "corrected",
        "skäl 0 (Anna Arkivarie)",
    )
    assert (autumn.date_earliest, autumn.date_latest) == (None, None)
    assert len(undated.issues) == 1
    assert result.resolved.issues == ()
    assert dict(result.outcomes[0].before.values) == {"date_earliest": "2024-09-01"}  # type: ignore[union-attr]


def resolved_without_date(read: Read) -> Resolved:
    from graf.resolve.dates import settle_dates

    minutes = tuple(
        replace(one, date=None, date_source=None, date_earliest="2024-09-01") if one.file == "host.txt" else one
        for one in read.found.minutes
    )
    _, issues = settle_dates(minutes)
    return replace(read.found, minutes=minutes, issues=tuple(issues))


def test_people_are_merged(read: Read) -> None:
    """Two people are one, with the first one's key, all their mentions, and one name in every fact."""
    result = read.corrected(MERGED)
    before, after = read.found.network.people, result.resolved.network.people
    karin = next(one for one in before if one.name == "Karin Sandell")
    one = next(person for person in after if person.key == karin.key)
    assert len(after) == len(before) - 1
    assert {seen for _, seen in one.surfaces} == {"Karin Sandell", "Per Holmgren"}
    assert [a["name"] for a in said(result.resolved, "attendance")] == [
        "Eva Lindmark",
        "Karin Sandell",
        "Karin Sandell",
    ]
    assert ("Karin Sandell",) in [one.get("assigned_to") for one in said(result.resolved, "decision")]


def test_a_person_is_split(read: Read) -> None:
    """What one document says is another's: the rest keeps key and name, and two of one name are told by their file."""
    result = read.corrected(SPLIT)
    evas = [one for one in result.resolved.network.people if one.name == "Eva Lindmark"]
    (eva,) = [one for one in read.found.network.people if one.name == "Eva Lindmark"]
    assert sorted(sorted({file for file, _ in one.surfaces}) for one in evas) == [["host.txt"], ["var.txt"]]
    assert [one.surfaces[0][0] for one in evas if one.key == eva.key] == ["var.txt"]
    assert {mention for one in evas for mention in one.mentions} == set(eva.mentions)


def test_a_doubt_is_settled_by_accepting_the_person(read: Read) -> None:
    """Who is accepted as one person is unsettled no more, nor listed among the issues."""
    doubt = "the name stands twice"
    people = tuple(replace(p, unsettled=doubt if p.name == "Eva Lindmark" else None) for p in read.found.network.people)
    from graf.issues import UNSETTLED, Issue

    found = replace(
        read.found,
        network=replace(read.found.network, people=people),
        issues=(Issue("var.txt", UNSETTLED, f"Eva Lindmark: {doubt}"),),
    )
    accept = (
        'action = "accept"\nfact = "person"\ndocument = "var.txt"\nquote = "Eva Lindmark"\nwas.name = "Eva Lindmark"'
    )
    result = read.corrected(accept, found=found).resolved
    assert not [one for one in result.network.people if one.unsettled]
    assert result.issues == ()


def test_matters_are_merged_and_split(read: Read) -> None:
    """Items are put into one matter whatever their headings say, and taken out of it; a matter of one item is none."""
    opening = """
action = "merge"
fact = "matter"
[[correction.of]]
document = "var.txt"
quote = "2. Beslut: Gemensam jour"
[[correction.of]]
document = "var.txt"
quote = "1. Mötets öppnande"
"""
    (matter,) = read.found.network.matters
    (merged,) = read.corrected(opening).resolved.network.matters
    assert merged.key == matter.key
    assert set(merged.occurrences) == {*matter.occurrences, Occurrence("var.txt", "1")}
    assert merged.reasons[-1] == "skäl 0 (Anna Arkivarie)"
    place = '[[correction.of]]\ndocument = "host.txt"\nquote = "2. Beslut: Gemensam jour"'
    apart = f'action = "split"\nfact = "matter"\n{place}'
    assert read.corrected(apart).resolved.network.matters == ()
    named = (
        'action = "set"\nfact = "matter"\ndocument = "var.txt"\nquote = "2. Beslut: Gemensam jour"\nset.title = "Jour"'
    )
    (called,) = read.corrected(named).resolved.network.matters
    assert (called.key, called.title) == (matter.key, "Jour")


def test_bodies_are_merged_and_described(read: Read) -> None:
    """Two names of a body become one in every fact; a body that only the documents name gets the type it has."""
    merged = """
action = "merge"
fact = "body"
[[correction.of]]
document = "var.txt"
quote = "Fjällbo kommun"
[[correction.of]]
document = "var.txt"
quote = "Sjöviks kommun"
"""
    found = read.corrected(merged).resolved
    assert {one.get("organisation") for one in said(found, "attendance")} == {"Fjällbo kommun", "Bergsala kommun"}
    assert "Sjöviks kommun" not in {body.key for body in found.network.bodies}
    typed = 'action = "set"\nfact = "body"\ndocument = "var.txt"\nquote = "Bergsala kommun"\nset.type = "clinic"'
    (body,) = [b for b in read.corrected(typed).resolved.network.bodies if b.key == "Bergsala kommun"]
    assert body.type == "clinic"


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (ABSENT.replace("var.txt", "borta.txt"), "the document borta.txt is not in the dataset"),
        (ABSENT.replace('quote = "Karin Sandell"', 'quote = "Sven Svensson"'), "the text does not hold it"),
        (ABSENT.replace("absent", "present"), "it is read so by now: status present"),
        (REMOVED.replace('quote = "att lägga informationen', 'quote = "ett och annat och inga'), "no decision is"),
        (KNOWN, "it is read by now"),
        (DATED.replace("2024-09-11", "2024-09-10"), "it is read so by now: date 2024-09-10"),
        (ACCEPTED.replace('"file"', '"note"'), "it was checked as"),
        (MERGED.replace("Per Holmgren", "Karin Sandell"), "they are read as one person by now, Karin Sandell"),
        (MERGED.replace("Per Holmgren", "Mötets öppnande"), "is not read as one person"),
    ],
)  # fmt: skip
def test_what_no_longer_fits_is_stale(read: Read, table: str, says: str) -> None:
    """A correction whose target is gone, or that the extraction agrees with, changes nothing and says why."""
    (reason,) = stale(read, table)
    assert reason.startswith("stale correction: ")
    assert says in reason
    assert said(read.corrected(table).resolved, "attendance") == said(read.found, "attendance")


def test_a_later_word_wins(read: Read) -> None:
    """Two corrections of one fact are applied in the order of their times, whatever the order of their files."""
    again = ABSENT.replace("absent", "uncertain").replace('was.status = "present"', 'was.status = "absent"')
    assert said(read.corrected(ABSENT, again).resolved, "attendance")[2]["status"] == "uncertain"
    again = ABSENT.replace("was.name", "was.role").replace('"Karin Sandell"', '"Karin Sandell, Bergsala kommun"', 1)
    assert stale(read, ABSENT, again) == ["stale correction: it is read so by now: status absent"]


def test_corrections_survive_better_rules(read: Read) -> None:
    """Rules that read other spans, more fields, another order or a new item leave every correction in its place."""

    def wider(passage: Evidence) -> Evidence:
        quote = passage.quote + ","
        return replace(passage, end=passage.end + 1, quote=quote, rule="better-list", confidence=0.99)

    def better(one: Minutes) -> Minutes:
        attendance = tuple(replace(a, role="ledamot", evidence=tuple(map(wider, a.evidence))) for a in one.attendance)
        items = (replace(one.items[0], number="0", title="Inledning", decisions=()), *one.items)
        return replace(one, attendance=attendance[::-1], items=items)

    found = improved(read, better)
    tables = (ABSENT, REMOVED, MERGED.replace("Per Holmgren", "Eva Lindmark"))
    assert stale(read, *tables, found=found) == []
    result = read.corrected(*tables, found=found).resolved
    assert {one["name"]: one["status"] for one in said(result, "attendance")}["Karin Sandell"] in ("absent", "present")
    assert sorted(str(one["status"]) for one in said(result, "attendance")) == ["absent", "present", "present"]
    assert "att lägga informationen till handlingarna" not in [one["text"] for one in said(result, "decision")]


def test_an_acceptance_does_not_outlive_its_reading(read: Read) -> None:
    """What was checked is no longer checked once it is read otherwise, or more is read than was seen."""
    assert stale(read, ACCEPTED) == []

    def more(one: Minutes) -> Minutes:
        item = one.items[1]
        last = replace(item.decisions[-1], deadline="2024-12-31")
        return replace(one, items=(one.items[0], replace(item, decisions=(*item.decisions[:-1], last))))

    (reason,) = stale(read, ACCEPTED, found=improved(read, more))
    assert "deadline 2024-12-31" in reason


def test_what_another_rule_reads_there_is_not_removed(read: Read) -> None:
    """A removal takes what was seen, not whatever is read from the same passage once that is gone."""

    def other(one: Minutes) -> Minutes:
        item = one.items[1]
        decisions = tuple(
            replace(d, text="att godkänna informationen") if "handlingarna" in d.text else d for d in item.decisions
        )
        return replace(one, items=(one.items[0], replace(item, decisions=decisions)))

    found = improved(read, other)
    assert "no decision is read" in stale(read, REMOVED, found=found)[0]
    assert said(read.corrected(REMOVED, found=found).resolved, "decision") == said(found, "decision")


def test_a_file_is_found_by_checksum_or_by_name(read: Read) -> None:
    """A renamed file keeps its corrections by its checksum, a better scan under the old name by its name."""
    checksum = read.minutes("var.txt").sha256[:16]
    renamed = ABSENT.replace('document = "var.txt"', f'document = "old-name.txt"\nchecksum = "{checksum}"')
    rescanned = ABSENT.replace('document = "var.txt"', 'document = "var.txt"\nchecksum = "0123456789abcdef"')
    assert stale(read, renamed) == stale(read, rescanned) == []


def test_the_place_tells_two_equal_passages_apart(read: Read) -> None:
    """Where a quote stands twice, the place where it stood decides."""
    text = read.documents["var.txt"].text
    quote = "Samverkansnätverket beslutade"
    places = [at for at in range(len(text)) if text.startswith(quote, at)]
    assert len(places) == 2
    for at, item in zip(places, ("1", "2"), strict=True):
        place = f'document = "var.txt"\nquote = "{quote}"\nat = {at + 3}'
        table = f'action = "add"\nfact = "presenter"\n{place}\nset.name = "Bo Ek"'
        assert read.corrected(table).outcomes[0].after.item == item  # type: ignore[union-attr]


def test_nothing_is_applied_where_there_is_nothing(read: Read) -> None:
    """Without corrections the facts are the very same."""
    assert read.corrected().resolved is read.found
    assert isinstance(read.found.network.people[0], Person)
    assert isinstance(read.found.network.matters[0], Matter)


def test_a_vote_is_corrected(read: Read) -> None:
    """A vote's numbers can be added, set and taken away; none for is a number, not nothing."""
    place = 'document = "host.txt"\nquote = "att avsätta 50 000 kr"'
    add = f'action = "add"\nfact = "vote"\n{place}\nset.yes = 12\nset.no = 0'
    found = read.corrected(add)
    assert said(found.resolved, "vote", "host.txt") == [{"yes": 12, "no": 0}]
    turned = f'action = "set"\nfact = "vote"\n{place}\nwas.yes = 12\nset.yes = 0\nset.abstained = 1'
    assert said(read.corrected(add, turned).resolved, "vote", "host.txt") == [{"yes": 0, "no": 0, "abstained": 1}]
    assert said(read.corrected(add, f'action = "remove"\nfact = "vote"\n{place}').resolved, "vote", "host.txt") == []


def test_two_matters_that_somebody_held_apart(read: Read) -> None:
    """Who says that an item is of no other matter settles the doubt; a rule that puts it into one makes it stale."""
    reason = (
        "item 1 “Mötets öppnande” may be about the same matter as item 2 “Gemensam jour” of host.txt: "
        "the headings share jour, as do others; they are not linked"
    )
    line = read.minutes("var.txt").items[0].evidence[0].line
    doubt = Issue("var.txt", UNSETTLED, reason, line=line)
    doubtful = replace(read.found, issues=(*read.found.issues, doubt))
    assert doubt in read.corrected(ABSENT, found=doubtful).resolved.issues
    apart = (
        'action = "accept"\nfact = "matter"\ndocument = "var.txt"\nquote = "1. Mötets öppnande"\n'
        'was.title = "Mötets öppnande"'
    )
    held = read.corrected(apart, found=doubtful)
    assert doubt not in held.resolved.issues
    assert held.outcomes[0].stale is None
    together = (
        'action = "merge"\nfact = "matter"\n[[correction.of]]\ndocument = "var.txt"\nquote = "1. Mötets öppnande"\n'
        '[[correction.of]]\ndocument = "host.txt"\nquote = "2. Beslut: Gemensam jour"'
    )
    assert doubt not in read.corrected(together, found=doubtful).resolved.issues
    (_, other) = read.corrected(together, apart, found=doubtful).outcomes
    assert other.stale is not None


def test_a_merge_within_one_document_can_be_split_again(read: Read) -> None:
    """Two people of one list who were merged are two again, each with what the document says of them."""
    apart = (
        'action = "split"\nfact = "person"\nset.name = "Per Holmgren"\n'
        '[[correction.of]]\ndocument = "var.txt"\nquote = "Per Holmgren"'
    )
    merged, split = read.corrected(MERGED), read.corrected(MERGED, apart)
    assert not [one for one in split.outcomes if one.stale]
    assert "Per Holmgren" not in [one["name"] for one in said(merged.resolved, "attendance")]
    assert said(split.resolved, "attendance") == said(read.found, "attendance")
