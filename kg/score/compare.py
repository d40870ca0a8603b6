"""One run of scores beside an earlier one: which facts were gained and which were lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from kg.errors import BadLabels
from kg.score.match import Mistake
from kg.score.report import DocumentScore

_FORM = "kg-score-1"
Run = Mapping[str, Sequence[Mistake]]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A mistake of the earlier run that is no longer made (gain), or a new one (loss)."""

    kind: str
    document: str
    mistake: Mistake


def run_of(scores: Sequence[DocumentScore]) -> Run:
    """The mistakes of a run by document."""
    return {one.id: one.tally.mistakes for one in scores}


def save_run(path: Path, scores: Sequence[DocumentScore]) -> None:
    """Write the mistakes of a run to a file that `load_run` reads."""
    documents = {name: [astuple(one) for one in mistakes] for name, mistakes in run_of(scores).items()}
    content = json.dumps({"form": _FORM, "documents": documents}, ensure_ascii=False, indent=1)
    try:
        path.write_text(content + "\n", "utf-8")
    except OSError as error:
        raise BadLabels(
            f"不能写入 {path}（系统提示：{error.strerror}）；请指定可写的文件夹里的文件。"
        ) from None


def load_run(path: Path) -> Run:
    """The run that `save_run` wrote; raises `BadLabels` where the file is none."""
    try:
        return _run(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise BadLabels(
            f"不能打开 {path}（系统提示：{error.strerror}）；请给出 --save 存下的结果。"
        ) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadLabels(f"{path} 不是存下的评分结果；请给出 --save 存下的结果。") from None


def _run(content: Any) -> Run:
    if content["form"] != _FORM:
        raise ValueError(content["form"])
    return {name: [Mistake(*one) for one in mistakes] for name, mistakes in content["documents"].items()}


def changes(earlier: Run, scores: Sequence[DocumentScore]) -> list[Change]:
    """Gains, then losses, of the documents that both runs have."""
    now = run_of(scores)
    found: list[Change] = []
    for name in sorted(now.keys() & earlier.keys()):
        before, after = Counter(earlier[name]), Counter(now[name])
        found += [Change("gain", name, one) for one in (before - after).elements()]
        found += [Change("loss", name, one) for one in (after - before).elements()]
    return sorted(found)
