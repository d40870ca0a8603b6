"""One marker: an assignment clause and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from kg.find.assignments.clause import Clause


@dataclass(frozen=True, slots=True)
class Marker:
    """An assignment clause at the dense stretch ``start:end``; its task stands before it.

    `bracket`: it stands in brackets; `sentence`: it is a sentence of its own without any label. `told`:
    where its task stands inside it, between who owns it and who helps.
    """

    start: int
    end: int
    clause: Clause
    bracket: bool
    sentence: bool = False
    told: tuple[int, int] | None = None

    def behind(self, text: str) -> int:
        """Where the dense `text` goes on behind the marker and the stop that closes it."""
        return self.end + text.startswith(("。", "；"), self.end)
