"""Role clauses: who leads, who is responsible, who helps, in the words of one bracket, line or cell.

Two grammars, freely mixed: labels before the units (牵头单位：A；配合单位：B、C) and role words
after them (A牵头，B、C按职责分工负责).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from kg.find.blanket import find_blanket
from kg.find.dense import Dense
from kg.find.names import Mention, is_name, split_names
from kg.lexicon import load
from kg.model import Role

# alternatives that begin with a character each, or with a class, turn most places away at once
_TIME_WORD = re.compile(
    "年底|月底|季度|上半年|下半年|年内|长期|持续|全年|年度|适时|定期|常态化|每[年月周季半]|即[日行]|立行立改|期间|时限"
)
_TIME_FIGURE = re.compile(r"\d(?:\d{3}|[年月日])")
_LIMIT_FIRST = re.compile(r"\d{1,4}[年月][^、]{0,6}[前底](?:完成|报)")  # 11月底前报送市司法局
_BY_TIME = re.compile(r"(?:[于在]|(?<=[局委办厅部署院处站所]))(?=\d{1,4}[年月]|年[底内]|每[年月季周])")
# a time and no more than that the work is done by then: 2023年底前完成, 持续推进
LIMIT = (
    r"(?:于|在|力争|确保|务必|须|并)*(?:[\d年月日季度底前后初中末旬上下半第一二三四至到内起—\-本今明全每]+|即)"
    r"(?:完成|办结|到位|落实|启动|见效|完工|竣工|投用|建成|开工)?"
    r"|长期坚持|持续推进|常态化推进|持续开展"
)
_NOTE = re.compile(r"[（〔]([^（）〔〕]*)[）〕]")
_STOPS = "，。；;"
_PHRASE_MARK = re.compile(f"[（〔《“）〕》”{_STOPS}]")
_LONGEST_LABEL = 40
_WHOLE_LABELS = ("建设主体", "实施主体", "责任主体")


class Party(NamedTuple):
    """A unit with its role: dense place of the name, the printed role word, place of the role word."""

    start: int
    end: int
    role: Role
    label: str


@dataclass(slots=True)
class Clause:
    """What one clause says: its parties in printed order, and the stretches that are no units."""

    parties: list[Party] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    persons: list[tuple[int, int]] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)
    first_leads: bool = False
    ditto: bool = False

    def with_time(self, start: int, end: int) -> Clause:
        """The clause with one more limit."""
        return replace(self, times=[*self.times, (start, end)])


@cache
def label_pattern() -> re.Pattern[str]:
    """A role label before its units: 责任单位, 牵头责任部门, 分管领导 …, without its colon."""
    words = load("roles")
    stems = "|".join(sorted({stem for row in words["role"] for stem in row["stems"]}, key=len, reverse=True))
    nouns = "|".join(sorted(words["label"]["nouns"], key=len, reverse=True))
    prefixes = "|".join(words["label"]["prefixes"])
    persons = "|".join(sorted(words["label"]["persons"], key=len, reverse=True))
    return re.compile(
        rf"(?P<label>(?:{prefixes})*(?:(?:{stems})(?:和|及|或|、|（)?){{1,3}}）?(?:{nouns})(?:及责任人)?"
        rf"|{'|'.join(_WHOLE_LABELS)}|(?P<person>(?:{prefixes})*(?:{stems})?(?:{persons})))"
    )


@cache
def labelled_pattern() -> re.Pattern[str]:
    """Any label with its colon: of units (label, bare), of people (person), of a limit (time)."""
    words = load("roles")["label"]
    times = "|".join(sorted(words["times"], key=len, reverse=True))
    bare = "|".join(words["bare"])
    return re.compile(
        rf"(?=[{_label_starts()}])"  # the first character alone turns most places away
        rf"(?:{label_pattern().pattern}|(?P<bare>{bare})(?=：)|(?P<time>{times})(?=：))(?:：|[为是](?=[\u4e00-\u9fa5]))"
    )


def _label_starts() -> str:
    words = load("roles")
    lists = [words["label"][name] for name in ("prefixes", "persons", "bare", "times")]
    stems = [row["stems"] for row in words["role"]]
    return "".join(sorted({word[0] for word in chain(*lists, *stems, _WHOLE_LABELS)}))


@cache
def _label_end() -> re.Pattern[str]:
    """Where a label may end: few places, so that the whole pattern is tried at few."""
    words = load("roles")["label"]
    lists = (words[name] for name in ("nouns", "persons", "times", "bare"))
    endings = [*chain.from_iterable(lists), *_WHOLE_LABELS, "责任人"]
    lasts = "".join(sorted({re.escape(word[-1]) for word in endings}))
    return re.compile(rf"[：为是](?<=[{lasts}][：为是])")


def find_labels(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Every match of `labelled_pattern` in ``text[start:end]``, in printed order."""
    pattern = labelled_pattern()
    found: list[re.Match[str]] = []
    at = start
    for place in _label_end().finditer(text, start, end):
        low = max(at, place.start() - _LONGEST_LABEL)
        match = pattern.search(text, low, min(place.end() + 1, end))
        if match:
            found.append(match)
            at = match.end()
    return found


@lru_cache(maxsize=1024)
def role_of_label(label: str) -> Role:
    """The role a printed label stands for; the table's order decides between several stems."""
    if any(noun in label for noun in load("roles")["label"]["inner"]):
        return Role.OTHER
    for row in load("roles")["role"]:
        if any(stem in label for stem in row["stems"]):
            return Role(row["role"])
    return Role.RESPONSIBLE


@cache
def _tail_roles() -> dict[str, Role]:
    words = load("roles")["tail"]
    return {word: Role(role) for role in ("lead", "responsible", "support", "other") for word in words[role]}


@cache
def _tail() -> re.Pattern[str]:
    words = load("roles")["tail"]
    tails = "|".join(sorted(_tail_roles(), key=len, reverse=True))
    adverbs = "|".join(sorted(words["adverbs"], key=len, reverse=True))
    partners = "|".join(words["partners"])
    longer = "|".join(words["longer"])
    stems = "|".join(stem for row in load("roles")["role"] for stem in row["stems"])
    nouns = "|".join(load("roles")["label"]["nouns"])
    openings = chain(_tail_roles(), words["adverbs"], words["partners"], "为")
    firsts = "".join(sorted({word[0] for word in openings}))
    return re.compile(
        rf"(?=[{firsts}])(?:"
        rf"(?P<adverb>(?:(?>{adverbs}))*)(?P<word>{tails}|为(?:{stems})+(?:{nouns}))(?:{longer})*(?:工作|任务)?"
        rf"(?=$|[，。；;、]|{partners}|并)|(?P<partner>{partners}))"
    )


@cache
def tail_words() -> tuple[str, ...]:
    """All role words that may stand after the units."""
    return tuple(_tail_roles())


def tail_role(word: str) -> Role:
    """The role of the words that stand after the units: 牵头, 负责, 配合, 为责任单位 …"""
    return _tail_roles().get(word) or role_of_label(word)


@cache
def _person() -> re.Pattern[str]:
    """A person by office: 张三副市长, 市水务局局长张三."""
    offices = "|".join(sorted(load("roles")["label"]["offices"], key=len, reverse=True))
    return re.compile(rf"(?:{offices})[\u4e00-\u9fa5]{{0,3}}$")


@lru_cache(maxsize=16384)
def _is_person(name: str) -> bool:
    return bool(_person().search(name))


@cache
def first_listed_pattern() -> re.Pattern[str]:
    """列第一位者为牵头单位: the rule that the first unit of a list leads."""
    words = load("roles")["first_listed"]
    places = "|".join(sorted(words["places"], key=len, reverse=True))
    return re.compile(
        rf"(?:{places})[^。；，：、]{{0,10}}?(?:为|是|作为|系)(?:该项|本项|此项|该|各项)?[^。；，：、]{{0,6}}?"
        rf"(?:牵头|主责|主办|主要责任|第一责任)[\u4e00-\u9fa5]{{0,4}}"
    )


@cache
def ditto_pattern() -> re.Pattern[str]:
    """下同: what is said here holds from here on."""
    return re.compile("|".join(load("roles")["first_listed"]["ditto"]))


def parse_clause(dense: Dense, start: int, end: int, role: Role | None = None, label: str = "") -> Clause:
    """Read the dense stretch ``start:end`` as a role clause.

    `role` and `label` say what a column header or an outer label already said of units without
    a role word of their own.
    """
    reader = _Reader(dense, role, label)
    at = start
    for match in find_labels(dense.text, start, end):
        reader.stretch(at, match.start())
        reader.label(match)
        at = match.end()
    reader.stretch(at, end)
    reader.close()
    reader.clause.parties.sort(key=lambda party: party.start)
    return reader.clause


class _Reader:
    """Reads a clause from left to right: units wait until a role word, or the end, says what they are."""

    def __init__(self, dense: Dense, role: Role | None, label: str) -> None:
        self.dense = dense
        self.clause = Clause()
        self._default = (role, label) if role else None
        self._aside: list[tuple[int, int]] | None = None
        self._last: tuple[Role, str] | None = None
        self._waiting: list[tuple[int, int]] = []
        self._helping: list[tuple[int, int]] | None = None
        self._partner = ""

    def label(self, match: re.Match[str]) -> None:
        """A label opens a new list."""
        self.close()
        self._last = None
        if match.group("person"):
            self._aside = self.clause.persons
        elif match.group("time"):
            self._aside = self.clause.times
        else:
            printed = match.group("label") or match.group("bare")
            self._aside, self._default = None, (role_of_label(printed), printed)

    def stretch(self, start: int, end: int) -> None:
        """What stands between two labels, phrase by phrase."""
        if self._aside is not None:
            if end > start:
                self._aside.append((start, end))
            return
        at = start
        for low, high in sorted(self._holes(start, end)):
            self._list(at, low)
            at = max(at, high)
        self._list(at, end)

    def _holes(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What hands nothing out to this task: rules in brackets, blanket clauses."""
        for note in _NOTE.finditer(self.dense.text, start, end):
            if _aside(self.dense, note.start(1), note.end(1), self.clause, rules_only=True):
                yield note.span()
        for blanket in find_blanket(self.dense, start, end):
            yield _phrase_start(self.dense.text, start, blanket.start), blanket.end

    def _list(self, start: int, end: int) -> None:
        for low, high in _phrases(self.dense.text, start, end):
            if "：" in self.dense.text[low:high]:
                self.clause.unread.append((low, high))
                continue
            by = _BY_TIME.search(self.dense.text, low, high)
            if by and is_name(re.split("[、和及]", self.dense.text[low : by.start()])[-1]):
                self.clause.times.append((by.end(), high))
                high = by.start()
            if not _aside(self.dense, low, high, self.clause):
                self._phrase(low, high)

    def _phrase(self, start: int, end: int) -> None:
        rest = start
        for match in _tail().finditer(self.dense.text, start, end):
            if not _follows_names(self.dense.text, rest, match, bool(self._waiting)):
                continue
            if match.group("partner"):
                self._wait(rest, match.start())
                self._helping, self._partner = [], match.group("partner")
            else:
                self._role_word(rest, match)
            rest = match.end()
        self._wait(rest, end)

    def _role_word(self, start: int, match: re.Match[str]) -> None:
        """A role word speaks for the units before it; under a label only for its own phrase."""
        if self._default and start < match.start() and self._helping is None:
            self._flush(*self._default)
        self._wait(start, match.start())
        self._last = (tail_role(match.group("word")), match.group("word"))
        self._flush(*self._last)

    def _wait(self, start: int, end: int) -> None:
        if start < end:
            (self._waiting if self._helping is None else self._helping).append((start, end))

    def _flush(self, role: Role, label: str) -> None:
        self._give(self._waiting, role, label)
        self._give(self._helping or [], Role.SUPPORT, self._partner)
        self._waiting, self._helping = [], None

    def _behind(self) -> tuple[Role, str] | None:
        """The role of units behind the last role word: the same, but nobody leads because another does."""
        return (Role.RESPONSIBLE, "") if self._last and self._last[0] is Role.LEAD else self._last

    def close(self) -> None:
        """At the end of a list the units still waiting get the role of the list."""
        known = (
            self._default or self._behind() or ((Role.RESPONSIBLE, self._partner) if self._partner else None)
        )
        if known:
            self._flush(*known)
        else:
            self.clause.unread.extend(self._waiting)
            self._waiting = []

    def _give(self, stretches: list[tuple[int, int]], role: Role, label: str) -> None:
        for low, high in stretches:
            for mention in split_names(self.dense, low, high):
                if _is_person(self.dense.text[mention.start : mention.end]):
                    self.clause.persons.append((mention.start, mention.end))
                else:
                    self.clause.parties.append(_party(mention, role, label))


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas, semicolons and full stops outside brackets."""
    low, depth = start, 0
    for mark in _PHRASE_MARK.finditer(text, start, end):
        if mark[0] in "（〔《“":
            depth += 1
        elif mark[0] in "）〕》”":
            depth = max(depth - 1, 0)
        elif depth == 0:
            at = mark.start()
            if at > low:
                yield low, at
            low = at + 1
    if end > low:
        yield low, end


def _phrase_start(text: str, start: int, at: int) -> int:
    return max(start, *(text.rfind(stop, start, at) + 1 for stop in _STOPS))


def _aside(dense: Dense, start: int, end: int, clause: Clause, *, rules_only: bool = False) -> bool:
    """Phrases that name nobody: the first-listed rule, 下同, a time limit (unless `rules_only`)."""
    phrase = dense.text[start:end]
    if first_listed_pattern().search(phrase):
        clause.first_leads = True
        clause.ditto = clause.ditto or bool(ditto_pattern().search(phrase))
        return True
    if phrase.startswith(("以下统称", "以下简称")):
        return True
    if ditto_pattern().fullmatch(phrase):
        clause.ditto = True
        return True
    if not rules_only and names_a_time(phrase):
        clause.times.append((start, end))
        return True
    return False


def names_a_time(phrase: str) -> bool:
    """Whether a phrase of a clause says when and not who."""
    if _LIMIT_FIRST.match(phrase):
        return True
    timed = _TIME_WORD.search(phrase) or _TIME_FIGURE.search(phrase)
    return bool(timed) and not is_name(phrase) and not _ends_in_names(phrase)


def _ends_in_names(phrase: str) -> bool:
    """Whether a phrase with a time in it names units all the same."""
    last = re.split("[、和及由]", phrase)[-1]
    tail = _tail().search(last)
    return is_name(last) or bool(tail and is_name(last[: tail.start()]))


def _follows_names(text: str, start: int, match: re.Match[str], waiting: bool) -> bool:
    """Whether a role word belongs to names before it, and is not part of one (工业促进局, 参与机构)."""
    before = _NOTE.sub("", text[start : match.start()])
    last = re.split("[、和及/]", before)[-1]
    if match.group("partner"):
        return is_name(last.rstrip("等")) or (not before and len(match.group("partner")) > 1)
    if match.group("adverb"):
        return bool(before) or waiting
    if not before:
        return waiting
    if is_name(last) or is_name(last.rstrip("等")) or last.endswith("等"):
        return True
    return _is_short_name(last) and match["word"] not in load("roles")["tail"]["ambiguous"]


def _is_short_name(last: str) -> bool:
    """A name without a known ending is still one where the whole phrase is short."""
    return 2 <= len(last) <= 8


def _party(mention: Mention, role: Role, label: str) -> Party:
    if mention.mark:
        return Party(mention.start, mention.end, role_of_label(mention.mark), mention.mark)
    return Party(mention.start, mention.end, role, label)
