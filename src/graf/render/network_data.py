"""Who could carry matters, as what the script draws and as data."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from graf.render import i18n
from graf.render.exchange import Drawing, Values, compact, sheet
from graf.render.pictures import row
from graf.views.network import Network

PEOPLE: Final = 40
BODIES: Final = 26
"""So many people and bodies are drawn: those on most ways between others. The tables have them all."""


def network_json(view: Network, lang: str) -> str:
    """The people on most ways between others, the bodies that they tie, and the ties."""
    people = view.carriers()[:PEOPLE]
    reached: dict[str, int] = defaultdict(int)
    for person in people:
        for tie in view.of_person[person]:
            reached[tie.body] += 1
    bodies = sorted(reached, key=lambda body: (-reached[body], -view.between("body", body), body))[:BODIES]
    shown = {body for body in bodies if reached[body] > 1} or set(bodies)
    ties = [tie for person in people for tie in view.of_person[person] if tie.body in shown]
    drawn = [person for person in people if sum(tie.person == person for tie in ties) > 0]
    return compact(
        {
            "people": [
                {
                    "key": key,
                    "row": row(f"person-{key}"),
                    "name": view.people[key],
                    "more": len(view.of_person[key]) - sum(tie.person == key for tie in ties),
                    "community": view.community("person", key),
                    "label": _person(view, key, lang),
                }
                for key in drawn
            ],
            "bodies": [
                {
                    "key": key,
                    "row": row(f"body-{key}"),
                    "name": view.bodies[key],
                    "community": view.community("body", key),
                    "label": _body(view, key, lang),
                }
                for key in bodies
                if key in shown
            ],
            "ties": [
                {"person": tie.person, "body": tie.body, "kind": tie.kind, "meetings": tie.meetings} for tie in ties
            ],
            "words": {
                "picture": i18n.say(lang, "network.picture"),
                "bodies": i18n.say(lang, "menu.bodies"),
                "people": i18n.say(lang, "menu.people"),
                "community": i18n.say(lang, "network.community_n"),
                "more": i18n.say(lang, "network.more"),
            },
        }
    )


def network_csv(view: Network) -> str:
    """The ties as CSV: who, which body, how, at how many meetings; with the person's measures."""
    head = ("person", "name", "body", "body_name", "kind", "meetings", "bodies", "betweenness", "community")
    return sheet(
        head,
        (
            (
                tie.person,
                view.people[tie.person],
                tie.body,
                view.bodies[tie.body],
                tie.kind,
                tie.meetings,
                len(view.of_person[tie.person]),
                view.between("person", tie.person),
                view.community("person", tie.person),
            )
            for tie in view.ties
        ),
    )


def network_drawing(view: Network) -> Drawing:
    """The whole network as a graph, with its measures."""
    nodes: list[tuple[str, Values]] = []
    for kind, names, of in (("body", view.bodies, view.of_body), ("person", view.people, view.of_person)):
        for key, name in sorted(names.items()):
            measures = {"betweenness": view.between(kind, key), "community": view.community(kind, key)}
            nodes.append((f"{kind}/{key}", {"label": name, "kind": kind, "degree": len(of[key]), **measures}))
    edges: tuple[tuple[str, str, str, Values], ...] = tuple(
        (
            f"person/{tie.person}",
            f"body/{tie.body}",
            f"{tie.person}-{tie.body}",
            {"kind": tie.kind, "meetings": tie.meetings, "weight": 1 + tie.meetings},
        )
        for tie in view.ties
    )
    return Drawing(tuple(nodes), edges, directed=False)


def _person(view: Network, key: str, lang: str) -> str:
    names = ", ".join(view.short.get(tie.body) or view.bodies[tie.body] for tie in view.of_person[key])
    return f"{view.people[key]}: {names}"


def _body(view: Network, key: str, lang: str) -> str:
    shared = sum(len(view.of_person[tie.person]) > 1 for tie in view.of_body[key])
    return f"{view.bodies[key]}: {i18n.say(lang, 'network.shared', n=shared)}"
