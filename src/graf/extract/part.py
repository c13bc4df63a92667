"""What was read of an item before its people and decisions are put together."""

from __future__ import annotations

from dataclasses import dataclass

from graf.extract.blocks import Block
from graf.extract.heading import Heading
from graf.extract.mentions import Tagged
from graf.extract.row import Row
from graf.model import Presenter


@dataclass(frozen=True, slots=True)
class Part:
    """An item's heading, its own rows, and what was read of them first."""

    heading: Heading
    rows: tuple[Row, ...]
    presenters: tuple[Presenter, ...]
    blocks: tuple[Block, ...]
    head: Tagged
    tagged: Tagged  # the prose
    clauses: tuple[Tagged, ...]  # the clauses of the blocks

    @property
    def said(self) -> tuple[Tagged, ...]:
        return (self.head, self.tagged, *self.clauses)
