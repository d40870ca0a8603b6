"""From one source to everything it says: the only place where what was found is put together."""

from __future__ import annotations

from kg.extract.assemble import extract

__all__ = ["extract"]
