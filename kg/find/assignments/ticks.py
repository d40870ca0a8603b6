"""Boxes beside the names of a form, of which only the ticked ones are meant: ☑县城管局　□县水利局."""

from __future__ import annotations

from collections.abc import Sequence

from kg.find.assignments.clause import Party
from kg.find.text.dense import Dense
from kg.words.marks import BLANK_BOXES, TICKED_BOXES

BOXES = frozenset(TICKED_BOXES + BLANK_BOXES)


def ticked(dense: Dense, parties: Sequence[Party]) -> list[Party]:
    """Those of the units of a clause whose boxes are ticked, where some are and others are not.

    Boxes of one kind only are signs at the head of each name, or a form that nobody has filled in.
    """
    text = dense.text
    before = bool(parties) and text[parties[0].start - 1] in BOXES
    places = [one.start - 1 if before else one.end for one in parties]
    boxes = [text[place : place + 1] for place in places]
    if not any(box and box in TICKED_BOXES for box in boxes):
        return list(parties)
    return [one for one, box in zip(parties, boxes, strict=True) if not (box and box in BLANK_BOXES)]
