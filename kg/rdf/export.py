"""The record as a file (or one for every document): streamed, beside its place, renamed at the end."""

from __future__ import annotations

import gzip
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import IO, TextIO, cast

from kg.errors import BadRequest, UnknownName
from kg.rdf import nodes
from kg.rdf.ontology import PROFILES, Ontology, ontology
from kg.rdf.writers import REPLACE_SURROGATES, SYNTAXES, Fields, Node, Syntax, Writer
from kg.store import Store
from kg.store.keys import digest

_TITLE = "任务–责任知识图谱导出"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*[/#]")
_PLAIN_ID = "*[^A-Za-z0-9._~-]*"


@dataclass(frozen=True, slots=True)
class Request:
    """What to export and how.

    `syntax` is a key of SYNTAXES, `profile` one of PROFILES, `base` the IRI before every id (default:
    the vocabulary's), `document` the id of one document, `released` an ISO date for the description.
    """

    syntax: str = "turtle"
    profile: str = "full"
    base: str | None = None
    document: str | None = None
    compress: bool = False
    released: str | None = None


def export(store: Store, out: Path, request: Request) -> int:
    """Write the record to the file `out`; returns the number of triples.

    Raises BadRequest for what cannot be done (with nothing half written), UnknownName for an unknown
    document.
    """
    vocabulary = ontology()
    base = _checked(store, request, vocabulary)
    with beside(out, compress=request.compress) as file, snapshot(store):
        return stream(store, file, request, base)


def export_each(store: Store, out: Path, request: Request) -> list[Path]:
    """Write one file for every document into the folder `out`, named by the document's id."""
    syntax = _syntax(request.syntax)
    written = []
    for (document,) in list(store.ask("SELECT id FROM documents ORDER BY id")):
        name = f"{document}.{syntax.extension}" + (".gz" if request.compress else "")
        one = Request(
            request.syntax, request.profile, request.base, document, request.compress, request.released
        )
        export(store, out / name, one)
        written.append(out / name)
    return written


def stream(store: Store, file: TextIO, request: Request, base: str) -> int:
    """Write the graph and, last, its description; a file that was cut off has no description."""
    vocabulary = ontology()
    tagged = request.profile != "neo4j"
    writer = _syntax(request.syntax).writer(file, vocabulary, base, tagged=tagged)
    writer.open()
    selectors = request.profile == "full"
    for graph, found in nodes.parts(store, selectors=selectors, document=request.document):
        _write(writer, graph, found)
    _write(writer, "graph/meta", _description(store, request, writer.count, vocabulary))
    writer.close()
    return writer.count


def _write(writer: Writer, graph: str, found: Iterator[Node]) -> None:
    """One named graph; none at all where it has no node."""
    first = next(found, None)
    if first is not None:
        writer.graph(graph)
        writer.nodes([first])
        writer.nodes(found)


# ---------------------------------------------------------------------------------- what is asked for


def _syntax(name: str) -> Syntax:
    if name not in SYNTAXES:
        raise BadRequest(f"--format {name}: there is no such format; choose {', '.join(SYNTAXES)}.")
    return SYNTAXES[name]


def _checked(store: Store, request: Request, vocabulary: Ontology) -> str:
    """The base of the request, when all of it can be done."""
    _syntax(request.syntax)
    if request.profile not in PROFILES:
        raise BadRequest(
            f"--profile {request.profile}: there is no such profile; choose {', '.join(PROFILES)}."
        )
    if request.released is not None:
        _check_date(request.released)
    if request.document is not None:
        _check_document(store, request.document)
    base = request.base if request.base is not None else vocabulary.base
    if not base.isascii() or not _ABSOLUTE.fullmatch(base):
        raise BadRequest(
            f"--base {base}: it is not an IRI to put before ids; give an absolute one in ASCII that ends in"
            f" / or #, such as {vocabulary.base}"
        )
    _check_ids(store)
    return base


def _check_date(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise BadRequest(f"--released {text}: a date is needed, such as 2026-01-31.") from None


def _check_document(store: Store, document: str) -> None:
    if not list(store.ask("SELECT 1 FROM documents WHERE id = ?", (document,))):
        raise UnknownName(f"{document}: the record holds no such document; kg documents lists them.")


_IDENTIFIED = ("sources", "documents", "sections", "tasks", "units", "groups", "deadlines")


def _check_ids(store: Store) -> None:
    """Ids become parts of IRIs as they stand, so none may need escaping, and no two may look alike."""
    for table in _IDENTIFIED:
        for (odd,) in store.ask(f"SELECT id FROM {table} WHERE id GLOB ? LIMIT 1", (_PLAIN_ID,)):
            raise BadRequest(
                f"{odd}: this id of {table} cannot stand in an IRI; only A-Z a-z 0-9 . _ ~ - can."
            )
    for (twice,) in store.ask(_COLLISIONS):
        raise BadRequest(
            f"{twice}: two things would get this IRI; they are not merged, correct the record first."
        )


# Ids built from others could meet: a goal of a document and a deadline of a task of the same name.
_COLLISIONS = """
SELECT 'graph/' || id FROM sources WHERE id IN (SELECT id FROM documents) OR id IN ('units', 'works', 'meta')
UNION ALL SELECT 'graph/' || id FROM documents WHERE id IN ('units', 'works', 'meta')
UNION ALL SELECT 'document/' || d.id FROM documents d JOIN links l ON l.target = d.id AND d.work <> d.id
  WHERE EXISTS (SELECT 1 FROM works w WHERE w.id = d.id AND w.read = 0)
LIMIT 1"""


# -------------------------------------------------------------------------------------- description


def _description(store: Store, request: Request, count: int, vocabulary: Ontology) -> Iterator[Node]:
    """The data set, its file and the run that made it; no clock in it but the date that is given."""
    where = "WHERE :d IS NULL OR id IN (SELECT source FROM documents WHERE id = :d)"
    sources = [
        row[0] for row in store.ask(f"SELECT id FROM sources {where} ORDER BY id", {"d": request.document})
    ]
    key = digest(request.profile, request.document or "", vocabulary.version, *sources)
    fields: Fields = [("title", _TITLE)]
    fields += nodes.known(profile=request.profile, triples=count, conformsTo=vocabulary.version)
    fields += [("distribution", f"distribution/{key}"), ("generatedBy", f"run/{key}")]
    fields += nodes.known(released=request.released)
    yield Node("Dataset", f"dataset/{key}", fields)
    media = SYNTAXES[request.syntax].media_type
    title = f"{_TITLE}：{request.syntax}"
    yield Node("Distribution", f"distribution/{key}", [("title", title), ("exportType", media)])
    used: Fields = [("used", f"text/{source}") for source in sources]
    yield Node("Run", f"run/{key}", [*used, ("software", f"kg {version('kg')}")])


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
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "wb") as raw, _text(raw, compress) as file:
            yield file
        os.replace(part, out)
    except OSError as error:
        raise BadRequest(
            f"{out}: it cannot be written ({error.strerror}); name another place with --out."
        ) from None
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _text(raw: IO[bytes], compress: bool) -> Iterator[TextIO]:
    """UTF-8 onto `raw`; the same bytes for the same text, compressed or not."""
    packed = gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) if compress else None
    with packed or nullcontext(), _encoded(cast(IO[bytes], packed) if packed else raw) as file:
        yield file


def _encoded(raw: IO[bytes]) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, "utf-8", errors=REPLACE_SURROGATES, newline="\n")
