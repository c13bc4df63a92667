"""Who presents an item (`Föredragande: …`), with title and body, over as many lines as it takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from graf.extract.bodies import Lexicon, find_bodies
from graf.extract.names import LOOKS_LIKE_NAME
from graf.extract.passage import Passage, passage
from graf.extract.row import Row
from graf.extract.rules import any_pattern, table
from graf.extract.titles import find_title, indefinite, is_title, title_and_body
from graf.model import Document, Presenter


@cache
def label() -> re.Pattern[str]:
    """Matches the label at the start of a row, with its colon, or before a name where that was lost or misread."""
    words = "|".join(rule["pattern"] for rule in table("presenters")["label"])
    lost = r"Föredragande\s*[;.,·]?\s+(?=(?-i:[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+){0,2}),)"
    return re.compile(rf"(?:{words})\s*:\s*|(?:{words})\s*;\s*|{lost}", re.IGNORECASE)


# `Ada Ek utredare`, without a comma; `Ada Ek. Bo Ask, utredare`, with a point for it.
_NAME_AND_TITLE = re.compile(rf"({LOOKS_LIKE_NAME.pattern}) ([a-zåäö].+)")
_POINT = re.compile(rf"(?<=[a-zåäö]{{3}})\.(?= {LOOKS_LIKE_NAME.pattern}(?:[.,]|$))")
_IN_PARENTHESES = re.compile(rf"\(({LOOKS_LIKE_NAME.pattern})\)")


def presenter_rows(rows: Sequence[Row]) -> list[int]:
    """The indices of the rows that hold the label and what belongs to it, or of the cells of the presenters' column."""
    if cells := [index for index, row in enumerate(rows) if row.column == "presenter"]:
        return cells
    if rows and (match := _IN_PARENTHESES.fullmatch(rows[0].text)) and not find_title(match[1]):
        return [0]
    for index, row in enumerate(rows):
        match = label().match(row.text)
        if not match:
            continue
        taken = [index]
        for follow in range(index + 1, len(rows)):
            before, text = rows[follow - 1].text, rows[follow].text
            if rows[follow].gap > 0 and not before.endswith(","):
                break
            head = text.split(",", 1)[0]
            name = bool(LOOKS_LIKE_NAME.fullmatch(head.strip())) and "," in text and not text.endswith(".")
            if not (before.endswith(",") or name):
                break
            taken.append(follow)
        return taken
    return []


def read_presenters(document: Document, rows: Sequence[Row], lexicon: Lexicon) -> tuple[Presenter, ...]:
    """The presenters that some rows name, the label included."""
    if not rows:
        return ()
    running = passage(document, rows)
    inside = _IN_PARENTHESES.fullmatch(running.text)
    if inside:
        where = running.evidence(inside.start(1), inside.end(1), "presenter-in-parentheses")
        return (Presenter(inside[1], (where,)),)
    match = label().match(running.text)
    lines: set[int] = set()
    place = 0
    for before, row in pairwise(rows):
        place += len(re.sub(r"\s+", " ", before.text)) + 1
        broken = row.column == "presenter" and not is_person(row.text.split(",")[0], lexicon)  # a cell is narrow
        if not before.text.endswith(",") and not broken:
            lines.add(place - 1)
    return parse_people(running, match.end() if match else 0, lexicon, "presenter-line", lines)


def parse_people(
    running: Passage, start: int, lexicon: Lexicon, rule: str, lines: Collection[int] = ()
) -> tuple[Presenter, ...]:
    """People with titles and bodies from `NAME, title, body, NAME, NAME, body …`, from a place in a passage on.

    `lines` are the places of the spaces where a new line begins that no comma leads to: another person's.
    """
    found: list[list[object]] = []  # name, role, organisation, start, end
    place = start
    for part in _parts(running.text, start, lines):
        first, last = place + _leading(part), place + len(part.rstrip())
        place += len(part) + 1
        text = part.strip(" .")
        if not text:
            continue
        if is_person(text, lexicon):
            found.append([text, None, None, first, last])
        elif (joined := _NAME_AND_TITLE.fullmatch(text)) and is_person(joined[1], lexicon) and is_title(joined[2]):
            found.append([joined[1], *title_and_body(joined[2], lexicon), first, last])
        elif is_title(text := indefinite(text)):
            role, body = title_and_body(text, lexicon)
            if not found or (found[-1][1] and found[-1][2]):
                found.append([None, role, body, first, last])
            else:
                found[-1][1] = found[-1][1] or role
                found[-1][2] = found[-1][2] or body
                found[-1][4] = last
        elif found:
            named = list(find_bodies(text, lexicon))
            body = named[0].key if named else (text if text[:1].isupper() else None)
            if body and found[-1][2] is None:
                found[-1][2] = body
                found[-1][4] = last
                for entry in reversed(found[:-1]):  # `NAME, NAME, body`
                    if entry[1] or entry[2]:
                        break
                    entry[2] = body
    return tuple(
        Presenter(
            str(name) if name else None,
            (running.evidence(int(str(first)), int(str(last)), rule),),
            str(role) if role else None,
            str(body) if body else None,
        )
        for name, role, body, first, last in found
    )


def _parts(text: str, start: int, lines: Collection[int]) -> list[str]:
    """Split at commas outside parentheses, and at new lines."""
    parts, depth, current = [], 0, ""
    points = {match.start() for match in _POINT.finditer(text, start)}
    for index in range(start, len(text)):
        character = text[index]
        depth += (character == "(") - (character == ")")
        if (character in ",;" and depth <= 0) or index in lines or index in points:
            parts.append(current)
            current = ""
        else:
            current += character
    parts.append(current)
    return parts


def _leading(part: str) -> int:
    return len(part) - len(part.lstrip())


def is_person(text: str, lexicon: Lexicon) -> bool:
    """Whether a part is a person's name: two to four capitalised words, none a title, none the name of a body."""
    if not LOOKS_LIKE_NAME.fullmatch(text) or find_title(text):
        return False
    if text.split()[0].casefold() in lexicon.given_names:
        return True
    return not any(not n.place for n in find_bodies(text, lexicon)) and not _body_like(text)


def _body_like(text: str) -> bool:
    return bool(any_pattern("bodies", "like").search(text))
