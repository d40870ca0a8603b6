"""A short run of the fuzzer: damaged documents are read with valid spans, or refused in one sentence."""

from __future__ import annotations

import fuzz
import pytest
from extraction_checks import check_extraction

from kg.extract import extract
from kg.read import read_bytes

BATCHES = 12
CASES = 25


@pytest.mark.parametrize("batch", range(BATCHES))
def test_damaged_documents_are_read_or_refused(batch: int) -> None:
    for number in range(batch * CASES, (batch + 1) * CASES):
        try:
            fuzz.run(seed=1, number=number)
        except Exception as failed:
            name, _ = fuzz.case(1, number)
            pytest.fail(f"python tests/fuzz.py --seed 1 --first {number} --cases 1 ({name}): {failed!r}")


def test_every_format_is_among_the_undamaged_documents() -> None:
    names = fuzz.documents()
    suffixes = {name.rsplit(".", 1)[1] for name in names}
    assert suffixes >= {"txt", "md", "html", "docx", "xlsx", "xls", "csv", "pdf", "ofd"}


@pytest.mark.parametrize("name", ["made.docx", "made.xlsx", "made.xls", "made.csv", "made.html", "made.ofd"])
def test_the_undamaged_documents_hand_out_tasks(name: str) -> None:
    found = extract(read_bytes(fuzz.documents()[name], name))
    check_extraction(found)
    assert found.tasks


def test_the_same_seed_gives_the_same_case() -> None:
    assert fuzz.case(5, 7) == fuzz.case(5, 7)
    assert len({fuzz.case(5, number)[1] for number in range(20)}) > 15
