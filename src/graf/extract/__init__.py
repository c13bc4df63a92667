"""Document → Minutes: what a document says, fact by fact, each with the passage it rests on.

The order is a reader's: the lines (`layout`), the numbering (`headings`), the head (`header`, `attendance`), then item
by item who presents (`presenters`), what is decided (`decisions`), what is referred to and passed on (`references`),
who holds which post (`roles`) and what is to come (`coming`). What text means what is in the tables of `rules/`.
"""

from __future__ import annotations

from collections.abc import Sequence

from graf.collector import unburdened
from graf.model import Document, Minutes, Register


@unburdened()
def extract(documents: Sequence[Document], register: Register) -> tuple[Minutes, ...]:
    """What each document states, in the documents' order.

    Names of bodies are settled here, since one document introduces an abbreviation that another only uses; people's
    names, dates that a document lacks, and matters are settled by `graf.resolve`.
    """
    from graf.extract.minutes import by_word, outline, read_minutes
    from graf.extract.names import given_names
    from graf.extract.naming import build_lexicon

    lexicon = build_lexicon(documents, register, given_names())
    outlines = [outline(document, lexicon) for document in documents]
    known = by_word(name for read in outlines for name in read.names)
    return tuple(read_minutes(read, lexicon, known) for read in outlines)
