"""Made-up extractions of any size: realistic names, every field filled, spans that hold.

``extractions(100_000)`` streams sources of one document each; the same arguments give the same
bytes. The canonical text of every source really contains what its spans quote. Documents repeal,
retain and cite one another; a quarter of the tasks have no deadline.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.identity.registry import unit_id
from kg.model import (
    Assignment,
    Attachment,
    Blanket,
    Citation,
    Deadline,
    DeadlineKind,
    Document,
    Extraction,
    Goal,
    Group,
    Issue,
    ListedDocument,
    Member,
    Metric,
    Role,
    Section,
    Source,
    Span,
    Task,
    TaskKind,
    Unit,
)

PLACES = [
    ("110118", "北京市密云区"),
    ("110107", "北京市石景山区"),
    ("110108", "北京市海淀区"),
    ("110116", "北京市怀柔区"),
    ("110117", "北京市平谷区"),
    ("110115", "北京市大兴区"),
    ("110114", "北京市昌平区"),
    ("110111", "北京市房山区"),
]
BUREAUS = [
    "水务局", "生态环境局", "农业农村局", "园林绿化局", "园林绿化中心", "财政局", "发展改革委", "城市管理委",
    "住房城乡建设委", "交通局", "教育委", "卫生健康委", "民政局", "司法局", "审计局", "统计局", "应急管理局",
    "文化和旅游局", "市场监管局", "经济和信息化局", "人力资源社会保障局", "科委", "商务局", "公安分局",
    "体育局", "退役军人局", "国资委", "医保局", "信访办", "气象局", "税务局", "消防救援支队",
]  # fmt: skip
COLLECTIVES = [("相关镇街", "some"), ("各镇街（地区）", "all"), ("相关部门", "some")]
VERBS = ["推进", "完善", "加强", "开展", "实施", "建立", "落实", "优化"]
OBJECTS = [
    "流域水土流失综合治理", "农村生活污水处理设施", "河湖水系连通工程", "城市更新项目库", "中小企业服务平台",
    "政务数据共享机制", "老旧小区改造", "义务教育优质均衡", "基层医疗卫生服务", "安全生产专项整治",
    "绿色低碳建筑示范", "“一网通办”事项", "乡村旅游精品线路", "耕地保护责任制", "垃圾分类体系",
]  # fmt: skip
CHINESE = "一二三四五六七八九十"


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits for a key, the same on every machine."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def unit(place: int, bureau: str) -> Unit:
    """A unit of one of the made-up districts."""
    code, name = PLACES[place]
    quantifier = dict(COLLECTIVES).get(bureau)
    full = f"{name}{bureau}"
    return Unit(
        id=unit_id(code, full),
        name=full,
        jurisdiction=code,
        place=name,
        level="district",
        collective=quantifier is not None,
        quantifier=quantifier,
        inferred=quantifier is None and len(bureau) > 5,
    )


@dataclass
class _Page:
    """A canonical text under construction; every append returns the span it fills."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> Span:
        span = Span(self.length, self.length + len(text))
        self.parts.append(text)
        self.length = span.end
        return span

    def line(self, text: str) -> Span:
        span = self.add(text)
        self.add("\n")
        return span

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass
class _Draft:
    """One document being written."""

    index: int
    dice: random.Random
    page: _Page = field(default_factory=_Page)
    units: dict[str, Unit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = self.index % len(PLACES)
        self.year = 2018 + self.index % 8
        self.number = document_number(self.index)
        self.id = digest(self.number)

    def body(self, bureau: str) -> tuple[Unit, str]:
        """A unit and the way this document prints it."""
        made = unit(self.place, bureau)
        self.units[made.id] = made
        return made, bureau if made.collective else f"区{bureau}"


def document_number(index: int) -> str:
    """The 发文字号 of the document at `index` (from 0)."""
    return f"京政办发〔{2018 + index % 8}〕{index + 1}号"


def document_title(index: int) -> str:
    """The title of the document at `index`; every one is different."""
    place = PLACES[index % len(PLACES)][1]
    plan = f"{place[3:]}{OBJECTS[index % len(OBJECTS)]}第{index + 1}号工作方案"
    return f"{place}人民政府办公室关于印发《{plan}》的通知"


def _assign(draft: _Draft, label: str, role: Role, bureaus: list[str]) -> list[Assignment]:
    """One printed line `label：A、B` and what it says."""
    start = draft.page.length
    draft.page.add(f"{label}：")
    found = []
    for order, bureau in enumerate(bureaus, 1):
        if order > 1:
            draft.page.add("、")
        who, printed = draft.body(bureau)
        span = draft.page.add(printed)
        found.append((who, printed, order, span))
    clause = Span(start, draft.page.length)
    draft.page.add("\n")
    return [
        Assignment(
            unit=printed,
            role=role,
            role_label=label,
            order=order,
            collective=who.collective,
            inherited=False,
            span=span,
            clause=clause,
            unit_id=who.id,
            unit_name=who.name,
        )
        for who, printed, order, span in found
    ]


def _printed_limits(year: int) -> list[tuple[str, str, dict[str, object]]]:
    """Every sort of printed limit: its words, the clause that is due, its reading."""
    return [
        (
            f"{year}年6月30日前",
            "完成建设",
            {"kind": DeadlineKind.DATE, "end": f"{year}-06-30", "precision": "day"},
        ),
        (
            f"到{year}年底",
            "达标率不低于91%",
            {"kind": DeadlineKind.DATE, "end": f"{year}-12-31", "precision": "year"},
        ),
        (
            f"{year}—{year + 2}年",
            "分批实施",
            {
                "kind": DeadlineKind.PERIOD,
                "start": f"{year}-01-01",
                "end": f"{year + 2}-12-31",
                "precision": "period",
            },
        ),
        (
            "每月25日前",
            "报送进展",
            {"kind": DeadlineKind.RECURRING, "precision": "day", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=25"},
        ),
        (
            "会后5个工作日内",
            "落实到位",
            {"kind": DeadlineKind.RELATIVE, "duration": "P5D", "day_kind": "working", "trigger": "会后"},
        ),
        ("长期坚持", "巩固成果", {"kind": DeadlineKind.ONGOING, "open_ended": True}),
        (
            f"{year + 5}年和远期",
            "达标率不低于98%",
            {
                "kind": DeadlineKind.TARGET,
                "end": f"{year + 5}-12-31",
                "precision": "year",
                "open_ended": True,
            },
        ),
    ]


def _deadline(draft: _Draft) -> Deadline:
    """One limit, printed at the end of the page."""
    words, goal, reading = draft.dice.choice(_printed_limits(draft.year + 1))
    span = draft.page.add(words)
    draft.page.add(f"{goal}，")
    metrics = (Metric("达标率", "≥", goal[6:-1], "%"),) if goal.startswith("达标率") else ()
    values: dict[str, object] = {"start": None, "end": None, "precision": None, **reading}
    return Deadline(text=words, span=span, goal=goal, metrics=metrics, **values)  # type: ignore[arg-type]


def _task(draft: _Draft, chapter: Section, part: Section, item: int) -> Task:
    dice, page = draft.dice, draft.page
    title = f"{dice.choice(VERBS)}{dice.choice(OBJECTS)}"
    start, mark = page.length, len(page.parts)
    page.add(f"{item}.{title}。")
    deadlines = [_deadline(draft) for _ in range(dice.choice((0, 1, 1, 2)))]
    page.add("按要求抓好落实。")
    text = "".join(page.parts[mark:])
    page.add("\n")
    bureaus = dice.sample(BUREAUS, dice.randint(7, 15))
    owners = dice.choice((1, 1, 2))
    label, role = dice.choice(
        (("责任单位", Role.RESPONSIBLE), ("责任单位", Role.RESPONSIBLE), ("牵头单位", Role.LEAD))
    )
    helpers = bureaus[owners:] + dice.choice(([], [dice.choice(COLLECTIVES)[0]]))
    assignments = _assign(draft, label, role, bureaus[:owners]) + _assign(
        draft, "配合单位", Role.SUPPORT, helpers
    )
    return Task(
        id=f"{part.id}.{item}".replace("-s", "-"),
        document=draft.id,
        number=f"{chapter.number}{part.number}{item}.",
        title=title,
        text=text,
        path=(f"{chapter.number}{chapter.title}", f"{part.number}{part.title}"),
        kind=dice.choice(
            (TaskKind.TASK, TaskKind.TASK, TaskKind.ROW, TaskKind.DECISION, TaskKind.INLINE, TaskKind.DUTY)
        ),
        span=Span(start, start + len(text)),
        assignments=tuple(assignments),
        deadlines=tuple(deadlines),
        section=part.id,
    )


def _heading(draft: _Draft, parent: Section | None, place: int) -> Section:
    """The heading line; its span is widened when everything under it is written."""
    number = f"（{CHINESE[place % 10]}）" if parent else f"{CHINESE[place % 10]}、"
    title = draft.dice.choice(OBJECTS) if parent else f"{draft.dice.choice(VERBS)}重点工作"
    span = draft.page.line(f"{number}{title}")
    name = f"{parent.id}.{place + 1}" if parent else f"{draft.id}-s{place + 1}"
    return Section(name, draft.id, parent.id if parent else None, number, title, 2 if parent else 1, span)


def _chapters(draft: _Draft, tasks: int) -> tuple[list[Section], list[Task]]:
    """All headings and tasks of a document: five tasks under a heading, four headings in a chapter."""
    sections: list[Section] = []
    found: list[Task] = []
    chapter: Section | None = None
    for part in range(-(-tasks // 5)):
        if part % 4 == 0:
            chapter = _heading(draft, None, part // 4)
            sections.append(chapter)
        assert chapter is not None
        heading = _heading(draft, chapter, part % 4)
        found += [_task(draft, chapter, heading, item) for item in range(1, min(5, tasks - part * 5) + 1)]
        sections.append(heading._replace(span=Span(heading.span.start, draft.page.length)))
        sections = [_covering(each, draft) if each.id == chapter.id else each for each in sections]
    return sections, found


def _covering(section: Section, draft: _Draft) -> Section:
    """The section up to the end of what is written so far."""
    return section._replace(span=Span(section.span.start, draft.page.length))


def _lists(draft: _Draft) -> list[ListedDocument]:
    """A list that keeps one earlier document and abolishes another, which nobody holds in full."""
    found = []
    for sort, printed, number in (
        ("retained", f"关于第{draft.index}号旧办法的通知", f"京政发〔2001〕{draft.index + 1}号"),
        ("repealed", document_title(max(draft.index - 3, 0)), document_number(max(draft.index - 3, 0))),
    ):
        span = draft.page.line(f"{printed}（{number}，2001年2月3日）")
        found.append(ListedDocument(sort, draft.id, number, "2001-02-03", printed, span))
    return found


def _citations(draft: _Draft) -> list[Citation]:
    """A law by its title alone, and an earlier document by title and number."""
    page = draft.page
    page.add("根据")
    law = page.add("《重大行政决策程序暂行条例》")
    page.add("和")
    before = max(draft.index - 1 - draft.index % 3, 0)
    span = page.line(f"《{document_title(before)}》（{document_number(before)}）")
    return [
        Citation(draft.id, "重大行政决策程序暂行条例", None, "basis", law),
        Citation(draft.id, document_title(before), document_number(before), "reference", span),
    ]


def _group(draft: _Draft) -> Group:
    page = draft.page
    start = page.length
    name = f"{OBJECTS[draft.index % len(OBJECTS)]}工作小组"
    page.add(f"成立{name}，区级河长任组长，")
    members = []
    for order, bureau in enumerate([*draft.dice.sample(BUREAUS, 5), "相关部门"], 1):
        if order > 1:
            page.add("、")
        who, printed = draft.body(bureau)
        members.append(Member(printed, order, who.collective, page.add(printed), who.id, who.name))
    page.add("为成员单位")
    span = Span(start, page.length)
    page.add("。\n")
    return Group(f"{draft.id}-g1", draft.id, name, "区级河长", tuple(members), span)


def extraction(index: int, tasks: int, seed: int = 0) -> Extraction:
    """The source at `index` (from 0): one document with `tasks` tasks."""
    draft = _Draft(index, random.Random(f"{seed}/{index}"))
    page = draft.page
    issuer = f"{PLACES[draft.place][1]}人民政府办公室"
    page.line(document_title(index))
    page.line(draft.number)
    citations = _citations(draft)
    page.add("到")
    goal = Deadline(
        f"{draft.year + 2}年", DeadlineKind.TARGET, None, f"{draft.year + 2}-12-31", "year",
        page.add(f"{draft.year + 2}年"), goal="体系基本建立",
    )  # fmt: skip
    page.line("，体系基本建立。")
    sections, found = _chapters(draft, tasks)
    group = _group(draft)
    clause = page.line("以下各项均涉及相关镇街")
    attachment = Attachment("重点任务清单", "list", page.line("附件：重点任务清单"))
    listed = _lists(draft)
    odd = page.line("（以及有关方面）")
    document = Document(
        draft.id,
        document_title(index),
        draft.number,
        (issuer,),
        f"{draft.year}-03-{index % 28 + 1:02}",
        "通知",
        Span(0, page.length),
        (attachment,),
        PLACES[draft.place][0],
    )
    text = page.text
    return Extraction(
        Source(f"{index:05}.md", hashlib.sha256(text.encode()).hexdigest(), "text/markdown", "utf-8", text),
        (document,),
        tuple(sorted(sections, key=lambda section: section.id)),
        tuple(found),
        tuple(listed),
        tuple(citations),
        (Blanket(draft.id, ("相关镇街",), Role.SUPPORT, clause),),
        (group,),
        (Goal(draft.id, goal),),
        tuple(sorted(draft.units.values(), key=lambda made: made.id)),
        (Issue("unread-token", "“以及有关方面”没有读懂", odd),),
    )


def extractions(tasks: int, documents: int | None = None, seed: int = 0) -> Iterator[Extraction]:
    """`tasks` tasks over `documents` sources (one per 50 tasks unless told), one at a time."""
    documents = documents or max(1, tasks // 50)
    for index in range(documents):
        share = tasks // documents + (index < tasks % documents)
        yield extraction(index, share, seed)
