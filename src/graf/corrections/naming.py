"""Names put in place of others in the facts of a document: what a merge, a split or a new name changes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graf.corrections.facts import Fact, facts, replaced
from graf.corrections.kinds import FACTS
from graf.model import Minutes

PERSON, BODY, EITHER = "person", "body", "either"


def renamed(minutes: Minutes, old: str, new: str, of: str, where: Callable[[Fact], bool] | None = None) -> Minutes:
    """The minutes with a person's or a body's name (`of`) changed in all facts, or in those for which `where` holds."""
    for fact in list(facts(minutes)):
        changes: dict[str, Any] = {}
        for name, value in fact.values:
            field = FACTS[fact.kind].fields[name]
            if field.names in (of, EITHER):
                if isinstance(value, tuple) and old in value:
                    changes[field.attribute] = tuple(dict.fromkeys(new if one == old else one for one in value))
                elif value == old:
                    changes[field.attribute] = new
        if changes and (where is None or where(fact)):
            minutes = replaced(minutes, fact, **changes)
    return minutes


def names(minutes: Minutes, name: str, of: str) -> bool:
    """Whether a fact of the minutes names a person or a body so."""
    return any(
        value == name or (isinstance(value, tuple) and name in value)
        for fact in facts(minutes)
        for field, value in fact.values
        if FACTS[fact.kind].fields[field].names in (of, EITHER)
    )


def fold(text: str) -> str:
    """A name as it is compared: without capitals, each gap one space."""
    return " ".join(text.casefold().split())
