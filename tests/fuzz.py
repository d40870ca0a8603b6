"""Damaged documents of every format, from reading to identified units.

``python tests/fuzz.py --cases 10000`` runs as many and ends with 1 if any failed.

Every case is a document of the project's own making, or a real one where they are at hand, damaged in
its bytes, its text or its structure. It must end in time, in an extraction whose spans all hold, or in
one sentence that refuses it. A case is named by its seed and number, and can be run alone again.
"""

from __future__ import annotations

import argparse
import io
import signal
import sys
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType

import undamaged
from extraction_checks import check_extraction
from make_documents import damaged
from make_texts import HELD_BACK, SHARED, example_texts, texts

from kg.errors import UnreadableFile
from kg.extract import extract
from kg.identity.registry import Registry
from kg.read import Limits, read_bytes

LIMITS = Limits(file_bytes=2**24, unpacked_bytes=2**24, cells=20_000, columns=200, seconds=20)
SECONDS = 20
LARGEST = 1_500_000  # real files beyond this are left to the tests of single formats

# ---------------------------------------------------------------- whole documents


@cache
def documents() -> dict[str, bytes]:
    """The undamaged documents by name; the suffix says the format."""
    made = {f"example{n}.md": text.encode() for n, text in enumerate(example_texts())}
    stream = texts(seed=1)
    made |= {f"made{n}.txt": next(stream).encode("gb18030" if n % 2 else "utf-8") for n in range(12)}
    return made | undamaged.made() | _real()


def _real() -> dict[str, bytes]:
    paths = [*sorted(SHARED.glob("corpus/[0-9]*")), *sorted(SHARED.glob("gazette/*-*.md"))]
    return {
        path.name: path.read_bytes()
        for path in paths
        if path.name[:3] not in HELD_BACK and path.stem != "gold-notes" and path.stat().st_size < LARGEST
    }


# ---------------------------------------------------------------- damage


def case(seed: int, number: int) -> tuple[str, bytes]:
    """The damaged document of a case: a name and its bytes."""
    random = Random(f"{seed}/{number}")
    name = random.choice(sorted(documents()))
    data = documents()[name]
    for _ in range(random.choice([1, 1, 2, 3])):
        data = random.choice(_DAMAGES)(data, random)
    return name, data


def _truncated(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice([1, 4, 40])):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _hurt(data: bytes, random: Random) -> bytes:
    """Stretches of a text, a file or a part of a package overwritten, dropped, repeated or moved."""
    whole = not data.startswith(b"PK") or _parts(data)
    return damaged(data, random) if whole else _flipped(data, random)


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of a package; none where it is no whole one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(name, archive.read(name)) for name in archive.namelist()]
    except Exception:  # a damaged archive fails in many ways, and here only whole ones count
        return []


def _package(parts: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()


def _in_text(change: Callable[[str, Random], str]) -> Callable[[bytes, Random], bytes]:
    """A change of the text of a document: of the file itself, or of one part of a package."""

    def damage(data: bytes, random: Random) -> bytes:
        parts = _parts(data) if data.startswith(b"PK") else []
        texts = [place for place, (name, _) in enumerate(parts) if name.endswith(".xml")]
        if texts:
            place = random.choice(texts)
            name, content = parts[place]
            parts[place] = (name, damage(content, random))
            return _package(parts)
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                return change(data.decode(encoding), random).encode(encoding, "replace")
        return _hurt(data, random)

    return damage


def _members(data: bytes, random: Random) -> bytes:
    """A package that has lost, doubled, swapped or damaged parts."""
    parts = _parts(data) if data.startswith(b"PK") else []
    if not parts:
        return _hurt(data, random)
    place, other = random.randrange(len(parts)), random.randrange(len(parts))
    change = random.randrange(4)
    if change == 0:
        del parts[place]
    elif change == 1:
        parts.insert(place, parts[other])
    elif change == 2:
        parts[place] = (parts[place][0], parts[other][1])
    else:
        parts[place] = (parts[place][0], _flipped(parts[place][1], random))
    return _package(parts, random.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED]))


def _lines(text: str, random: Random) -> str:
    """Lines dropped, doubled, joined or in another order."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    end = min(at + random.choice([1, 3, 20]), len(lines))
    change = random.randrange(4)
    if change == 0:
        return "\n".join(lines[:at] + lines[end:])
    if change == 1:
        return "\n".join(lines[:at] + lines[at:end] * random.choice([2, 10]) + lines[end:])
    if change == 2:
        return "\n".join([*lines[:at], "".join(lines[at:end]), *lines[end:]])
    random.shuffle(lines)
    return "\n".join(lines)


_SIGNS = "（）〔〕()[]【】《》“”。，、；：:;.|\n\t 　"


def _signs(text: str, random: Random) -> str:
    """Brackets and stops swapped, dropped or repeated."""
    places = [at for at, char in enumerate(text) if char in _SIGNS]
    chosen = random.sample(places, min(len(places), random.choice([1, 5, 50])))
    changed = list(text)
    for at in chosen:
        changed[at] = random.choice([random.choice(_SIGNS), "", changed[at] * random.choice([2, 30])])
    return "".join(changed)


_NUMBERS = [
    "0",
    "99",
    "99999999999999999999",
    "2023年13月40日",
    "二〇〇〇〇〇年",
    "-1",
    "１２３",
    "一百零百",
    "31",
]


def _figures(text: str, random: Random) -> str:
    """Numbers blown up, set to nought or spelled out."""
    places = [at for at, char in enumerate(text) if char.isdigit()]
    changed = list(text)
    for at in random.sample(places, min(len(places), random.choice([1, 5, 50]))):
        changed[at] = random.choice(_NUMBERS)
    return "".join(changed)


_WORDS = [
    "责任单位：",
    "牵头",
    "负责",
    "由",
    "等",
    "和",
    "配合",
    "下同",
    "第一条",
    "附件：",
    "各",
    "局",
    "（一）",
    "一是",
]
_WORDS += [
    "2025年底前",
    "每年",
    "起30日内",
    "《",
    "𬇙",
    "\u200b",
    "\ufeff",
    "\x0b",
    "é́",
    "責任單位",
    "目标",
    "| - |",
]


def _words(text: str, random: Random) -> str:
    """Words that mean something, where they mean something else, or a great many of them."""
    for _ in range(random.choice([1, 5, 30])):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(_WORDS) * random.choice([1, 1, 2, 300]) + text[at:]
    return text


_TAGS = [
    "td",
    "tr",
    "table",
    "p",
    "w:tc",
    "w:tr",
    "w:tbl",
    "w:p",
    "c",
    "row",
    "mergeCell",
    "w:gridSpan",
    "w:vMerge",
]


def _cells(text: str, random: Random) -> str:
    """Cells, rows and paragraphs of markup torn open, closed early or given other spans."""
    tag = random.choice(_TAGS)
    places = (
        [at for at in range(len(text)) if text.startswith((f"<{tag}", f"</{tag}"), at)] if tag in text else []
    )
    if not places:
        return _lines(text, random)
    at = random.choice(places)
    end = text.find(">", at) + 1
    new = [
        "",
        f"</{tag}>",
        f"<{tag}>",
        f'<{tag} rowspan="{random.choice([0, 2, 9999])}" colspan="3">',
        text[at:end] * 2,
    ]
    return text[:at] + random.choice(new) + text[end:]


_DAMAGES: list[Callable[[bytes, Random], bytes]] = [
    _truncated, _flipped, _hurt, _members,
    *(_in_text(change) for change in (_lines, _signs, _figures, _words, _cells)),
]  # fmt: skip


# ---------------------------------------------------------------- the run


@contextmanager
def within(limit: int) -> Iterator[None]:
    """Raise TimeoutError when the work takes longer."""

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not done within {limit} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(limit)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@cache
def registry() -> Registry:
    return Registry.load()


def run(seed: int, number: int) -> str:
    """One case: read or refused; whatever else happens is raised."""
    name, data = case(seed, number)
    with within(SECONDS):
        try:
            source = read_bytes(data, name, limits=LIMITS)
        except UnreadableFile as refused:
            if "\n" in str(refused):
                raise ValueError("the sentence has several lines") from refused
            return "refused"
        check_extraction(extract(source, registry()))
    return "read"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--keep", type=Path, help="a folder for the documents of failed cases")
    given = parser.parse_args()
    ends: Counter[str] = Counter()
    start = time.monotonic()
    for number in range(given.first, given.first + given.cases):
        try:
            ends[run(given.seed, number)] += 1
        except Exception:
            ends["failed"] += 1
            name, data = case(given.seed, number)
            print(
                f"case {number} of seed {given.seed} ({name}):\n{traceback.format_exc(limit=-4)}", flush=True
            )
            if given.keep:
                (given.keep / f"{given.seed}-{number}-{name}").write_bytes(data)
    print(f"{given.cases} cases in {time.monotonic() - start:.0f} s: {dict(ends)}")
    sys.exit(1 if ends["failed"] else 0)


if __name__ == "__main__":
    main()
