"""The words around a time in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.lexicon import load, one_of
from kg.model import Span, squeeze

_WORDS = load("time")
_NONE, _VERBS, _HEDGES = (_WORDS[name] for name in ("none", "verbs", "hedges"))


def ends_in(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds one of `words` at the end of what is searched."""
    return re.compile(one_of(words) + r"\Z")


REACH = 160  # characters on either side that matter
_CLAUSE_MARKS = "，。；：！？（）“”"
_NUMBERING = re.compile(
    r"^(?:\d{1,2}\.|[一二三四五六七八九十]{1,3}(?:、|是)|第[一二三四五六七八九十]{1,3}，?|[①-⑳]|-|—|\*+)+"
)
_ASCII_STOP = re.compile(r"\.(?<=[\u4e00-\u9fff]\.)")
_CLAUSE_END = re.compile("[，。；！？）]")
_LABEL = re.compile(f"[{_CLAUSE_MARKS}]")
_SENTENCE_END = re.compile("[。；！？]")
_HEADING = 24
_FIGURE = re.compile("[0-9]")
_YEAR = re.compile("20[0-9]{2}年")
_HEADED = re.compile(r"(?:\A|[。）]|阶段：|\d\.)[\u4e00-\u9fff、]{4,12}\Z")
_CLOSED = re.compile(r"\s*）[^\S\n]*(?:[。：\n]|\Z)")
_TITLE = ends_in(_NONE["titles"])
_HEDGE = re.compile(one_of(_HEDGES["words"]) + r"*\Z")
# may stand before a verb that says what is due
ADVERBS = one_of(_VERBS["adverbs"])
_EACH = r"各[^，。；]{1,8}?[0-9一二两三四][次场轮]"
_COUNTED = rf"{one_of(_VERBS['counted'])}(?!的)[^，。；！？的]{{0,16}}?[0-9一二两三四五六七八九十]"
# opens what is due: 全面完成, 新建学校10所, 各开展2次
DUE = re.compile(rf"{ADVERBS}?(?:{one_of(_VERBS['due'])}(?!情况)|{_COUNTED})|{_EACH}")
_STAGE = ends_in(_WORDS["stages"]["words"])
_SOME_MONTHS = r"\d{1,2}月[—\-至到]\d{1,2}月"
_MONTHS = r"\d{1,2}月(?:[上中下]旬|初)?"
_LONG_PART = rf"[上下]半年|第?[1-4一二三四]季度|{_SOME_MONTHS}"
_STEP_OPENS = re.compile(
    rf"(?:\A|[，；：])(?:\d{{4}}年(?:(?P<long>{_LONG_PART})|{_MONTHS})?|(?P<long_alone>{_LONG_PART})|{_MONTHS})"
    r"：?(?=[\u4e00-\u9fff]{2})"
)
_FEWEST_STEPS, _FEWEST_LONG = 3, 2
_SHARE = re.compile(r"[0-9][0-9.]*[\u4e00-\u9fff]{1,3}(?=[、，。；）]|\Z)")
# （3月）、组织实施（4—10月）: the brackets of the steps before and behind
_NEXT_STEP = re.compile(r"）[、，；][\u4e00-\u9fff]{2,10}（(?:\d{4}年)?\d{1,2}[月—\-至]")
_STEP_BEFORE = re.compile(r"\d月[底初末旬上中下]*）[、，；][\u4e00-\u9fff]{2,10}\Z")


def in_title(folded: str, span: Span, start: int, end: int) -> bool:
    """Whether a stretch of the task at `span` stands inside 《》: no time there limits anything."""
    low, high = max(span.start, start - REACH), min(span.end, end + REACH)
    opening = folded.rfind("《", low, start)
    return opening >= 0 and opening > folded.rfind("》", low, start) and folded.find("》", end, high) >= 0


class Setting:
    """The words around one expression, without white space, inside the task's own text.

    `before` and `after` reach as far as matters; in `before` the ends of headings and paragraphs are 。.
    `head` is the clause up to the expression, numbering left out.
    """

    def __init__(self, folded: str, span: Span, start: int, end: int) -> None:
        self.folded, self.start, self.end = folded, start, end
        raw = folded[max(span.start, start - REACH) : start]
        self.before = _ASCII_STOP.sub("。", "".join(_lines(raw)))
        self.after = squeeze(folded[end : min(span.end, end + REACH)])
        at = max(map(self.before.rfind, _CLAUSE_MARKS))
        self.head = _NUMBERING.sub("", self.before[at + 1 :])

    @property
    def named(self) -> str:
        """What calls the time by a name: the head, or the label that stands for it (政策期限：)."""
        return self.head or _LABEL.split(self.before.removesuffix("：")[-_HEADING:])[-1]

    @property
    def clause(self) -> str:
        """From the expression to the end of its clause; a comma right behind it is part of it."""
        return _CLAUSE_END.split(self.after.removeprefix("，"), maxsplit=1)[0]

    @property
    def sentence(self) -> str:
        """From the expression to the end of the sentence."""
        return _SENTENCE_END.split(self.after, maxsplit=1)[0]

    @property
    def whole(self) -> str:
        """All of the sentence, the expression in it."""
        time = squeeze(self.folded[self.start : self.end])
        return self.before.rpartition("。")[2] + time + self.after.partition("。")[0]

    def opens(self) -> bool:
        """Whether nothing but hedges (力争, 并于) stands before it in its clause."""
        return _HEDGE.fullmatch(self.head) is not None

    def alone(self) -> bool:
        """Whether the text is nothing but the expression: then it is its own slot."""
        return not self.before and not self.after

    def quoted(self) -> bool:
        """Whether the expression stands between “ and ”."""
        return self.before.rfind("“") > self.before.rfind("”") and "”" in self.after

    def bracketed_title(self) -> bool:
        """（2022年—2025年） right after the name of a plan, a policy or the like."""
        outside = self.before.removesuffix("（")
        if outside == self.before or not self.after.startswith("）"):
            return False
        return _TITLE.search(outside.rstrip("。")) is not None or self.after.startswith(("）》", "）的通知"))

    def schedule(self) -> bool:
        """4月动员部署，5月—6月自查自纠，7月总结: one of several months, quarters or years, one of work.

        A figure behind it counts what was or may be.
        """
        if not self.opens() or len(self.clause) < 2 or _FIGURE.search(self.clause):
            return False
        steps = self._steps()
        long = len(steps) == _FEWEST_LONG and all(step["long"] or step["long_alone"] for step in steps)
        enough = long or len(steps) >= _FEWEST_STEPS
        return enough and any(DUE.match(step.string, step.end()) for step in steps)

    def long_schedule(self) -> bool:
        """Whether it is one of so many times of steps that they can only be planned."""
        return len(self._steps()) >= _FEWEST_STEPS

    def _steps(self) -> list[re.Match[str]]:
        return list(_STEP_OPENS.finditer(self.whole))

    def share(self) -> bool:
        """新增12个，其中上半年6个: part of what is due; another year printed before tells whose it is."""
        if not self.head.startswith("其中") or _YEAR.search(self.whole):
            return False
        return (self.head == "其中" or self.head.endswith("、")) and _SHARE.match(self.after) is not None

    def stage(self) -> bool:
        """动员部署阶段（2024年3月）: the time of a stage, in brackets behind its name."""
        return self._bracketed() and _STAGE.search(self._before_bracket()) is not None

    def heading(self) -> bool:
        """（一）动员部署（2024年3月）。: the time in brackets behind a short line or sentence of its own."""
        opened = _HEADED.search(self._before_bracket()) is not None
        return self._bracketed() and opened and _CLOSED.match(self.folded, self.end) is not None

    def series(self) -> bool:
        """动员（3月）、自查（4月）: the time in brackets behind one of several steps."""
        joined = _NEXT_STEP.match(self.after) or _STEP_BEFORE.search(self._before_bracket())
        return self._bracketed() and joined is not None

    def _bracketed(self) -> bool:
        return self.before.endswith("（") and self.after.startswith("）")

    def _before_bracket(self) -> str:
        return self.before.removesuffix("（").rstrip("。")


def _lines(raw: str) -> list[str]:
    """Lines joined, a short line or an empty one (a heading, a paragraph) closed with 。."""
    lines = raw.split("\n")
    closed = [_closed(line, lines[at + 1]) for at, line in enumerate(lines[:-1])]
    return [*closed, squeeze(lines[-1])]


def _closed(line: str, following: str) -> str:
    text = squeeze(line)
    if text.endswith(("（", "《", "“")):
        return text
    ends = len(text) < _HEADING or not following.strip() or following.startswith(("  ", "\t"))
    return text + "。" if ends else text
