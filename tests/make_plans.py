"""Plans and task tables put together from facts: what a reader has to find is known beforehand."""

from __future__ import annotations

from html import escape
from random import Random
from typing import NamedTuple

from make_documents import paragraph, web_page, word_cell, word_document, word_table, workbook
from make_texts import NUMERALS

BODIES = [
    "发展改革委", "教育局", "科技局", "工业和信息化局", "公安局", "民政局", "司法局", "财政局",
    "人力资源社会保障局", "自然资源和规划局", "住房城乡建设局", "交通运输局", "水利局", "商务局", "委组织部",
    "文化广电旅游局", "卫生健康委", "应急管理局", "国资委", "市场监管局", "医保局", "委宣传部", "委政法委",
    "总工会", "妇联", "税务局", "气象局", "消防救援支队", "供销社",
]  # fmt: skip
OTHERS = [
    "国网青石供电公司",
    "人民银行青石分行",
    "青石海关",
    "各县（市、区）人民政府",
    "各有关部门",
    "相关镇街",
]
DEEDS = ["推进", "加强", "深化", "完善", "强化", "抓好", "提升", "实施"]
THINGS = [
    "农村饮水安全保障", "老旧小区改造", "学前教育普及", "河湖生态修复", "城乡公交一体化", "营商环境优化",
    "高标准农田建设", "社会信用体系建设", "养老服务设施建设", "大气污染防治",
]  # fmt: skip
SENTENCES = [
    "完善工作机制，压实工作责任。", "建立工作台账，实行销号管理。", "坚持问题导向，补齐短板弱项。",
    "支持符合条件的企业（含个体工商户）申报。", "落实《青石市优化营商环境条例》有关规定。",
]  # fmt: skip
LIMITS = [
    ("2024年6月底前完成阶段性任务。", "2024-06-30"),
    ("到2025年，覆盖率达到90%以上。", "2025-12-31"),
    ("9月底前报送方案。", "2024-09-30"),
    ("力争年底前建成投用。", "2024-12-31"),
]
SLOTS = [
    ("2024年6月底前", "2024-06-30"), ("长期坚持", None), ("2024年第三季度", "2024-09-30"),
    ("10月31日前", "2024-10-31"), ("2024.11.30", "2024-11-30"), ("持续推进", None),
]  # fmt: skip
# how units are printed behind a task, the role of the first and that of the others
STYLES = [
    ("（责任单位：{all}）", "responsible", "responsible"),
    ("〔责任部门：{all}〕", "responsible", "responsible"),
    ("（牵头单位：{first}；配合单位：{others}）", "lead", "support"),
    ("(牵头单位：{first}；责任单位：{others})", "lead", "responsible"),
    ("（主责：{first}；配合：{others}）", "lead", "support"),
    ("（责任领导：王建军；责任单位：{all}）", "responsible", "responsible"),
    ("（责任单位：{first}（牵头）、{others}）", "lead", "responsible"),
    ("（{all}）", "responsible", "responsible"),
    ("（{all}负责）", "responsible", "responsible"),
    ("（{all}等按职责分工负责）", "responsible", "responsible"),
    ("（{first}牵头，{others}配合）", "lead", "support"),
    ("（{first}牵头，{others}按职责分工负责）", "lead", "responsible"),
    ("（{first}会同{others}负责）", "responsible", "support"),
    ("该项工作由{first}牵头，{others}配合。", "lead", "support"),
    ("此项工作由{all}负责。", "responsible", "responsible"),
    ("\n责任单位：{all}", "responsible", "responsible"),
    ("\n——责任单位：{all}", "responsible", "responsible"),
    ("\n责任单位：{first}牵头，{others}配合", "lead", "support"),
    ("\n牵头单位：{first}\n配合单位：{others}", "lead", "support"),
    ("\n【牵头单位】{first}\n【配合单位】{others}", "lead", "support"),
    ("\n牵头单位：{first}。责任单位：{others}。", "lead", "responsible"),
]
NUMBERS = [
    ("一、",),
    ("一、", "（一）"),
    ("一、", "1."),
    ("一、", "（一）", "1."),
    ("一、", "（一）", "1.", "（1）"),
]
TASKS = ["任务名称", "重点任务", "工作内容", "主要任务", "整改措施", "项目名称", "目标任务", "工作举措"]
OWNERS = ["责任单位", "责任部门", "承办单位", "落实单位", "实施单位", "责任主体"]
LEADERS = ["牵头单位", "主办单位", "主责单位", "牵头部门"]
HELPERS = ["配合单位", "协办单位", "参与单位", "协同单位"]
TIMES = ["完成时限", "时间节点", "完成时间", "整改时限", "办结时限", "时限要求"]
NOTES = [
    ("责任领导", "王建军"),
    ("联系电话", "0535-6633221"),
    ("备注", "跨年度"),
    ("目标值", "90%"),
    ("总投资（万元）", "500"),
]
TITLE = "青石市2024年重点工作任务分解表"


Rows = list[list[str | None]]
"""The cells of a table with its header; a cell that is None belongs to the cell above it."""


class Fact(NamedTuple):
    """A task: its number (none in a table), its units with their roles, the ends of its limits."""

    number: str | None
    units: list[tuple[str, str]]
    ends: list[str]


def bodies(random: Random, level: str) -> list[str]:
    """Two to five bodies of a level, and others beside them."""
    return random.sample([*(level + body for body in BODIES), *OTHERS], random.randint(2, 5))


def plan(random: Random) -> tuple[str, list[Fact]]:
    """A plan whose items hand tasks out in one style, and what it says."""
    numbers, style = random.choice(NUMBERS), random.choice(STYLES)
    level = random.choice("市县区")
    facts: list[Fact] = []
    lines = [
        f"青石{level}人民政府办公室关于印发2024年重点工作方案的通知",
        f"青政办发〔2024〕{random.randint(1, 99)}号",
        "各有关部门：",
        *_items(random, level, numbers, style, "", facts),
        f"青石{level}人民政府办公室",
        "2024年3月5日",
    ]
    return random.choice(["\n", "\n\n", "\n　　"]).join(lines) + "\n", facts


def _items(
    random: Random,
    level: str,
    numbers: tuple[str, ...],
    style: tuple[str, str, str],
    path: str,
    facts: list[Fact],
) -> list[str]:
    """The lines of a list and of the lists below its items; what the items say is added to `facts`."""
    lines: list[str] = []
    for place in range(random.randint(2, 4)):
        number = numbers[0].replace("一", NUMERALS[place]).replace("1", str(place + 1))
        heading = number + random.choice(DEEDS) + random.choice(THINGS)
        if len(numbers) > 1:
            lines += [heading, *_items(random, level, numbers[1:], style, path + number, facts)]
            continue
        sentences = random.sample(SENTENCES, random.randint(1, 3))
        limit, end = random.choice([*LIMITS, ("", "")])
        units, assigned = _assigned(style, bodies(random, level))
        facts.append(Fact(path + number, assigned, [end] if end else []))
        lines.append(f"{heading}。{''.join(sentences)}{limit}{units}")
    return lines


def _assigned(style: tuple[str, str, str], names: list[str]) -> tuple[str, list[tuple[str, str]]]:
    """Units as a style prints them, and their roles."""
    template, first, others = style
    printed = template.format(all="、".join(names), first=names[0], others="、".join(names[1:]))
    return printed, [(names[0], first), *((name, others) for name in names[1:])]


def form(random: Random) -> tuple[Rows, list[Fact]]:
    """A task table with some of the usual columns, and what it says."""
    led, timed, measured = (random.random() < share for share in (0.5, 0.7, 0.3))
    notes = random.sample(NOTES, random.randint(0, 2))
    header = ["序号", random.choice(TASKS), *(["具体措施"] if measured else [])]
    header += [random.choice(LEADERS), random.choice(HELPERS)] if led else [random.choice(OWNERS)]
    header += [*([random.choice(TIMES)] if timed else []), *(name for name, _ in notes)]
    mark = random.choice(["、", "\n", "，"])
    rows: Rows = [list(header)]
    facts: list[Fact] = []
    number = 0
    for place in range(random.randint(3, 7)):
        new = not measured or place == 0 or random.random() < 0.6
        number += new
        names, (slot, end) = bodies(random, "市"), random.choice(SLOTS)
        row: list[str | None] = (
            [str(number), random.choice(DEEDS) + random.choice(THINGS)] if new else [None, None]
        )
        row += [f"组织第{place + 1}批专项行动，建立台账"] if measured else []
        row += [names[0], mark.join(names[1:])] if led else [mark.join(names)]
        rows.append([*row, *([slot] if timed else []), *(value for _, value in notes)])
        roles = ("lead", "support") if led else ("responsible", "responsible")
        units = [(names[0], roles[0]), *((name, roles[1]) for name in names[1:])]
        facts.append(Fact(None, units, [end] if timed and end else []))
    return rows, facts


def files(table: Rows) -> dict[str, bytes]:
    """The table in files of several formats by their names."""
    return {"a.html": _page(table), "a.docx": _word(table), "a.xlsx": _book(table), "a.md": _markdown(table)}


def _height(table: Rows, row: int, column: int) -> int:
    """How many rows a cell covers."""
    below = (place for place in range(row + 1, len(table)) if table[place][column] is not None)
    return next(below, len(table)) - row


def _page(table: Rows) -> bytes:
    rows = [
        "".join(
            f'<td rowspan="{_height(table, number, column)}">{escape(cell).replace(chr(10), "<br>")}</td>'
            for column, cell in enumerate(row)
            if cell is not None
        )
        for number, row in enumerate(table)
    ]
    article = f"<h1>{TITLE}</h1><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    return web_page(article, '<meta charset="utf-8">').encode()


def _word(table: Rows) -> bytes:
    rows = [
        [
            word_cell("", merge="continue")
            if cell is None
            else word_cell(
                "".join(map(paragraph, cell.split("\n"))),
                merge="restart" if _height(table, number, column) > 1 else "",
            )
            for column, cell in enumerate(row)
        ]
        for number, row in enumerate(table)
    ]
    return word_document(paragraph(TITLE) + word_table(rows))


def _book(table: Rows) -> bytes:
    merges = [
        f"{chr(65 + column)}{number + 2}:{chr(65 + column)}{number + 1 + _height(table, number, column)}"
        for number, row in enumerate(table)
        for column, cell in enumerate(row)
        if cell is not None and _height(table, number, column) > 1
    ]
    return workbook({"表": [[TITLE], *table]}, {"表": merges})


def _markdown(table: Rows) -> bytes:
    lines = [f"| {' | '.join((cell or '').replace(chr(10), '<br>') for cell in row)} |" for row in table]
    lines.insert(1, "|" + "---|" * len(table[0]))
    return "\n".join([f"# {TITLE}", "", *lines]).encode()
