"""Time limits: printed expressions against dates, and the labelled documents against both."""

from __future__ import annotations

import html
import json
import re
import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from limits import ISSUED, limits_of

from kg.find.deadlines import Anchor, find_deadlines
from kg.fold import fold
from kg.model import Deadline, Span, squeeze

CASES = tomllib.loads((Path(__file__).parent / "cases" / "deadlines.toml").read_text("utf-8"))["case"]
SHARED = Path(__file__).parents[2] / "shared"
HELD_BACK = {"002", "011", "017", "025", "056", "064", "072", "076"}
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no labelled documents at {SHARED}")


def anchor_of(case: dict[str, Any]) -> Anchor:
    if case.get("year") == 0:
        return Anchor()
    issued = case.get("date", ISSUED)
    return Anchor(issued.year, issued, case.get("place", ""))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_printed_time(case: dict[str, Any]) -> None:
    found = limits_of(case["text"], anchor_of(case), slot=case.get("slot", False))
    assert [one.text for one in found] == [want["text"] for want in case["limits"]]
    for one, want in zip(found, case["limits"], strict=True):
        assert (one.kind, one.start, one.end) == (want["kind"], want.get("start"), want.get("end"))
        assert one.precision == want.get("precision")
        assert (one.recurrence, one.duration) == (want.get("recurrence"), want.get("duration"))
        assert (one.day_kind, one.trigger) == (want.get("day_kind"), want.get("trigger"))
        assert one.open_ended == want.get("open_ended", False)
        assert one.goal == want.get("goal", one.goal)
        assert [str(metric) for metric in one.metrics] == want.get("metrics", [str(m) for m in one.metrics])


# ---------------------------------------------------------------- the labelled expressions

# In these categories the expression is what fills a deadline slot; in all others it is running text.
SLOTS = {"table_quarter", "recurring", "ongoing", "immediate", "effective"}


def labelled() -> list[dict[str, Any]]:
    lines = (SHARED / "design" / "deadlines.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def limits_of_row(row: dict[str, Any]) -> tuple[Deadline, ...]:
    text, issued = row["text"], date.fromisoformat(row["doc_date"])
    cell = text.rindex("\t") + 1 if row["cat"].startswith("table_") else 0
    anchor = Anchor(issued.year, issued, "110118")
    return find_deadlines(text, fold(text), Span(cell, len(text)), anchor, slot=row["cat"] in SLOTS)


def overlapping(row: dict[str, Any]) -> list[Deadline]:
    start, end = row["span"]
    return [one for one in limits_of_row(row) if one.span.start < end and start < one.span.end]


def is_right(row: dict[str, Any]) -> bool:
    found = overlapping(row)
    if "items" in row:
        return [one.end for one in found] == [end for end in row["items"] if end]
    if len(found) != 1:
        return False
    starts = {row["start"], row.get("alt_start", row["start"])}
    if row["kind"] == "by":
        starts.add(None)
    return found[0].end in {row["end"], row.get("alt_end", row["end"])} and found[0].start in starts


@needs_shared
def test_labelled_expressions_with_a_date() -> None:
    rows = [row for row in labelled() if row["label"] == "pos" and (row["start"] or row["end"])]
    wrong = [row["id"] for row in rows if not is_right(row)]
    # three say how long a document is valid, which is no limit on a task; one is a bare 汛期
    assert wrong == ["p073", "p142", "p143", "p158"]
    assert len(rows) - len(wrong) >= 0.97 * len(rows)


@needs_shared
def test_labelled_expressions_without_a_date() -> None:
    rows = [row for row in labelled() if row["label"] == "pos" and not (row["start"] or row["end"])]
    missed = [row["id"] for row in rows if not overlapping(row)]
    # 办结 is how long a service takes; 届时, 待…后 and 适时 name no time
    assert missed == ["p138", "p164", "p165", "p166"]


@needs_shared
def test_labelled_expressions_that_limit_nothing() -> None:
    negatives = [row for row in labelled() if row["label"] == "neg"]
    assert [row["id"] for row in negatives if not row["temporal"] and limits_of_row(row)] == []
    assert [row["id"] for row in negatives if row["temporal"] and overlapping(row)] == []


# ---------------------------------------------------------------- the labelled documents

_OWNERS = re.compile(
    r"[（(〔【]\s*[^（）()〔〕]{0,300}?(?:责\s*任\s*单\s*位|牵\s*头|责任部门|负\s*责)|(?:责任单位|配合单位)\s*[：:]"
)


def plain_text(path: Path) -> str:
    if path.suffix in (".pdf", ".docx"):
        return pytest.importorskip("kg.read").read(path).text
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<(script|style).*?</\1>", "", text)
        return html.unescape(re.sub(r"<[^>]+>", "", text))
    return text


def dense(text: str) -> tuple[str, list[int]]:
    """`text` without white space in NFKC, and the offset of each of its characters."""
    pairs = [(c, at) for at, one in enumerate(text) for c in unicodedata.normalize("NFKC", one)]
    kept = [(c, at) for c, at in pairs if not c.isspace()]
    return "".join(c for c, _ in kept), [at for _, at in kept]


def stretches_of(gold: dict[str, Any], text: str) -> list[tuple[dict[str, Any], Span]]:
    """Each labelled task with its own text: from its anchor to its owners or to the next task."""
    flat, offsets = dense(text)
    placed = []
    for task in gold["tasks"]:
        scope = (
            flat.rfind(dense(task.get("anchor_scope_after", ""))[0]) if "anchor_scope_after" in task else 0
        )
        anchors = [dense(one)[0] for one in (task["anchor"], *task.get("alt_anchors", []))]
        at = next(place for one in anchors if (place := flat.find(one, scope)) >= 0)
        placed.append((offsets[at], task))
    starts = [*sorted({start for start, _ in placed}), len(text)]
    result = []
    for start, task in placed:
        following = next(one for one in starts if one > start)
        owners = _OWNERS.search(text, start + 8, following)
        result.append((task, Span(start, owners.start() if owners else following)))
    return result


def gold_documents() -> list[Path]:
    found = sorted((SHARED / "gold").glob("*.json")) if SHARED.is_dir() else []
    return [path for path in found if path.stem not in HELD_BACK]


@needs_shared
@pytest.mark.parametrize("path", gold_documents(), ids=lambda path: path.stem)
def test_the_limits_of_a_labelled_document(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    folder = "gazette" if path.stem == "miyun" else "corpus"
    text = plain_text(SHARED / folder / Path(gold["input_file"]).name)
    folded = fold(text)
    year = re.search("20[0-9]{2}", gold["date"] or gold["title"] or "")
    issued = date.fromisoformat(gold["date"]) if gold["date"] else None
    anchor = Anchor(int(year[0]) if year else None, issued)
    for task, span in stretches_of(gold, text):
        span, slot = _decision_slot(task, text, span)
        ends = {one.end for one in find_deadlines(text, folded, span, anchor, slot=slot) if one.end}
        wanted = {one["end"] for one in task.get("deadlines", []) if one["end"]}
        optional = {one["end"] for one in task.get("optional_deadlines", [])}
        assert wanted <= ends, task["anchor"]
        if not _runs_on(task):
            assert ends - optional <= wanted, task["anchor"]


def _decision_slot(task: dict[str, Any], text: str, span: Span) -> tuple[Span, bool]:
    """The last cell of a row of the catalogue of decisions."""
    if not any("季度" in one["quote"] for one in task.get("deadlines", [])):
        return span, False
    at = text.index("季度", span.start)
    return Span(at - 2, at + 2), True


def _runs_on(task: dict[str, Any]) -> bool:
    """项-by-item tables and rules print no owners behind the text: their end is not known here."""
    return any(one["kind"] == "relative" for one in task.get("deadlines", []))


@needs_shared
def test_the_gazette_expression_by_expression() -> None:
    text = (SHARED / "gazette" / "miyun-2023-02.md").read_text("utf-8")
    gold = json.loads((SHARED / "gazette" / "gold-detail.json").read_text("utf-8"))
    found = limits_of(text, Anchor(2023, date(2023, 4, 14)))
    labels = [
        one for task in gold["tasks"] for one in task.get("deadlines") or [] if one["kind"] != "quarter"
    ]
    assert len(labels) == 28
    for label in labels:
        due = squeeze(label["what"])
        mine = [one for one in found if (one.goal or "").startswith(due)]
        wanted = (squeeze(label["time_expr"]), label["start"], label["end"])
        assert {(one.text, one.start, one.end) for one in mine} == {wanted}
        assert _values(mine[0]) == [
            (metric["op"].replace(">=", "≥"), float(metric["value"]), metric["unit"])
            for metric in label["metrics"]
        ]


def _values(one: Deadline) -> list[tuple[str, float, str]]:
    return [(metric.operator, float(metric.value), metric.unit) for metric in one.metrics]


# ---------------------------------------------------------------- anything at all

_ALPHABET = (
    "0123456789〇○零一二三四五六七八九十两半年月日季度周旬底末前内到至自每个工作提五春节汛期即起印发后全本今明上下"
    "“”《》（），。；、：:—-./Q \n\t"
)
_ANCHORS = st.builds(
    Anchor,
    st.sampled_from([None, 1, 2024, 9999]),
    st.sampled_from([None, date.min, ISSUED, date(2024, 2, 29), date.max]),
    st.sampled_from(["", "110000"]),
)


def check_shape(text: str, found: tuple[Deadline, ...], span: Span) -> None:
    last = span.start
    for one in found:
        assert last <= one.span.start < one.span.end <= span.end
        assert one.text == squeeze(one.span.of(text)) != ""
        assert not (one.start and one.end) or one.start <= one.end
        last = one.span.end


@settings(max_examples=300, deadline=None)
@given(st.text(_ALPHABET, max_size=80), _ANCHORS, st.booleans(), st.integers(0, 20), st.integers(0, 80))
def test_any_text_is_read_without_a_crash(
    text: str, anchor: Anchor, slot: bool, start: int, size: int
) -> None:
    start = min(start, len(text))
    span = Span(start, min(len(text), start + size))
    check_shape(text, find_deadlines(text, fold(text), span, anchor, slot=slot), span)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(CASES), st.integers(0, 60), st.sampled_from([*_ALPHABET, ""]), st.booleans())
def test_a_misprint_is_read_without_a_crash(case: dict[str, Any], at: int, misprint: str, slot: bool) -> None:
    text = case["text"][:at] + misprint + case["text"][at + 1 :]
    check_shape(text, limits_of(text, Anchor(2024, ISSUED), slot=slot), Span(0, len(text)))


@given(st.integers(2000, 2099), st.integers(1, 12), st.sampled_from(["年{m}月底前", " 年 {m} 月\n底 前"]))
def test_the_end_of_any_month(year: int, month: int, form: str) -> None:
    (one,) = limits_of(f"到{year}{form.format(m=month)}完成。", Anchor(year))
    following = date(year + month // 12, month % 12 + 1, 1)
    assert one.end == date.fromordinal(following.toordinal() - 1).isoformat()


@pytest.mark.parametrize(
    "stuffing", [" \n", "\t", "1", "十", "年", "2025年—", "6月、", "每6月、", "《", "（"]
)
@pytest.mark.parametrize("slot", [False, True])
def test_stuffing_without_end(stuffing: str, slot: bool) -> None:
    text = "2025年底前" + stuffing * (6_000 // len(stuffing))
    check_shape(text, limits_of(text, Anchor(2024, ISSUED), slot=slot), Span(0, len(text)))


def test_text_without_times_has_no_limits() -> None:
    text = "加强组织领导，健全工作机制，统筹推进各项任务落实，形成齐抓共管的工作格局。\n" * 100
    assert find_deadlines(text, fold(text), Span(0, len(text)), Anchor(2024)) == ()
