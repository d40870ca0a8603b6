"""One spelling for matching, offset for offset: the canonical text itself is never changed.

`fold` maps every character to exactly one character, so a match in the folded text has the same
offsets in the canonical text. Full-width letters and digits become ASCII, brackets and stops become
the common Chinese forms, traditional characters their simplified ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import load

_SHORT = 16  # characters; a name is sooner translated than the pattern for longer texts is made

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
        "〖": "〔",
        "〗": "〕",
        "{": "〔",
        "}": "〕",
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
        # variants that a conversion from traditional characters leaves behind
        "馀": "余",
        "髙": "高",
    }
)

_TABLE: dict[int, int | str] = {**_DIGITS_AND_LETTERS, **_PUNCTUATION}


def fold(text: str) -> str:
    """`text` in one spelling, the same length, for matching only."""
    if text.isascii():
        return text.translate(_TABLE)
    table = _full_table()
    if len(text) < _SHORT:
        return text.translate(table)
    return _foldable().sub(lambda run: run.group().translate(table), text)


@lru_cache(maxsize=1)
def _full_table() -> dict[int, int | str]:
    forms = load("simplified")
    traditional, simplified = ("".join(forms[name].split()) for name in ("traditional", "simplified"))
    return {**str.maketrans(traditional, simplified), **_TABLE}


@lru_cache(maxsize=1)
def _foldable() -> re.Pattern[str]:
    """Runs of characters with another spelling: far fewer than characters, so looked for first."""
    return re.compile(f"[{''.join(re.escape(chr(code)) for code in _full_table())}]+")
