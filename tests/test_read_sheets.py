"""Workbooks and CSV: titles, merged cells, values as they are shown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from make_documents import merged, old_workbook, package, rows_of, workbook

from kg.errors import UnreadableFile
from kg.model import Source
from kg.read import Limits, read_bytes
from kg.read.sheets.shown import shown

TASKS = [
    ["某区2023年重点任务分解表"],
    ["序号", "任务", "责任单位", "完成时限"],
    [1, "建设水厂", "区水务局", date(2023, 6, 30)],
    [2, "改造管网", None, "年底前"],
    [3, "修建道路", "区交通局\n区住建局", None],
]


def xlsx(sheets: dict[str, list[list[object]]], **more: object) -> Source:
    return read_bytes(workbook(sheets, **more), "a.xlsx")  # type: ignore[arg-type]


def test_a_task_table_with_its_title_and_merged_cells() -> None:
    source = xlsx({"Sheet1": TASKS}, merges={"Sheet1": ["A1:D1", "C3:C4"]})
    assert source.text.startswith(
        "某区2023年重点任务分解表\n序号\t任务\t责任单位\t完成时限\n1\t建设水厂\t区水务局\t2023年6月30日\n"
    )
    assert rows_of(source)[1:] == [
        ["1", "建设水厂", "区水务局", "2023年6月30日"],
        ["2", "改造管网", "年底前"],
        ["3", "修建道路", "区交通局\n区住建局", ""],
    ]
    assert merged(source) == {"区水务局": (1, 2, 2, 1)}


def test_every_sheet_is_read_and_named_where_it_has_no_title() -> None:
    plain = [["任务", "单位"], ["建厂", "区水务局"]]
    source = xlsx({"牵头任务": plain, "空表": [], "Sheet3": plain})
    assert source.text == "牵头任务\n任务\t单位\n建厂\t区水务局\n任务\t单位\n建厂\t区水务局\n"
    assert len(source.tables) == 2


def test_a_second_title_begins_a_second_table() -> None:
    source = xlsx(
        {
            "Sheet1": [
                ["表一"],
                ["任务", "单位"],
                ["建厂", "甲局"],
                [],
                ["表二"],
                ["任务", "单位"],
                ["修路", "乙局"],
            ]
        }
    )
    assert [rows_of(source, table) for table in (0, 1)] == [
        [["任务", "单位"], ["建厂", "甲局"]],
        [["任务", "单位"], ["修路", "乙局"]],
    ]


def test_a_group_row_and_a_blank_row_stay_inside_their_table() -> None:
    rows = [["任务", "单位"], ["一、水利", None], ["建厂", "甲局"], [], ["修路", "乙局"]]
    source = xlsx({"Sheet1": rows}, merges={"Sheet1": ["A2:B2"]})
    assert rows_of(source) == [["任务", "单位"], ["一、水利"], ["建厂", "甲局"], ["修路", "乙局"]]


def test_two_header_rows() -> None:
    rows = [["序号", "任务", None, "单位"], [None, "名称", "内容", None], [1, "建厂", "建设水厂", "甲局"]]
    source = xlsx({"Sheet1": rows}, merges={"Sheet1": ["A1:A2", "B1:C1", "D1:D2"]})
    assert merged(source) == {"序号": (0, 0, 2, 1), "任务": (0, 1, 1, 2), "单位": (0, 3, 2, 1)}


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("45107", "yyyy/m/d", "2023年6月30日"),
        ("45107", 'yyyy"年"m"月"', "2023年6月"),
        ("45107", "[$-804]yyyy\\年m\\月d\\日;@", "2023年6月30日"),
        ("45107", 'm"月"d"日"', "6月30日"),
        ("45107.75", "yyyy-mm-dd hh:mm", "2023年6月30日"),
        ("0.75", "h:mm", "18:00"),
        ("0.91", "0%", "91%"),
        ("0.915", "0.0%", "91.5%"),
        ("3", "General", "3"),
        ("3.50", "0.00", "3.5"),
        ("1E+20", "General", "1e+20"),
        ("12345678901234", "", "12345678901234"),
        ("-1", "yyyy/m/d", "-1"),
        ("9999999999", "yyyy/m/d", "9999999999"),
        ("无", "yyyy/m/d", "无"),
        ("", "0", ""),
    ],
)
def test_numbers_are_read_as_they_are_shown(stored: str, code: str, seen: str) -> None:
    assert shown(stored, code) == seen


def test_a_month_in_a_cell_is_no_more_precise_than_shown() -> None:
    source = xlsx(
        {"Sheet1": [["任务", "时限"], ["建厂", datetime(2023, 6, 1)]]}, formats={"B2": 'yyyy"年"m"月"'}
    )
    assert rows_of(source)[1] == ["建厂", "2023年6月"]


def test_an_old_workbook() -> None:
    rows = [["任务", "单位", "完成率"], ["建厂", "区水务局", 0.5], ["修路", None, 3]]
    source = read_bytes(old_workbook("任务表", rows, (1, 2, 1, 1)), "a.xls")
    assert source.text.startswith("任务表\n任务\t单位\t完成率\n")
    assert merged(source) == {"区水务局": (1, 1, 2, 1)}
    assert rows_of(source)[2] == ["修路", "3"]


def test_sentences_above_a_csv_table_do_not_decide_its_delimiter() -> None:
    notes = "".join(f"第{n}条说明，各单位按季度报送进展情况\n" for n in range(30))
    source = read_bytes(f"{notes}任务,单位\n建厂,甲局\n修路,乙局\n".encode(), "a.csv")
    assert rows_of(source)[-3:] == [["任务", "单位"], ["建厂", "甲局"], ["修路", "乙局"]]


@pytest.mark.parametrize("how", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_out_and_said_to_be(how: str) -> None:
    plain = [["任务", "单位"], ["建厂", "区水务局"]]
    book = workbook({"牵头任务": plain, "旧稿": plain, "空表": []}, hidden={"旧稿": how, "空表": how})
    for source in (
        read_bytes(book, "a.xlsx"),
        read_bytes(old_workbook("牵头任务", plain, hidden="旧稿"), "a.xls"),
    ):
        assert source.text == "牵头任务\n任务\t单位\n建厂\t区水务局\n"
        assert [issue.code for issue in source.issues] == ["hidden-sheet"]


def struck_workbook() -> bytes:
    """A workbook with a cell, and a part of another, that are struck through."""
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["任务", "责任单位"], ["建厂", "区水务局"], ["修路", "区交通局"]):
        sheet.append(row)
    sheet["A3"].font = Font(strike=True)
    part = TextBlock(InlineFont(strike=True), "区教育局、")
    sheet["B2"] = CellRichText(part, TextBlock(InlineFont(b=True), "区水务局"))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def struck_old_workbook() -> bytes:
    import xlwt

    struck, plain = xlwt.easyfont("struck_out true"), xlwt.easyfont("bold true")
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for row, words in enumerate((["任务", "责任单位"], ["建厂"], ["修路", "区交通局"])):
        for column, text in enumerate(words):
            style = xlwt.easyxf("font: struck_out true") if text == "修路" else xlwt.Style.default_style
            sheet.write(row, column, text, style)
    sheet.write_rich_text(1, 1, [("区教育局、", struck), ("区水务局", plain)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("book", "name"), [(struck_workbook, "a.xlsx"), (struck_old_workbook, "a.xls")], ids=["xlsx", "xls"]
)
def test_what_is_struck_through_is_left_out_and_said_to_be(book: Callable[[], bytes], name: str) -> None:
    source = read_bytes(book(), name)
    assert source.text == "任务\t责任单位\n建厂\t区水务局\n\t区交通局\n"
    assert [issue.code for issue in source.issues] == ["struck-text"]


def hiding(
    rows: list[list[object]], merge: str = "", *, filtered: bool = False, level: int | None = None
) -> bytes:
    """A workbook whose third row and third column are hidden, at this `level` of an outline."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook({"Sheet1": rows})))
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = sheet.column_dimensions["C"].hidden = True
    if merge:
        sheet.merge_cells(merge)
    if filtered:
        sheet.auto_filter.ref = "A1:D4"
        sheet.auto_filter.add_filter_column(0, ["1", "3"])
    buffer = io.BytesIO()
    book.save(buffer)
    if level is None:
        return buffer.getvalue()
    with zipfile.ZipFile(buffer) as parts:
        texts = {name: parts.read(name).decode() for name in parts.namelist()}
    leveled = f'hidden="1" outlineLevel="{level}"'
    return package({name: text.replace('hidden="1"', leveled) for name, text in texts.items()})


HIDING: list[list[object]] = [
    ["序号", "任务", "旧责任单位", "责任单位"],
    [1, "建厂", "区教育局", "区水务局"],
    [2, "旧任务", "区教育局", "区财政局"],
    [3, "修路", "区教育局", "区交通局"],
]


@pytest.mark.parametrize("level", [None, 0])
def test_hidden_rows_and_columns_are_left_out_and_said_to_be(level: int | None) -> None:
    source = read_bytes(hiding(HIDING, level=level), "a.xlsx")
    assert source.text == "序号\t任务\t\t责任单位\n1\t建厂\t\t区水务局\n3\t修路\t\t区交通局\n"
    assert [issue.code for issue in source.issues] == ["hidden-cells"]


def test_trap_what_a_filter_or_a_folded_outline_hides_is_there() -> None:
    assert "旧任务" in read_bytes(hiding(HIDING, filtered=True), "a.xlsx").text
    folded = read_bytes(hiding(HIDING, level=1), "a.xlsx")
    assert "旧任务\t区教育局" in folded.text
    assert folded.issues == ()


def test_a_merged_cell_says_in_the_rows_that_are_seen_what_it_says_in_a_hidden_one() -> None:
    assert "修路\t\t区财政局" in read_bytes(hiding(HIDING, "D3:D4"), "a.xlsx").text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_csv_table_in_any_encoding_and_delimiter(codec: str, mark: str) -> None:
    printed = (
        f'任务表{mark}{mark}\n序号{mark}任务{mark}单位\n1{mark}“建厂，修路”{mark}"甲局\n乙局{mark}丙局"\n'
    )
    source = read_bytes(printed.encode(codec), "a.csv")
    third = f"甲局\n乙局{mark}丙局".replace("\t", " ")
    assert rows_of(source) == [["序号", "任务", "单位"], ["1", "“建厂，修路”", third]]
    assert source.text.startswith("任务表\n序号\t任务\t单位\n")


SPACE = "http://schemas.openxmlformats.org"
RELATIONS = f"{SPACE}/officeDocument/2006/relationships"


def raw_workbook(sheet: str) -> bytes:
    """A workbook whose one sheet is this XML."""
    return package(
        {
            "xl/workbook.xml": (
                f'<workbook xmlns="{SPACE}/spreadsheetml/2006/main" xmlns:r="{RELATIONS}">'
                '<sheets><sheet name="表" r:id="r1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{SPACE}/package/2006/relationships">'
                f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="/xl/worksheets/s.xml"/>'
                "</Relationships>"
            ),
            "xl/worksheets/s.xml": (
                f'<worksheet xmlns="{SPACE}/spreadsheetml/2006/main">'
                f'<dimension ref="A1:XFD1048576"/>{sheet}</worksheet>'
            ),
        }
    )


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_claim_of_a_million_rows_costs_nothing() -> None:
    cells = f'<sheetData><row r="1">{inline("A1", "任务")}{inline("B1", "单位")}</row><row r="1048576">'
    cells += f"{inline('A1048576', '建厂')}{inline('B1048576', '甲局')}</row></sheetData>"
    source = read_bytes(
        raw_workbook(cells + '<mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells>'), "a.xlsx"
    )
    assert rows_of(source) == [["任务", "单位"], ["建厂", "甲局"]]


def test_a_table_wider_than_a_page_could_show_is_refused() -> None:
    row = f'<sheetData><row r="1">{inline("A1", "任务")}{inline("XFD1", "单位")}</row></sheetData>'
    with pytest.raises(UnreadableFile, match="16384 列"):
        read_bytes(raw_workbook(row), "a.xlsx")
    with pytest.raises(UnreadableFile, match="最多 3 个单元格"):
        read_bytes(workbook({"表": [["a", "b"], ["c", "d"]]}), "a.xlsx", limits=Limits(cells=3))


def test_a_title_above_a_header_begins_another_table_without_a_blank_row() -> None:
    rows = [
        ["任务清单"],
        ["序号", "任务", "责任单位"],
        [1, "清淤", "县水利局"],
        ["职责清单"],
        ["单位", "职责"],
        ["县气象局", "负责预报雨情"],
    ]
    source = read_bytes(workbook({"表": rows}), "a.xlsx")
    assert [len(rows_of(source, at)) for at in range(len(source.tables))] == [2, 2]


def test_trap_a_heading_above_a_row_that_is_no_header_stays_in_its_table() -> None:
    rows = [["序号", "任务", "责任单位"], [1, "清淤", "县水利局"], ["二、道路"], [2, "修路", "县交通局"]]
    source = read_bytes(workbook({"表": rows}), "a.xlsx")
    assert len(source.tables) == 1


def xml_workbook(rows: str, styles: str = "") -> bytes:
    """A workbook of one sheet in one XML file, as export systems write them."""
    names = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook {names}'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="任务表"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def xml_row(*cells: str, attributes: str = "") -> str:
    """A row of cells, each a text or raw XML."""
    made = (
        one if one.startswith("<") else f'<Cell><Data ss:Type="String">{one}</Data></Cell>' for one in cells
    )
    return f"<Row {attributes}>{''.join(made)}</Row>"


def xml_cell(text: str, kind: str = "String", attributes: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_a_workbook_in_one_xml_file() -> None:
    styles = (
        '<Style ss:ID="s1"><NumberFormat ss:Format="Short Date"/></Style>'
        '<Style ss:ID="s2"><Font ss:StrikeThrough="1"/></Style>'
    )
    rows = [
        xml_row("任务", "责任单位", "完成时限", "序号"),
        xml_row(
            "建厂",
            xml_cell("区水务局", attributes='ss:MergeDown="1"'),
            xml_cell("2024-08-25T00:00:00.000", "DateTime", 'ss:StyleID="s1"'),
            xml_cell("1", "Number"),
        ),
        xml_row("修路", xml_cell("年底前", attributes='ss:Index="3"')),
        xml_row(xml_cell("旧任务", attributes='ss:StyleID="s2"'), "区财政局"),
        xml_row("暂缓", "区教育局", attributes='ss:Hidden="1"'),
    ]
    source = read_bytes(xml_workbook("".join(rows), styles), "a.xls")
    assert source.text.splitlines()[0] == "任务表"
    assert rows_of(source)[1:] == [
        ["建厂", "区水务局", "2024年8月25日", "1"],
        ["修路", "年底前", ""],
        ["", "区财政局", "", ""],
    ]
    assert merged(source) == {"区水务局": (1, 1, 2, 1)}
    assert [issue.code for issue in source.issues] == ["hidden-cells", "struck-text"]


def test_trap_another_xml_file_and_a_broken_workbook_are_refused() -> None:
    for data in (b"<?xml version='1.0'?><rows><row/></rows>", xml_workbook("<Row>")):
        with pytest.raises(UnreadableFile, match="XML"):
            read_bytes(data, "a.xls")
