"""Numbers of pages that stand bare between the lines of a wrapped text, as copies of pages have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_BARE = re.compile(r"[ \t\u3000]*([0-9０-９]{1,3})[ \t\u3000]*")
_BARE_LINE = re.compile(rf"\n{_BARE.pattern}(?=\n|$)")  # found faster than the start of a line
_ENDS = "。；！？.;!?"
_GOES_ON = re.compile("[\u4e00-\u9fa5、，；：。）（《“]|[0-9]{1,4}[年月日]")
_FEWEST, _FEWEST_LINES = 2, 8
_NARROWEST = 16
_FULL = 0.9


def without_bare_page_numbers(text: str) -> str:
    """`text` with empty lines for bare numbers that count the pages of a wrapped text.

    They count on one by one, most stand below a full line or a finished sentence, and one at least
    inside a sentence. The numbers of rows stand below short cells.
    """
    found = list(_BARE_LINE.finditer(f"\n{text}"))
    values = [int(number[1]) for number in found]
    if len(found) < _FEWEST or any(high != low + 1 for low, high in pairwise(values)):
        return text
    lines = text.split("\n")
    full = _full_width(lines)
    places = [at for at, line in enumerate(lines) if _BARE.fullmatch(line)]
    looks = [_stands(lines, at, full) for at in places]
    if not any(inside for inside, _ in looks) or 2 * sum(fits for _, fits in looks) <= len(looks):
        return text
    for at in places:
        lines[at] = ""
    return "\n".join(lines)


def _full_width(lines: Sequence[str]) -> float:
    """How many characters a full line has at least; endless where the text is not wrapped."""
    widths = sorted(len(line.strip()) for line in lines if line.strip())
    usual = widths[int(len(widths) * 0.9)] if len(widths) >= _FEWEST_LINES else 0
    return usual * _FULL if usual >= _NARROWEST else float("inf")


def _stands(lines: Sequence[str], at: int, full: float) -> tuple[bool, bool]:
    """Whether a line stands inside a sentence, and whether it stands below a full line or a sentence."""
    above = next((line.strip() for line in reversed(lines[max(0, at - 3) : at]) if line.strip()), "")
    below = next((line.strip() for line in lines[at + 1 : at + 4] if line.strip()), "")
    ended = above.endswith(tuple(_ENDS))
    inside = len(above) >= full and not ended and _GOES_ON.match(below) is not None
    return inside, inside or ended
