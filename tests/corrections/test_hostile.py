"""Whatever a correction says, in any text that people may write: the build gets facts that it can publish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graf.corrections import Correction, Target, parse, write
from graf.corrections.about import about
from graf.corrections.apply import correct
from graf.corrections.contradictions import contradictions
from graf.corrections.facts import facts
from graf.corrections.kinds import ACROSS, FACTS, Kind, Value
from graf.corrections.quality import measures
from graf.issues import UsageError
from graf.rdf.evidence import rendition
from graf.rdf.mapping import document_quads
from graf.rdf.naming import name_all
from graf.rdf.shapes import validate

from .conftest import Read
from .test_form import _values

_names = st.sampled_from(
    [
        "Eva Lindmark",
        "Per Holmgren",
        "Bo Ek",
        "Ek",
        "Fjällbo kommun",
        "SKR",
        "<b>Nils</b>",
        "1",
        "a\u0000b",
        "§ 7",
        "Ö" * 300,
    ]
)


@st.composite
def _corrections(draw: st.DrawFn, read: Read) -> Correction:
    known = [fact for one in read.found.minutes for fact in facts(one)]
    fact = draw(st.sampled_from(known))
    action = draw(st.sampled_from(["set", "set", "set", "remove", "add", "accept", "merge", "split"]))
    across = action in ("merge", "split") or (action == "set" and draw(st.integers(0, 5)) == 0)
    kind: Kind = draw(st.sampled_from([*ACROSS.values()])) if across else FACTS[fact.kind]
    if action == "add":
        kind = draw(st.sampled_from([one for one in FACTS.values() if one.model is not None]))

    def value(name: str) -> Value:
        field = kind.fields[name]
        free = field.telling and not field.pattern
        text = (
            _names if free and not field.many else st.lists(_names, max_size=3).map(tuple) if free else _values(field)
        )
        return draw(text | st.just("")) if free and not field.many and name not in kind.required else draw(text)

    chosen = set(kind.required) | draw(st.sets(st.sampled_from(sorted(kind.fields)), min_size=1, max_size=4))
    to = tuple((name, value(name)) for name in kind.fields if name in chosen and not (across and name == "key"))
    targets = (
        tuple(about(draw(st.sampled_from(known))) for _ in range(2)) if action in ("merge", "split") else (about(fact),)
    )
    keeps = action in ("set", "add", "merge", "split")
    was = fact.values if not across and action in ("set", "remove", "accept") else ()
    return Correction(action, kind.name, targets, "Anna", date(2024, 11, 22), "för att", to if keeps else (), was)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_correction_leaves_what_can_be_published(read: Read, data: st.DataObject) -> None:
    """No correction that the form allows breaks the mapping, a shape, the measures or the contradictions."""
    made = data.draw(st.lists(_corrections(read), min_size=1, max_size=4, unique_by=lambda one: one.key))
    made = [replace(one, targets=tuple(Target(t.document, t.quote or "a", t.checksum, t.at) for t in one.targets))
            if one.fact != "meeting" else one for one in made]  # fmt: skip
    try:
        parsed = parse("\n".join(map(write, made)), "c.toml")
    except UsageError:
        return  # the form refuses it, with file and line
    result = correct(read.found, parsed, read.documents, read.register)
    found = result.resolved
    names = name_all(found.minutes, found.network, read.register, "https://example.org/norrdal")
    for one in found.minutes:
        mapped = document_quads(one, rendition(read.documents[one.file]), names)
        assert validate(mapped.quads) == []
    contradictions(found.minutes, found.network)
    measures(found.minutes, found.network, found.issues, result.outcomes)
    assert len(result.outcomes) == len(made)
