"""Every word of the tables of time limits and of measures earns its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from limits import ISSUED, limits_of

from kg.find.deadlines import Anchor
from kg.find.deadlines.metrics import find_metrics
from kg.lexicon import load

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
