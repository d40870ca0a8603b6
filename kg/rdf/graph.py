"""A graph in memory, from the record or from a file, asked in SPARQL through pyoxigraph."""

from __future__ import annotations

import gzip
import re
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kg.errors import BadRequest, KgError, UnreadableFile
from kg.rdf.export import Request, snapshot, stream
from kg.rdf.ontology import ontology
from kg.rdf.writers import SYNTAXES
from kg.store import Store

if TYPE_CHECKING:
    from types import ModuleType

    import pyoxigraph

Row = tuple[Any, ...]

_RESULTS = {"json": "JSON", "xml": "XML", "csv": "CSV", "tsv": "TSV"}
_AGAIN = "请重新导出"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


class MissingLibrary(KgError):
    """A library of the extra ``rdf`` that is not installed."""


def library(name: str) -> ModuleType:
    """The module `name` of the extra ``rdf``; raises MissingLibrary with the command that installs it."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise MissingLibrary(
            f"没有安装 {name}，读写 RDF 要用它；请运行 pip install 'kg[rdf]' 安装。"
        ) from None


class Graph:
    """Triples in memory; `language` and `ask` make it something that named questions are asked of."""

    language = "sparql"

    def __init__(self, name: str) -> None:
        self.name = name
        self.oxigraph: Any = library("pyoxigraph")
        self.triples: pyoxigraph.Store = self.oxigraph.Store()
        self.named = False

    @classmethod
    def of_store(cls, store: Store, profile: str = "core") -> Graph:
        """The record, in a profile."""
        graph = cls(str(store.path))
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as file:
            with snapshot(store):
                stream(store, file, Request("ntriples", profile), ontology().base)
            file.flush()
            file.seek(0)
            graph._load(cast(IO[bytes], file.buffer), "ntriples", ours=True)
        return graph

    @classmethod
    def of_file(cls, path: Path) -> Graph:
        """A file in any of the six syntaxes, packed with gzip or not, told by the ends of its name.

        Raises UnreadableFile with the first thing that is wrong.
        """
        graph = cls(path.name)
        syntax = syntax_of(path)
        try:
            with open(path, "rb") as raw:
                packed = path.suffix == ".gz"
                graph._load(cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if packed else raw, syntax)
        except SyntaxError as error:
            raise UnreadableFile(
                f"不能读取 {path}：第 {error.lineno or '?'} 行语法有误（{_plain(error)}）；{_AGAIN}。"
            ) from None
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise UnreadableFile(f"不能读取 {path}：文件不完整或已损坏；{_AGAIN}。") from None
        except (ValueError, RuntimeError) as error:
            raise UnreadableFile(f"不能读取 {path}：语法有误（{_plain(error)}）；{_AGAIN}。") from None
        except OSError as error:
            raise UnreadableFile(f"不能打开 {path}（系统提示：{error.strerror}）；请给出导出文件。") from None
        return graph

    def _load(self, file: IO[bytes], syntax: str, *, ours: bool = False) -> None:
        """`ours`: written a moment ago by ourselves, so that no IRI needs to be checked."""
        self.triples.bulk_load(input=file, format=self._format(syntax), lenient=ours)
        self.named = any(True for _ in self.triples.named_graphs())

    def _format(self, syntax: str) -> Any:
        return self.oxigraph.RdfFormat.from_media_type(SYNTAXES[syntax].media_type)

    def __len__(self) -> int:
        return len(self.triples)

    # ------------------------------------------------------------ asking

    def solve(self, query: str) -> Any:
        """The result of a query, as pyoxigraph gives it; every named graph counts as part of the whole."""
        try:
            return self.triples.query(query, use_default_graph_as_union=self.named)
        except SyntaxError as error:
            raise BadRequest(f"SPARQL 查询读不通（{_plain(error)}）；请按 SPARQL 1.1 的语法改正。") from None

    def ask(self, statement: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """The rows of one SELECT, with every ``$name`` replaced by the parameter of that name."""
        solutions = self.solve(with_values(statement, parameters))
        for solution in solutions:
            yield tuple(value(term) for term in solution)

    def table(self, query: str) -> tuple[list[str], list[Row]]:
        """The columns and rows of any query: SELECT, ASK (one cell) or CONSTRUCT (three columns)."""
        result = self.solve(query)
        if isinstance(result, self.oxigraph.QueryTriples):
            rows = [tuple(value(term) for term in (t.subject, t.predicate, t.object)) for t in result]
            return ["subject", "predicate", "object"], rows
        if isinstance(result, self.oxigraph.QueryBoolean):
            return ["answer"], [(int(bool(result)),)]
        names = [variable.value for variable in result.variables]
        return names, [tuple(value(term) for term in solution) for solution in result]

    def serialize(self, query: str, syntax: str) -> bytes:
        """The result of a query as SPARQL results (json, xml, csv, tsv)."""
        formats = self.oxigraph.QueryResultsFormat
        result = self.solve(query)
        if not hasattr(result, "serialize") or isinstance(result, self.oxigraph.QueryTriples):
            raise BadRequest("CONSTRUCT 和 DESCRIBE 得到的是图，不是行；请用 SELECT 或 ASK 提问。")
        return bytes(result.serialize(format=getattr(formats, _RESULTS[syntax])))


def _plain(error: Exception) -> str:
    words = " ".join(str(getattr(error, "msg", error)).split()).rstrip(".")
    return words if len(words) <= 200 else words[:199] + "…"


def value(term: Any) -> Any:
    """A term as a plain value: whole numbers and yes/no as int, None where unbound, else its text."""
    datatype = getattr(getattr(term, "datatype", None), "value", None)
    if datatype == _INTEGER:
        return int(term.value)
    if datatype == _BOOLEAN:
        return int(term.value in ("true", "1"))
    return None if term is None else term.value


_TOKEN = re.compile(
    r"""(?P<skip>"{3}.*?"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|\#[^\n]*)|\$(?P<name>\w+)""",
    re.DOTALL,
)


def with_values(statement: str, parameters: Mapping[str, object]) -> str:
    """The statement with literals in the place of ``$name``, outside of strings, IRIs and comments."""
    from json.encoder import encode_basestring

    def literal(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None or name not in parameters:
            return match[0]
        given = parameters[name]
        return str(given) if isinstance(given, int) else encode_basestring(str(given))

    return _TOKEN.sub(literal, statement)


def syntax_of(path: Path) -> str:
    """The syntax that the name of a file tells."""
    name = path.with_suffix("") if path.suffix == ".gz" else path
    extension = name.suffix.lstrip(".").lower()
    for syntax, known in SYNTAXES.items():
        if known.extension == extension:
            return syntax
    endings = "、".join(f".{known.extension}" for known in SYNTAXES.values())
    raise UnreadableFile(f"从名称看不出 {path} 的格式；可读 {endings}，也可再加 .gz。")
