"""The wheel alone, without the checkout and without the tools of development: it reads and answers."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
GAZETTE = "kg/examples/miyun-gazette-2023-02.md"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command with none of this checkout on its path."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KG_", "VIRTUAL"))
    }
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env=kept, capture_output=True, text=True, encoding="utf-8", check=False
    )


def pip(*arguments: str | Path, python: str | Path, cwd: Path) -> None:
    """Run pip; without an index to ask, skip, unless nothing may be skipped."""
    done = run(python, "-m", "pip", "--quiet", *arguments, cwd=cwd)
    if done.returncode == 0:
        return
    said = done.stderr.strip()[-600:]
    if "CI" not in os.environ and ("Could not find a version" in said or "ConnectionError" in said):
        pytest.skip(f"pip reaches no index: {said}")
    pytest.fail(said)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--wheel-dir", folder, ROOT, python=sys.executable, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip("install", wheel, python=programs / "python", cwd=folder)
    return programs


@pytest.mark.parametrize(
    "file",
    [
        GAZETTE,
        "kg/queries/who-owns.sql",
        "kg/queries/who-owns.cypher",
        "kg/ontology/kg.toml",
        "kg/ontology/shapes.ttl",
        "kg/lexicon/roles.toml",
        "kg/store/schema.sql",
        "kg/py.typed",
    ],
)
def test_what_travels_in_the_wheel(wheel: Path, file: str) -> None:
    with ZipFile(wheel) as packed:
        assert file in packed.namelist()


def test_every_data_file_of_the_checkout_travels(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        inside = set(packed.namelist())
    wanted = {
        f"kg/{name}/{file.name}"
        for name, folder in (
            ("queries", ROOT / "queries"),
            ("ontology", ROOT / "ontology"),
            ("lexicon", ROOT / "kg" / "lexicon"),
            ("examples", ROOT / "kg" / "examples"),
        )
        for file in folder.iterdir()
        if file.is_file()
    }
    assert wanted - inside == set()


def test_the_wheel_alone_answers(installed: Path, tmp_path: Path) -> None:
    find = "from kg.resources import folder; print(folder('examples'))"
    examples = Path(run(installed / "python", "-c", find, cwd=tmp_path).stdout.strip())
    assert ROOT not in examples.parents

    helped = run(installed / "kg", "--help", cwd=tmp_path)
    assert helped.returncode == 0, helped.stderr
    assert "who-owns" in helped.stdout

    built = run(installed / "kg", "build", examples / Path(GAZETTE).name, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "kg.db").exists()

    owned = run(installed / "kg", "who-owns", "区水务局", cwd=tmp_path)
    assert owned.returncode == 0, owned.stderr
    assert "推进海绵城市建设" in owned.stdout
    assert "18" in owned.stdout.splitlines()[-1]


def test_no_tool_of_development_is_needed(installed: Path, tmp_path: Path) -> None:
    listed = run(installed / "python", "-m", "pip", "list", "--format", "freeze", cwd=tmp_path).stdout.lower()
    assert "typer" in listed
    assert not any(tool in listed for tool in ("pytest", "mypy", "ruff", "hypothesis"))
