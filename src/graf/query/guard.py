"""What a query may not do, decided by the engine's own parser rather than by a copy of its grammar.

pyoxigraph answers `SERVICE` by real HTTP requests and has no switch against it, and whether `<2#>` is an IRI or a
comparison and a comment depends on the grammar, so a keyword cannot be found safely by scanning the text. Instead the
word is spelt wrongly wherever it stands (`SERVICE` → `ZERVICE`): in names, texts and comments that changes nothing, but
where it was a keyword the query no longer parses.
"""

from __future__ import annotations

import re

import pyoxigraph

from graf.issues import UsageError
from graf.rdf.vocab import PREFIXES

REFUSED, SYNTAX = "refused", "syntax"
_BASE = "http://relative.invalid/"  # a relative IRI is no reason to refuse
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![\w?$:/#@-])service(?![\w:-])(?:\s+silent\b)?", re.IGNORECASE)
_PROLOGUE = re.compile(r"(?:\s+|#[^\n]*|BASE\s*<[^>]*>|PREFIX\s+[^:\s]*:\s*<[^>]*>)*", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_REASON = re.compile(r"(Prefix not found|Duplicated [^,\[]*|The [^,\[]*)")


class QueryError(UsageError):
    """A query that is not asked: `kind` is refused (SERVICE, an update) or syntax; line and column count from 1."""

    def __init__(self, file: str, kind: str, line: int, column: int, expected: str) -> None:
        self.kind, self.column = kind, column
        super().__init__(file, line, expected)


def refuse_service(store: pyoxigraph.Store, text: str, file: str) -> None:
    """Raise QueryError where a query would make the server ask another one (SPARQL 1.1 Federated Query, `SERVICE`)."""
    error = _misspelt(store, text, "SERVICE")
    if error is None:
        return
    # What is left is to say why: would the query stand, had it a GRAPH in place of each SERVICE? That text is parsed
    # with every further “service” misspelt, so that nothing is fetched to find it out.
    graphs = _SERVICE.sub(lambda found: "GRAPH".ljust(len(found[0])), text)
    other = _parse(store, _wrong(graphs, "SERVICE"))
    if other is not None and "service" not in graphs.lower():
        raise syntax_error(other, text, file)
    line, column = _place(error)
    raise QueryError(file, REFUSED, line, column, "SERVICE is refused: graf answers from its own release only")


def names_dataset(store: pyoxigraph.Store, text: str) -> bool:
    """Whether a query chooses its own graphs by `FROM` or `FROM NAMED`. The query must be free of `SERVICE`."""
    return _misspelt(store, text, "FROM") is not None


def syntax_error(error: SyntaxError, text: str, file: str) -> QueryError:
    """The parser's complaint as one line: where it stopped reading, and what stands there."""
    line, column = _place(error)
    rest = _line(text, line)[column - 1 :].strip()
    update = _UPDATE.match(text, _end_of_prologue(text))
    if update is not None:
        word = update.group(1).upper()
        expected = f"{word} is refused: a release is read-only; expected a query, not an update"
        return QueryError(file, REFUSED, line, column, expected)
    reason = _REASON.search(str(error))
    what = reason.group(1).strip() if reason else "SPARQL cannot go on"
    stands = f"at “{rest[:40]}”" if rest else "at the end of the line"
    return QueryError(file, SYNTAX, line, column, f"column {column}: {what} {stands}")


def _misspelt(store: pyoxigraph.Store, text: str, word: str) -> SyntaxError | None:
    if word.lower() not in text.lower():
        return None
    return _parse(store, _wrong(text, word))


def _wrong(text: str, word: str) -> str:
    """A text with another first letter for a word, wherever it stands, and no word that was there before."""
    letter = next((x for x in "zqxjkvwygbd" if (x + word[1:]).lower() not in text.lower()), None)
    if letter is None:
        raise QueryError("query", REFUSED, 1, 1, f"the query holds too many words like {word}")
    return re.sub(word, lambda found: _like(letter, found[0]) + found[0][1:], text, flags=re.IGNORECASE | re.ASCII)


def _parse(store: pyoxigraph.Store, text: str) -> SyntaxError | None:
    """What is wrong with the text of a query; it is asked of no graph at all, so that nothing is looked for."""
    try:
        store.query(text, base_iri=_BASE, prefixes=dict(PREFIXES), default_graph=[], named_graphs=[])
    except SyntaxError as error:
        return error
    return None


def _like(letter: str, word: str) -> str:
    return letter.upper() if word[0].isupper() else letter


def _place(error: SyntaxError) -> tuple[int, int]:
    found = _POSITION.match(str(error))
    return (int(found[1]), int(found[2])) if found else (1, 1)


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if number <= len(lines) else ""


def _end_of_prologue(text: str) -> int:
    found = _PROLOGUE.match(text)
    return found.end() if found else 0
