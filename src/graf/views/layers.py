"""Layers: how bodies that several relations bind are put into columns, from the principals to the groups below them.

A body stands one column to the right of the last of its parents. Relations that would close a ring are left out of
that, the least telling kinds first, so that each body has a place; they are still drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def layers(nodes: Iterable[str], ties: Sequence[tuple[str, str]]) -> Mapping[str, int]:
    """Each node's column, from 0. `ties` are (parent, child), the most telling first."""
    children: dict[str, list[str]] = {node: [] for node in nodes}
    for parent, child in ties:
        if parent != child and not _reaches(children, child, parent):
            children[parent].append(child)
    found: dict[str, int] = {}
    waiting = dict.fromkeys(children, 0)
    for several in children.values():
        for child in several:
            waiting[child] += 1
    ready = [node for node, count in waiting.items() if not count]
    while ready:
        node = ready.pop()
        column = found.setdefault(node, 0)
        for child in children[node]:
            found[child] = max(found.get(child, 0), column + 1)
            waiting[child] -= 1
            if not waiting[child]:
                ready.append(child)
    return found


def stems(columns: Mapping[str, int], ties: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Each node's first parent in the column before its own: under it, the node stands in the outline."""
    found: dict[str, str] = {}
    for parent, child in ties:
        if columns[parent] == columns[child] - 1:
            found.setdefault(child, parent)
    return found


def _reaches(children: Mapping[str, Sequence[str]], start: str, end: str) -> bool:
    seen, left = {start}, [start]
    while left:
        node = left.pop()
        if node == end:
            return True
        for child in children[node]:
            if child not in seen:
                seen.add(child)
                left.append(child)
    return False
