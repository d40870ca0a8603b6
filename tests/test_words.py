"""What the command line says in words that are not its own: usage, wrong options, missing arguments.

``python tests/test_words.py`` makes messages.mo anew from messages.po.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner

from kg.cli import application

FOLDER = Path(__file__).parent.parent / "kg/cli/locale/zh_CN/LC_MESSAGES"
ENGLISH = ("msgid", "msgid_plural")


def words() -> dict[str, str]:
    """English (singular and plural with NUL between) to Chinese, as messages.po has it."""
    made = {}
    for entry in (FOLDER / "messages.po").read_text("utf-8").split("\n\n"):
        said = [line.partition(" ") for line in entry.splitlines() if line.startswith("msg")]
        english = [ast.literal_eval(text) for key, _, text in said if key in ENGLISH]
        (chinese,) = (ast.literal_eval(text) for key, _, text in said if key not in ENGLISH)
        made["\0".join(english)] = chinese
    return made


def compiled() -> bytes:
    """The content of messages.mo: a head, two tables of lengths and offsets, the texts."""
    pairs = sorted(words().items())
    texts = [text.encode() for side in zip(*pairs, strict=True) for text in side]
    start = 28 + 8 * len(texts)
    places = [start + sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    table = b"".join(struct.pack("<II", len(text), place) for text, place in zip(texts, places, strict=True))
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 4 * len(texts), 0, start)
    return head + table + b"".join(text + b"\0" for text in texts)


def test_the_compiled_words_are_those_of_the_table() -> None:
    assert (FOLDER / "messages.mo").read_bytes() == compiled()


def test_every_word_is_one_that_is_said() -> None:
    folders = (Path(click.__file__).parent, Path(typer.__file__).parent)
    code = "".join(path.read_text("utf-8") for folder in folders for path in folder.glob("*.py"))
    unsaid = [part for english in words() for part in english.split("\0") if f'"{part}"' not in code]
    assert unsaid == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("--help", "显示这些说明。"),
        ("build --help", "用法： kg build [OPTIONS] PATHS..."),
        ("who-owns", "错误：缺少参数 'UNIT'"),
        ("who-sleeps", "错误：没有命令 who-sleeps。"),
        ("units --formt json", "错误：没有选项 --formt。 是不是：'--format'"),
        ("units --format", "错误：选项 --format 后面要有值。"),
        (
            "units --format xml",
            "错误：'--format' 的值不对：xml 不在可选的值里；可选：'table', 'json', 'csv', 'md'。",
        ),
        ("units --units nowhere.toml", "错误：'--units' 的值不对：没有这个文件：nowhere.toml。"),
        ("overlaps --min 0", "错误：'--min' 的值不对：0 超出范围 x>=1。"),
        ("overlaps --min few", "错误：'--min' 的值不对：few 不是整数。"),
        ("show a b", "错误：多出参数：b"),
    ],
)
def test_usage_and_wrong_words_are_told_in_chinese(arguments: str, sentence: str) -> None:
    ran = CliRunner().invoke(application(), arguments.split(), prog_name="kg")
    assert sentence in " ".join(ran.output.split())


def commands(command: click.Command, name: str = "kg") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for part, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{name} {part}")


@pytest.mark.parametrize(("name", "command"), list(commands(typer.main.get_command(application()))))
def test_every_command_and_option_is_explained_in_chinese(name: str, command: click.Command) -> None:
    told = {name: command.help, **{str(one.name): getattr(one, "help", "") for one in command.params}}
    assert [what for what, said in told.items() if not re.search("[一-龥]", said or "")] == []


if __name__ == "__main__":
    (FOLDER / "messages.mo").write_bytes(compiled())
