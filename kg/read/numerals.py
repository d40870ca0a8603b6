"""Counts as Word prints them: 一 二 三, 甲 乙 丙, ① ② ③, i ii iii."""

from __future__ import annotations

from collections.abc import Callable

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLAIN = ("〇一二三四五六七八九", "十百千", "万")
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "萬")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(count: int, form: str) -> str:
    """`count` in the number format `form` (w:numFmt); an unknown format counts in decimals."""
    return _FORMS.get(form, str)(count)


def _spoken(count: int, digits: str, units: str, myriad: str) -> str:
    if count >= 10_000:
        high, low = divmod(count, 10_000)
        return (
            _spoken(high, digits, units, myriad)
            + myriad
            + (_spoken(low, digits, units, myriad) if low else "")
        )
    printed = ""
    for power, figure in zip(range(len(str(count)) - 1, -1, -1), str(count), strict=True):
        if figure != "0":
            printed += digits[int(figure)] + (units[power - 1] if power else "")
        elif printed and not printed.endswith("零"):
            printed += "零"
    return printed.rstrip("零") or digits[0]


def _chinese(count: int) -> str:
    printed = _spoken(count, *_PLAIN)
    return printed.removeprefix("一") if printed.startswith("一十") else printed


def _formal(count: int) -> str:
    return _spoken(count, *_FORMAL)


def _figures(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(figure)] for figure in str(count))


def _sequence(characters: str) -> Callable[[int], str]:
    return lambda count: characters[(count - 1) % len(characters)] if count > 0 else str(count)


def _signs(first: str, last: int) -> Callable[[int], str]:
    return lambda count: chr(ord(first) + count - 1) if 1 <= count <= last else str(count)


def _letters(first: str) -> Callable[[int], str]:
    def letters(count: int) -> str:
        turn, place = divmod(count - 1, 26)
        return chr(ord(first) + place) * min(turn + 1, 20) if count > 0 else str(count)

    return letters


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    printed = ""
    for value, sign in _ROMAN:
        printed += sign * (count // value)
        count %= value
    return printed


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": _figures("０１２３４５６７８９"),
    "decimalFullWidth2": _figures("０１２３４５６７８９"),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _figures("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _figures("〇一二三四五六七八九"),
    "taiwaneseDigital": _figures("〇一二三四五六七八九"),
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": _sequence(_STEMS),
    "ideographZodiac": _sequence(_BRANCHES),
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
}
