"""The words that name columns: how a table without rules is known, and whether a row fits its columns."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kg.fold import fold
from kg.lexicon import load, one_of
from kg.model import squeeze
from kg.words.columns import (
    names_bystanders,
    names_limits,
    role_beside_people,
    role_in_brackets,
    role_of_column,
    vague_headers,
)
from kg.words.names import NOBODY
from kg.words.roles import labelled_pattern, role_stems

UNITS = frozenset(["lead", "responsible", "support", "other"])
ENDED = UNITS | {"deadline"}
"""Columns whose cells show where they end."""
_PLAIN = ENDED | {"number"}
_NOTES = frozenset(["note", "remark"])
_TASK = frozenset(["task"])
_DEADLINE = frozenset(["deadline"])
_TASKS = _TASK | {"group"}
_ASIDE = frozenset(["aside"])
_LONGEST_WORD = 16
_FEWEST_COLUMNS = 3
_SHORTEST_PART = 3
_LONGEST_NUMBER = 8
_LONGEST_HEADING = 40
_STOPS = re.compile("[，。；：、！？]")
_NUMBER = re.compile(r"[（〔]?(\d{1,4})[）〕]?[.、]?|第(\d{1,4})号")
_HEADING = re.compile(
    "[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}(?:部分|类|章|阶段|步|批)"
)
_NUMERAL = re.compile("（?[一二三四五六七八九十]{1,3}）?、?")
_NUMERAL_APART = re.compile(r"[一二三四五六七八九十]{1,3}\s+[\u4e00-\u9fa5]{2}")
_COUNTED = re.compile(r"（(?:共)?\d{1,3}[项条个件]）$")
_NO_LIST = re.compile("[。：！？]|[、，；]$")
_JOINED = re.compile("[与和及]")
_BRACKETS = re.compile("（[^（）]*）")
_BETWEEN_NAMES = re.compile("[、，；/]")
_STOP = "。；"
_CLASSES = ("各", "有关", "相关", "全体", "所有")
SILENT = NOBODY.union(load("headers")["ditto"])
"""What a cell of units or times says that names none: nobody, or those of the cell above."""
TIME = re.compile(rf"[\d年月季底]|{one_of(load('reading')['times'])}")


@cache
def _words() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for kind, words in load("headers")["column"].items():
        for word in words:
            kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(known) for word, known in kinds.items()}


@cache
def unit_endings() -> tuple[str, ...]:
    """The last two characters of the words that name columns of units."""
    return tuple(sorted({word[-2:] for word, kinds in _words().items() if kinds & UNITS}))


@lru_cache(maxsize=4096)
def column_kinds(printed: str) -> frozenset[str]:
    """What a column called `printed` may hold: it is a known word, or begins or ends with one."""
    word = fold(squeeze(printed.replace("*", "")))
    bare = _BRACKETS.sub("", word) or word
    if role := role_in_brackets(word) or role_beside_people(word):
        return frozenset([str(role)])
    for text in (word, bare):
        if text in _words():
            return _words()[text]
    if names_bystanders(bare):
        return _ASIDE
    if role := role_of_column(bare):
        return frozenset([str(role)])
    if names_limits(bare):
        return _DEADLINE
    if len(bare) > _LONGEST_WORD or _STOPS.search(bare):
        return frozenset()
    joined = [_words().get(part, frozenset()) for part in _JOINED.split(bare)]
    if len(joined) > 1 and (kinds := frozenset.intersection(*joined)):
        return kinds
    lengths = range(len(bare) - 1, _SHORTEST_PART - 1, -1)
    parts = (part for length in lengths for part in (bare[-length:], bare[:length]))
    return next((_words()[part] for part in parts if part in _words()), _kinds_by_tail(bare))


def _kinds_by_tail(word: str) -> frozenset[str]:
    """What a column may hold by how its name ends: 攻坚任务, 整治时限."""
    words = load("headers")
    if word.endswith(tuple(words["tails"])):
        return _TASK
    return _DEADLINE if word.endswith(tuple(words["due_tails"])) else frozenset()


def is_column_word(printed: str) -> bool:
    """Whether `printed` is one of the known words that name columns, and no more."""
    return fold(squeeze(printed.replace("*", ""))) in _words()


def names_column(printed: str) -> bool:
    """Whether a cell may name a column, also by a word that does so only where it stands alone: 主办."""
    word = fold(squeeze(printed))
    return bool(column_kinds(printed)) or any(word in words for words in load("headers")["alone"].values())


def value(printed: str) -> int | None:
    """The number in a cell that holds a number and nothing else: 3, 3., （3）, 第3号."""
    if len(printed) > _LONGEST_NUMBER:
        return None
    found = _NUMBER.fullmatch(fold(squeeze(printed.replace("*", ""))))
    return int(found[1] or found[2]) if found else None


def is_heading(printed: str) -> bool:
    """Whether a line or cell is a heading over rows: 一、重点改革, 一 重点改革, 主要目标（2项）."""
    if len(printed) > _LONGEST_HEADING:
        return False
    words = fold(squeeze(printed))
    set_apart = _NUMERAL_APART.match(printed.strip())
    return bool(_HEADING.match(words) or _COUNTED.search(words) or set_apart)


def is_numeral(printed: str) -> bool:
    """Whether a cell is the numeral of a heading and nothing else, whose words stand in the next: 一."""
    return len(printed) <= _LONGEST_NUMBER and _NUMERAL.fullmatch(fold(squeeze(printed))) is not None


def speaks_of_tasks(printed: str) -> bool:
    """Whether a short word that names a column begins or ends with one for tasks: 方式措施, 内容清单."""
    word = fold(squeeze(printed)) if len(printed) <= _LONGEST_WORD else ""
    return any(_words().get(part, frozenset()) & _TASKS for part in (word[:2], word[-2:]))


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('headers')['remarks'])}(?:：|\d[.、])")


def is_remark(printed: str) -> bool:
    """Whether a line says something about the table above it: 注：…, 备注：…."""
    return _remark().match(fold(squeeze(printed))) is not None


def lists_units(printed: str) -> bool:
    """Whether a cell names units, and says at most what they do: 牵头单位：区教育局, 区民政局牵头."""
    text = fold(squeeze(printed)).rstrip("。；")
    if labelled_pattern().search(text) or text in SILENT:
        return True
    bare = _does().sub("", text.strip("（）"))
    return "。" not in bare and ends_in_name(bare)


@cache
def _does() -> re.Pattern[str]:
    return re.compile(rf"{one_of(role_stems())}$")


def is_of_notes(kinds: frozenset[str]) -> bool:
    """Whether a column may hold remarks and nothing else."""
    return bool(kinds) and kinds <= _NOTES


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by their header, each with the kinds of thing it may hold."""

    words: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        return len(self.kinds)

    @property
    def numbered(self) -> bool:
        """Whether the first column counts the rows."""
        return "number" in self.kinds[0]

    @property
    def ends_in_notes(self) -> bool:
        """Whether the last column is of remarks, which rows often lack."""
        return is_of_notes(self.kinds[-1])

    @property
    def task(self) -> int:
        """The column of tasks, or of their classes where there is no other."""
        tasks = [at for at, kinds in enumerate(self.kinds) if kinds & _TASKS]
        return next((at for at in tasks if "task" in self.kinds[at]), tasks[0])

    @property
    def crowded(self) -> bool:
        """Whether two columns side by side hold words, so that nobody sees where a cell of lines ends."""
        words = [not kinds & _PLAIN for kinds in self.kinds[: len(self.kinds) - self.ends_in_notes]]
        return any(map(all, pairwise(words)))

    def parted_by(self, runs: Sequence[tuple[int, int]], lines: Sequence[str], begun: Container[int]) -> bool:
        """Whether the cells of words side by side, which are `runs` of the lines, are seen to end.

        So they are where the next is `begun` for sure, or the last line ends a sentence.
        """
        words = [not kinds & _PLAIN for kinds in self.kinds[1:]]
        pairs = zip(pairwise(words), pairwise(runs), strict=False)
        ends = [run[1] for both, (run, _) in pairs if all(both) and run[0] < run[1] < len(lines)]
        return all(end in begun or lines[end - 1].endswith(("。", "；")) for end in ends)

    @property
    def wordy(self) -> int | None:
        """The only column whose cells may be several lines long, if there is only one."""
        wordy = [at for at, kinds in enumerate(self.kinds) if not kinds & _PLAIN]
        wordy = wordy[:-1] if self.ends_in_notes else wordy
        return wordy[0] if len(wordy) == 1 else None

    @property
    def classed(self) -> bool:
        """Whether the first of two columns of tasks is of their classes: 类别|任务, 一级指标|评价指标."""
        return bool(self.kinds[0] & _TASKS) and any(kinds & _TASKS for kinds in self.kinds[1:])

    def may_lack(self, first: int) -> bool:
        """Whether the `first` columns, of numbers or classes before tasks, may be merged over rows."""
        over, rest = self.kinds[:first], self.kinds[first:]
        return all("number" in kinds or kinds & _TASKS for kinds in over) and any(
            "task" in kinds for kinds in rest
        )

    @property
    def parted(self) -> bool:
        """Whether tasks are told in the column behind the numbers and in another: 序号|重点任务|具体举措."""
        return len(self) > 2 and "task" in self.kinds[1] and any("task" in kinds for kinds in self.kinds[2:])

    def counted(self) -> Columns:
        """The same columns behind one of numbers without a name, which stands for that of classes."""
        words, kinds = self.words[self.classed :], self.kinds[self.classed :]
        return Columns(("", *words), (frozenset(["number"]), *kinds))

    def unit_texts(self, texts: Sequence[str]) -> list[str]:
        """What the cells of units in a row say."""
        return [text for text, kinds in zip(texts, self.kinds, strict=False) if kinds & UNITS]

    def repeated(self, texts: Sequence[str]) -> bool:
        """Whether a row is the header again."""
        return tuple(map(squeeze, texts)) == self.words

    def tidy(self, texts: Sequence[str]) -> bool:
        """Whether the cells of units can be lists of names: no sentences, not cut off."""
        return not any(_NO_LIST.search(_without_stop(text)) for text in self.unit_texts(texts))

    def behind(self, texts: Sequence[str]) -> int:
        """By how many columns a row stands too far left: a cell merged over rows left nothing in its place.

        Then its last cells are empty, and what is said of units and limits fits only farther on.
        """
        empty = next((at for at, text in enumerate(reversed(texts)) if text.strip()), 0)
        fits = self._all_fit(texts)
        if not empty or (fits and any(self.unit_texts(texts))) or value(texts[0]) is not None:
            return 0
        for by in range(1, min(empty, len(texts) - 2) + 1):
            farther = [*[""] * by, *texts[:-by]]
            if self._all_fit(farther) and (any(self.unit_texts(farther)) or not fits):
                return by
        return 0

    def _all_fit(self, texts: Sequence[str]) -> bool:
        """Whether no cell says what its column cannot hold."""
        folded = (fold(squeeze(text)) for text in texts)
        return all(_could_hold(*column) for column in zip(self.words, self.kinds, folded, strict=False))

    def fit(self, texts: Sequence[str], named: Container[int] = ()) -> int:
        """How many of the cells, from the first, hold what their columns hold by every sign.

        Those of the columns `named` are known to hold names.
        """
        folded = [fold(squeeze(text)) for text in texts]
        cells = enumerate(zip(self.words, self.kinds, folded, strict=False))
        return next((at for at, cell in cells if at not in named and not _may_hold(*cell)), len(texts))


def columns_of(words: Sequence[str], *, strict: bool) -> Columns | None:
    """The columns a row of words names: one of tasks, another of units; `strict` wants every word known."""
    kinds = tuple(map(column_kinds, words))
    known, filled = sum(map(bool, kinds)), sum(bool(word.strip()) for word in words)
    tasks = {at for at, one in enumerate(kinds) if one & _TASKS}
    units = {at for at, one in enumerate(kinds) if one & UNITS}
    enough = known == len(words) if strict else known * 2 > filled
    if not enough or not tasks or not units - tasks:
        return None
    return Columns(tuple(map(squeeze, words)), kinds)


def columns_but_one(words: Sequence[str]) -> Columns | None:
    """The columns a row of words names, one of units for sure, where only one is called as nobody knows.

    That one holds the tasks: 行业名称|时间安排|责任单位.
    """
    kinds = list(map(column_kinds, words))
    strange = [at for at, one in enumerate(kinds) if not one]
    named = (word for word, one in zip(words, kinds, strict=True) if one & UNITS)
    sure = any(fold(squeeze(word)) not in vague_headers() for word in named)
    if len(words) < _FEWEST_COLUMNS or len(strange) != 1 or not sure or any(one & _TASKS for one in kinds):
        return None
    word = squeeze(words[strange[0]])
    if not 0 < len(word) <= _LONGEST_WORD or _STOPS.search(fold(word)):
        return None
    kinds[strange[0]] = frozenset(["task"])
    return Columns(tuple(map(squeeze, words)), tuple(kinds))


def columns_beside_one(words: Sequence[str]) -> Columns | None:
    """The columns of a row of four words and more, of which only one is called as nobody knows: 平台名称."""
    if len(words) <= _FEWEST_COLUMNS or sum(map(bool, map(column_kinds, words))) < len(words) - 1:
        return None
    return columns_of(words, strict=False) or columns_but_one(words)


def _could_hold(word: str, kinds: frozenset[str], text: str) -> bool:
    """Whether a cell may stand in a column: empty ones in any, in one of numbers nothing else."""
    if not text:
        return True
    if kinds == {"number"}:
        return value(text) is not None
    return lists_units(text) if kinds & UNITS else _may_hold(word, kinds, text)


def _without_stop(text: str) -> str:
    """The words of a cell, without the stop that ends them."""
    return fold(squeeze(text)).rstrip(_STOP)


def _may_hold(word: str, kinds: frozenset[str], text: str) -> bool:
    if text in NOBODY or not (word or kinds):
        return text in NOBODY
    if text in SILENT and kinds & ENDED:
        return True
    if kinds & UNITS:
        return not _NO_LIST.search(_without_stop(text)) and ends_in_name(_does().sub("", text))
    return "deadline" not in kinds or TIME.search(text) is not None


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    """The endings of names by their last characters."""
    names = load("names")
    endings: dict[str, tuple[str, ...]] = {}
    for one in (*names["suffixes"], *names["divisions"], *names["names"], *names["collective"]["endings"]):
        endings[one[-1]] = (*endings.get(one[-1], ()), one)
    return endings


def ends_in_name(text: str) -> bool:
    """Whether a list of units may end here: in a known ending of names, or in a class of units.

    Before a full stop a sentence about a class may end as well: 各部门要抓好落实。
    """
    words = fold(squeeze(text))
    names = words.rstrip(_STOP)
    last = _BETWEEN_NAMES.split(_BRACKETS.sub("", names))[-1].rstrip("等*")
    return last.endswith(_endings().get(last[-1:], ())) or (names == words and last.startswith(_CLASSES))
