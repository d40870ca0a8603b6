"""How fast documents are read, as ratios measured in one run: ``python tests/bench_extract.py``.

Every line compares two times of this run, so that the figures mean the same on any machine; the
last column is what the line must not exceed (or must reach, where it is a rate).
"""

from __future__ import annotations

import argparse
import gc
import io
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from html import escape
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from bench_files import html_file, pdf_file, site_page, word_file, xlsx_file
from make_documents import PdfMaker, paragraph, web_page, word_document, workbook
from make_texts import ONE_AFTER_ANOTHER, REPEATED, corpus, real_texts, repeated, texts
from synthetic import extractions

from kg.extract import extract
from kg.identity.registry import Registry
from kg.read import read_bytes
from kg.store import Reading, Store
from kg.table import render

COMPILED = str(Path(tempfile.gettempdir(), "kg-bench-compiled"))
COLUMNS = [("what", "what"), ("ours", "ours"), ("against", "against"), ("ratio", "ratio"), ("bound", "bound")]
Row = list[str]


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The least processor time of several runs."""
    spent = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


# ---------------------------------------------------------------- extraction


def extract_all(files: list[bytes]) -> None:
    registry = Registry.load()
    for data in files:
        extract(read_bytes(data, "a.md"), registry)


def rate(files: list[bytes], spent: float) -> float:
    return sum(map(len, files)) / spent / 1e6


def rate_of_corpus(megabytes: float) -> float:
    """The rate of one pass over a corpus nothing of which was read before, but for its first documents."""
    files = corpus(int(megabytes * 1e6))
    extract_all(files[:3])
    return rate(files, seconds(lambda: extract_all(files)))


def speed(megabytes: float) -> Iterator[Row]:
    """Read, extract and identify; beside it another library.

    The rate is the best of three processes: in one, a second pass would find much remembered.
    """
    with get_context("spawn").Pool(1, maxtasksperchild=1) as fresh:
        ours = max(fresh.map(rate_of_corpus, [megabytes] * 3, chunksize=1))
    yield ["read, extract, identify", f"{ours:.2f} MB/s", "", "", "≥ 2 MB/s"]
    yield real_line()
    yield jionlp_line(ours, corpus(int(megabytes * 1e5))[:20])


def real_line() -> Row:
    """Real documents hold more running text than the made ones, which are cases of everything at once."""
    files = [text.encode() for text in real_texts()]
    if not files:
        return ["  of real documents", "none at hand", "", "", ""]
    ours = rate(files, seconds(lambda: extract_all(files), 5))
    return [f"  of {len(files)} real documents", f"{ours:.2f} MB/s", "", "", "≥ 2 MB/s"]


def jionlp_line(ours: float, files: list[bytes]) -> Row:
    what = "  against the time expressions alone of jionlp"
    try:
        import jionlp
    except ImportError:
        return [what, f"{ours:.2f} MB/s", "not installed: pip install '.[bench]'", "", ""]
    logging.disable()  # it logs each text in which it finds no time
    texts = [data.decode()[:4000] for data in files]
    jionlp.ner.extract_time(texts[0][:200], time_base=0)
    spent = seconds(lambda: [jionlp.ner.extract_time(text, time_base=0) for text in texts])
    theirs = rate([text.encode() for text in texts], spent)
    return [what, f"{ours:.2f} MB/s", f"{theirs:.3f} MB/s", f"{theirs / ours:.2f}×", "≤ 1×"]


def growth(megabytes: float) -> Iterator[Row]:
    """Ten times the text in one file, against ten times the time."""
    text = b"\n".join(corpus(int(megabytes * 1e5)))
    extract_all(corpus(20_000))
    one, ten = seconds(lambda: extract_all([text]), 3), seconds(lambda: extract_all([text * 10]), 3)
    yield ["time of ten times the text", f"{ten:.2f} s", f"{one:.2f} s", f"{ten / one:.1f}×", "≤ 11×"]
    name, one, ten = max(map(grown, [*REPEATED, *ONE_AFTER_ANOTHER]), key=lambda line: line[2] / line[1])
    what = f"  of {len(REPEATED) + len(ONE_AFTER_ANOTHER)} texts that repeat one thing, the worst: {name}"
    yield [what, f"{ten:.2f} s", f"{one:.2f} s", f"{ten / one:.1f}×", "≤ 11×"]


def grown(name: str) -> tuple[str, float, float]:
    """The time that a text repeating one thing takes, and ten times that text."""
    short, long = repeated(name, 10_000).encode(), repeated(name, 100_000).encode()
    return name, seconds(lambda: extract_all([short]), 3), seconds(lambda: extract_all([long]), 3)


def memory(megabytes: float) -> Iterator[Row]:
    """The peak memory of `kg build` over a folder, and over one with ten times its files."""
    files = [(".md", data) for data in corpus(int(megabytes * 1e6))[:500]]
    _, few = built(files[: len(files) // 10])
    _, many = built(files)
    yield memory_line(f"peak memory of building {len(files)} files, against {len(files) // 10}", many, few)


def memory_line(what: str, many: float, few: float) -> Row:
    return [what, f"{many:.0f} MB", f"{few:.0f} MB", f"{many / few:.2f}×", "≤ 1.5×"]


def folder(count: int) -> Iterator[Row]:
    """`kg build` over a folder of small files of all formats: with all cores, and its memory."""
    files = list(islice(mixed(), count))
    one, _ = built(files, "--jobs", "1")
    all_cores, many = built(files)
    _, few = built(files[: count // 10])
    cores = len(os.sched_getaffinity(0))
    what = f"building {count:,} mixed files on all {cores} cores, against one process"
    yield [what, f"{all_cores:.1f} s", f"{one:.1f} s", f"{all_cores / one:.2f}×", f"≤ {1.4 / cores:.2f}×"]
    yield memory_line(f"  peak memory, against {count // 10:,} files", many, few)


def mixed() -> Iterator[tuple[str, bytes]]:
    """Small files of one format after the other, without end: suffix and content."""
    forms: dict[str, Callable[[list[str]], bytes]] = {
        ".md": lambda lines: "\n".join(lines).encode(),
        ".txt": lambda lines: "\n".join(lines).encode("gb18030"),
        ".html": lambda lines: web_page("".join(f"<p>{line}</p>" for line in lines)).encode(),
        ".docx": lambda lines: word_document("".join(map(paragraph, lines))),
        ".xlsx": lambda lines: workbook({"表": [["序号", "任务"], *enumerated(lines)]}),
        ".csv": lambda lines: "\n".join(",".join(row) for row in enumerated(lines)).encode(),
        ".pdf": lambda lines: PdfMaker().lines(780, *[line[:34] for line in lines]).done(),
    }
    for (suffix, form), text in zip(cycle(forms.items()), texts(), strict=False):
        yield suffix, form([escape(line) for line in text.splitlines() if line.strip()][:30])


def enumerated(lines: list[str]) -> list[list[str]]:
    return [[str(number), line.replace(",", "，")] for number, line in enumerate(lines, 1)]


def built(files: list[tuple[str, bytes]], *options: str) -> tuple[float, float]:
    """Seconds on the clock of `kg build` over the files, and megabytes of the largest of its processes."""
    # the peak of the process itself is asked of the kernel: `getrusage` would count its parent's as well
    code = (
        "import re, resource; from pathlib import Path; from kg.cli import main\n"
        "try: main()\n"
        "finally:\n"
        "  own = int(re.search('VmHWM:\\\\s*(\\\\d+)', Path('/proc/self/status').read_text())[1])\n"
        "  print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"
    )
    with tempfile.TemporaryDirectory() as place:
        for number, (suffix, data) in enumerate(files):
            Path(place, f"{number:05}{suffix}").write_bytes(data)
        command = [sys.executable, "-c", code, "build", place, "--store", f"{place}.db", *options]
        start = time.monotonic()
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        spent = time.monotonic() - start
        Path(f"{place}.db").unlink()
    return spent, int(run.stdout.splitlines()[-1]) / 1024


# ---------------------------------------------------------------- start-up


def startup(tasks: int) -> Iterator[Row]:
    """`kg who-owns` as a whole process, by a printed name and by an alias, against importing typer."""
    bare = process("-c", "import typer")
    with tempfile.TemporaryDirectory() as folder:
        for count in (100, tasks):
            path = Path(folder, f"{count}.db")
            fill(path, count)
            for what, name in (("a printed name", "区水务局"), ("an alias", "水务局")):
                call = "from kg.cli import main; main()"
                ours = process("-c", call, "who-owns", name, "--in", "密云区", "--store", str(path))
                yield [f"kg who-owns on {count:,} tasks, by {what}", f"{ours * 1000:.0f} ms",
                       f"{bare * 1000:.0f} ms", f"{ours / bare:.2f}×", "≤ 3×"]  # fmt: skip


def fill(path: Path, tasks: int) -> None:
    with Store(path, write=True) as store:
        for made in extractions(tasks):
            store.replace(made, made.source.file, Reading(made.source.sha256, "1"))


def process(*arguments: str) -> float:
    """The least processor time of a Python process with these arguments, its modules compiled before."""
    settings = {**os.environ, "COLUMNS": "120", "PYTHONPYCACHEPREFIX": COMPILED}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    spent = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *arguments],
            check=True,
            capture_output=True,
            env=settings,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


# ---------------------------------------------------------------- formats


def formats() -> Iterator[Row]:
    """Each format through the reading door, against its library alone on the same file."""
    yield format_line("docx, 2,000 paragraphs and a table", "a.docx", word_file(), docx_alone, 1.5)
    yield format_line("html, 2,000 paragraphs and a table", "a.html", html_file(), html_alone, 1.5)
    yield from page_lines(site_page())
    yield format_line("xlsx, 2,000 rows", "a.xlsx", xlsx_file(), xlsx_alone, 1.5)
    for what, tables, bound in (
        ("pdf, 60 pages of text", False, 1.5),
        ("pdf, 30 pages of tables", True, 3.0),
    ):
        data = pdf_file(tables=tables)
        yield format_line(what, "a.pdf", data, pdf_alone, bound)
        yield with_fonts_line(what, data)


def format_line(
    what: str, name: str, data: bytes, alone: Callable[[bytes], object], bound: float | None
) -> Row:
    read_bytes(data, name)
    ours, theirs = seconds(lambda: read_bytes(data, name), 9), seconds(lambda: alone(data), 9)
    library = alone.__doc__ or ""
    return [
        f"{what}, against {library}",
        f"{ours * 1000:.3g} ms",
        f"{theirs * 1000:.3g} ms",
        f"{ours / theirs:.2f}×",
        f"≤ {bound}×" if bound else "",
    ]


def with_fonts_line(what: str, data: bytes) -> Row:
    """The same against the library in a process of its own, where it takes the fonts of this machine."""
    ours = seconds(lambda: read_bytes(data, "a.pdf"), 9)
    with get_context("spawn").Pool(1) as fresh:
        theirs = fresh.apply(seconds_of_pdf_alone, (data,))
    what = f"{what}, against pypdfium2 with the fonts of this machine"
    return [what, f"{ours * 1000:.3g} ms", f"{theirs * 1000:.3g} ms", f"{ours / theirs:.2f}×", ""]


def seconds_of_pdf_alone(data: bytes) -> float:
    pdf_alone(data)
    return seconds(lambda: pdf_alone(data), 9)


def page_lines(page: bytes) -> Iterator[Row]:
    """A page of a site: its article has to be found, which lxml alone does not do and trafilatura does."""
    what = f"html, a page of {len(page) // 1000} KB with menus"
    yield format_line(what, "a.html", page, html_alone, None)
    try:
        import trafilatura
    except ImportError:
        yield [f"{what}, against trafilatura", "", "not installed: pip install '.[bench]'", "", ""]
        return
    text = page.decode()

    def article_alone(_: bytes) -> object:
        """trafilatura, which finds the article as well"""
        return trafilatura.extract(text)

    yield format_line(what, "a.html", page, article_alone, 1.5)


def docx_alone(data: bytes) -> object:
    """python-docx"""
    from docx import Document

    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [one.text for one in document.paragraphs], cells


def html_alone(data: bytes) -> object:
    """lxml, each element asked for its text"""
    from lxml import html

    return [(one.tag, one.text, one.tail) for one in html.fromstring(data.decode()).iter()]


def xlsx_alone(data: bytes) -> object:
    """openpyxl"""
    from openpyxl import load_workbook

    return [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(data)).worksheets]


def pdf_alone(data: bytes) -> object:
    """pypdfium2"""
    from pypdfium2 import PdfDocument

    return [page.get_textpage().get_text_bounded() for page in PdfDocument(data)]


# ---------------------------------------------------------------- the run

PARTS = ("speed", "growth", "memory", "folder", "startup", "formats")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=20, help="the size of the corpus")
    parser.add_argument("--tasks", type=int, default=100_000, help="the size of the large store")
    parser.add_argument("--files", type=int, default=2_000, help="the size of the mixed folder")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="only these")
    given = parser.parse_args()
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "speed": lambda: speed(given.megabytes),
        "growth": lambda: growth(given.megabytes),
        "memory": lambda: memory(given.megabytes),
        "folder": lambda: folder(given.files),
        "startup": lambda: startup(given.tasks),
        "formats": formats,
    }
    rows = [row for part in given.parts for row in parts[part]()]
    print(render(COLUMNS, rows, "table"), end="")


if __name__ == "__main__":
    main()
