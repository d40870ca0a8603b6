"""The words the readers go by, from kg/lexicon/reading.toml."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import load
from kg.model import squeeze

_COLON = re.compile("[】〕\\]]?[:：]")
_LABELS_OF_A_DATA_BLOCK = 2


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(load("reading")["page_data"])


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(_labels())


def count_labels(text: str) -> int:
    """How many labels of a page's data block (索引号：, 发文字号：) stand in `text`."""
    if text.count("：") + text.count(":") < _LABELS_OF_A_DATA_BLOCK:
        return 0
    *in_front_of_colons, _ = _COLON.split(squeeze(text))
    return sum(part.endswith(_endings()) for part in in_front_of_colons)


def is_data_block(text: str) -> bool:
    """Whether `text` is a page's data block: several labels with their values."""
    return count_labels(text) >= _LABELS_OF_A_DATA_BLOCK


def is_label(text: str) -> bool:
    """Whether `text` is a label of a data block and nothing else."""
    return _bare(text) in _labels()


def begins_with_label(text: str) -> bool:
    """Whether `text` is a label of a data block, perhaps with a colon and its value."""
    return is_label(_COLON.split(text, maxsplit=1)[0])


def is_index_label(text: str) -> bool:
    """Whether `text` is a label that only the data block of a page has, and no list of documents."""
    return _bare(text) in load("reading")["page_index"]


def _bare(label: str) -> str:
    return squeeze(label).strip("【〔[】〕]:：")


def goes_on(line: str) -> bool:
    """Whether a line says that a table goes on, and nothing else: （续表）."""
    return squeeze(line).strip("（()）〔〕[]：:") in load("reading")["goes_on"]


def without_mark_of_going_on(line: str) -> str:
    """The words of a line without a mark behind them that says that a table goes on: ……表（续）."""
    bare = squeeze(line)
    opening = max(bare.rfind("（"), bare.rfind("("))
    return bare[:opening] if opening > 0 and goes_on(bare[opening:]) else bare
