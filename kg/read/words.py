"""The words the readers go by, from kg/lexicon/reading.toml."""

from __future__ import annotations

from functools import lru_cache

from kg.lexicon import load
from kg.model import squeeze

_CLOSING = ("】", "〕", "]")
_LABELS_OF_A_DATA_BLOCK = 2


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(load("reading")["page_data"])


@lru_cache(maxsize=1)
def _labels_by_end() -> dict[str, tuple[str, ...]]:
    """The labels by their last characters: few texts end in one of these."""
    labels: dict[str, tuple[str, ...]] = {}
    for label in _labels():
        labels[label[-1]] = (*labels.get(label[-1], ()), label)
    return labels


def count_labels(text: str) -> int:
    """How many labels of a page's data block (索引号：, 发文字号：) stand in `text`."""
    if text.count("：") + text.count(":") < _LABELS_OF_A_DATA_BLOCK:
        return 0
    *in_front_of_colons, _ = squeeze(text).replace(":", "：").split("：")
    return sum(map(_ends_in_label, in_front_of_colons))


def _ends_in_label(text: str) -> bool:
    """Whether `text`, which stands before a colon, ends in a label; a bracket may close that: 【索引号】."""
    if text.endswith(_CLOSING):
        text = text[:-1]
    return text.endswith(_labels_by_end().get(text[-1:], ()))


def is_data_block(text: str) -> bool:
    """Whether `text` is a page's data block: several labels with their values."""
    return count_labels(text) >= _LABELS_OF_A_DATA_BLOCK


def is_label(text: str) -> bool:
    """Whether `text` is a label of a data block and nothing else."""
    return _bare(text) in _labels()


def begins_with_label(text: str) -> bool:
    """Whether `text` is a label of a data block, perhaps with a colon and its value."""
    return is_label(text.replace(":", "：").partition("：")[0])


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
