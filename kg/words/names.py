"""How names of units look: full names, classes of units, departments without their endings.

A name is recognised by how it looks (a table of endings); who it is, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, pairwise

from kg.lexicon import load, one_of

LEVELS = "省市州县区旗镇乡村"  # the last characters of territories, and the first of what a level of them has
NAME_STARTS = frozenset(f"国各{LEVELS}")
# what stands in the place of a unit and says that there is none
NOBODY = frozenset(load("names")["nobody"])
_LONGEST_CUT = 12
_LONGEST_WORD = 5
_QUOTED = re.compile("“([^“”]{1,12})”")  # 市“放管服”改革办公室
_SAME = re.compile(
    r"同(?:上|前|上一?[项条款]|(?=[第\d])第?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})[项条款]?)"
)
_MEANT = re.compile("（[^（）]{1,12}，下同）")  # 县（含县级市，下同）林业局
_MEASURES = "所处站院室"
# of things; an institute may be called 第38所
_COUNTED = re.compile(rf"(?<![第科\d])\d{{1,4}}[余多]?[{_MEASURES}]$")
_BRACKET_TAIL = re.compile(r"(?:[（〔〈][^（〔〈〉）〕]*[）〕〉])+$")


class Endings:
    """Words that a text may end in, by their last character: most texts end in none."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_last: dict[str, tuple[str, ...]] = {}
        for word in words:
            self._by_last[word[-1]] = (*self._by_last.get(word[-1], ()), word)

    def close(self, text: str) -> bool:
        """Whether `text` ends in one of the words."""
        return text.endswith(self._by_last.get(text[-1:], ()))

    def longest(self, text: str) -> int:
        """The length of the longest of the words that `text` ends in; 0 without any."""
        return max(map(len, filter(text.endswith, self._by_last.get(text[-1:], ()))), default=0)


@cache
def _ending() -> Endings:
    words = load("names")
    return Endings(chain.from_iterable(words[name] for name in ("suffixes", "divisions", "told", "places")))


@cache
def _no_ending() -> Endings:
    return Endings(load("names")["not_endings"])


@cache
def _collective() -> re.Pattern[str]:
    words = load("names")["collective"]
    first = one_of([*words["all"], *words["some"]])
    territory, body = (one_of(load("names")["territory"][name]) for name in ("words", "bodies"))
    return re.compile(
        rf"^{first}|{one_of(words['anywhere'])}(?!联)|各{one_of(words['each'])}"
        rf"|^{territory}(?:[（〔]|{body}?$)|{one_of(words['endings'])}$"
    )


@cache
def name_ends() -> frozenset[str]:
    """The last characters that names have."""
    words = load("names")
    endings = [
        words["suffixes"],
        words["divisions"],
        words["names"],
        words["collective"]["endings"],
        field_names(),
    ]
    return frozenset(word[-1] for word in chain(*endings, *words["territory"].values()))


@cache
def departments() -> frozenset[str]:
    """Departments with their endings, by their long names and their short ones: 住房城乡建设局, 发改委."""
    return frozenset(
        stem + suffix
        for row in load("aliases")["department"]
        for stem in (row["stem"], *row.get("short", []))
        for suffix in row["suffixes"]
    )


@cache
def field_names() -> frozenset[str]:
    """What departments are called without their endings: 教育, 发展改革, 住建."""
    rows = load("aliases")["department"]
    return frozenset(name for row in rows for name in (row["stem"], *row.get("short", [])) if len(name) > 1)


@lru_cache(maxsize=65536)
def is_name(text: str) -> bool:
    """Whether `text` (folded, without white space) can be the whole name of a unit or of units."""
    text = _QUOTED.sub(r"\1", text)
    text = _MEANT.sub("", text) if "下同" in text else text
    if len(text) < 2 or len(text) > 45 or any(mark in text for mark in "。；：，《》“”%/|—"):
        return False
    base = _BRACKET_TAIL.sub("", text)
    if base in load("names")["names"]:
        return True
    if not _ending().close(base):
        return bool(base and _collective().search(text) and text != base)
    return not ends_otherwise(base) or bool(_collective().search(base))


def same_as(name: str) -> re.Match[str] | None:
    """What stands in the place of units and says that they are those of another item: 同上, 同第2项."""
    return _SAME.fullmatch(name)


def ends_otherwise(text: str) -> bool:
    """Whether `text` ends in a word that looks like an ending of names and is none: 各级干部, 公厕3所."""
    word = _no_ending().longest(text)
    counted = text[-1:] in _MEASURES and _COUNTED.search(text) is not None
    return counted or (word > 0 and word >= _ending().longest(text))


def ends_in_word(text: str) -> bool:
    """Whether the last character of `text` closes a longer word: 城市, 开发区."""
    return max(_no_ending().longest(text), _ending().longest(text)) > 1


@lru_cache(maxsize=65536)
def is_collective(text: str) -> bool:
    """Whether `text` names a class of units (各镇街, 相关部门) and not one body."""
    return text not in load("names")["names"] and bool(_collective().search(text))


@lru_cache(maxsize=16384)
def is_cut(left: str, right: str) -> bool:
    """Whether a known name goes over the break between two pieces: 市住房和城乡⏎建设局, 市委组⏎织部."""
    if len(left) > _LONGEST_CUT or left[-1:] + right[:1] not in _known_pairs():
        return False
    return any(left[at:] + right in _known_names() for at in range(len(left)))


def department_goes_over(text: str, at: int) -> bool:
    """Whether the name of a department behind its level stands on both sides of `at`: 县住房⏎城乡建设局."""
    if text[at - 1 : at + 1] not in _known_pairs():
        return False
    return any(
        text[low:high] in departments()
        for low in range(max(1, at - _LONGEST_CUT), at)
        if text[low - 1] in LEVELS
        for high in range(at + 1, min(at + _LONGEST_CUT, len(text)) + 1)
    )


@cache
def _known_pairs() -> frozenset[str]:
    """The characters that stand side by side in known names."""
    return frozenset(first + second for name in _known_names() for first, second in pairwise(name))


@cache
def _known_names() -> frozenset[str]:
    return departments().union(load("names")["names"])


def breaks_off(left: str, right: str) -> bool:
    """Whether a name broke off behind `left` and ends with `right`: 县审⏎计局, 市公安局东县⏎分局."""
    if is_rest(left, right):
        return True
    branch = right[:1] not in NAME_STARTS and bool(_branch().fullmatch(left))
    last = len(right) == 1 and right not in LEVELS
    return (branch or last or not is_name(left)) and is_name(left + right)


@lru_cache(maxsize=16384)
def is_rest(left: str, right: str) -> bool:
    """Whether `right`, which may look like a name, only ends that of `left`: 东县⏎人民政府, 市政府办⏎公室."""
    base = _BRACKET_TAIL.sub("", left)  # 各县（市、区）⏎人民政府（管委会）
    rest = _BRACKET_TAIL.sub("", right)
    if rest.lstrip(LEVELS) in load("names")["never_alone"]:
        return True
    if any(rest in row["rests"] and base.endswith(tuple(row["behind"])) for row in load("names")["rests"]):
        return True
    return _ends_ending(left, right) or _is_branch(left, right) or _inside_word(left, right)


def _inside_word(left: str, right: str) -> bool:
    """Whether the break stands in a word for bodies or for places: 相关部⏎门, 各设区⏎市人民政府."""
    return _word_over_break().search(f"{left[-_LONGEST_WORD:]}⏎{right}") is not None


@cache
def _word_over_break() -> re.Pattern[str]:
    words = load("names")
    whole = [*words["rest"]["nobody"], *words["territory"]["words"]]
    broken = one_of(f"{word[:at]}⏎{word[at:]}" for word in whole for at in range(1, len(word)))
    return re.compile(rf"{broken}(?=$|{one_of(words['joiners'])}|{one_of(words['territory']['bodies'])})")


def _ends_ending(left: str, right: str) -> bool:
    """Whether an ending of names goes over the break and leaves nothing behind it: 市政府办⏎公室."""
    return left.endswith(_beginnings().get(right, ()))


@cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    """How endings of names begin, by how they end: 人民 by 政府; no end is shorter than two characters."""
    found: dict[str, tuple[str, ...]] = {}
    for word in load("names")["suffixes"]:
        for at in range(1, len(word) - 1):
            found[word[at:]] = (*found.get(word[at:], ()), word[:at])
    return found


def _is_branch(left: str, right: str) -> bool:
    """Whether `right` is a branch of `left` by its place, and of no other: 人民银行⏎东县支行."""
    if right[:1] in NAME_STARTS:
        return False
    branch = any(
        left.endswith(tuple(row["of"]))
        and right.endswith(tuple(row["ends"]))
        and not any(word in right[:-2] for word in load("names")["owners"])
        for row in load("names")["branches"]
    )
    return branch and not right.startswith(tuple(field_names()))


@cache
def _branch() -> re.Pattern[str]:
    """The name of a branch without its last word, so that it ends as the name of a place does: 国网东县."""
    owners = one_of(load("names")["owners"])
    return re.compile(rf".*{owners}[^和及与各]{{1,8}}[{LEVELS}]")
