"""Old Word, WPS and RTF files: turned into .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.read.draft import Draft, Refusal
from kg.read.limits import Limits
from kg.read.word.docx import read_docx

_PROGRAMS = ("soffice", "libreoffice")
_INSTALL = "请安装 LibreOffice（apt install libreoffice-writer），或者把文件另存为 .docx"


def read_doc(data: bytes, limits: Limits) -> Draft:
    """The text of a .doc or .wps file."""
    return read_docx(_converted(data, ".doc", limits), limits)


def read_rtf(data: bytes, limits: Limits) -> Draft:
    """The text of an .rtf file."""
    return read_docx(_converted(data, ".rtf", limits), limits)


def _converted(data: bytes, suffix: str, limits: Limits) -> bytes:
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise Refusal("读这类文件要用 LibreOffice，本机没有安装", _INSTALL)
    with TemporaryDirectory(prefix="kg-") as folder:
        source = Path(folder, "source" + suffix)
        source.write_bytes(data)
        _run(_command(program, folder, source), limits.seconds)
        result = source.with_suffix(".docx")
        if not result.is_file():
            raise Refusal("LibreOffice 打不开它", "请给出 Word 或 WPS 能打开的文件")
        return result.read_bytes()


def _command(program: str, folder: str, source: Path) -> list[str]:
    """A profile of its own keeps the run apart from a LibreOffice that is open on the desktop."""
    profile = Path(folder, "profile").as_uri()
    return [
        program, f"-env:UserInstallation={profile}", "--headless", "--norestore",
        "--convert-to", "docx", "--outdir", folder, str(source),
    ]  # fmt: skip


def _run(command: list[str], seconds: int) -> None:
    """Run to the end or, with all it started, until the time is up."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise Refusal(
            f"LibreOffice 在 {seconds} 秒内没有转换完",
            "请拆小文件，或者另存为 .docx",
        ) from None
