"""The command line: parse, one call, print. ``main`` is the entry point of the console script ``kg``.

Each module named in ``PARTS`` has a function ``register(app)`` that adds its commands. Only the module of
the command asked for is read, and it imports what is heavy inside the commands.
"""

from __future__ import annotations

import os
import sys
from gettext import bindtextdomain
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import KgError

PARTS = {
    "making": ("text", "extract", "build"),
    "asking": ("who-owns", "deadlines", "overlaps", "show"),
    "looking": ("units", "documents", "issues", "query"),
    "score": ("score",),
    "neo4j": ("neo4j",),
    "rdf": ("export", "validate", "import"),
}


def application(asked: str = "") -> typer.Typer:
    """The command `kg` with all its commands, or with those of one part where one of them is `asked` for."""
    _speak_chinese()
    app = typer.Typer(
        help="读政府公文：哪项任务由谁负责、什么时候完成、原文写在哪里。",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        callback=_options,  # without it a part of one command would be that command
    )
    for part in [part for part, names in PARTS.items() if asked in names] or PARTS:
        import_module(f"kg.cli.{part}").register(app)
    return app


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"kg {version('kg')}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本号。", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """What the command line takes before any command."""


def _speak_chinese() -> None:
    """Let typer and click take what they say themselves from the folder locale."""
    os.environ["LANGUAGE"] = "zh_CN"
    bindtextdomain("messages", Path(__file__).parent / "locale")


def main() -> None:
    """Run the command line; what a user can cause ends in one sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        application(*sys.argv[1:2])()
    except KgError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:  # the reader of a pipe has had enough
        sys.stdout = None
        sys.exit(0)
