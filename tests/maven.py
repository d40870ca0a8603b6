"""Jars for tests, fetched by Maven into `.cache/` the first time.

Where Java or Maven is missing the test is skipped and says so; with `CI` set it fails instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

CACHE = Path(__file__).parent.parent / ".cache"


def missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def jars(name: str, *artifacts: str) -> Path:
    """The folder `name` of the cache with the jars of these artifacts, group:artifact:version, and of
    whatever they need."""
    lib = CACHE / name / "lib"
    for tool in ("java",) if lib.is_dir() else ("java", "mvn"):
        if shutil.which(tool) is None:
            missing(f"no {tool} on PATH: the tests with {name} did not run")
    if not lib.is_dir():
        lib.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=lib.parent) as work:
            _fetch(Path(work), name, artifacts)
            if not lib.is_dir():  # another run was quicker
                (Path(work) / "lib").rename(lib)
    return lib


def _fetch(work: Path, name: str, artifacts: tuple[str, ...], attempts: int = 3) -> None:
    """Maven resumes where a busy repository stopped it, so it may be asked again."""
    (work / "pom.xml").write_text(_pom(artifacts))
    copy = ["dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime"]
    for _ in range(attempts):
        done = subprocess.run(["mvn", "-q", "-B", *copy], cwd=work, capture_output=True, text=True)
        if done.returncode == 0:
            return
    missing(f"Maven could not fetch {name}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def _pom(artifacts: tuple[str, ...]) -> str:
    form = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
    dependencies = "\n    ".join(form.format(*artifact.split(":")) for artifact in artifacts)
    return f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kg.test</groupId><artifactId>jars</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    {dependencies}
  </dependencies>
</project>
"""
