"""The record as a file (or one for every document): streamed, beside its place, renamed at the end."""

from __future__ import annotations

import gzip
import io
import os
import re
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import IO, TextIO, cast

from kg.errors import BadRequest, UnknownName
from kg.rdf import nodes, select
from kg.rdf.layout import Layout, Run
from kg.rdf.ontology import PROFILES, ontology
from kg.rdf.plain import FORMATS, Tables
from kg.rdf.writers import REPLACE_SURROGATES, SYNTAXES, Syntax, Turtle, Writer
from kg.store import Store
from kg.store.keys import digest

TABLES = "csv"
_TITLE = "任务–责任知识图谱导出"
# Files are written with ids relative to the base, so it must be a folder.
_FOLDER = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/?#<>\"{}|\\^`]+/(?:[^\s/?#<>\"{}|\\^`]+/)*")
_PLAIN_ID = "*[^A-Za-z0-9._~-]*"


@dataclass(frozen=True, slots=True)
class Request:
    """What to export and how.

    `form` is a key of FORMATS or ``csv``, `profile` one of PROFILES, `base` the IRI before every id
    (default: the vocabulary's), `document` the id of one document, `released` an ISO date for the
    description.
    """

    form: str = "turtle"
    profile: str = "full"
    base: str | None = None
    document: str | None = None
    compress: bool = False
    released: str | None = None

    @property
    def ending(self) -> str:
        """The end of the name of a file in this form; none for a folder of tables."""
        if self.form == TABLES:
            return ""
        return f".{_format(self.form).extension}" + (".gz" if self.compress else "")


def export(store: Store, out: Path, request: Request) -> int:
    """Write the record to the file `out` (for csv: a folder); returns the number of statements.

    Raises BadRequest for what cannot be done (with nothing half written), UnknownName for an unknown
    document.
    """
    base = _checked(store, request)
    with snapshot(store):
        return _export(store, out, request, base)


def export_each(store: Store, out: Path, request: Request) -> list[Path]:
    """Write one file for every document into the folder `out`, named by the document's id."""
    base = _checked(store, request)
    written = []
    with snapshot(store):
        whole = nodes.Whole(store)
        for (document,) in list(store.ask("SELECT id FROM documents ORDER BY id")):
            path = out / f"{document}{request.ending}"
            _export(store, path, replace(request, document=document), base, whole)
            written.append(path)
    return written


def _export(store: Store, out: Path, request: Request, base: str, whole: nodes.Whole | None = None) -> int:
    if request.form == TABLES:
        count = _tables(store, out, request, whole)
    else:
        with beside(out, compress=request.compress) as file:
            count = stream(store, file, request, base, whole)
    if request.form not in SYNTAXES:
        with beside(out.with_name(f"{out.name}.dcat.ttl")) as file:
            _describe_beside(store, file, request, base, count)
    return count


def stream(store: Store, file: TextIO, request: Request, base: str, whole: nodes.Whole | None = None) -> int:
    """Write the graph and, last, its description: a file that was cut off has none."""
    writer = _format(request.form).writer(file, ontology(), base, tagged=request.profile != "neo4j")
    writer.open()
    with closing(_parts(store, request, whole)) as parts:
        for graph, found in parts:
            _write(writer, graph, found)
    if request.form in SYNTAXES:
        _write(writer, "graph/meta", _description(store, request, writer.count))
    writer.close()
    return writer.count


def _parts(store: Store, request: Request, whole: nodes.Whole | None) -> Generator[nodes.Part]:
    selectors = request.profile == "full"
    if request.document is None:
        return nodes.parts(store, selectors=selectors)
    return nodes.parts_of(store, whole or nodes.Whole(store), request.document, selectors=selectors)


def _write(writer: Writer, graph: str, found: Generator[Run]) -> None:
    """One named graph; none at all where it has no node."""
    with closing(found):
        first = next(found, None)
        if first is not None:
            writer.graph(graph)
            writer.nodes(chain([first], found))


def _tables(store: Store, out: Path, request: Request, whole: nodes.Whole | None) -> int:
    """Write the tables into a folder beside `out`, then move them there."""
    with plainly(out), tempfile.TemporaryDirectory(dir=_made(out.parent), prefix=f".{out.name}.") as part:
        with ExitStack() as files:
            tables = Tables(Path(part), ontology(), files)
            with closing(_parts(store, request, whole)) as parts:
                for _, found in parts:
                    with closing(found):
                        tables.nodes(found)
        _made(out)
        for table in sorted(Path(part).iterdir()):
            os.replace(table, out / table.name)
    return tables.count


def _describe_beside(store: Store, file: TextIO, request: Request, base: str, count: int) -> None:
    writer = Turtle(file, ontology(), base)
    writer.open()
    writer.nodes(_description(store, request, count))


# ---------------------------------------------------------------------------------- what is asked for


def _format(name: str) -> Syntax:
    if name not in FORMATS:
        raise BadRequest(f"--format {name} 没有这种格式；可写：{'、'.join([*FORMATS, TABLES])}。")
    return FORMATS[name]


def _checked(store: Store, request: Request) -> str:
    """The base of the request, when all of it can be done."""
    if request.form != TABLES:
        _format(request.form)
    if request.profile not in PROFILES:
        raise BadRequest(f"--profile {request.profile} 没有这种形式；可写：{'、'.join(PROFILES)}。")
    if request.released is not None:
        _check_date(request.released)
    if request.document is not None:
        _check_document(store, request.document)
    usual = ontology().base
    base = request.base if request.base is not None else usual
    if not base.isascii() or not _FOLDER.fullmatch(base) or "/./" in base or "/../" in base:
        raise BadRequest(
            f"--base {base} 不能放在编号之前；应是以 / 结尾、只含 ASCII 字符的绝对 IRI，如 {usual}。"
        )
    _check_ids(store)
    return base


def _check_date(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise BadRequest(f"--released {text} 不是日期；应写作 2026-01-31 这样的日期。") from None


def _check_document(store: Store, document: str) -> None:
    if not list(store.ask("SELECT 1 FROM documents WHERE id = ?", (document,))):
        raise UnknownName(f"记录里没有编号为 {document} 的文件；kg documents 可列出全部文件。")


_IDENTIFIED = ("sources", "documents", "sections", "tasks", "units", "groups", "deadlines")


def _check_ids(store: Store) -> None:
    """Ids become parts of IRIs as they stand, so none may need escaping, and no two may look alike."""
    for table in _IDENTIFIED:
        for (odd,) in store.ask(f"SELECT id FROM {table} WHERE id GLOB ? LIMIT 1", (_PLAIN_ID,)):
            raise BadRequest(
                f"{table} 的编号 {odd} 不能写进 IRI；编号只能含字母、数字和 . _ ~ -，请先改正记录。"
            )
    for (twice,) in store.ask(_COLLISIONS):
        raise BadRequest(f"有两样东西都会得到 IRI {twice}，不能合为一个；请先改正记录。")


# A source and a document could have one name, and a document the key by which others name another.
_COLLISIONS = """
SELECT 'graph/' || id FROM sources WHERE id IN (SELECT id FROM documents) OR id IN ('units', 'works', 'meta')
UNION ALL SELECT 'graph/' || id FROM documents WHERE id IN ('units', 'works', 'meta')
UNION ALL SELECT 'document/' || id FROM documents WHERE work <> id AND id IN (
  SELECT work FROM listed UNION ALL SELECT work FROM citations UNION ALL SELECT work FROM work_titles)
LIMIT 1"""


# -------------------------------------------------------------------------------------- description


_DATASET = Layout("Dataset", "title profile triples conformsTo distribution generatedBy released?")
_DISTRIBUTION = Layout("Distribution", "title exportType")
_RUN = Layout("Run", "used* software")


def _description(store: Store, request: Request, count: int) -> Generator[Run]:
    """The data set, its file and the run that made it; no clock in it but the date that is given."""
    version_of_words = ontology().version
    one = request.document
    rows = store.ask(select.SOURCE_OF, (one,)) if one else store.ask(select.SOURCES)
    sources = [source for (source,) in rows]
    key = digest(request.profile, request.document or "", version_of_words, *sources)
    said = (_TITLE, request.profile, count, version_of_words)
    yield _DATASET, [(key, *said, key, key, request.released)]
    media = "text/csv" if request.form == TABLES else _format(request.form).media_type
    yield _DISTRIBUTION, [(key, f"{_TITLE}：{request.form}", media)]
    yield _RUN, [(key, tuple(sources), f"kg {version('kg')}")]


# -------------------------------------------------------------------------------------------- files


@contextmanager
def snapshot(store: Store) -> Iterator[None]:
    """All reading inside sees the record as it is now, whoever writes meanwhile."""
    list(store.ask("BEGIN"))
    try:
        yield
    finally:
        list(store.ask("COMMIT"))


@contextmanager
def beside(out: Path, *, compress: bool = False) -> Iterator[TextIO]:
    """A text file beside `out` that takes its place when all has been written, and vanishes if not."""
    if out.exists() and not out.is_file():
        raise BadRequest(f"不能写入 {out}：它不是普通文件；请用 --out 指定一个文件。")
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    with plainly(out):
        try:
            _made(out.parent)
            with open(part, "wb") as raw, _text(raw, compress) as file:
                yield file
            os.replace(part, out)
        finally:
            if part.exists():
                part.unlink()


@contextmanager
def plainly(out: Path) -> Iterator[None]:
    """Turn every failure to write `out` into one sentence."""
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise BadRequest(f"不能写入 {out}（系统提示：{why}）；请用 --out 另选一处。") from None


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _text(raw: IO[bytes], compress: bool) -> Iterator[TextIO]:
    """UTF-8 onto `raw`; the same bytes for the same text, compressed or not."""
    packed = gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) if compress else None
    with packed or nullcontext(), _encoded(cast(IO[bytes], packed) if packed else raw) as file:
        yield file


def _encoded(raw: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, "utf-8", errors=REPLACE_SURROGATES, newline="\n")
