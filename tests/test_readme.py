"""The READMEs are executed: every console block is run, and prints what stands there.

``python tests/test_readme.py`` writes what the commands print now into both files; it needs a Neo4j server.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j_records import empty
from neo4j_server import Server, server

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.en.md")
BLOCK = re.compile(r"(?:<!-- needs: (?P<needs>\w+) -->\n)?```console\n(?P<body>.*?)```\n", re.S)
SERVER = "bolt://localhost:7687"


def steps(body: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with what it prints."""
    for step in body.removeprefix("$ ").split("\n$ "):
        command, _, output = step.partition("\n")
        yield command, output.rstrip("\n")


def blocks(readme: str, needs: str | None = None) -> list[str]:
    """The console blocks of a README that need nothing, or the server `needs`."""
    found = BLOCK.finditer((ROOT / readme).read_text(encoding="utf-8"))
    return [match["body"] for match in found if match["needs"] == needs]


def workplace(folder: Path) -> Path:
    """A folder in which the commands find the examples, and write nothing into the checkout."""
    (folder / "kg").symlink_to(ROOT / "kg")
    return folder


def printed(command: str, folder: Path, **environment: str) -> str:
    """What a command prints, with the times it took left open."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    kept["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**kept, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return timeless(done.stdout.decode("utf-8").rstrip("\n"))


def printed_on(running: Server, command: str, folder: Path) -> str:
    """What a command prints where the server it names is `running`."""
    output = printed(command.replace(SERVER, running.uri), folder, **running.environment())
    return output.replace(running.uri, SERVER)


def timeless(output: str) -> str:
    return re.sub(r"\d+\.\d s\b", "0.1 s", output)


def test_every_console_example_prints_what_it_says(tmp_path: Path) -> None:
    folder = workplace(tmp_path)
    examples = [step for body in blocks("README.md") for step in steps(body)]
    assert len(examples) >= 8
    for command, output in examples:
        assert printed(command, folder) == output, command


def test_every_example_on_a_neo4j_server(tmp_path: Path) -> None:
    running, folder = server(), workplace(tmp_path)
    empty(running)
    printed("kg build kg/examples", folder)
    examples = [step for body in blocks("README.md", "neo4j") for step in steps(body)]
    assert examples
    for command, output in examples:
        assert printed_on(running, command, folder) == timeless(output), command


def test_python_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace(tmp_path))
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = "\n".join(re.findall(r"```pycon\n(.*?)```", text, re.S))
    test = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_both_languages_show_the_same_examples() -> None:
    first, second = (
        re.findall(r"```(?:console|pycon)\n.*?```", (ROOT / readme).read_text(encoding="utf-8"), re.S)
        for readme in READMES
    )
    assert first == second


@pytest.mark.parametrize("readme", READMES)
def test_linked_files_are_there(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def rewritten(folder: Path) -> str:
    """The Chinese README with what its commands print now, run in `folder`."""

    def block(match: re.Match[str]) -> str:
        shown = []
        for command, _ in steps(match["body"]):
            output = printed_on(server(), command, folder) if match["needs"] else printed(command, folder)
            shown.append(f"$ {command}\n{output}".rstrip("\n"))
        return match.group().replace(match["body"], "\n".join(shown) + "\n")

    return BLOCK.sub(block, (ROOT / "README.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        chinese = rewritten(workplace(Path(made)))
    examples = BLOCK.finditer(chinese)
    english = BLOCK.sub(lambda _: next(examples).group(), (ROOT / "README.en.md").read_text(encoding="utf-8"))
    (ROOT / "README.md").write_text(chinese, encoding="utf-8")
    (ROOT / "README.en.md").write_text(english, encoding="utf-8")
