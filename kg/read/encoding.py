"""Bytes to text: BOM, then strict UTF-8, then GB18030, Big5 or UTF-16, whichever reads as Chinese."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from kg.read.draft import Refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_000
_HEAD = 65_536
# characters by which a text without a mark is known
_SURE = 20
_CUT_OFF = ("unexpected end of data", "incomplete multibyte sequence")
_READS_AS_CHINESE = 0.7
_BIG5_LEAD = 0.1
_ACCEPTED = "可读 UTF-8、UTF-16、GB18030（GBK、GB2312）和 Big5 编码的文字"

_NON_ASCII = re.compile("[^\x00-\x7f]+")


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of `data` and the name of its encoding; `declared` breaks a tie between GB and Big5."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data, name), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_east_asian(data, declared.lower(), error.start)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Refusal(f"开头标明是 {name}，但位置 {error.start} 的字节不合这种编码", _ACCEPTED) from None


def _decode_east_asian(data: bytes, declared: str, broken_at: int) -> tuple[str, str]:
    gb18030, big5 = _attempt(data, "gb18030"), _attempt(data, "cp950")
    gb_share, big5_share = _common_share(gb18030), _common_share(big5)
    lead = 0.0 if "big5" in declared else _BIG5_LEAD
    if big5 is not None and big5_share >= max(_READS_AS_CHINESE, gb_share + lead):
        return big5, "big5"
    if gb18030 is not None and gb_share >= _READS_AS_CHINESE:
        return gb18030, "gb18030"
    if codec := unmarked_utf16(data[:_HEAD]):
        return _strict(data, codec), codec
    if (cut := _attempt(data, "utf-8")) is not None:
        return cut, "utf-8"
    raise Refusal(f"认不出文字的编码（位置 {broken_at} 的字节不是 UTF-8）", _ACCEPTED)


def unmarked_utf16(head: bytes) -> str | None:
    """The kind of UTF-16 in which a text without a mark begins, if it reads as Chinese in one of them."""
    texts = {codec: head.decode(codec, "ignore") for codec in ("utf-16-le", "utf-16-be")}
    found = (codec for codec, text in texts.items() if len(text) >= _SURE)
    return next((codec for codec in found if _common_share(texts[codec]) >= _READS_AS_CHINESE), None)


def _attempt(data: bytes, codec: str) -> str | None:
    """The text of `data`; a character of which the end of the file cut off a part is not known."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason in _CUT_OFF:
            return data[: error.start].decode(codec) + "\ufffd"
        return None


def _common_share(text: str | None) -> float:
    """The share of `text` beyond ASCII that is in daily use: near 1 for Chinese, about 0.6 misread."""
    if text is None:
        return 0.0
    common = _common_characters()
    sample = "".join(_first_runs(text))
    return sum(character in common for character in sample) / max(1, len(sample))


def _first_runs(text: str) -> list[str]:
    runs, room = [], _SAMPLE
    for found in _NON_ASCII.finditer(text):
        runs.append(found.group()[:room])
        room -= len(runs[-1])
        if room <= 0:
            break
    return runs


@lru_cache(maxsize=1)
def _common_characters() -> frozenset[str]:
    """The frequent halves of the two national character sets with their marks, and full-width ASCII."""
    simplified = _block("gb2312", range(0xB0, 0xD8))
    traditional = _block("big5", range(0xA4, 0xC7))
    marks = _block("gb2312", range(0xA1, 0xA4)) | _block("big5", range(0xA1, 0xA4))
    return frozenset(simplified | traditional | marks)


def _block(codec: str, leads: range) -> set[str]:
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return set("".join(pair.decode(codec, "ignore") for pair in pairs)) - {chr(code) for code in range(128)}
