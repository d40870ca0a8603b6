"""Every word of the tables of time limits and of measures earns its place."""

from __future__ import annotations

import pytest
from limits import ISSUED, limits_of

from kg.find.deadlines import Anchor
from kg.find.deadlines.metrics import find_metrics
from kg.lexicon import load
from kg.words.times import immediate_words

WORDS = load("time")


# words, a text with one of them, whether it is a slot, whether a limit stands in it
TEMPLATES = [
    (WORDS["lead"]["by"], "{}2025年6月底完成改造。", False, True),
    ([*WORDS["edge"]["before"], *WORDS["edge"]["before_misprints"]], "2025年6月底{}完成改造。", False, True),
    (WORDS["edge"]["within"], "2025年{}完成改造。", False, True),
    (WORDS["edge"]["open_ended"], "到2035年{}，全面建成。", False, True),
    ([*WORDS["years"], *WORDS["months"]], "{}底前完成改造。", False, True),
    (WORDS["later_years"], "2024年11月至{}3月，开展整治。", False, True),
    (
        [*WORDS["fixed_days"], *WORDS["holidays"], *WORDS["seasons"], *WORDS["occasions"]],
        "{}前完成改造。",
        False,
        True,
    ),
    (WORDS["quarters"], "{}末前完成改造。", False, True),
    (WORDS["lead"]["coming"], "{}三年建成示范区。", False, True),
    (WORDS["phrases"], "到{}，全面建成。", False, True),
    ([*WORDS["slot"]["ongoing"], *immediate_words()], "{}", True, True),
    (WORDS["slot"]["parts_of_a_year"], "{}末", True, True),
    (WORDS["slot"]["labels"], "{}：长期坚持", False, True),
    (WORDS["verbs"]["due"], "2026年{}有关工作。", False, True),
    (WORDS["verbs"]["anywhere"], "2026年泵站{}任务。", False, True),
    (WORDS["verbs"]["reach"], "2026年污水处理率{}95%。", False, True),
    (WORDS["hedges"]["words"], "{}2026年完成改造。", False, True),
    (WORDS["hedges"]["strong"], "全市{}2026年完成改造。", False, True),
    (WORDS["hedges"]["promises"], "{}2026年投资同比增长5%。", False, True),
    (WORDS["must"]["words"], "各区{}5个工作日内完成整改。", False, True),
    (WORDS["must"]["anywhere"], "材料{}由办公室提前3日报送。", False, True),
    (WORDS["must"]["tasks"], "应当在5个工作日内{}材料。", False, True),
    (WORDS["triggers"]["events"], "{}后30日内反馈。", False, True),
    (WORDS["stages"]["words"], "动员{}（2024年5月）", False, True),
    (WORDS["edge"]["not_before"], "2025年5月前{}工作。", False, False),
    (WORDS["edge"]["still_before"], "2025年5月前{}完成。", False, True),
    (WORDS["edge"]["not_early"], "2025年5月初{}完成。", False, False),
    ([*WORDS["slot"]["terms"], *WORDS["slot"]["fitting"]], "{}", True, True),
    (WORDS["slot"]["as_told"], "{}上级要求", True, True),
    (WORDS["slot"]["told"], "按上级{}", True, True),
    (WORDS["verbs"]["adverbs"], "2026年{}开展检查。", False, True),
    (WORDS["verbs"]["prepositions"], "2026年{}全市各镇街开展检查。", False, True),
    (WORDS["verbs"]["governed"], "2026年在全市{}一批项目。", False, True),
    (
        [word for word in WORDS["verbs"]["governed"] if word in WORDS["verbs"]["anywhere"]],
        "2026年在全市{}的项目。",
        False,
        True,
    ),
    (
        [word for word in WORDS["verbs"]["governed"] if word not in WORDS["verbs"]["anywhere"]],
        "2026年在全市{}的项目。",
        False,
        False,
    ),
    (WORDS["triggers"]["receipts"], "{}建议、提案的10日内办理完毕。", False, True),
    (WORDS["triggers"]["handing"], "自文件{}之日起30日内办结。", False, True),
    (WORDS["triggers"]["applications"], "收到{}之日起30日内办结。", False, False),
    (WORDS["must"]["manners"], "一年内{}整改隐患。", False, True),
    (WORDS["must"]["manners"], "一年内{}整改的企业。", False, False),
    (WORDS["must"]["aids"], "5年内{}青年人才不少于300名。", False, True),
    (WORDS["must"]["aids"], "5年内{}每人每年20万元。", False, False),
    (WORDS["must"]["aids"], "5年内{}前100名企业。", False, False),
    (WORDS["must"]["aided"], "5年内资助优秀对象300{}。", False, True),
    (WORDS["must"]["aided"], "5年内资助对象300{}以上的县。", False, False),
    (WORDS["verbs"]["changes"], "力争2025年财政收入{}10%。", False, True),
    (WORDS["verbs"]["counted"], "2025年{}学校10所。", False, True),
    (WORDS["must"]["limits"], "道路受损的，{}5个工作日内恢复通行。", False, True),
    (WORDS["none"]["findings"], "{}，2024年底前完成改造。", False, False),
    (WORDS["none"]["rewarded"], "2024年底前完成的{}给予奖励。", False, False),
    (WORDS["none"]["attributes"], "2025年底前{}的人员，按规定执行。", False, False),
    (WORDS["none"]["in_force"], "2025年底前{}。", False, False),
    (WORDS["none"]["effect"], "新规2025年6月1日{}。", False, False),
    (WORDS["none"]["lasting"], "2024年5月至12月，{}有关情况。", False, False),
    (WORDS["none"]["so_far"], "截至2024年6月底，{}新增企业500家。", False, True),
    (WORDS["none"]["so_far"], "截至2024年2月底，{}新增企业500家。", False, False),
    (WORDS["none"]["quoted"], "按照“2024年底前完成”的{}，狠抓落实。", False, True),
    (WORDS["none"]["timed"], "专项检查{}2024年5月至7月。", False, True),
    (WORDS["none"]["before"], "{}至2025年底。", False, False),
    (WORDS["none"]["until"], "补贴{}至2025年底。", False, False),
    (WORDS["none"]["until"], "补贴{}细则2025年底前出台。", False, True),
    (WORDS["none"]["holds"], "本措施自发布之日起{}，至2025年底。", False, False),
    (WORDS["none"]["before_bare"], "{}2026年完成的项目。", False, False),
    (WORDS["none"]["validity"], "本措施{}到2025年底。", False, False),
    (WORDS["none"]["measure"], "办理时间{}5个工作日内完成。", False, False),
    (WORDS["none"]["after"], "2026年{}，各地积极行动。", False, False),
    (WORDS["none"]["after_limit"], "2025年底前{}完成改造。", False, False),
    (WORDS["none"]["benefit"], "2025年，对企业{}。", False, False),
    (WORDS["none"]["history"], "2025年，全市投资{}增长。", False, False),
    (WORDS["none"]["service"], "应当在48小时内{}。", False, False),
    (WORDS["none"]["conditions"], "{}2025年底前完成的企业，给予奖励。", False, False),
    (WORDS["none"]["rewards"], "2025年底前完成的项目，{}支持。", False, False),
    (WORDS["none"]["titles"], "城市更新{}（2024—2026年）", False, False),
    (WORDS["none"]["plan_names"], "“十五五”时期能源{}编制完成。", False, False),
]
ROWS = [
    (template.format(word), slot, limited) for words, template, slot, limited in TEMPLATES for word in words
]


@pytest.mark.parametrize(("text", "slot", "limited"), ROWS)
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
