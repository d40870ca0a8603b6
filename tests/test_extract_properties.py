"""Whatever a text says, it is read: no crash, every span valid, the same result every time."""

from __future__ import annotations

import pytest
from extraction_checks import check_extraction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_texts import BODIES, REPEATED, example_texts, repeated

from kg.errors import UnreadableFile
from kg.extract import extract
from kg.identity.registry import Registry
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


def test_a_mark_inside_a_name_is_quoted_as_the_page_prints_it() -> None:
    check("一、开展评估。（责任单位：区*水务局）")


def test_titles_of_listed_documents_are_quoted_in_the_spelling_of_the_page() -> None:
    found = read(
        "关于公布文件清理结果的通知\n附件：废止的文件目录\n| 序号 | 文号 | 文件名称 |\n| - | - | - |\n"
        "| 1 | 密政發〔2001〕1号 | 关于印发供水辦法(试行)的通知 |\n"
    )
    assert found is not None
    assert [one.title for one in found.listed] == ["关于印发供水辦法(试行)的通知"]
    check_extraction(found)


@pytest.mark.parametrize("name", REPEATED)
def test_one_thing_repeated_without_end(name: str) -> None:
    check(repeated(name, 3_000))
