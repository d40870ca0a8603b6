"""Building the record: files in, whole documents in the store, what went wrong at the end."""

from __future__ import annotations

import glob
import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BadRequest, KgError
from kg.model import Extraction
from kg.store import Counts, Reading, Store

if TYPE_CHECKING:
    from kg.identity.registry import Registry

Progress = Callable[[int, int, str], None]  # files done, files in all, the file just done

# The parts of kg that decide what is read.
_READERS = ("model.py", "fold.py", "read", "find", "extract", "identity", "lexicon")
_FEW = 8  # files; up to so many, other processes take longer to start than they save


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, unless its bytes still have the fingerprint `known`."""

    path: str
    known: str
    units_file: Path | None
    digest: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: read (extraction), failed (trouble), or neither: unchanged."""

    path: str
    extraction: Extraction | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """How many files were read, unchanged, forgotten; what could not be read; what the record holds now."""

    read: int
    unchanged: int
    forgotten: int
    troubles: tuple[str, ...]
    counts: Counts
    strict: bool = False

    @property
    def exit_code(self) -> int:
        """0, or 1 where a file could not be read or, if strict, where the record holds issues."""
        return int(bool(self.troubles) or (self.strict and self.counts.issues > 0))


def build(
    paths: Sequence[str | os.PathLike[str]],
    store: Store,
    *,
    forget_missing: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
    strict: bool = False,
    units_file: Path | None = None,
) -> BuildSummary:
    """Read files, folders (with all below them) and glob patterns into `store`, a file a transaction.

    Unchanged files are left alone. `forget_missing` removes sources whose file has gone. `jobs` is the
    number of processes (all cores unless told). A file that cannot be read becomes a trouble of the
    summary; BadRequest is raised where the paths name no document at all.
    """
    forgotten = _forget_missing(store) if forget_missing else []
    files, troubles = find_files(path for path in paths if os.path.abspath(path) not in forgotten)
    if not files and not forget_missing:
        raise BadRequest("".join(troubles) or "没有指定要读的文件；请给出文件、文件夹或通配符。")
    work = _Work(store, units_file, jobs, progress)
    work.run(files)
    work.run_stale()
    return BuildSummary(
        work.read, work.unchanged, len(forgotten), (*troubles, *work.troubles), store.counts(), strict
    )


# ------------------------------------------------------------ which files


def find_files(paths: Iterable[str | os.PathLike[str]]) -> tuple[list[str], list[str]]:
    """The absolute paths that `paths` name, each once, and a sentence for each that names nothing."""
    files: dict[str, None] = {}
    troubles: list[str] = []
    for given in paths:
        path = os.fspath(given)
        found = list(_named_by(path))
        files |= dict.fromkeys(map(os.path.abspath, found))
        if not found:
            troubles.append(f"不能读取 {path}：{_nothing(path)}")
    return list(files), troubles


def _named_by(path: str) -> Iterator[str]:
    if os.path.isdir(path):
        yield from _below(path)
    elif os.path.exists(path):
        yield path
    else:
        for match in sorted(glob.glob(path, recursive=True)):
            yield from _below(match) if os.path.isdir(match) else [match]


def _below(folder: str) -> Iterator[str]:
    """The documents below a folder, sorted; hidden files and folders are passed over."""
    from kg.read import suffixes

    accepted = suffixes()
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and os.path.splitext(name)[1].lower() in accepted:
                yield os.path.join(here, name)


def _nothing(path: str) -> str:
    from kg.read import suffixes

    if os.path.isdir(path):
        return f"文件夹里没有可读的文件；可读的后缀：{'、'.join(sorted(suffixes()))}。"
    return "没有这个文件或文件夹；请给出文件、文件夹或通配符。"


def _forget_missing(store: Store) -> list[str]:
    gone = [path for path in store.paths() if not os.path.exists(path)]
    for path in gone:
        store.forget(path)
    return gone


# ------------------------------------------------------------ reading them


class _Work:
    """One build: reads files, writes them in the order they were given, counts."""

    def __init__(
        self, store: Store, units_file: Path | None, processes: int | None, progress: Progress | None
    ) -> None:
        from kg.identity.registry import Registry

        self._store = store
        self._units_file = units_file
        self._processes = processes or os.cpu_count() or 1
        self._progress = progress or (lambda done, total, path: None)
        self._tool, self._digest = tool(), Registry.load(units_file).digest
        self.read = 0
        self.unchanged = 0
        self.troubles: list[str] = []

    def run(self, files: Sequence[str]) -> None:
        """Read `files` and write what they say."""
        jobs = [Job(path, self._known(path), self._units_file, self._digest) for path in files]
        for done, outcome in enumerate(_outcomes(jobs, self._processes), 1):
            self._settle(outcome)
            self._progress(done, len(files), outcome.path)

    def run_stale(self) -> None:
        """Read again what another source gave up or took over, as far as the files are still there."""
        tried: set[str] = set()
        while again := [p for p in self._store.stale() if p not in tried and os.path.exists(p)]:
            tried |= set(again)
            self.run(again)

    def _known(self, path: str) -> str:
        """The fingerprint of `path` in the record, "" unless it was read as it would be read now."""
        known = self._store.reading(path)
        current = known and (known.tool, known.units_file) == (self._tool, self._digest)
        return known.sha256 if known and current else ""

    def _settle(self, outcome: Outcome) -> None:
        if outcome.trouble:
            self.troubles.append(outcome.trouble)
        elif outcome.extraction is None:
            self.unchanged += 1
        else:
            reading = Reading(outcome.extraction.source.sha256, self._tool, self._digest)
            self._store.replace(outcome.extraction, outcome.path, reading)
            self.read += 1


def _outcomes(jobs: Sequence[Job], processes: int) -> Iterator[Outcome]:
    """The outcome of each job, in order; several processes where that pays."""
    if processes == 1 or len(jobs) <= _FEW:
        yield from map(_read, jobs)
        return
    from concurrent.futures.process import BrokenProcessPool

    waiting = deque(jobs)
    while waiting:
        try:
            for outcome in _pooled(list(waiting), processes):
                waiting.popleft()
                yield outcome
        except BrokenProcessPool:  # one of those in flight ended its process: find out which, alone
            yield _read_alone(waiting.popleft())


def _pooled(jobs: Sequence[Job], processes: int) -> Iterator[Outcome]:
    """Outcomes in order, with no more files in flight than keep every process busy."""
    from concurrent.futures import Future, ProcessPoolExecutor

    flying: deque[Future[Outcome]] = deque()
    with ProcessPoolExecutor(processes) as pool:
        for job in jobs:
            flying.append(pool.submit(_read, job))
            if len(flying) > 2 * processes:
                yield flying.popleft().result()
        while flying:
            yield flying.popleft().result()


def _read_alone(job: Job) -> Outcome:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return next(_pooled([job], 1))
    except BrokenProcessPool:
        return Outcome(job.path, trouble=f"不能读取 {job.path}：读它时进程中断；已跳过。")


def _read(job: Job) -> Outcome:
    """Read one file, unless it is known as it stands."""
    from kg.extract import extract
    from kg.read import read

    try:
        if job.known and job.known == _fingerprint(job.path):
            return Outcome(job.path)
        return Outcome(job.path, extract(read(job.path), _registry(job.units_file, job.digest)))
    except KgError as error:
        return Outcome(job.path, trouble=str(error))
    except Exception as error:  # one bad file must not lose the others
        fault = f"{type(error).__name__}: {error}"
        return Outcome(
            job.path, trouble=f"不能读取 {job.path}：这是 kg 的错误，不是文件的错误（{fault}）；已跳过。"
        )


def _fingerprint(path: str) -> str:
    """The sha256 of a file, or "" where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


@cache
def _registry(units_file: Path | None, digest: str) -> Registry:
    """The registry with this digest, loaded once a process: another digest means another content."""
    from kg.identity.registry import Registry

    return Registry.load(units_file)


@cache
def tool() -> str:
    """The version of kg together with a digest of everything in it that decides what is read."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    parts = [path for part in _READERS for path in ((package / part), *(package / part).rglob("*"))]
    files = [path for path in parts if path.suffix in {".py", ".toml"}]
    for path in sorted(files):
        digest.update(path.read_bytes())
    return f"{version('kg')}+{digest.hexdigest()[:8]}"
