"""What bodies do when something happens, in plans for it: 启动响应后，县水利局加密巡查，县气象局会商."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.find.prose.duty import Duty
from kg.find.prose.headed import behind_label
from kg.find.prose.stages import told_in_sentence
from kg.find.prose.subjects import case_end, is_general
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.words.kinds import Manner

_STOP = re.compile("。")
_LEADERS = re.compile("[省市州县区旗]委")  # 县委、县政府统一领导


def response_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """The duties of sentences that open with a case or a label, of each body its own."""
    bodies = [item.body for item in outline.inside(start, end)]
    stops = [match.end() for match in _STOP.finditer(dense.text, start, end)]
    bounds = sorted({start, *dense.paragraphs(start, end), *bodies, *stops, end})
    for low, high in pairwise(bounds):
        first = behind_label(dense, low, high)
        first = case_end(dense.text, first, high)
        for duty in told_in_sentence(dense, first, high) if first > low else ():
            names = (dense.text[one.start : one.end] for one in duty.parties)
            if not all(is_general(name, Manner.RESPONSES) or _LEADERS.fullmatch(name) for name in names):
                yield duty
