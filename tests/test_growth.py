"""Ten times the text takes at most eleven times the steps: the calls are counted, no clock is asked."""

import sys
from types import FrameType

import pytest
from make_texts import ONE_AFTER_ANOTHER, REPEATED, corpus, repeated

from kg.extract import extract
from kg.read import read_bytes


def calls(data: bytes) -> int:
    """How many functions are called, of Python and of C, while `data` is read and extracted."""
    counted = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        extract(read_bytes(data, "a.md"))
    finally:
        sys.setprofile(None)
    return counted


def assert_in_proportion(short: bytes, long: bytes) -> None:
    extract(read_bytes(short, "a.md"))  # tables and patterns are made once
    assert calls(long) <= 11 * calls(short)


def test_documents_one_behind_another() -> None:
    text = b"\n".join(corpus(100_000))
    assert_in_proportion(text, text * 10)


@pytest.mark.parametrize("name", [*REPEATED, *ONE_AFTER_ANOTHER])
def test_one_thing_again_and_again(name: str) -> None:
    assert_in_proportion(repeated(name, 4_000).encode(), repeated(name, 40_000).encode())
