"""One spelling for matching, offset for offset: the canonical text itself is never changed.

`fold` maps every character to exactly one character, so a match in the folded text has the same
offsets in the canonical text. Full-width letters and digits become ASCII, brackets and stops become
the common Chinese forms, traditional characters their simplified ones, and radicals, which text layers of
pages hold in place of the characters they look like, those characters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from unicodedata import normalize

_SIMPLIFIED = "gb2312"
_SHORT = 64  # characters; a name is sooner translated than the pattern for longer texts is made

_DIGITS_AND_LETTERS = {0xFF10 + i: 0x30 + i for i in range(10)}
_DIGITS_AND_LETTERS |= {0xFF21 + i: 0x41 + i for i in range(26)}
_DIGITS_AND_LETTERS |= {0xFF41 + i: 0x61 + i for i in range(26)}

_PUNCTUATION = str.maketrans(
    {
        "(": "（",
        ")": "）",
        "﹙": "（",
        "﹚": "）",
        "[": "〔",
        "]": "〕",
        "［": "〔",
        "］": "〕",
        "【": "〔",
        "】": "〕",
        "﹝": "〔",
        "﹞": "〕",
        "〖": "〔",
        "〗": "〕",
        "{": "〔",
        "}": "〕",
        "｛": "〔",
        "｝": "〕",
        "〘": "〔",
        "〙": "〕",
        "〚": "〔",
        "〛": "〕",
        ":": "：",
        "﹕": "：",
        "∶": "：",
        ",": "，",
        "﹐": "，",
        ";": "；",
        "﹔": "；",
        "．": ".",
        "﹒": ".",
        "·": ".",
        "•": ".",
        "｡": "。",
        "､": "、",
        "﹑": "、",
        "«": "《",
        "»": "》",
        "﹤": "〈",
        "﹥": "〉",
        "％": "%",
        "－": "-",
        "–": "—",
        "―": "—",
        "─": "—",
        "━": "—",
        "～": "~",
        "〜": "~",
        "∼": "~",
        "｜": "|",
        "／": "/",
        "　": " ",
        "\u00a0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\ufeff": " ",
        "\u200b": " ",
        # a stop that the text layer of a page lost
        "\ufffd": ".",
        # traditional characters and variants that the simplified set holds
        "後": "后",
        "於": "于",
        "徵": "征",
        "馀": "余",
        "髙": "高",
    }
)

# those that Unicode itself does not map to the characters they look like
_RADICALS = str.maketrans(
    "⺁⺇⺍⺒⺓⺜⺝⺞⺟⺠⺧⺩⺪⺫⺬⺮⺱⺶⺷⺸⺹⺻⺼⺽⻁⻄⻅⻆⻉⻊⻋⻏⻑⻒⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱",
    "厂几小巳幺日月歹母民牛王疋目示竹网羊羊羊老聿肉臼虎西见角贝足车邑长长长门阜雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_LOOKALIKES = chain(range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))

_TABLE: dict[int, int | str] = {**_DIGITS_AND_LETTERS, **_PUNCTUATION}


def fold(text: str) -> str:
    """`text` in one spelling, the same length, for matching only."""
    if len(text) < _SHORT:
        return text.translate(_TABLE if _is_simplified(text) else _full_table())
    table = _full_table()
    return _foldable().sub(lambda run: run.group().translate(table), text)


def spellings(character: str) -> str:
    """The traditional characters that fold to `character`."""
    return "".join(chr(code) for code, new in _han_table().items() if new == character)


def _is_simplified(text: str) -> bool:
    """Whether no traditional character can be in a text: it can be written in the simplified set."""
    try:
        text.encode(_SIMPLIFIED)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _han_table() -> dict[int, int | str]:
    """Every character outside the simplified set whose simplified form is another single character."""
    from opencc import OpenCC

    characters = [char for code in range(0x4E00, 0xA000) if not _is_simplified(char := chr(code))]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {
        ord(old): new for old, new in zip(characters, simplified, strict=True) if old != new and len(new) == 1
    }


@lru_cache(maxsize=1)
def _lookalike_table() -> dict[int, int | str]:
    """Radicals and compatibility characters by the simplified forms of the characters they look like."""
    usual = {code: normalize("NFKC", chr(code).translate(_RADICALS)) for code in _LOOKALIKES}
    return {
        code: new.translate(_han_table()) for code, new in usual.items() if len(new) == 1 and new != chr(code)
    }


@lru_cache(maxsize=1)
def _full_table() -> dict[int, int | str]:
    return {**_han_table(), **_lookalike_table(), **_TABLE}


@lru_cache(maxsize=1)
def _foldable() -> re.Pattern[str]:
    """Runs of characters with another spelling: far fewer than characters, so looked for first.

    A set of characters that stands alone is found faster than one with a sign of repetition.
    """
    characters = f"[{''.join(re.escape(chr(code)) for code in _full_table())}]"
    return re.compile(f"{characters}{characters}*")
