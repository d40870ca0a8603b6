"""What closes a document (signature, attachments, 抄送) is part of no task and hands nothing out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Extraction
from kg.read import read

HEAD = "凤台县人民政府办公室关于做好2024年重点工作的通知\n凤政办发〔2024〕5号\n\n各乡镇人民政府：\n\n"
BODIES = {
    "a labelled line": "一、重点任务\n1.加强校园安全管理。\n责任单位：县教育局、县公安局",
    "a collective at the end": "一、重点任务\n1.加强校园安全管理。\n责任单位：县教育局、各乡镇",
    "a bracket": "一、重点任务\n1.加强校园安全管理（县教育局、县公安局）",
    "units as headings": "一、县教育局\n负责校园安全管理\n二、县公安局\n负责巡逻防控",
    "a sentence": "一、重点任务\n1.加强校园安全管理。由县教育局牵头负责。",
}
CLOSINGS = {
    "signature": "凤台县人民政府办公室\n2024年3月5日",
    "signature far to the right": "　　　　　　　　凤台县人民政府办公室\n　　　　　　　　　2024年3月5日",
    "date in characters": "二○二四年三月五日",
    "since when it holds": "本通知自印发之日起施行，有效期至2029年6月30日。",
    "since a day": "本方案自2024年5月1日起实施",
    "may be published": "（此件公开发布）",
    "kind of publication": "主动公开",
    "copies": "抄送：县委办公室，县人大常委会办公室。",
    "who printed it": "凤台县人民政府办公室　　2024年3月5日印发",
    "attachments": "附件：1.任务分解表\n　　　2.联系人名单\n\n凤台县人民政府办公室\n2024年3月5日",
}


def extracted(text: str, folder: Path) -> Extraction:
    file = folder / "text.txt"
    file.write_text(text, encoding="utf-8")
    return extract(read(file))


def told(extraction: Extraction) -> list[tuple[str, list[str], int]]:
    return [
        (task.text, [one.unit for one in task.assignments], len(task.deadlines)) for task in extraction.tasks
    ]


SITE = {
    "editor": "来源：县教育局　责任编辑：李明",
    "editor and host": "信息来源：县教育局\n主办单位：凤台县人民政府办公室\n承办：县大数据中心",
    "imprint": "主办:凤台县府网　版权所有©　承办:县大数据局\n网站标识码:3404210001",
    "host over an imprint": "主办单位：凤台县人民政府办公室　承办单位：县大数据局\n皖ICP备12345678号",
    "tools and files": "分享到：微信\n【打印】\n附件：\n任务表.xlsx\n主办：凤台县人民政府　承办：县大数据局",
    "reading": "【打印】\n政策解读：关于校园安全（责任单位：县教育局）的解读",
    "other pages": "相关阅读\n县教育局牵头设立奖学金，规模500万元\n由县公安局负责，县教育局配合，开展巡逻",
    "other pages in brackets": "【相关链接】\n● 县公安局牵头，县教育局配合，成立专班",
    "lists of other pages": "热点推荐\n县公安局负责巡逻，县教育局配合\n往期推荐\n县教育局牵头办学，规模扩大",
    "numbered links": "猜你喜欢：\n1.县公安局牵头开展交通整治\n2.防火方案（责任单位：县教育局）",
    "next of other names": "上一条：防火方案（责任单位：县公安局）\n下一信息：县公安局牵头推进普法",
    "next page": "上一篇：县教育局负责招生，县公安局配合\n下一篇：县公安局牵头、县教育局配合，推进普法",
    "questions": "政策解读\n一、《通知》出台的背景是什么？\n答：县教育局牵头起草了《通知》，县公安局配合。"
    "\n二、谁来落实？\n答：校园安全由县教育局负责。\n三、整改隐患。（责任单位：县公安局）",
    "a reading": "《通知》解读\n起草背景\n为加强管理，由县教育局负责起草。"
    "\n主要内容\n县公安局牵头巡逻，县教育局配合。",
}
DATA = [
    "索引号：0001\n责任部门：县教育局\n文号：凤政办发〔2024〕5号",
    "信息索引号：0001\n发文日期：2024-03-05\n责任单位：县教育局\n公开时限：长期公开",
]


@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("body", BODIES)
def test_tasks_end_before_the_closing(body: str, closing: str, tmp_path: Path) -> None:
    alone = told(extracted(f"{HEAD}{BODIES[body]}\n", tmp_path))
    assert alone
    assert told(extracted(f"{HEAD}{BODIES[body]}\n\n{CLOSINGS[closing]}\n", tmp_path)) == alone


def test_what_is_attached_is_no_section(tmp_path: Path) -> None:
    found = extracted(f"{HEAD}{BODIES['a labelled line']}\n\n{CLOSINGS['attachments']}\n", tmp_path)
    assert [section.number for section in found.sections] == ["一、", "1."]


def test_items_behind_a_list_of_attachments_count_on(tmp_path: Path) -> None:
    text = (
        HEAD
        + "一、加强校园安全管理。（县教育局）\n附件：1.任务分解表\n二、加强巡逻防控。（责任单位：县公安局）\n"
    )
    assert [task.number for task in extracted(text, tmp_path).tasks] == ["一、", "二、"]


@pytest.mark.parametrize("site", SITE)
@pytest.mark.parametrize("body", BODIES)
def test_what_a_site_prints_below_the_signature_hands_nothing_out(
    body: str, site: str, tmp_path: Path
) -> None:
    text = f"{HEAD}{BODIES[body]}\n\n{CLOSINGS['signature']}\n"
    alone, printed = extracted(text, tmp_path), extracted(f"{text}{SITE[site]}\n", tmp_path)
    assert told(printed) == told(alone)
    assert len(printed.issues) == len(alone.issues)


def test_who_runs_a_site_hands_nothing_out_below_a_text_without_a_signature(tmp_path: Path) -> None:
    text = f"{HEAD}{BODIES['a bracket']}\n"
    site = "信息来源：县教育局\n责任编辑：李明\n主办单位：凤台县人民政府办公室\n"
    assert told(extracted(text + site, tmp_path)) == told(extracted(text, tmp_path))


def test_other_pages_hand_nothing_out_below_a_text_without_a_signature(tmp_path: Path) -> None:
    text = f"{HEAD}{BODIES['a bracket']}\n"
    site = "相关阅读：\n县教育局牵头设立奖学金，规模500万元\n本网对转载内容不负责。\n"
    site += "热点推荐\n县公安局负责巡逻，县教育局配合\n"
    site += "猜你喜欢：\n1.县公安局牵头开展交通整治\n2.防火方案（责任单位：县教育局）\n"
    assert told(extracted(text + site, tmp_path)) == told(extracted(text, tmp_path))


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("body", BODIES)
def test_the_data_of_a_page_hand_nothing_out(body: str, data: str, tmp_path: Path) -> None:
    alone = extracted(f"{HEAD}{BODIES[body]}\n", tmp_path)
    printed = extracted(f"{data}\n{HEAD}{BODIES[body]}\n", tmp_path)
    assert told(printed) == told(alone)
    assert len(printed.issues) == len(alone.issues)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("名称：停车场建设\n来源：政府工作报告\n责任单位：县住建局\n完成时限：2024年6月底\n", ["县住建局"]),
        (
            "一、修建公厕。（责任单位：县住建局）\n二、本方案从今年起实施清运行动。（责任单位：县城管局）\n",
            ["县住建局", "县城管局"],
        ),
        ("1.举办比赛。\n主办单位：县文旅局\n承办单位：县文化馆\n", ["县文旅局", "县文化馆"]),
        ("1.登记版权所有人\n主办单位：县文旅局\n", ["县文旅局"]),
        ("信息来源：县政府办\n1.修建公厕。（责任单位：县住建局）\n", ["县住建局"]),
        (
            "一、修建公厕。（责任单位：县住建局）\n县政府办\n2024年3月5日\n【打印】\n附件\n任务表\n1.清运垃圾（责任单位：县城管局）\n",
            ["县住建局", "县城管局"],
        ),
        (
            "一、修建公厕。（责任单位：县住建局）\n县政府办\n2024年3月5日\n相关链接：\n附件\n任务表\n1.清运垃圾（责任单位：县城管局）\n",
            ["县住建局", "县城管局"],
        ),
        (
            "一、修建公厕。（责任单位：县住建局）\n县政府办\n2024年3月5日\n任务分工表\n政策解读\n责任单位：县司法局\n清运垃圾\n责任单位：县城管局\n",
            ["县住建局", "县司法局", "县城管局"],
        ),
        (
            "一、修建公厕。（责任单位：县住建局）\n相关链接\n县城管局牵头治污\n二、清运垃圾。（责任单位：县城管局）\n",
            ["县住建局", "县城管局"],
        ),
        (
            "1.修建公厕（责任单位：县住建局）\n相关链接\n县城管局牵头治污\n2.清运垃圾（责任单位：县城管局）\n",
            ["县住建局", "县城管局"],
        ),
    ],
    ids=[
        "a card of tasks",
        "a plan that begins",
        "hosts of an event",
        "a task about who owns the rights",
        "above the text",
        "items of an attachment",
        "items of an attachment below other pages",
        "a task of this name",
        "items behind a list of other pages",
        "items that count on behind it",
    ],
)
def test_trap_tasks_beside_such_words_are_read(text: str, units: list[str], tmp_path: Path) -> None:
    found = extracted(f"{HEAD}{text}", tmp_path)
    assert [one.unit for task in found.tasks for one in task.assignments] == units
