"""One source in, one extraction out."""

from __future__ import annotations

from functools import cache
from itertools import chain

from kg.collector import collector_paused
from kg.extract.document import read_document
from kg.extract.ids import Names
from kg.extract.page import Page
from kg.find.documents.heads import find_documents
from kg.identity.assign import identify
from kg.identity.registry import Registry
from kg.model import Extraction, Source


def extract(source: Source, registry: Registry | None = None) -> Extraction:
    """Everything `source` says, in printed order, its units identified by `registry`.

    Without a registry the built-in one is used, with nobody's corrections. The result depends on
    the text and the registry alone, never on the clock, the machine or a hash seed.
    """
    with collector_paused():
        return identify(_read(source), registry or _built_in())


@cache
def _built_in() -> Registry:
    """The registry without anybody's corrections, which remembers the names it has read."""
    return Registry.load()


def _read(source: Source) -> Extraction:
    page = Page(source)
    heads = find_documents(page.dense, page.all_tables)
    names = Names()
    read = [read_document(page, head, names) for head in heads]
    issues = chain(source.issues, *(one.issues for one in read))
    return Extraction(
        source=source,
        documents=tuple(one.document for one in read),
        sections=tuple(chain.from_iterable(one.sections for one in read)),
        tasks=tuple(
            sorted(chain.from_iterable(one.tasks for one in read), key=lambda task: (task.span, task.id))
        ),
        listed=tuple(chain.from_iterable(one.listed for one in read)),
        citations=tuple(chain.from_iterable(one.citations for one in read)),
        blanket=tuple(chain.from_iterable(one.blanket for one in read)),
        groups=tuple(chain.from_iterable(one.groups for one in read)),
        goals=tuple(chain.from_iterable(one.goals for one in read)),
        issues=tuple(sorted(issues, key=lambda issue: (issue.span, issue.code, issue.message))),
    )
