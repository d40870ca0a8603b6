"""The measurable parts of a goal: 污水处理率达到91%以上 → 污水处理率 ≥ 91 %."""

from __future__ import annotations

from kg.model import Metric


def find_metrics(goal: str) -> tuple[Metric, ...]:
    """Every quantity of `goal` that is to be reached, in printed order."""
    return ()
