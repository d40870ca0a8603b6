"""Whatever a text says, it is read: no crash, every span valid, the same result every time, in time."""

from __future__ import annotations

import time

import pytest
from extraction_checks import check_extraction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_texts import BODIES, example_texts

from kg.errors import UnreadableFile
from kg.extract import extract
from kg.identity import Registry
from kg.model import Extraction
from kg.read import read_bytes

REGISTRY = Registry.load()
SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Extraction | None:
    """The extraction of a text, None where it is refused: no words, or the control signs of a program."""
    try:
        source = read_bytes(text.encode("utf-8", "replace"), "a.md")
    except UnreadableFile:
        return None
    return extract(source, REGISTRY)


def check(text: str) -> None:
    found = read(text)
    if found is not None:
        check_extraction(found)
        assert read(text) == found


SIGNS = "、，。；：（）〔〕【】《》“” \n①"
PHRASES = """
市 区 省 各区县人民政府 相关镇街 等 和 及 责任单位： 牵头单位： 配合单位： 责任单位 牵头 负责 配合 由 会同
按职责分工负责 列第一位者为牵头单位 下同 一、 （一） 1. （1） 第一条 一是 附件： 附件1 关于印发方案的通知 任务
政办发〔2023〕1号 2023年6月底前 到2025年 每年 第三季度 起30日内 长期坚持 工作目标 达到91%以上 完成时限：
成立领导小组 成员单位 组长 2023年1月1日 以下各项均涉及 办公室 同意废止 责任人：
"""
TABLE = ["| 序号 | 任务 | 责任单位 |\n| - | - | - |\n", "| 1 | 建厂 | 市水务局 |\n"]
WORDS = [*BODIES[:8], *SIGNS, *PHRASES.split(), *TABLE]

SENTENCES = st.lists(st.sampled_from(WORDS) | st.characters(), max_size=60).map("".join)


@SETTINGS
@given(SENTENCES)
def test_any_words_in_any_order(text: str) -> None:
    check(text)


@SETTINGS
@given(st.text(max_size=300))
def test_any_characters(text: str) -> None:
    check(text)


@settings(SETTINGS, max_examples=60)
@given(st.sampled_from(example_texts()), st.data())
def test_examples_cut_and_put_together_anew(text: str, data: st.DataObject) -> None:
    text = text[:6000]
    places = st.integers(0, len(text))
    start, end, to = data.draw(places), data.draw(places), data.draw(places)
    piece = text[min(start, end) : max(start, end)]
    check(text[:to] + data.draw(SENTENCES) + piece + text[to:])


def test_titles_of_listed_documents_are_quoted_in_the_spelling_of_the_page() -> None:
    found = read(
        "关于公布文件清理结果的通知\n附件：废止的文件目录\n| 序号 | 文号 | 文件名称 |\n| - | - | - |\n"
        "| 1 | 密政發〔2001〕1号 | 关于印发供水辦法(试行)的通知 |\n"
    )
    assert found is not None
    assert [one.title for one in found.listed] == ["关于印发供水辦法(试行)的通知"]
    check_extraction(found)


HEAD = "关于开展工作的通知\n密政办发〔2023〕1号\n一、任务\n"
RUNS = {
    "open brackets": "（",
    "open labels": "（责任单位：",
    "closing brackets": "）",
    "由": "由",
    "leads": "区水务局牵头，",
    "duties": "由区水务局负责",
    "label lines": "责任单位：区水务局\n",
    "a list without end": "区水务局、",
    "names joined": "区水务局和",
    "numbers": "1.加强管理。（责任单位：区水务局）\n",
    "deeper and deeper": "一、任务\n（一）任务\n1.任务\n（1）任务\n①任务\n",
    "one line": "加强管理，提升水平。",
    "no stop": "加强管理",
    "limits": "到2025年，覆盖率达到91%，",
    "titles": "《关于印发〈方案〉的通知》",
    "notices": "关于印发方案的通知\n密政办发〔2023〕1号\n",
    "attachments": "附件：\n",
    "rows": "| 1 | 建厂 | 区水务局 | 2023年底 |\n",
    "digits": "1",
    "words apart": "水 ",
}


@pytest.mark.parametrize("name", RUNS)
def test_time_grows_with_the_text_and_not_with_its_square(name: str) -> None:
    """Four times the text takes at most eight times the time, where it takes any."""
    spent = []
    for characters in (6_000, 24_000):
        data = (HEAD + RUNS[name] * (characters // len(RUNS[name]))).encode()
        start = time.process_time()
        extract(read_bytes(data, "a.md"), REGISTRY)
        spent.append(time.process_time() - start)
    assert spent[1] < max(8 * spent[0], 1.0)
