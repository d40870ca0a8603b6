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

_NO_TEXT = "a document with text in it can be read; a scan must go through text recognition first"


def read(path: str | os.PathLike[str], *, limits: Limits = DEFAULT) -> Source:
    """The document at `path`: its canonical text, its tables, its encoding and fingerprint.

    The format is known by its content, among texts by the suffix. Raises `UnreadableFile`.
    """
    path = Path(path)
    try:
        return read_bytes(_content(path, limits), path.name, limits=limits)
    except OSError as error:
        raise UnreadableFile(f"{path}: {_trouble(error)}; {ACCEPTED}.") from None


def read_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Source:
    """The document in `data`, as if it were a file called `name`."""
    try:
        known = recognise(data, Path(name).suffix.lower())
        return _source(data, name, known, known.read(data, limits))
    except Refusal as refusal:
        raise UnreadableFile(f"{name}: {refusal}.") from None


def suffixes() -> frozenset[str]:
    """The suffixes of the files the door accepts, in lower case, with the dot."""
    return frozenset(BY_SUFFIX)


def _content(path: Path, limits: Limits) -> bytes:
    if path.is_dir():
        raise UnreadableFile(f"{path}: it is a directory; {ACCEPTED}.")
    if path.exists() and not path.is_file():
        raise UnreadableFile(f"{path}: it is no ordinary file; {ACCEPTED}.")
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise UnreadableFile(
            f"{path}: it has {size} bytes; files of up to {limits.file_bytes} bytes can be read."
        )
    return path.read_bytes()


def _source(data: bytes, name: str, known: Format, draft: Draft) -> Source:
    if not draft.text.strip():
        raise Refusal("it holds no text", _NO_TEXT)
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
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "there is no permission to read it"
    return f"it cannot be opened ({error.strerror or error})"
