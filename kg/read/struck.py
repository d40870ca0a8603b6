"""Words that are struck through: they are printed, but no longer hold."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST = 20  # characters


def unread_struck(parts: Sequence[str]) -> tuple[str, str]:
    """The issue of what is left out for that: whether it is done or withdrawn, a person sees."""
    first = parts[0] if len(parts[0]) <= _LONGEST else f"{parts[0][:_LONGEST]}…"
    more = f"等 {len(parts)} 处" if len(parts) > 1 else ""
    return "struck-text", f"加了删除线的文字没有读：“{first}”{more}"
