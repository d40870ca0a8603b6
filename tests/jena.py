"""Apache Jena's command line for tests: riot, shacl and arq, fetched by Maven into `.cache/`.

Where Java or Maven is missing the test is skipped and says so; with `CI` set it fails instead.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

VERSION = "5.2.0"
CACHE = Path(__file__).parent.parent / ".cache" / f"jena-{VERSION}"
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kg.test</groupId><artifactId>jena</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>org.apache.jena</groupId><artifactId>jena-cmds</artifactId><version>{VERSION}</version>
  </dependency></dependencies>
</project>
"""


def missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@cache
def jars() -> Path:
    """The folder of Jena's jars, filled by Maven the first time."""
    lib = CACHE / "lib"
    for tool in ("java",) if lib.is_dir() else ("java", "mvn"):
        if shutil.which(tool) is None:
            missing(f"no {tool} on PATH: the tests with Apache Jena did not run")
    if not lib.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as work:
            _fetch(Path(work))
            (Path(work) / "lib").rename(lib)
    return lib


def _fetch(work: Path, attempts: int = 3) -> None:
    """Maven resumes where a busy repository stopped it, so it may be asked again."""
    (work / "pom.xml").write_text(POM)
    command = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib"]
    for _ in range(attempts):
        done = subprocess.run(command, cwd=work, capture_output=True, text=True)
        if done.returncode == 0:
            return
    missing(f"Maven could not fetch Apache Jena {VERSION}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


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
