"""Whether a time in running text limits what the task must do.

Not limits: history, baselines, the validity of a document, what a benefit covers, the length of a
service, conditions, and years in titles, numbers of documents and quotations. In doubt it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.find.deadlines.setting import ADVERBS, DUE, REACH, Setting, ends_in
from kg.find.deadlines.shapes import Anchor, Form, Printed, Reading
from kg.lexicon import load, one_of
from kg.model import DeadlineKind, Span, squeeze
from kg.words.names import is_name

_WORDS = load("time")
_NONE, _VERBS, _HEDGES, _MUST = (_WORDS[name] for name in ("none", "verbs", "hedges", "must"))
_PARTS = frozenset({"month", "quarter", "half-year", "period"})
_ENUMERATION = "、和及与"


def _starts(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(one_of(words))


_PROLONGS = ends_in(_NONE["before"])
_MEASURES = ends_in(_NONE["measure"])
_COMPARES = ends_in([*_NONE["before"], *_NONE["before_bare"]])
_VALIDITY = _starts(_NONE["validity"])
_NOT_AFTER = _starts(_NONE["after"])
_NOT_AFTER_LIMIT = _starts(_NONE["after_limit"])
_BENEFIT = _starts(_NONE["benefit"])
_HISTORY = _starts(_NONE["history"])
_TOLD = re.compile(one_of(_NONE["history"]) + "|了(?!解)")
_FIGURE = re.compile("[0-9]")
_FINDING = _starts(_NONE["findings"])
_LASTING = _starts(_NONE["lasting"])
_SAYS_WHICH = re.compile(rf"{one_of(_NONE['attributes'])}的|[^，。；]{{2,12}}的，")
_TAKEN = ("将", "把", "对")  # 将5月底前入库的物资登记
_OF_WHAT = re.compile("[^，。；的]{1,8}的")
_IN_FORCE_UNTIL = ends_in(_NONE["until"])
_IN_FORCE_BEFORE = tuple(f"{word}，" for word in _NONE["holds"])
_SO_FAR = _starts(_NONE["so_far"])
_QUOTED = re.compile(r"[^“”]*”的?" + one_of(_NONE["quoted"]))
_TIMED = ends_in(_NONE["timed"])
_IN_FORCE = re.compile(one_of(_NONE["in_force"]) + r"(?=[。；，）]|\Z)")
_EFFECT = _starts(_NONE["effect"])
_SERVICE = _starts(_NONE["service"])
_HANDED = re.compile(one_of([*_WORDS["triggers"]["receipts"], *_WORDS["triggers"]["handing"]]))
_APPLIED = re.compile(one_of(_WORDS["triggers"]["applications"]))
_CONDITION = _starts(_NONE["conditions"])
_PLAN_NAME = re.compile(r"[^，。；：、]{0,16}?" + one_of(_NONE["plan_names"]))
_STRONG_HEDGE = ends_in(_HEDGES["strong"])
_PROMISE = ends_in(_HEDGES["promises"])
_GOVERNED = re.compile(rf"{one_of(_VERBS['prepositions'])}.*?{ADVERBS}?{one_of(_VERBS['governed'])}(?!的)")
_DUE_ANYWHERE = _starts(_VERBS["anywhere"])
_ATTRIBUTE = re.compile(one_of(_VERBS["due"]) + "的")
_YEAR_BEGINS = re.compile(r"年\s*初\Z")
_STRICTLY_BEFORE = re.compile(r"年\s*[之以]?\s*前\Z")
_CHANGE = re.compile(one_of(_VERBS["changes"]) + "[^，]{0,4}?[0-9]")
_REWARDED = re.compile(
    r"[^，。；]{1,24}的(?:[^，。；]{0,10}，|[^，。；]{0,4}"
    + one_of(_NONE["rewarded"])
    + ")"
    + one_of(_NONE["rewards"])
)
_REACHES = re.compile(r"(?<![下传送转抵表])" + one_of(_VERBS["reach"]))  # 下达 reaches nothing
_ALREADY = ends_in(_NONE["already"])
_OTHERS_TOLD = re.compile(rf"(?:各|有关|相关|所有)?{one_of(_NONE['others'])}{one_of(_NONE['others_told'])}")
_BY_OTHERS = re.compile(rf"由{one_of(_NONE['others'])}")
_BOUND = ends_in(_MUST["words"])
_BOUND_ANYWHERE = _starts(_MUST["anywhere"])
# 认定的企业 says who, and no deed
_TASK_VERB = re.compile(
    rf"，?(?:{ADVERBS}|{one_of(_MUST['manners'])})*+(?:{one_of(_MUST['tasks'])})++(?!的)"
    rf"|{one_of(_MUST['aids'])}[^，。；的元前0-9]{{1,16}}[0-9]{{2,}}[余多]?{one_of(_MUST['aided'])}(?![^，。；]{{0,4}}的)"
)
# a time with one of these may last, or end, behind the year printed first
_INTO_LATER_YEARS = frozenset({"join", "from", "onward0", "open_ended", "season0"})
# 2024年完成50公里，2025年完成80公里: the first of several years
_OPENS_A_ROW = re.compile(
    rf"{ADVERBS}?{one_of(_VERBS['due'])}[^，。；、]{{0,16}}[、，]20[0-9]{{2}}年{DUE.pattern}"
)
_LONG = re.compile(r"P\d+[YM]")
_YEARS = re.compile(r"P\d+Y")
_FROM_YEAR = re.compile("[自从](?:19|20)[0-9]{2}年.{0,6}起")


def is_limit(
    reading: Reading, folded: str, span: Span, place: Span, anchor: Anchor, previous: Reading | None
) -> bool:
    """Whether `reading`, in the row of times at `place`, limits the task at `span` of the `folded` text.

    `previous` is the last limit of the same sentence.
    """
    if _past(reading, anchor):
        return False
    setting = Setting(folded, span, *place)
    if _is_over(reading, anchor) and not _is_planned(reading, setting, anchor):
        return False
    if _masked(reading, setting) or _conditional(setting) or _of_others(setting):
        return False
    if _ALREADY.search(setting.head):
        return False
    if setting.alone():
        return reading.form is not Form.ONWARD
    if previous is not None and _continues(reading, setting, previous):
        return previous.kind is not DeadlineKind.RECURRING
    return _RULES[reading.form](reading, setting, anchor)


def _masked(reading: Reading, setting: Setting) -> bool:
    if _FINDING.search(setting.before.rpartition("。")[2]):
        return True
    if setting.quoted() and not reading.plan and not _QUOTED.match(setting.after):
        return True
    return setting.bracketed_title()


def is_of_the_past(time: Printed, anchor: Anchor) -> bool:
    """Whether a single time prints a year before the document's: it is history, whatever else it says.

    A document may be about a year that is still to come (2025年度预算) and is due in its own.
    """
    year = time.parts.get("year0", "")
    if anchor.year is None or len(year) != 4 or not year.isdecimal() or int(year) >= anchor.year:
        return False
    if anchor.date is not None and int(year) >= anchor.date.year:
        return False
    return time.parts.keys().isdisjoint(_INTO_LATER_YEARS)


def _past(reading: Reading, anchor: Anchor) -> bool:
    """Whether the time lay before the document: history, unless it is a plan still running."""
    if reading.last is None or anchor.year is None:
        return False
    last = -(-reading.last.year // 5) * 5 if reading.plan else reading.last.year
    if last < anchor.year:
        return anchor.date is None or reading.last < anchor.date
    return False


def _is_over(reading: Reading, anchor: Anchor) -> bool:
    """Whether a part of a year lay before the day of issue; a plan of that year may still set it."""
    part = reading.form in (Form.BARE, Form.RANGE) and reading.precision != "year" and not reading.plan
    return part and reading.last is not None and anchor.date is not None and reading.last < anchor.date


def _is_planned(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    """Whether a part of the year of issue that is over was one of a plan: 一季度完成设计，二季度开工.

    已 or 了 tells what came of it, and so may a figure, but for one of several steps.
    """
    if anchor.date is None or reading.year != anchor.date.year or _TOLD.search(setting.whole):
        return False
    if setting.share():
        return "、" in setting.sentence
    if setting.after.startswith("：") or setting.long_schedule():
        return True
    return setting.opens() and DUE.match(setting.after) is not None and not _FIGURE.search(setting.clause)


def _conditional(setting: Setting) -> bool:
    """如…, 对…的，, 除…外，: who falls under the measure, not what is due."""
    if setting.head.startswith("除") and setting.clause.endswith("外"):
        return True
    opening = _CONDITION.match(setting.head)
    return opening is not None and (opening[0] not in ("对", "对于") or "的" in setting.clause[-12:])


def _of_others(setting: Setting) -> bool:
    """企业应于6月底前申报, 3个月内由施工单位完成: what others are bound to by law or contract."""
    told = _OTHERS_TOLD.fullmatch(setting.head) or _BY_OTHERS.match(setting.after)
    return told is not None


def _continues(reading: Reading, setting: Setting, previous: Reading) -> bool:
    """2030年 in 到2025年、2030年, 6月竣工 in 1月开工、6月竣工: the same clause goes on."""
    if reading.form not in (Form.BARE, Form.BOUNDED) or reading.start - previous.end > REACH:
        return False
    between = squeeze(setting.folded[previous.end : reading.start])
    if not between:
        return False
    scheduled = between.endswith("、") and DUE.match(setting.after) is not None
    return between in _ENUMERATION or scheduled


def _bounded(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    if _PROLONGS.search(setting.head) or _VALIDITY.search(setting.named):
        return False
    if _NOT_AFTER_LIMIT.match(setting.after) or _names_plan(reading, setting):
        return False
    if _IN_FORCE.match(setting.after) or _lasts(reading, setting):
        return False
    if _REWARDED.match(setting.after) or _SAYS_WHICH.match(setting.after):
        return False
    if setting.before.endswith(_TAKEN) and _OF_WHAT.match(setting.after):
        return False
    if _STRICTLY_BEFORE.search(setting.folded, reading.start, reading.end) and not _acts(setting):
        return False
    if setting.folded.startswith("截", reading.start):
        return _still_due(reading, setting, anchor)
    return True


def _lasts(reading: Reading, setting: Setting) -> bool:
    """免征增值税至2027年底: how long a benefit is granted."""
    until = setting.folded.startswith(("至", "到"), reading.start)
    if until and (_IN_FORCE_UNTIL.search(setting.head) or setting.before.endswith(_IN_FORCE_BEFORE)):
        return True
    return until and (_BENEFIT.search(setting.head) or _LASTING.search(setting.head)) is not None


def _still_due(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    """截至2025年底，建成… limits where that day is still to come; what is behind it is progress so far."""
    if _HISTORY.search(setting.clause) or not DUE.search(setting.clause[:12]):
        return False
    if anchor.date is None or reading.last is None:
        return not _SO_FAR.match(setting.clause)
    return reading.last >= anchor.date


def _acts(setting: Setting) -> bool:
    """2030年前 is the name of a goal (2030年前碳达峰行动方案) unless a verb or comma follows, or 在 leads."""
    if setting.after[:1] in ("", "，") or DUE.match(setting.after):
        return True
    return setting.head.endswith(("在", "于")) and DUE.search(setting.clause) is not None


def _names_plan(reading: Reading, setting: Setting) -> bool:
    return reading.plan and _PLAN_NAME.match(setting.after) is not None


def _only_told(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    """2024年度, the year something belongs to, and a past 2024年初: no time by which it is due."""
    if reading.precision == "year":
        return setting.folded[reading.end - 1] == "度"
    begins = _YEAR_BEGINS.search(setting.folded, reading.start, reading.end) is not None
    return begins and not (_is_ahead(reading, anchor) and DUE.match(setting.after))


def _bare(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    if _NOT_AFTER.match(setting.after) or _ATTRIBUTE.match(setting.after):
        return False
    if _names_plan(reading, setting) or _only_told(reading, setting, anchor):
        return False
    if _COMPARES.search(setting.head) or _BENEFIT.search(setting.clause):
        return False
    due = DUE.match(setting.after) is not None
    reached = _REACHES.search(setting.clause) is not None
    if _PROMISE.search(setting.head):
        return due or reached or _CHANGE.search(setting.clause) is not None
    if _HISTORY.search(setting.clause):
        return False
    if setting.stage() or (reading.precision != "year" and setting.heading()):
        return True
    if _step(reading, setting, anchor) or (_is_ahead(reading, anchor) and setting.series()):
        return True
    if setting.opens():
        due = due or DUE.match(setting.after.removeprefix("：")) is not None
        due = due or (_GOVERNED.match(setting.clause) is not None and not _REWARDED.match(setting.after))
        return setting.after.startswith("，") or due or reached or _to_come(reading, setting, anchor)
    if due and _is_ahead(reading, anchor):
        later = _to_come(reading, setting, anchor) or _OPENS_A_ROW.match(setting.after) is not None
        later = later and not _REWARDED.match(setting.after)
        if later or reading.precision != "year":
            return True
    return _STRONG_HEDGE.search(setting.head) is not None and (due or (reached and _forecasts(setting)))


def _step(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    """Whether a month is that of a step in a schedule, or of a share: 新增12个，其中上半年6个."""
    if anchor.date is None and reading.year != anchor.year:
        return False
    share = reading.precision in _PARTS and setting.share()
    return (share or setting.schedule()) and not _TOLD.search(setting.whole)


def _is_ahead(reading: Reading, anchor: Anchor) -> bool:
    """Whether the time is still to come when the document is issued."""
    return anchor.date is not None and reading.last is not None and reading.last > anchor.date


def _forecasts(setting: Setting) -> bool:
    """预计2025年…: behind a bare 于 or 在 a quantity is not enough."""
    return not setting.head.endswith(("于", "在"))


def _to_come(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    """Whether a later year, or a later part of the year, has something due or changing in its clause."""
    if reading.last is None or anchor.year is None:
        return False
    this_year = reading.last.year == anchor.year
    if this_year and (
        reading.precision == "year" or (anchor.date is not None and reading.last < anchor.date)
    ):
        return False
    clause = setting.clause
    return _DUE_ANYWHERE.search(clause) is not None or _CHANGE.search(clause) is not None


def _range(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    if _PROLONGS.search(setting.head) or _VALIDITY.search(setting.named):
        return False
    if _BENEFIT.search(setting.sentence) or _LASTING.search(setting.sentence):
        return False
    if _NOT_AFTER.match(setting.after) or _REWARDED.match(setting.after.removeprefix("，")):
        return False
    due = DUE.match(setting.after.removeprefix("共")) is not None
    if _TIMED.search(setting.head) or _step(reading, setting, anchor):
        return True
    closed = setting.after[:1] in ("", "，", "。", "；", "）", "为")
    return due or (setting.opens() and (closed or _REACHES.search(setting.clause) is not None))


def _day(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    """5月20日报送: only a day still to come, with the verb that is due; a promise may come before it.

    Or the day stands in brackets behind a heading: 宣传咨询日（6月16日）。
    """
    after = setting.after.removeprefix("，")
    if not _is_ahead(reading, anchor) or _ATTRIBUTE.match(after):
        return False
    if setting.heading() or (_PROMISE.search(setting.head) and _DUE_ANYWHERE.search(setting.clause)):
        return True
    if not DUE.match(after):
        return False
    if setting.opens() or setting.head.endswith(("于", "在")):
        return True
    return not (_EFFECT.match(after) or _PROLONGS.search(setting.head) or _VALIDITY.search(setting.named))


def _within(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    told, serves = _told_to(setting.head), _SERVICE.match(setting.after) is not None
    if _MEASURES.search(setting.head) or (serves and not (told or _handed(reading))):
        return False
    if _NOT_AFTER_LIMIT.match(setting.after) or _BENEFIT.search(setting.clause):
        return False
    if _YEARS.fullmatch(reading.duration or "") and _LASTING.match(setting.after):
        return False
    if reading.trigger:
        return True
    if _PROMISE.search(setting.head) and _LONG.fullmatch(reading.duration or ""):
        return True
    if setting.head in _MUST["limits"]:
        return True
    bound = told or _BOUND.search(setting.head) is not None or setting.opens()
    return bound and (serves or _TASK_VERB.match(setting.after) is not None)


def _told_to(head: str) -> bool:
    """由县水利局在30日内完成整改, 自2024年起三年内建成: right behind the unit, or a beginning."""
    return is_name(head.removeprefix("由").rstrip("在于")) or _FROM_YEAR.fullmatch(head) is not None


def _handed(reading: Reading) -> bool:
    """自收到建议之日起30日内办理完毕: told to a unit, unlike what a service promises its applicants."""
    event = reading.trigger or ""
    return _HANDED.search(event) is not None and _APPLIED.search(event) is None


def _ahead(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    return reading.trigger is not None or _BOUND_ANYWHERE.search(setting.head) is not None


def _cycle(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    """每年第三季度组织评估: only a named part of each turn, with the verb that is due."""
    after = setting.after.removeprefix("，")
    return "BYMONTH" in (reading.recurrence or "") and DUE.match(after) is not None


def _always(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    return True


def _never(reading: Reading, setting: Setting, anchor: Anchor) -> bool:
    return False


_RULES = {
    Form.BOUNDED: _bounded,
    Form.RANGE: _range,
    Form.BARE: _bare,
    Form.DAY: _day,
    Form.ONWARD: _never,
    Form.CYCLE: _cycle,
    Form.CYCLE_BOUNDED: _always,
    Form.WITHIN: _within,
    Form.AHEAD: _ahead,
    Form.STANDING: _never,
}
