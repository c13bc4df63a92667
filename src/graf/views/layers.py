"""Layers: how bodies that several relations bind are put into columns, from the principals to the groups below them.

A body stands one column to the right of the last of its parents. Relations that would close a ring are left out of
that, the least telling kinds first, so that each body has a place; they are still drawn. A ring lies within one strong
component, so only there is it looked for: bodies that form a tree take a single pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def layers(nodes: Iterable[str], ties: Sequence[tuple[str, str]]) -> Mapping[str, int]:
    """Each node's column, from 0. `ties` are (parent, child), the most telling first."""
    children: dict[str, list[str]] = {node: [] for node in nodes}
    ring = _components(children, ties)
    for parent, child in ties:
        if parent == child:
            continue
        if ring[parent] != ring[child] or not _reaches(children, ring, child, parent):
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


def _components(nodes: Iterable[str], ties: Sequence[tuple[str, str]]) -> Mapping[str, int]:
    """The strong component of each node (Tarjan 1972, without recursion)."""
    below: dict[str, list[str]] = {node: [] for node in nodes}
    for parent, child in ties:
        below[parent].append(child)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    found: dict[str, int] = {}
    stack: list[str] = []
    for root in below:
        if root in index:
            continue
        work = [(root, iter(below[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        while work:
            node, left = work[-1]
            if following := next((one for one in left if one not in found), None):
                if following in index:
                    low[node] = min(low[node], index[following])
                    continue
                index[following] = low[following] = len(index)
                stack.append(following)
                work.append((following, iter(below[following])))
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == index[node]:
                while node not in found:
                    found[stack.pop()] = index[node]
    return found


def _reaches(children: Mapping[str, Sequence[str]], ring: Mapping[str, int], start: str, end: str) -> bool:
    """Whether a way leads from one node to another of the same component."""
    seen, left = {start}, [start]
    while left:
        node = left.pop()
        if node == end:
            return True
        for child in children[node]:
            if child not in seen and ring[child] == ring[end]:
                seen.add(child)
                left.append(child)
    return False
