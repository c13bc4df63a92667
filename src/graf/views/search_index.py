"""The index that a server searches: made once for a release, beside its store, by tantivy; then only opened.

A thing is found where each word that is looked for is one of its terms, or begins one of them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Triple

from graf.views.search import FIELDS, MOST, PREFIX, SHORTEST, Entry, Hits, affected, entries, grouped, hit
from graf.views.source import Source
from graf.views.terms import stem, words

if TYPE_CHECKING:
    from tantivy import Index, Query, Schema

FOLDER: Final = "search"
"""Where it lies in a release's folder."""
_HEAP: Final = 64_000_000
_LONGEST: Final = 12
"""So many words are looked for."""


def write(folder: Path, source: Source) -> None:
    """Makes the index of a release in a folder."""
    folder.mkdir()
    fill(new(str(folder)), entries(source))
    _unlock(folder)


def renew(folder: Path, source: Source, previous: Path, changed: Set[Triple]) -> bool:
    """Makes the index of a release of that of the one before, from which these triples differ; false where it cannot.

    Its segments are linked, since tantivy writes them once; copied is what tells which there are. What was deleted
    still counts for how rare a word is until tantivy merges its segment: the order of hits may differ by that.
    """
    import tantivy

    shutil.copytree(previous, folder, copy_function=_linked)
    try:
        index = tantivy.Index.open(str(folder))
    except (ValueError, OSError):
        shutil.rmtree(folder)
        return False
    nodes = affected(source, changed)
    if nodes:
        fill(index, entries(source, nodes), nodes)
    _unlock(folder)
    return True


def _linked(old: str, new: str) -> None:
    if old.endswith(".json"):
        shutil.copy(old, new)
    else:
        os.link(old, new)


def _unlock(folder: Path) -> None:
    for lock in folder.glob(".*.lock"):
        lock.unlink()


def fill(index: Index, found: Iterable[Entry], instead_of: Iterable[NamedNode] = ()) -> None:
    """Adds entries to an index, in the place of those that it had of some things."""
    import tantivy

    writer = index.writer(_HEAP, 1)
    for node in instead_of:
        writer.delete_documents_by_term("iri", node.value)
    for one in found:
        terms = {name: [" ".join(several)] for name, several in one.terms.items() if several}
        writer.add_document(tantivy.Document(iri=[one.node.value], kind=[one.kind], **terms))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()


def open_index(folder: Path, source: Source) -> Index:
    """The index of a release; one in memory where its folder has none that can be opened."""
    import tantivy

    try:
        return tantivy.Index.open(str(folder))
    except (ValueError, OSError):
        index = new()
        fill(index, entries(source))
        return index


def find(index: Index, source: Source, text: str, most: int = MOST) -> Hits:
    """What holds every word of a text, the best first; none where there is no word in it."""
    total, found = search(index, text, most)
    return grouped([hit(source, NamedNode(iri), kind) for iri, kind in found], total)


def search(index: Index, text: str, most: int = MOST) -> tuple[int, list[tuple[str, str]]]:
    """How many things hold every word of a text, and the best of them: IRI and kind."""
    asked = list(dict.fromkeys(words(text)))[:_LONGEST]
    if not asked:
        return 0, []
    searcher = index.searcher()
    results = searcher.search(_query(index.schema, asked), most)
    documents = (searcher.doc(address) for _, address in results.hits)
    return results.count, [  # type: ignore[attr-defined]
        (str(one.get_first("iri")), str(one.get_first("kind"))) for one in documents
    ]


def _query(schema: Schema, asked: list[str]) -> Query:
    from tantivy import Occur, Query

    return Query.boolean_query(
        [(Occur.Must, Query.boolean_query([(Occur.Should, one) for one in _word(schema, word)])) for word in asked]
    )


def _word(schema: Schema, word: str) -> Iterator[Query]:
    from tantivy import Query

    for name, weight in FIELDS.items():
        yield Query.boost_query(Query.term_query(schema, name, stem(word), "freq"), weight)
        if len(word) >= SHORTEST:
            yield Query.boost_query(Query.regex_query(schema, name, f"{word}.*"), weight * PREFIX)


def new(path: str | None = None) -> Index:
    """An empty index in a folder, or in memory."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in ("iri", "kind"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return tantivy.Index(builder.build(), path)
