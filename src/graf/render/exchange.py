"""Pictures as data for other programs: CSV for sheets, GraphML and GEXF for Gephi, yEd, Cytoscape and networkx.

Values that a file cannot hold (None) are left out. The same graph gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import networkx as nx

Values = Mapping[str, str | int | float | bool | None]
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as a graph: nodes (key, what is said of them) and edges (from, to, key, what is said of them)."""

    nodes: tuple[tuple[str, Values], ...]
    edges: tuple[tuple[str, str, str, Values], ...]
    directed: bool = True


def graphml(drawing: Drawing) -> str:
    """The graph as GraphML (graphml.graphdrawing.org, 1.0)."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(_graph(drawing))) + "\n"


def gexf(drawing: Drawing) -> str:
    """The graph as GEXF 1.2, without the day on which it was written."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(_graph(drawing)))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1) + "\n"


def sheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV (RFC 4180). A text that a sheet would take for a formula gets a `'` before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def compact(value: Any) -> str:
    """A value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _graph(drawing: Drawing) -> nx.Graph[str]:
    import networkx as nx

    graph: nx.Graph[str] = nx.MultiDiGraph() if drawing.directed else nx.Graph()
    for key, said in drawing.nodes:
        graph.add_node(key, **_known(said))
    for start, end, key, said in drawing.edges:
        graph.add_edge(start, end, **({"key": key} if drawing.directed else {}), **_known(said))
    return graph


def _known(said: Values) -> dict[str, str | int | float | bool]:
    return {
        name: _UNWRITABLE.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in said.items()
        if value is not None
    }


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "@", "\t", "\r") else value
