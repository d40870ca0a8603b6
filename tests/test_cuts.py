"""Lines and pages may end anywhere: what a text hands out is the same wherever they do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import squeeze
from kg.read import read

TITLE = "青溪县2024年重点任务分工"
TEXTS = [
    "一、建设水情平台。牵头单位：县水利局；配合单位：县数据局、县气象局。完成时限：2024年11月30日前。",
    "二、改造泵站。责任领导：周敏；责任单位：县水利局、县委组织部、各县（区）供水中心。2024年10月底前完成。",
    "三、更新公交车。牵头责任单位：县交通运输局；协办单位：各镇人民政府（街道办事处）；时间节点：2024年12月",
    "四、新建托育园。完成时限：2024年9月底前；主办单位：县卫生健康局，协办单位：县住房和城乡建设局。",
    "五、清淤河道。（县水利局牵头，县农业农村局、各乡镇人民政府配合，2024年5月1日—10月31日）",
    "六、培训护理员。县人力资源和社会保障局牵头，县民政局、县卫生健康局配合，11月底前完成。",
    "七、治理积水点。由县城市管理局会同县住建局牵头，县排水公司、县气象局、人民银行县支行配合。",
    "八、疏浚河道。主责单位：县水利局；协办单位：各街道办事处、县公安局交警大队；时限：2024年汛期前",
]
PAGE_BREAK = "\n\n— 3 —\n\n"
Facts = list[tuple[list[str], list[str]]]


def facts(text: str, folder: Path) -> Facts:
    """Units and limits of the tasks, in printed order."""
    file = folder / "text.txt"
    file.write_text(f"{TITLE}\n{text}\n", encoding="utf-8")
    return [
        (
            [f"{unit.role}:{squeeze(unit.unit)}" for unit in task.assignments],
            [f"{limit.start}/{limit.end}" for limit in task.deadlines],
        )
        for task in extract(read(file)).tasks
    ]


@pytest.mark.parametrize("place", range(len(TEXTS)))
@pytest.mark.parametrize("end", ["\n", PAGE_BREAK], ids=["line", "page"])
def test_one_line_ends_anywhere(place: int, end: str, tmp_path: Path) -> None:
    whole = facts("\n".join(TEXTS), tmp_path)
    text = TEXTS[place]
    for at in range(text.index("。") + 2, len(text)):
        cut = [*TEXTS[:place], text[:at] + end + text[at:], *TEXTS[place + 1 :]]
        assert facts("\n".join(cut), tmp_path) == whole, f"{text[:at]}⏎{text[at:]}"


def wrapped(width: int, lines_of_page: int | None, indent: str) -> Iterator[str]:
    """The lines of the texts, none longer than `width`, with numbers between pages."""
    lines = [(indent + text)[at : at + width] for text in TEXTS for at in range(0, len(indent + text), width)]
    for place, line in enumerate(lines, 1):
        yield line
        if lines_of_page and place % lines_of_page == 0:
            yield f"\n— {place // lines_of_page} —\n"


@pytest.mark.parametrize(("lines_of_page", "indent"), list(product([None, 5], ["", "　　"])))
def test_all_lines_end_at_any_width(lines_of_page: int | None, indent: str, tmp_path: Path) -> None:
    whole = facts("\n".join(TEXTS), tmp_path)
    for width in range(18, 46):
        text = "\n".join(wrapped(width, lines_of_page, indent))
        assert facts(text, tmp_path) == whole, text


def test_a_class_of_territories_is_whole_when_cut_in_the_first_words_of_a_text(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("各县（市、\n区）农业农村局负责储备防汛物资。\n", encoding="utf-8")
    titles = [document.title for document in extract(read(file)).documents]
    assert titles == ["各县（市、区）农业农村局负责储备防汛物资。"]
