"""Rows set off by tabs that lack what is empty: at the end of a line, or over the numbers."""

from __future__ import annotations

from make_tables import issues_of, tasks_of


def test_empty_notes_at_the_end_of_a_line_may_be_cut_off() -> None:
    rows = (
        "任务\t责任单位\t时限\t备注",
        "修路\t县交通局\t2024年6月底前",
        "植树\t县林业局\t2024年3月底前\t按计划",
    )
    assert tasks_of("\n".join(("任务表", *rows, "")).encode(), "a.txt") == [
        " 修路｜responsible:县交通局｜2024-06-30",
        " 植树｜responsible:县林业局｜2024-03-31",
    ]


def test_trap_a_line_that_lacks_its_units_is_not_without_notes() -> None:
    rows = ("任务\t牵头单位\t配合单位\t备注", "修路\t县交通局\t县财政局\t", "植树\t植绿护绿行动\t按计划")
    assert [one.split("｜")[0] for one in tasks_of("\n".join(rows).encode(), "a.txt")] == [" 修路"]


def test_a_counted_row_without_units_at_its_end_is_no_end_of_the_table() -> None:
    rows = (
        "序号\t任务\t责任单位\t时限",
        "1\t修路\t县交通局\t2024年6月底前",
        "2\t架桥",
        "3\t植树\t县林业局\t2024年3月底前",
    )
    data = "\n".join(("任务表", *rows, "")).encode()
    assert [one.split("｜")[0] for one in tasks_of(data, "a.txt")] == ["1 修路", "3 植树"]
    assert issues_of(data, "a.txt") == ["row-without-unit"]


def test_headings_sums_and_parts_of_a_header_may_be_cut_off() -> None:
    header = "序号\t任务\t责任分工\t\t投资\t时限\n\t\t牵头单位\t配合单位"
    rows = ("合计\t\t\t\t90", "一\t交通", "1\t修路\t县交通局\t县财政局\t90\t2024年6月底前")
    assert tasks_of("\n".join(("任务表", header, *rows, "")).encode(), "a.txt") == [
        "1 修路｜lead:县交通局 support:县财政局｜2024-06-30",
    ]


def test_tabbed_numbers_need_no_header() -> None:
    data = "任务表\n\t任务\t责任单位\n1\t修路\t县交通局\n2\t植树\t县林业局\n".encode()
    assert tasks_of(data, "a.txt") == ["1 修路｜responsible:县交通局｜", "2 植树｜responsible:县林业局｜"]
