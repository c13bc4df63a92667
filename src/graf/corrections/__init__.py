"""Corrections: what people who know better say of the facts that graf read. They are applied at each build.

A correction is a table in a text file of the dataset's `corrections/` (`form`, `write`); it says what it is about by
the document and the passage (`targets`), so that it survives better rules and changed addresses. `apply` changes the
facts after all documents are resolved; what it replaced is kept as an old reading (`graf.rdf.corrections`), and one
that no longer fits is reported as stale. `docs/reviewing.md` describes the form.
"""

from __future__ import annotations

from graf.corrections.form import Correction, Target, load, parse
from graf.corrections.write import append, write

__all__ = ["Correction", "Target", "append", "load", "parse", "write"]
