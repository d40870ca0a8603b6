"""Made-up documents in the styles offices write, as many as wanted, the same for the same seed.

``texts(seed)`` never ends: it takes turns between the project's examples, the texts of
``cases/styles.toml``, documents composed from phrases, and real documents where they are at hand;
years and bodies are changed, so that no two texts are the same. ``corpus`` is for measuring: its
cases are those of ``cases/sample.txt``, which stay as they are when cases are added.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

TESTS = Path(__file__).parent
SHARED = TESTS.parents[1] / "shared"
# documents that measure how the rules generalise are never read by a test
HELD_BACK = {"002", "011", "017", "025", "056", "064", "072", "076"}

BODIES = [
    "水务局", "财政局", "发展改革委", "生态环境局", "农业农村局", "住房城乡建设委", "交通局", "教育局",
    "卫生健康委", "民政局", "司法局", "审计局", "应急管理局", "文化和旅游局", "市场监管局", "商务局",
    "经济和信息化局", "人力资源社会保障局", "科技局", "公安局", "数据局", "医保局", "税务局", "气象局",
]  # fmt: skip
COLLECTIVES = ["各区县人民政府", "相关镇街", "各有关部门", "市有关单位"]
VERBS = ["推进", "完善", "加强", "开展", "实施", "建立", "落实", "优化", "提升", "规范", "扩大", "健全"]
OBJECTS = [
    "流域水土流失治理", "农村污水处理设施建设", "政务数据共享机制", "老旧小区改造", "中小企业服务平台",
    "基层医疗卫生服务", "安全生产专项整治", "绿色建筑示范", "乡村旅游精品线路", "耕地保护责任制",
    "“一网通办”事项", "义务教育优质均衡发展", "招商引资项目库", "公共信用信息平台（二期）", "市场准入管理",
]  # fmt: skip
CLAUSES = [
    "完善制度，明确标准，形成长效机制", "支持符合条件的企业（含个体工商户）参与", "推动重点领域率先突破",
    "按照《{year}年重点工作安排》有序实施", "加大资金投入，提高资金使用效益", "建立台账，销号管理",
    "强化宣传引导，营造良好氛围", "培育示范单位{number}家", "坚持问题导向和目标导向相统一",
    "打通堵点难点，优化办理流程，压减办理时限", "引导社会力量有序参与，形成多方协同的工作格局",
]  # fmt: skip
LIMITS = [
    "到{year}年，覆盖率达到{number}%以上",
    "{year}年底前完成",
    "{year}年{month}月底前报送进展情况",
    "每季度通报一次",
]
NUMERALS = "一二三四五六七八九十"


def texts(seed: int = 0, examples: list[str] | None = None) -> Iterator[str]:
    """Endless documents; real ones (``../shared``) take their turn where they are present."""
    random = Random(seed)
    chosen = example_texts() if examples is None else examples
    kinds: list[Callable[[Random], str]] = [composed, lambda dice: _varied(dice.choice(chosen), dice)]
    real = real_texts()
    if real:
        kinds.append(lambda dice: _varied(dice.choice(real), dice))
    while True:
        for kind in kinds:
            yield kind(random)


def corpus(size: int, seed: int = 0) -> list[bytes]:
    """Documents of about `size` bytes of UTF-8 in all."""
    made: list[bytes] = []
    sample = (TESTS / "cases" / "sample.txt").read_text("utf-8").split("\f\n")
    for text in texts(seed, _documents(sample)):
        made.append(text.encode())
        size -= len(made[-1])
        if size <= 0:
            return made
    raise AssertionError("texts never end")


def real_texts() -> list[str]:
    """The canonical texts of the real documents that are no web pages, workbooks or drawings."""
    files = [*SHARED.glob("corpus/*.txt"), *SHARED.glob("corpus/*.md"), *SHARED.glob("gazette/*-*.md")]
    known = [path for path in sorted(files) if path.name[:3] not in HELD_BACK and path.stem != "gold-notes"]
    return [path.read_text("utf-8-sig") for path in known]


def example_texts() -> list[str]:
    """The project's own examples and the texts of its style cases, some cases to a document."""
    cases = tomllib.loads((TESTS / "cases" / "styles.toml").read_text("utf-8"))["case"]
    return _documents([case["text"] for case in cases])


def _documents(cases: list[str]) -> list[str]:
    examples = sorted((TESTS.parent / "kg" / "examples").glob("*.md"))
    return [
        *(path.read_text("utf-8") for path in examples),
        *map("\n".join, zip(cases, cases[3:], cases[7:], strict=False)),
    ]


def _varied(text: str, random: Random) -> str:
    """The same document of another year with other bodies."""
    moved = random.randint(-3, 5)
    text = re.sub(r"20[12]\d(?=年|〕)", lambda year: str(int(year.group()) + moved), text)
    old, new = random.sample(BODIES, 2)
    return text.replace(old, new)


def composed(random: Random) -> str:
    """A plan of several chapters in one style of assignment."""
    place, year = random.choice(["密云区", "临川市", "青石县", "云河省"]), random.randint(2018, 2027)
    style = random.choice(_STYLES)
    lines = [f"{place}人民政府办公室关于印发《{place}{year}年重点工作方案》的通知", ""]
    lines += [
        f"{place[0]}政办发〔{year}〕{random.randint(1, 99)}号",
        "",
        "各有关单位：",
        _sentence(random),
        "",
    ]
    for chapter in range(random.randint(2, 6)):
        lines.append(f"{NUMERALS[chapter]}、{_heading(random)}")
        lines += style(random)
    return "\n".join(
        [*lines, f"{place}人民政府办公室", f"{year}年{random.randint(1, 12)}月{random.randint(1, 28)}日", ""]
    )


def _heading(random: Random) -> str:
    return random.choice(VERBS) + random.choice(OBJECTS)


def _sentence(random: Random) -> str:
    clauses = random.sample(CLAUSES, random.randint(2, 6))
    if random.random() < 0.1:
        clauses.append(random.choice(LIMITS))
    year, month, number = random.randint(2018, 2027), random.randint(1, 12), random.randint(1, 99)
    return "，".join(clauses).format(year=year, month=month, number=number) + "。"


def _text(random: Random) -> str:
    return f"{_heading(random)}。{''.join(_sentence(random) for _ in range(random.randint(1, 6)))}"


def _units(random: Random) -> list[str]:
    units = ["市" + body for body in random.sample(BODIES, random.randint(1, 6))]
    return units + random.sample(COLLECTIVES, 1) if random.random() < 0.3 else units


def _labelled(random: Random) -> list[str]:
    opening, closing = random.choice(["（）", "〔〕", "[]", "【】", "()"])
    label = random.choice(["责任单位：", "牵头单位：", "责任部门:"])
    return [
        f"（{NUMERALS[n]}）{_text(random)}{opening}{label}{'、'.join(_units(random))}{closing}"
        for n in range(5)
    ]


def _led(random: Random) -> list[str]:
    made = []
    for number in range(1, 6):
        lead, *others = _units(random)
        behind = (
            random.choice([f"，{'、'.join(others)}配合", f"，{'、'.join(others)}按职责分工负责"])
            if others
            else ""
        )
        made.append(f"{number}.{_text(random)}（{lead}牵头{behind}）")
    return made


def _lines(random: Random) -> list[str]:
    made = []
    for number in range(5):
        lead, *others = _units(random)
        made += [f"（{NUMERALS[number]}）{_text(random)}", f"牵头单位：{lead}"]
        made += [f"责任单位：{'、'.join(others)}"] if others else []
    return made


def _table(random: Random) -> list[str]:
    head = ["| 序号 | 工作内容 | 责任单位 | 完成时限 |", "| --- | --- | --- | --- |"]
    rows = []
    for number in range(1, 12):
        limit = f"{random.randint(2018, 2027)}年{random.randint(1, 12)}月底前"
        rows.append(f"| {number} | {_text(random)} | {'、'.join(_units(random))} | {limit} |")
    return ["", *head, *rows, ""]


def _duties(random: Random) -> list[str]:
    return [
        f"第{NUMERALS[n]}条 市{random.choice(BODIES)}负责{_heading(random)}。{_sentence(random)}"
        for n in range(6)
    ]


def _plain(random: Random) -> list[str]:
    return [_text(random) for _ in range(12)]


_STYLES = [_labelled, _led, _lines, _table, _duties, _plain]


# ---------------------------------------------------------------- one thing, again and again

REPEATED_HEAD = "关于开展工作的通知\n密政办发〔2023〕1号\n一、任务\n"
REPEATED = {
    "open brackets": "（",
    "open labels": "（责任单位：",
    "closing brackets": "）",
    "由": "由",
    "leads": "区水务局牵头，",
    "duties": "由区水务局负责",
    "sentences of units": "修好渠道。区水务局牵头，区财政局配合。",
    "brackets of units": "修好渠道（区水务局、区财政局），",
    "facts of a site": "建设单位：区城投公司。施工高度：十米。",
    "parts of others": "区水务局负责制定方案，各镇街落实。",
    "helpers behind semicolons": "区水务局牵头清理河道；区财政局配合；",
    "label lines": "责任单位：区水务局\n",
    "labels apart": "责任单位　区水务局\n",
    "cards": "责任单位：区水务局\n工作任务：修渠\n完成时限：6月底前\n",
    "labels behind titles": "1.修好渠道责任单位：区水务局\n",
    "a list without end": "区水务局、",
    "names joined": "区水务局和",
    "numbers": "1.加强管理。（责任单位：区水务局）\n",
    "unit heads": "1.市教育局：负责管理学校。\n",
    "units over items": "市教育局：\n1.管理学校。\n",
    "deeper and deeper": "一、任务\n（一）任务\n1.任务\n（1）任务\n①任务\n",
    "one line": "加强管理，提升水平。",
    "no stop": "加强管理",
    "limits": "到2025年，覆盖率达到91%，",
    "titles": "《关于印发〈方案〉的通知》",
    "notices": "关于印发方案的通知\n密政办发〔2023〕1号\n",
    "attachments": "附件：\n",
    "rows": "| 1 | 建厂 | 区水务局 | 2023年底 |\n",
    "wrapped rows": "序号\n任务\n责任\n单位\n1\n修好\n道路\n区交\n通局\n2\n建厂\n",
    "tables in tags": "<table><tr><td>任务<td>责任单位<tr><td>建厂<td>区水务局</table>\n",
    "open tags": "<table><tr><td>区水务局",
    "duties behind labels": "区水务局职责：负责修渠；负责建厂。\n",
    "cut names": "区水\n务局、",
    "digits": "1",
    "words apart": "水 ",
}
ONE_AFTER_ANOTHER = {"labels, roles, words apart, labels": ("责任单位：", "牵头", "|| - ", "责任单位：")}
"""What is said again and again on one line, one thing after the other."""


def repeated(name: str, characters: int) -> str:
    """A notice of about so many characters that says one thing of these again and again."""
    if name in REPEATED:
        return REPEATED_HEAD + REPEATED[name] * (characters // len(REPEATED[name]))
    parts = ONE_AFTER_ANOTHER[name]
    return f"{REPEATED_HEAD}1.修渠。" + "".join(
        part * (characters // len(parts) // len(part)) for part in parts
    )
