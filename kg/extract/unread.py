"""What looks like an assignment and was not read: issues, so that nothing is lost quietly.

Codes: document-without-number, unread-words, unread-assignment, assignment-without-task,
row-without-unit, unknown-table-header, list-without-status, unread-limit, impossible-date, formula-error,
roles-in-print.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from kg.extract.page import Page, ReadTable
from kg.extract.prose import told_otherwise
from kg.extract.regions import Region
from kg.find.assignments.labelled import is_address
from kg.find.assignments.marker import Marker
from kg.find.assignments.signs import explained_by_print
from kg.find.documents.heads import Head
from kg.find.names.bodies import units_of
from kg.find.prose.unit_heads import unread_items
from kg.find.prose.unit_lines import unread_lines
from kg.find.tables.columns import UNIT_KINDS
from kg.find.tables.header_words import calls_tasks
from kg.find.tables.reading import TableKind, TableReading
from kg.find.text.covered import Covered
from kg.lexicon import load, one_of
from kg.model import DeadlineKind, Issue, Role, Span, Task, TaskKind, squeeze
from kg.words.bodies import is_body
from kg.words.columns import names_bystanders, vague_headers
from kg.words.marks import BETWEEN_NAMES, behind_last
from kg.words.names import NOBODY, is_name
from kg.words.roles import adverbs, find_labels, tail_lasts, tail_phrase
from kg.words.times import is_done

# one for each bracket: one character is looked for faster than one of several
_LABELLED_LISTS = tuple(
    re.compile(rf"{bracket}[^（）〔〕：，。]{{1,12}}：(?P<list>[^（）〔〕：]{{3,400}})[）〕]")
    for bracket in "（〔"
)
_WORDS_IN_BRACKET = re.compile("（((?:[\u4e00-\u9fa5、]|（[\u4e00-\u9fa5、]*）){4,40})）")
_COLON = re.compile("：")
# 各市、县发展改革主管部门：… is whom a letter is for, no label
_GOES_ON_BEFORE = re.compile(r"[\u4e00-\u9fa5、]")
_DATED = (DeadlineKind.DATE, DeadlineKind.PERIOD)
_UNKNOWN_LABEL = re.compile("[\u4e00-\u9fa5]{3,10}")
_OF_PROSE = (TaskKind.DUTY, TaskKind.INLINE)
_SAID_BEHIND = 20
# what is shorter says no task
_SHORTEST_TASK = 6
_NAMES_JOINED = re.compile("[、和及与]")


def document_issues(page: Page, head: Head) -> Iterator[Issue]:
    """A document whose number is not printed, or which tells by its print alone who leads."""
    if head.number is None:
        end = min(head.end, head.start + max(len(head.title), 1))
        told = f"文件没有发文字号：“{head.title}”" if head.title else "文件没有标题，也没有发文字号"
        yield page.issue("document-without-number", told, head.start, end)
    if printed := explained_by_print(page.dense, head.start, head.end):
        words = page.dense.words(*printed)
        yield page.issue("roles-in-print", f"文字里看不出以字体标明的责任：“{words[:40]}”", *printed)


def region_issues(
    page: Page, region: Region, read: list[tuple[int, int]], *, duties: bool
) -> Iterator[Issue]:
    """Labels of units that no task uses, and words inside clauses that name nobody.

    `read` are the dense stretches of the clauses that tasks use, in printed order; `duties`: the region
    speaks in sentences of what units do.
    """
    yield from _marker_issues(page, region, set(read))
    covered = Covered([*read, *((one.start, one.end) for one in region.markers)])
    heads = _unread_heads(page, region) if duties else ()
    for start, end in chain(_unread_labels(page, region, covered), heads):
        yield _unread(page, start, end)
    said = (find(page, region) for find in (_lists_of_units, _lines_of_units, _told_of_unknown))
    for start, end in chain.from_iterable(said):
        if start not in covered and start not in page.holes and start not in region.site:
            yield _unread(page, start, end)


def _marker_issues(page: Page, region: Region, used: set[tuple[int, int]]) -> Iterator[Issue]:
    """Markers that no task uses, and words in their clauses that name nobody."""
    for marker in region.markers:
        if (marker.start, marker.end) not in used and not _only_offers(marker):
            words = page.dense.words(marker.start, marker.end)
            yield page.issue(
                "assignment-without-task", f"责任分工前没有任务文字：“{words[:40]}”", marker.start, marker.end
            )
        for start, end in marker.clause.unread:
            words = page.dense.words(start, end)
            yield page.issue("unread-words", f"责任分工中的“{words[:40]}”没有读懂", start, end)


def _unread_labels(page: Page, region: Region, covered: Covered) -> Iterator[tuple[int, int]]:
    """Labels of owners outside what is `covered`, with the first words behind them."""
    reception = load("roles")["label"]["reception"]
    for match in region.labels:
        start, colon = match.start(), match.end() - 1
        if match["person"] or match["time"] or not match.group().endswith("："):
            continue
        if colon in covered or start in page.holes or start in region.site:
            continue
        if any(word in match.group() for word in reception):
            continue
        if not (_goes_on(page, match) or is_address(page.dense, match)):
            yield start, min(match.end() + _SAID_BEHIND, region.end)


def _goes_on(page: Page, label: re.Match[str]) -> bool:
    """Whether a label is the end of a phrase, and no owner stands behind it in its line.

    Labels of members and of those present name no owner.
    """
    dense, words = page.dense, load("roles")["label"]
    if not _GOES_ON_BEFORE.match(dense.text, label.start() - 1):
        return False
    if any(word in label.group() for word in words["members"] + words["present"]):
        return True
    return not any(units_of(dense, label.end(), dense.line_end(label.start()), Role.OTHER, label.group()))


def _only_offers(marker: Marker) -> bool:
    """Whether a marker only says who offers a service: 实施机构：市社保局."""
    offers, parties = load("roles")["label"]["offers"], marker.clause.parties
    return bool(parties) and all(party.label in offers for party in parties)


def _unread_heads(page: Page, region: Region) -> Iterator[tuple[int, int]]:
    """Heads beside those of units, where sections speak in sentences: nobody knows whether they are units."""
    for start, end in region.unmarked():
        place = (page.dense, start, end, region.outline)
        for low, high in chain(unread_items(*place), unread_lines(*place)):
            if low not in page.holes:
                yield low, high


def helper_issues(page: Page, tasks: Iterable[Task]) -> Iterator[Issue]:
    """Lists of who helps in sentences of prose, none of which was read: 市教育局、某某方面配合."""
    for task in tasks:
        if task.kind not in _OF_PROSE:
            continue
        read = [page.dense.at(one.span.start) for one in task.assignments]
        start, end = page.dense.at(task.span.start), page.dense.at(task.span.end)
        for phrase in _helpers().finditer(page.dense.text, start, end):
            known = any(map(is_body, _NAMES_JOINED.split(phrase["names"])))
            if known and not any(phrase.start() <= at < phrase.end() for at in read):
                words = page.dense.words(*phrase.span("names"))
                yield page.issue("unread-words", f"责任分工中的“{words[:40]}”没有读懂", *phrase.span("names"))


@cache
def _helpers() -> re.Pattern[str]:
    helps = one_of(load("roles")["tail"]["support"])
    return re.compile(
        rf"(?<=，)(?P<names>[^，。；：、]{{2,12}}、[^，。；：]{{1,60}}?){adverbs()}{helps}(?=[，。；]|$)"
    )


def silent_issues(page: Page, region: Region, tasks: Iterable[Task]) -> Iterator[Issue]:
    """Clauses of prose that name who does something, in a form that was not read: 县公安局协助做好…."""
    duties = list(told_otherwise(page.dense, region, page.holes))
    spans = [one.span for task in tasks for one in task.assignments] if duties else []
    read = Covered((page.dense.at(span.start), page.dense.at(span.end)) for span in spans)
    for duty in duties:
        if not any(one.start in read for one in duty.parties):
            yield _unread(page, duty.start, min(duty.end, duty.clause_end + _SAID_BEHIND))


def limit_issues(page: Page, slots: Iterable[Span], tasks: list[Task]) -> Iterator[Issue]:
    """Places for a limit whose words were not understood, and limits on days that do not exist.

    Where the work is done (已完成) none is looked for.
    """
    limits = sorted({one.span for task in tasks for one in task.deadlines})
    starts = [one.start for one in limits]
    of_services = tuple(load("roles")["limit"]["of_services"])
    for slot in slots:
        words = squeeze(page.text(slot))
        said = words not in NOBODY and not is_done(words) and not words.startswith(of_services)
        if said and bisect_left(starts, slot.start) == bisect_left(starts, slot.end):
            yield Issue("unread-limit", f"完成时限“{words[:40]}”没有读懂", slot)
    for task in tasks:
        for one in task.deadlines:
            if one.kind in _DATED and one.precision is None:
                yield Issue("impossible-date", f"没有“{one.text}”这一天", one.span)


def _unread(page: Page, start: int, end: int) -> Issue:
    words = page.dense.words(start, end)
    return page.issue("unread-assignment", f"责任分工没有读懂：“{words[:40]}”", start, end)


def _lists_of_units(page: Page, region: Region) -> Iterator[tuple[int, int]]:
    """Brackets that hold words nobody knows, a colon, and nothing but units: (责任位：A、B)."""
    text = page.dense.text
    for match in chain(*(one.finditer(text, region.start, region.end) for one in _LABELLED_LISTS)):
        names = BETWEEN_NAMES.split(match["list"])
        several = len(names) > 1 or _stands_alone(page, region, match)
        if several and all(is_name(name) and len(name) > 2 for name in names):
            yield match.span()


def _told_of_unknown(page: Page, region: Region) -> Iterator[tuple[int, int]]:
    """Brackets that close an item without owners and tell the role of somebody nobody knows: （晨光负责）."""
    dense = page.dense
    for bracket in _WORDS_IN_BRACKET.finditer(dense.text, region.start, region.end):
        told = _told().fullmatch(bracket[1]) if bracket[1][-1] in tail_lasts() else None
        if told is None:
            continue
        end = bracket.end() + dense.text.startswith("。", bracket.end())
        somebody = told["somebody"]
        if somebody in NOBODY or _is_manner().match(somebody) or not dense.ends_paragraph(end):
            continue
        if _in_item_without_owner(region, bracket.start()):
            yield bracket.span()


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"(?P<somebody>.{{2,24}}?){tail_phrase()}")


@cache
def _is_manner() -> re.Pattern[str]:
    """What names nobody: it says how something is done, or whom to ask: 各自负责, 邀请有关单位参加."""
    return re.compile(rf"(?:{adverbs()})$|各自|自行|分[级别]|按照?|{one_of(load('duties')['chooses'])}")


def _stands_alone(page: Page, region: Region, bracket: re.Match[str]) -> bool:
    """Whether a bracket of one unit, called one, closes a line of an item without owners: （代办单位：A）."""
    text = page.dense.text
    called = _calls_units(text, bracket.start(), bracket.start("list") - 1)
    if not called or not _in_item_without_owner(region, bracket.start()):
        return False
    return page.dense.ends_paragraph(bracket.end() + text.startswith("。", bracket.end()))


def _in_item_without_owner(region: Region, at: int) -> bool:
    item = region.outline.innermost(at)
    return item is not None and not region.marked_inside(item)


def _calls_units(text: str, start: int, colon: int) -> bool:
    """Whether the words before a colon end in one for units: 代办单位：."""
    return text.endswith(tuple(load("roles")["label"]["nouns"]), start, colon)


def _lines_of_units(page: Page, region: Region) -> Iterator[tuple[int, int]]:
    """Lines of a label nobody knows and nothing but units: 组员单位：A、B.

    In an item without owners such a label may stand behind a sentence as well.
    """
    dense = page.dense
    for mark in _COLON.finditer(dense.text, region.start, region.end):
        colon = mark.start()
        if not _calls_units(dense.text, region.start, colon):
            continue
        line = dense.line_start(colon - 1)
        start = behind_last("。；", dense.text, line, colon)
        if not _UNKNOWN_LABEL.fullmatch(dense.text, start, colon):
            continue
        owned = not _in_item_without_owner(region, start)
        label, end = dense.text[start:colon], dense.line_end(colon)
        if not owned and (close := dense.text.find("；", colon, end)) > 0:
            end = close
        known = label in load("reading")["page_data"] or (owned and names_bystanders(label))
        known = known or (owned and start > line) or _bystander().fullmatch(label) is not None
        if not (known or find_labels(dense.text, start, colon + 1)) and units_of(
            dense, colon + 1, end, Role.OTHER, label
        ):
            yield start, end


@cache
def _bystander() -> re.Pattern[str]:
    words = load("roles")["label"]
    return re.compile(f"{one_of(words['bystanders'])}(?:{one_of(words['nouns'])})?")


def _says_who_but_not_what(reading: TableReading) -> bool:
    """Whether a table has owners and nobody knows of what, unless it is a list of units and short facts."""
    units = [one for one in reading.columns if one.kind in UNIT_KINDS]
    if reading.kind is not TableKind.PLAIN or not units:
        return False
    grid = reading.grid
    others = {one.index for one in reading.columns if one.kind == "note"}
    told = any(len(grid.text(cell)) >= _SHORTEST_TASK for cell in grid.cells() if cell.column in others)
    return told or any(one.header not in vague_headers() for one in units)


def _says_when_but_not_who(reading: TableReading) -> bool:
    """Whether a table has tasks, called so, and their limits, and no unit anywhere."""
    kinds = {one.kind for one in reading.columns}
    called = any(one.kind == "task" and calls_tasks(one.header) for one in reading.columns)
    return reading.kind is TableKind.PLAIN and called and "deadline" in kinds and kinds.isdisjoint(UNIT_KINDS)


def _is_page_data(reading: TableReading) -> bool:
    """Whether a table is the data block at the head of a page: 索引号：|…|组配分类：|…."""
    words = load("reading")
    labels = {reading.grid.text(cell).rstrip("：") for cell in reading.grid.cells()}
    return not labels.isdisjoint(words["page_index"]) and len(labels.intersection(words["page_data"])) > 1


def table_issues(page: Page, table: ReadTable) -> Iterator[Issue]:
    """Tables whose header is unknown, rows with a task and no unit, words not understood in cells."""
    reading = table.reading
    unread = reading.kind is TableKind.UNKNOWN or reading.strange or _says_who_but_not_what(reading)
    if unread and table.end > table.start and not _is_page_data(reading):
        words = page.dense.words(table.start, min(table.start + 30, table.end))
        yield page.issue("unknown-table-header", f"表头没有读懂：“{words}”", table.start, table.end)
    elif _says_when_but_not_who(reading):
        words = page.dense.words(table.start, min(table.start + 30, table.end))
        message = f"表格有任务和完成时限，没有责任单位：“{words}”"
        yield page.issue("row-without-unit", message, table.start, table.end)
    errors = filter(reading.grid.is_error, reading.grid.cells()) if reading.kind is TableKind.TASKS else ()
    for cell in errors:
        yield Issue("formula-error", f"单元格里是出错的公式“{page.text(cell.span)}”，按空白读", cell.span)
    for start, end in reading.ownerless:
        yield page.issue(
            "row-without-unit", f"表格一行没有责任单位：“{page.dense.words(start, end)[:30]}”", start, end
        )
    for start, end in chain(reading.unread, *(row.unread for row in reading.rows)):
        yield page.issue(
            "unread-words", f"责任分工中的“{page.dense.words(start, end)[:40]}”没有读懂", start, end
        )
