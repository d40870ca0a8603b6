"""Apache Jena's command line for tests: riot, shacl and arq, fetched by Maven into `.cache/`.

Where Java or Maven is missing the test is skipped and says so; with `CI` set it fails instead.
"""

from __future__ import annotations

import csv
import io
import subprocess
import tempfile
from pathlib import Path

import maven

VERSION = "5.2.0"


def jars() -> Path:
    """The folder of Jena's jars, filled by Maven the first time."""
    return maven.jars(f"jena-{VERSION}", f"org.apache.jena:jena-cmds:{VERSION}")


def run(command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """One of Jena's commands (riotcmd.riot, shacl.shacl, arq.arq) with its arguments."""
    java = ["java", "-Xmx1g", "-cp", f"{jars()}/*", command]
    return subprocess.run([*java, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8")


def triples(*files: Path) -> set[str]:
    """The triples of files as N-Triples lines, as riot reads them; warnings are failures."""
    done = run("riotcmd.riot", "--merge", "--output=N-Triples", *files)
    said = [line for line in done.stderr.splitlines() if not line.startswith("SLF4J")]
    assert done.returncode == 0
    assert not said, said[:5]
    return set(done.stdout.splitlines())


def conforms(data: Path, shapes: Path) -> bool:
    """The verdict of Jena's SHACL engine."""
    done = run("shacl.shacl", "validate", "--shapes", shapes, "--data", data)
    assert "sh:conforms" in done.stdout, done.stderr[:2000]
    return "sh:conforms  true" in done.stdout


def rows(data: Path, query: str) -> list[list[str]]:
    """The rows of a SELECT, as arq gives them."""
    with tempfile.NamedTemporaryFile("w", suffix=".rq", encoding="utf-8") as file:
        file.write(query)
        file.flush()
        done = run("arq.arq", "--data", data, "--query", file.name, "--results", "CSV")
    assert done.returncode == 0, done.stderr[:2000]
    return list(csv.reader(io.StringIO(done.stdout)))[1:]
