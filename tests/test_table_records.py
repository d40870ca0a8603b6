"""Records that stand beside each other in a table, below labels in its first column."""

from __future__ import annotations

import pytest
from make_documents import paragraph
from make_tables import TITLE, Lines, docx, table, tasks_of

OWNERS, HELPERS = ("责任单位", "区教育局"), ("配合单位", "区财政局")
DUE = ("完成时限", "2024年9月底前")


def word(rows: Lines) -> bytes:
    return docx(paragraph(TITLE), table(rows))


def test_records_beside_each_other_may_be_called_as_columns_are() -> None:
    rows = (
        ("项目名称", "校园扩容行动", "养老服务项目", "清河治理工程"),
        ("建设内容", "新增学位", "新增床位", "清淤3公里"),
        ("责任单位", "区教育局", "区民政局", "区水务局"),
        ("配合单位", "区财政局", "各街道", "各单位"),
        ("完成时限", "2024年9月底前", "2024年10月底前", "2024年11月底前"),
    )
    assert tasks_of(word(rows), "a.docx") == [
        " 校园扩容行动｜responsible:区教育局 support:区财政局｜2024-09-30",
        " 养老服务项目｜responsible:区民政局 support:各街道｜2024-10-31",
        " 清河治理工程｜responsible:区水务局 support:各单位｜2024-11-30",
    ]


CORNER: Lines = (
    ("", "扩建校园", "清河治理工程"),
    ("牵头单位", "区教育局", "区水务局"),
    ("配合单位", "区财政局", "区住建局"),
    ("完成时限", "2024年9月底前", "2024年11月底前"),
)


@pytest.mark.parametrize(
    ("data", "name"),
    [(word(CORNER), "a.docx"), ("\n".join(map("\t".join, ((TITLE,), *CORNER))).encode(), "a.txt")],
    ids=["Word", "tabs"],
)
def test_records_beside_each_other_below_an_empty_corner(data: bytes, name: str) -> None:
    assert tasks_of(data, name) == [
        " 扩建校园｜lead:区教育局 support:区财政局｜2024-09-30",
        " 清河治理工程｜lead:区水务局 support:区住建局｜2024-11-30",
    ]


def test_stages_beside_each_other() -> None:
    rows = (
        ("阶段", "部署阶段", "实施阶段"),
        ("时间", "3月", "4月"),
        ("工作", "制定方案", "开展整治"),
        ("责任单位", "区应急局", "各镇街"),
    )
    assert tasks_of(word(rows), "a.docx") == [
        " 制定方案｜responsible:区应急局｜2024-03-31",
        " 开展整治｜responsible:各镇街｜2024-04-30",
    ]


def test_trap_labels_behind_such_a_name_are_of_the_same_record() -> None:
    rows = (("项目名称", "校园扩容行动", "项目类型", "民生"), (*OWNERS, *HELPERS), DUE)
    assert tasks_of(word(rows), "a.docx") == [
        " 校园扩容行动｜responsible:区教育局 support:区财政局｜2024-09-30"
    ]
