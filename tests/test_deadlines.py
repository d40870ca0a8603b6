"""Time limits: printed expressions against dates, and the labelled documents against both."""

from __future__ import annotations

import html
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.find.deadlines import Anchor, find_deadlines
from kg.find.deadlines.metrics import find_metrics
from kg.fold import fold
from kg.lexicon import load
from kg.model import Deadline, Span, squeeze

CASES = tomllib.loads((Path(__file__).parent / "cases" / "deadlines.toml").read_text("utf-8"))["case"]
SHARED = Path(__file__).parents[2] / "shared"
HELD_BACK = {"002", "011", "017", "025", "056", "064", "072", "076"}
ISSUED = date(2024, 3, 15)
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no labelled documents at {SHARED}")


def limits_of(text: str, anchor: Anchor, *, slot: bool = False) -> tuple[Deadline, ...]:
    return find_deadlines(text, fold(text), Span(0, len(text)), anchor, slot=slot)


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


# ---------------------------------------------------------------- every word of the table earns its place

WORDS = load("time")


def _templates() -> Iterator[tuple[str, bool, bool]]:
    """Text, whether it is a slot, whether a limit stands in it: one row a word."""
    for word in WORDS["lead"]["by"]:
        yield f"{word}2025年6月底完成改造。", False, True
    for word in [*WORDS["edge"]["before"], *WORDS["edge"]["before_misprints"]]:
        yield f"2025年6月底{word}完成改造。", False, True
    for word in WORDS["edge"]["within"]:
        yield f"2025年{word}完成改造。", False, True
    for word in WORDS["edge"]["open_ended"]:
        yield f"到2035年{word}，全面建成。", False, True
    for word in [*WORDS["years"], *WORDS["months"]]:
        yield f"{word}底前完成改造。", False, True
    for word in WORDS["later_years"]:
        yield f"2024年11月至{word}3月，开展整治。", False, True
    for word in [*WORDS["fixed_days"], *WORDS["holidays"], *WORDS["seasons"], *WORDS["occasions"]]:
        yield f"{word}前完成改造。", False, True
    for word in WORDS["quarters"]:
        yield f"{word}末前完成改造。", False, True
    for word in WORDS["lead"]["coming"]:
        yield f"{word}三年建成示范区。", False, True
    for word in WORDS["phrases"]:
        yield f"到{word}，全面建成。", False, True
    for word in [*WORDS["slot"]["ongoing"], *WORDS["slot"]["immediate"]]:
        yield word, True, True
    for word in WORDS["slot"]["labels"]:
        yield f"{word}：长期坚持", False, True
    for word in WORDS["verbs"]["due"]:
        yield f"2026年{word}有关工作。", False, True
    for word in WORDS["verbs"]["anywhere"]:
        yield f"2026年泵站{word}任务。", False, True
    for word in WORDS["verbs"]["reach"]:
        yield f"2026年污水处理率{word}95%。", False, True
    for word in WORDS["hedges"]["words"]:
        yield f"{word}2026年完成改造。", False, True
    for word in WORDS["hedges"]["strong"]:
        yield f"全市{word}2026年完成改造。", False, True
    for word in WORDS["hedges"]["promises"]:
        yield f"{word}2026年投资同比增长5%。", False, True
    for word in WORDS["must"]["words"]:
        yield f"各区{word}5个工作日内完成整改。", False, True
    for word in WORDS["must"]["anywhere"]:
        yield f"材料{word}由办公室提前3日报送。", False, True
    for word in WORDS["must"]["tasks"]:
        yield f"应当在5个工作日内{word}材料。", False, True
    for word in WORDS["triggers"]["events"]:
        yield f"{word}后30日内反馈。", False, True
    for word in WORDS["stages"]["words"]:
        yield f"动员{word}（2024年5月）", False, True
    for word in WORDS["edge"]["not_before"]:
        yield f"2025年5月前{word}工作。", False, False
    for word in WORDS["edge"]["still_before"]:
        yield f"2025年5月前{word}完成。", False, True
    for word in WORDS["edge"]["not_early"]:
        yield f"2025年5月初{word}完成。", False, False
    for word in [*WORDS["slot"]["terms"], *WORDS["slot"]["fitting"]]:
        yield word, True, True
    for word in WORDS["slot"]["as_told"]:
        yield f"{word}上级要求", True, True
    for word in WORDS["slot"]["told"]:
        yield f"按上级{word}", True, True
    for word in WORDS["verbs"]["adverbs"]:
        yield f"2026年{word}开展检查。", False, True
    for word in WORDS["verbs"]["prepositions"]:
        yield f"2026年{word}全市各镇街开展检查。", False, True
    for word in WORDS["verbs"]["governed"]:
        yield f"2026年在全市{word}一批项目。", False, True
        yield f"2026年在全市{word}的项目。", False, word in WORDS["verbs"]["anywhere"]
    for word in WORDS["triggers"]["receipts"]:
        yield f"{word}建议、提案的10日内办理完毕。", False, True
    for word in WORDS["triggers"]["handing"]:
        yield f"自文件{word}之日起30日内办结。", False, True
    for word in WORDS["triggers"]["applications"]:
        yield f"收到{word}之日起30日内办结。", False, False
    for word in WORDS["must"]["manners"]:
        yield f"一年内{word}整改隐患。", False, True
        yield f"一年内{word}整改的企业。", False, False
    for word in WORDS["must"]["aids"]:
        yield f"5年内{word}青年人才不少于300名。", False, True
        yield f"5年内{word}每人每年20万元。", False, False
        yield f"5年内{word}前100名企业。", False, False
    for word in WORDS["must"]["aided"]:
        yield f"5年内资助优秀对象300{word}。", False, True
        yield f"5年内资助对象300{word}以上的县。", False, False
    for word in WORDS["verbs"]["changes"]:
        yield f"力争2025年财政收入{word}10%。", False, True
    for word in WORDS["verbs"]["counted"]:
        yield f"2025年{word}学校10所。", False, True
    for word in WORDS["must"]["limits"]:
        yield f"道路受损的，{word}5个工作日内恢复通行。", False, True
    for word in WORDS["none"]["findings"]:
        yield f"{word}，2024年底前完成改造。", False, False
    for word in WORDS["none"]["rewarded"]:
        yield f"2024年底前完成的{word}给予奖励。", False, False
    for word in WORDS["none"]["attributes"]:
        yield f"2025年底前{word}的人员，按规定执行。", False, False
    for word in WORDS["none"]["in_force"]:
        yield f"2025年底前{word}。", False, False
    for word in WORDS["none"]["effect"]:
        yield f"新规2025年6月1日{word}。", False, False
    for word in WORDS["none"]["lasting"]:
        yield f"2024年5月至12月，{word}有关情况。", False, False
    for word in WORDS["none"]["so_far"]:
        yield f"截至2024年6月底，{word}新增企业500家。", False, True
        yield f"截至2024年2月底，{word}新增企业500家。", False, False
    for word in WORDS["none"]["quoted"]:
        yield f"按照“2024年底前完成”的{word}，狠抓落实。", False, True
    for word in WORDS["none"]["timed"]:
        yield f"专项检查{word}2024年5月至7月。", False, True
    for word in WORDS["none"]["before"]:
        yield f"{word}至2025年底。", False, False
    for word in WORDS["none"]["until"]:
        yield f"补贴{word}至2025年底。", False, False
        yield f"补贴{word}细则2025年底前出台。", False, True
    for word in WORDS["none"]["holds"]:
        yield f"本措施自发布之日起{word}，至2025年底。", False, False
    for word in WORDS["none"]["before_bare"]:
        yield f"{word}2026年完成的项目。", False, False
    for word in WORDS["none"]["validity"]:
        yield f"本措施{word}到2025年底。", False, False
    for word in WORDS["none"]["measure"]:
        yield f"办理时间{word}5个工作日内完成。", False, False
    for word in WORDS["none"]["after"]:
        yield f"2026年{word}，各地积极行动。", False, False
    for word in WORDS["none"]["after_limit"]:
        yield f"2025年底前{word}完成改造。", False, False
    for word in WORDS["none"]["benefit"]:
        yield f"2025年，对企业{word}。", False, False
    for word in WORDS["none"]["history"]:
        yield f"2025年，全市投资{word}增长。", False, False
    for word in WORDS["none"]["service"]:
        yield f"应当在48小时内{word}。", False, False
    for word in WORDS["none"]["conditions"]:
        yield f"{word}2025年底前完成的企业，给予奖励。", False, False
    for word in WORDS["none"]["rewards"]:
        yield f"2025年底前完成的项目，{word}支持。", False, False
    for word in WORDS["none"]["titles"]:
        yield f"城市更新{word}（2024—2026年）", False, False
    for word in WORDS["none"]["plan_names"]:
        yield f"“十五五”时期能源{word}编制完成。", False, False


@pytest.mark.parametrize(("text", "slot", "limited"), list(_templates()))
def test_every_word_of_the_table_counts(text: str, slot: bool, limited: bool) -> None:
    assert bool(limits_of(text, Anchor(2024, ISSUED), slot=slot)) is limited


@pytest.mark.parametrize("document", WORDS["triggers"]["own_document"])
@pytest.mark.parametrize("issue", WORDS["triggers"]["own_issue"])
def test_the_issue_of_the_document_itself_is_dated(document: str, issue: str) -> None:
    (one,) = limits_of(f"{document}{issue}之日起30日内报备。", Anchor(2024, ISSUED))
    assert (one.start, one.end) == ("2024-03-15", "2024-04-14")


@pytest.mark.parametrize(
    ("goal", "metrics"),
    [
        ("全区绿化覆盖率达到42%以上", ["绿化覆盖率≥42%"]),
        ("新增停车位2万个", ["停车位=2万个"]),
        ("完成城区15个内涝点治理", ["内涝点治理=15个"]),
        ("完成8个乡镇规划及20个村庄规划", ["乡镇规划=8个", "村庄规划=20个"]),
        ("企业开放不低于30个应用场景", ["应用场景≥30个"]),
        ("能力建设覆盖不低于95%的街道", ["能力建设覆盖≥95%"]),
        ("旅游消费增长20%", ["旅游消费增长=20%"]),
        ("建设示范街区（商圈）4条（个）以上", ["示范街区（商圈）≥4条"]),
        ("将办理时间压缩至5个工作日以内", ["办理时间≤5个工作日"]),
        ("用两年时间，在3个月内启动一期工程", []),
        ("全面推进", []),
    ],
)
def test_what_a_goal_measures(goal: str, metrics: list[str]) -> None:
    assert [str(one) for one in find_metrics(goal)] == metrics


@pytest.mark.parametrize(("word", "operator"), load("measures")["reach"].items())
def test_every_word_that_sets_a_value(word: str, operator: str) -> None:
    assert [str(one) for one in find_metrics(f"污水处理率{word}95%")] == [f"污水处理率{operator}95%"]


@pytest.mark.parametrize(("word", "operator"), load("measures")["tail"].items())
def test_every_word_behind_a_value(word: str, operator: str) -> None:
    assert [str(one) for one in find_metrics(f"污水处理率达到95%{word}")] == [f"污水处理率{operator}95%"]


@pytest.mark.parametrize("unit", load("measures")["units"])
@pytest.mark.parametrize("magnitude", ["", *load("measures")["magnitudes"]])
def test_every_unit(unit: str, magnitude: str) -> None:
    (one,) = find_metrics(f"规模达到12{magnitude}{unit}")
    assert (one.value, one.unit) == ("12", magnitude + unit)


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
