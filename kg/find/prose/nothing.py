"""What looks like a duty in rules and hands nothing out: cases, liabilities, rights, prefaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.find.assignments.clause import Party
from kg.find.prose.helpers import duties_verb
from kg.find.text.dense import Dense
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.words.marks import behind_last
from kg.words.names import is_collective, is_name
from kg.words.roles import adverbs, tail_words, work_verb

_RIGHTS = re.compile("受法律保护|不受[^，。；]{1,20}干[涉预]|不影响[^，。；]{1,20}(?:利益|权利|效力)")
# 海关履行检查职责时，有权采取下列措施; 税务机关依法检查，有关单位和个人应当配合
_WHILE_ACTING = re.compile(
    "[^，。；]{2,40}，(?:有权|可以采取|(?:当事人|有关单位和个人|被检查[^，。；]{2,8})(?:应当|必须|应予))"
)
# 海关依法认可的其他财产, 市公安局依法没收的物品
_WHAT_IT_IS = re.compile("(?:依法|要求|规定|认为)[^，。；]{0,4}的其[他它]|依法[^，。；]{2}的")
_HANDED_ON = re.compile("已(?:[在于][^，。；]{0,40}|[^，。；的]{0,12})[交转移]由?$")
_ANSWERS = re.compile("$|[，。；]|[并和、]|报告")
_LONG_AGO = re.compile("1[89]\\d\\d年[^，。；前]{0,12}(?<!比)，")
_EXCEPT = re.compile("[^，。；]{0,40}外，")
_CLAUSE_END = re.compile("[，。；]")
_SENTENCE = re.compile("[。；]")
_LONGEST_LEAD = 200
_LONGEST_CLAUSE = 80
_LONGEST_RIGHT = 300
_LONGEST_DEED = 60


def is_case(dense: Dense, outline: Outline, item: Item | None) -> bool:
    """Whether an item is one of a list of cases, conditions or papers: 有下列情形之一的：（一）…."""
    return any(_opens_cases(dense, outline, parent) for parent in outline.path(item)[:-1])


def _opens_cases(dense: Dense, outline: Outline, item: Item) -> bool:
    """Whether the words between the number of an item and those below it lead to such a list, or head it."""
    end = outline.children(item)[0].start
    start = max(item.body, end - _LONGEST_LEAD)
    last = behind_last("。", dense.text, start, end)
    if _conditions().fullmatch(dense.text, start, end):
        return True
    return dense.text[end - 1] == "：" and _cases().search(dense.text, last, end) is not None


@cache
def _conditions() -> re.Pattern[str]:
    """A heading of who may have something: 申报条件, 补贴对象."""
    words = load("duties")
    return re.compile(rf"[^，。；：]{{0,8}}?{one_of(words['asked_for'])}{one_of(words['who_may'])}[。：]?")


@cache
def _cases() -> re.Pattern[str]:
    words = load("duties")
    cases, papers, has = (one_of(words[name]) for name in ("cases", "papers", "has"))
    which = "(?:下列|以下)[^，。；：]{0,10}?"
    return re.compile(rf"{which}{cases}|{has}{which}{papers}|(?:{cases}|{papers})(?:之一|如下)")


def does_nothing(text: str, at: int) -> bool:
    """Whether who stands before `at` only bears consequences or lends a seal: 由公司承担民事责任, 由X代章."""
    return _no_deed().match(text, at) is not None


@cache
def _no_deed() -> re.Pattern[str]:
    seals, which = (one_of(load("duties")[name]) for name in ("seals", "liabilities"))
    return re.compile(
        rf"{seals}|[^，。；]{{0,8}}?(?:追究|承担)[^，。；]{{0,8}}?{which}(?:赔偿|法律)?责任(?!制)"
    )


def asks_nothing(text: str, at: int, end: int) -> bool:
    """Whether a sentence ends, at a stop or at `end`, right behind the verb at `at` that asks: 交通部门要."""
    asking = _asking().match(text, at, end)
    return asking is not None and (asking.end() >= end or text[asking.end()] in "。；")


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(one_of(load("duties")["asks"]))


def are_works(text: str, parties: Iterable[Party], at: int) -> bool:
    """Whether all parties, before `at`, are works that nobody asks: a time tells what becomes of them."""
    works = tuple(load("duties")["works"])
    names = [text[one.start : one.end] for one in parties]
    unasked = all(name.endswith(works) and not is_collective(name) for name in names)
    return unasked and not _asking().match(text, at)


def only_apply(text: str, parties: Iterable[Party]) -> bool:
    """Whether all parties only apply for something, and are told how to: 申报单位于6月20日前填报."""
    applicants = tuple(load("duties")["applicants"])
    return all(text.endswith(applicants, one.start, one.end) for one in parties)


def only_allows(text: str, by: int) -> bool:
    """Whether 由X, from `by`, only says who may do something: 可以由X制定."""
    words = load("duties")
    return text.endswith(tuple(words["allows"]), 0, by) and not text.endswith(tuple(words["permits"]), 0, by)


def pays(text: str, by: int, at: int) -> bool:
    """Whether 由X, from `by` to `at`, only says who pays for something: 费用由项目单位承担."""
    return text.endswith(tuple(load("duties")["costs"]), 0, by) and _bears().match(text, at) is not None


@cache
def _bears() -> re.Pattern[str]:
    """承担, 按6：4比例承担."""
    return re.compile(rf"(?:按[^，。；]{{1,12}})?{one_of(load('duties')['bears'])}")


def is_source(dense: Dense, by: int, at: int) -> bool:
    """Whether 由X, from `by` to `at`, only says in a note whose figures those of a text are."""
    if not dense.text.startswith("提供", at):
        return False
    return dense.text.startswith(tuple(load("duties")["sources"]), dense.paragraph_start(by))


def only_decides(text: str, at: int) -> bool:
    """Whether who stands before `at` decides and does nothing: 由X批准后实施, 由X给予处分.

    So does a government that makes something known (名单由市政府公布), while an office works for it.
    """
    return _decision().match(text, at) is not None


@cache
def _decision() -> re.Pattern[str]:
    words = load("duties")
    grounds, decides = (one_of(words[name]) for name in ("grounds", "decides"))
    decides = rf"(?:{decides}|(?<=政府)公布)"
    judges = rf"{one_of(words['gives'])}[^，。；]{{0,8}}?{one_of(words['given'])}"
    return re.compile(
        rf"(?:{grounds}[^，。；]*?)?{adverbs()}(?:{decides}(?:并?{decides})?(?=[，。；后]|$)|{judges})"
    )


def punishes(text: str, by: int, at: int) -> bool:
    """Whether 由X, from `by` to `at`, says who goes against a wrong: 违反规定的，由X责令改正."""
    if _penalty().match(text, at):
        return True
    if not text.endswith(("的，", "的", "，并"), 0, by):
        return False
    wrong = _wrong().search(text, max(0, by - _LONGEST_CLAUSE), by) and _by_rule().match(text, at)
    return bool(wrong or (text[by - 1] == "，" and _by_law().match(text, at)))


@cache
def _wrong() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('duties')['wrongs'])}[^。；]*$")


@cache
def _by_rule() -> re.Pattern[str]:
    """依法处理, 依规依纪严肃追究."""
    words = load("duties")
    return re.compile(rf"(?:依[法规纪]){{1,2}}{one_of(words['dealt_how'])}?{one_of(words['deals'])}")


@cache
def _penalty() -> re.Pattern[str]:
    """What is done to who breaks a rule, behind grounds, whom it befalls and who helps: 依法给予处分."""
    words = load("duties")
    grounds, punishes, gives, given = (
        one_of(words[name]) for name in ("grounds", "punishes", "gives", "punishments")
    )
    first = rf"(?:{grounds}|{one_of(load('roles')['tail']['partners'])}|对)[^，。；]{{2,60}}?"
    judges = rf"{gives}[^，。；]{{0,20}}?{given}|处[^，。；理置]{{1,40}}?罚款"
    return re.compile(rf"(?:{first})?{adverbs()}(?:{punishes}|{judges})")


@cache
def _by_law() -> re.Pattern[str]:
    """按照《…法》的规定处理: what a law says is done."""
    grounds = one_of(load("duties")["grounds"])
    return re.compile(rf"{grounds}[^，。；]{{2,60}}?(?:法|条例|》)的?(?:有关|相关)?规定(?:予以|进行)?处理")


def handed_on(text: str, start: int, end: int) -> bool:
    """Whether a clause tells before its units what they were given: 提案已在会上交由市教育局办理."""
    return _HANDED_ON.search(text, start, end) is not None


def is_entitled(text: str, at: int, end: int) -> bool:
    """Whether the words behind a body tell of its rights, or of what is its: 依法行使职权，受法律保护.

    So do those that tell what it may do, or others have to do, where it acts.
    """
    if _asking().match(text, at):
        return False
    end = min(end, at + _LONGEST_RIGHT)
    told = _WHAT_IT_IS.match(text, at, end) or _WHILE_ACTING.match(text, at, end)
    return told is not None or _RIGHTS.search(text, at, end) is not None


def is_preface(text: str, start: int, at: int) -> bool:
    """Whether the clause that begins at `start` tells who made a standard: 本标准由省卫健委提出."""
    return _made().match(text, start) is not None and _makes().match(text, at) is not None


@cache
def _made() -> re.Pattern[str]:
    return re.compile(rf"本{one_of(load('duties')['made'])}由")


@cache
def _makes() -> re.Pattern[str]:
    return re.compile(rf"(?:负责)?(?:共同)?{one_of(load('duties')['makes'])}")


def is_answerable(text: str, topic: int, verb: re.Match[str]) -> bool:
    """Whether behind 对 stands to whom somebody is answerable: 县政府对县人民代表大会负责并报告工作."""
    return _ANSWERS.match(text, verb.end()) is not None and is_name(text[topic : verb.start()])


def is_done(text: str, at: int, end: int) -> bool:
    """Whether what goes on at `at` tells what was done: 牵头编制了, 牵头，会同市教育局起草了."""
    return _finished().match(text, at, min(end, at + _LONGEST_DEED)) is not None


@cache
def _finished() -> re.Pattern[str]:
    partners = one_of(load("roles")["tail"]["partners"])
    return re.compile(rf"，?(?:{partners}[^，。；]{{2,40}}?)?{_did().pattern}")


def is_reported(text: str, start: int, at: int, end: int) -> bool:
    """Whether a sentence tells what its units did: 近日，市公安局会同…, …召开会议，就计划进行了协商."""
    before = text.endswith("，", 0, start) and text.endswith(tuple(load("duties")["reported"]), 0, start - 1)
    return before or _did().search(text, at, min(end, at + _LONGEST_DEED)) is not None


@cache
def _did() -> re.Pattern[str]:
    return re.compile(rf"(?:{duties_verb().pattern}|做)+了(?!解)")


def makes_a_body(text: str, start: int, at: int, end: int) -> bool:
    """Whether a clause only says whom a body is made of: 建立由A牵头，B参与的联席会议制度, …，B组成的专班."""
    verb = work_verb().match(text, start)
    made = verb is not None and text.startswith(("由", "了由"), verb.end())
    return made and _of_roles().match(text, at, min(end, at + _LONGEST_CLAUSE)) is not None


@cache
def _of_roles() -> re.Pattern[str]:
    return re.compile(rf"，[^。；]*?(?:{one_of(tail_words())}|组成)的")


def keeps_an_office(text: str, start: int, verb: int) -> bool:
    """Whether a clause only says where an office is, and behind its `verb` that it does the daily work.

    办公室设在县统计局，负责日常工作.
    """
    places = (text.find(word, start, verb) for word in load("duties")["placed"])
    placed = any(at > start and text[at - 1] != "（" for at in places)
    return placed and _daily_work().match(text, verb) is not None


def behind_office(text: str, start: int, end: int) -> int:
    """`start`, or behind the sentence there that only says so of an office."""
    stop = text.find("。", start, end)
    verb = text.find("负责", start, stop) if stop > start else -1
    return stop + 1 if verb > 0 and keeps_an_office(text, start, verb) else start


@cache
def _daily_work() -> re.Pattern[str]:
    """负责普查的日常组织和协调, 负责协调推进."""
    words = load("duties")
    daily, work = one_of(words["daily"]), one_of(words["daily_work"])
    return re.compile(rf"负责(?:[^，。；：]{{0,20}}?{daily}的?)?{work}+(?=[。；])")


def is_past(dense: Dense, start: int, at: int, end: int) -> bool:
    """Whether a paragraph ends its sentence with what was reached, or tells of long ago.

    由市交通局牵头，已建成道路12条。; 1949年，水利由建设科负责。 What is to come may stand behind (下一步).
    """
    before = _LONG_AGO.search(dense.text, _sentence_start(dense, start), start)
    if before or _LONG_AGO.match(dense.text, start):
        return True
    comma = dense.text.rfind("，", at, end)
    if comma < 0 or not _reached().match(dense.text, comma, end) or "的" in dense.text[comma:end]:
        return False  # 已办结的纳入台账 says what is to be done
    return dense.ends_paragraph(min(end + 1, len(dense))) and not _SENTENCE.search(dense.text, at, end)


def _sentence_start(dense: Dense, at: int) -> int:
    """Where the sentence begins in which `at` stands, within its paragraph."""
    low = max(dense.paragraph_start(at), at - _LONGEST_CLAUSE)
    return behind_last("。", dense.text, low, at)


@cache
def _reached() -> re.Pattern[str]:
    """已建成, 目前已完成, but 已列入 tells of a plan."""
    words = load("duties")
    return re.compile(rf"，{one_of(words['by_now'])}?已(?!经?{one_of(words['planned_for'])})")


def is_excepted(text: str, start: int, at: int, end: int) -> bool:
    """Whether a clause that begins at `start` says what is left out: 除乡镇由管理站管理外，."""
    return text.startswith("除", start) and _EXCEPT.match(text, at, end) is not None


def is_relative(text: str, at: int, end: int) -> bool:
    """Whether the clause that goes on at `at` only says which things are meant: 由税务机关负责核定的，.

    What is done with some of them is a duty: 负责对占道经营的，责令改正.
    """
    if text.startswith("对", at):
        return False
    mark = _CLAUSE_END.search(text, at, min(end, at + _LONGEST_CLAUSE))
    return mark is not None and mark.group() == "，" and text.endswith("的", at, mark.start())
