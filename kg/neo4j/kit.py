"""What users of Neo4j Browser like to have: saved queries, a style, and a guide for either Browser."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

from kg.questions.ask import load, names
from kg.questions.header import Parameter

STYLE = "style.grass"
FAVORITES = "favorites.zip"
CLASSIC_GUIDE = "guide.html"
GUIDE = "guide.adoc"

_TITLE = "任务与责任图谱"
_INTRODUCTION = (
    "这张图由 kg 从公文中读出：蓝色是任务，绿色是单位，橙色是时限，黄色是文件。"
    "粗线表示牵头或负责，细线表示配合；每条连线都带着印出的角色词、次序、原文和行号。"
    "逐页运行下面的查询；引号里的名称改成想问的单位、任务或文件再运行。"
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A query as Browser users keep it: one statement that runs as it stands."""

    name: str
    title: str
    note: str
    text: str


def pictures() -> list[Saved]:
    """The queries that draw a picture."""
    folder = Path(__file__).parent / "browser" / "pictures"
    return [_picture(path) for path in sorted(folder.glob("*.cypher"))]


def _picture(path: Path) -> Saved:
    text = path.read_text(encoding="utf-8")
    title, note, query = text.split("\n", 2)
    return Saved(path.stem, title.removeprefix("// "), note.removeprefix("// "), query.strip())


def questions() -> list[Saved]:
    """The named questions, which answer with tables."""
    return [_question(name) for name in names("cypher")]


def _question(name: str) -> Saved:
    question = load(name, "cypher")
    lines = [line for line in question.statement.splitlines() if not line.startswith("//")]
    note = "；".join(f"{parameter.name}：{parameter.meaning}" for parameter in question.parameters)
    return Saved(name, question.title, note, _filled("\n".join(lines).strip(), question.parameters))


def _filled(statement: str, parameters: Iterable[Parameter]) -> str:
    """The statement with default or example values in the place of its parameters: classic Browser draws
    no result where `:param` lines and a statement run together."""
    for parameter in parameters:
        value = parameter.example if parameter.default is None else parameter.default
        literal = value if parameter.type == "integer" else f"'{value}'"
        statement = re.sub(rf"\${parameter.name}\b", literal, statement)
    return statement


def kit() -> dict[str, bytes]:
    """The files of the kit by name."""
    return {
        STYLE: (Path(__file__).parent / "browser" / STYLE).read_bytes(),
        FAVORITES: _favorites(),
        CLASSIC_GUIDE: _classic_guide().encode(),
        GUIDE: _guide().encode(),
    }


def write(folder: Path) -> list[Path]:
    """Write the kit into `folder`, which is made if absent; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in kit().items():
        path = folder / name
        path.write_bytes(content)
        written.append(path)
    return written


def _favorites() -> bytes:
    """A zip that Browser turns into folders of saved queries when it is dropped on its window."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, saved in (("看图", pictures()), ("问答", questions())):
            for each in saved:
                place = zipfile.ZipInfo(f"{folder}/{each.name}.cypher")  # a fixed date: same kit, same bytes
                archive.writestr(place, f"// {each.title}\n{each.text}\n")
    return packed.getvalue()


def _classic_guide() -> str:
    saved = [*pictures(), *questions()]
    slides = [_slide(_TITLE, _INTRODUCTION), *(_slide(each.title, each.note, each.text) for each in saved)]
    deck = f'<carousel class="deck container-fluid">\n{"".join(slides)}</carousel>'
    return f'<article class="guide">\n{deck}\n</article>\n'


def _slide(title: str, note: str, query: str = "") -> str:
    code = (
        f'<figure><pre class="pre-scrollable code runnable">{escape(query)}</pre></figure>\n' if query else ""
    )
    return (
        '<slide class="row-fluid">\n'
        f'<div class="col-sm-3"><h3>{escape(title)}</h3></div>\n'
        f'<div class="col-sm-9"><p>{escape(note)}</p>\n{code}</div>\n'
        "</slide>\n"
    )


def _guide() -> str:
    saved = [*pictures(), *questions()]
    parts = [
        f"\n== {each.title}\n\n{each.note}\n\n[source,cypher]\n----\n{each.text}\n----\n" for each in saved
    ]
    return "".join([f"= {_TITLE}\n\n{_INTRODUCTION}\n", *parts])
