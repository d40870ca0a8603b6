"""The one door: a path goes in, a `Source` comes out, or one sentence why not."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from kg.errors import UnreadableFile
from kg.model import Source
from kg.read.draft import Draft, Refusal
from kg.read.formats import ACCEPTED, BY_SUFFIX, Format, recognise
from kg.read.limits import DEFAULT, Limits

_NO_TEXT = "只能读有文字的文件，扫描件请先做文字识别"


def read(path: str | os.PathLike[str], *, limits: Limits = DEFAULT) -> Source:
    """The document at `path`: its canonical text, its tables, its encoding and fingerprint.

    The format is known by its content, among texts by the suffix. Raises `UnreadableFile`.
    """
    path = Path(path)
    try:
        return read_bytes(_content(path, limits), path.name, limits=limits)
    except OSError as error:
        raise UnreadableFile(f"不能读取 {path}：{_trouble(error)}；{ACCEPTED}。") from None


def read_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Source:
    """The document in `data`, as if it were a file called `name`."""
    try:
        known = recognise(data, Path(name).suffix.lower())
        return _source(data, name, known, known.read(data, limits))
    except Refusal as refusal:
        raise UnreadableFile(f"不能读取 {name}：{refusal}。") from None


def suffixes() -> frozenset[str]:
    """The suffixes of the files the door accepts, in lower case, with the dot."""
    return frozenset(BY_SUFFIX)


def _content(path: Path, limits: Limits) -> bytes:
    if path.is_dir():
        raise UnreadableFile(f"不能读取 {path}：这是文件夹；{ACCEPTED}。")
    if path.exists() and not path.is_file():
        raise UnreadableFile(f"不能读取 {path}：它不是普通文件；{ACCEPTED}。")
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise UnreadableFile(f"不能读取 {path}：文件有 {size} 字节；最大可读 {limits.file_bytes} 字节。")
    return path.read_bytes()


def _source(data: bytes, name: str, known: Format, draft: Draft) -> Source:
    if not draft.text or draft.text.isspace():
        raise Refusal("文件里没有文字", _NO_TEXT)
    return Source(
        file=name,
        sha256=sha256(data).hexdigest(),
        media_type=known.media_type,
        encoding=draft.encoding,
        text=draft.text,
        tables=draft.tables,
        issues=draft.issues,
    )


def _trouble(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件"
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return f"打不开（系统提示：{error.strerror or error}）"
