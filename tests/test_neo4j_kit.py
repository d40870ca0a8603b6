"""The kit for Neo4j Browser: its files, and the server that hands them to a Browser."""

from __future__ import annotations

import http.client
import re
import threading
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import BadRequest
from kg.neo4j.graph import edge_kinds, node_kinds
from kg.neo4j.guide import serve
from kg.neo4j.kit import kit, pictures, questions, write
from kg.questions import names


def test_the_kit_is_written_the_same_every_time(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a"), write(tmp_path / "b")
    assert [path.name for path in first] == ["style.grass", "favorites.zip", "guide.html", "guide.adoc"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_saved_queries_have_chinese_titles_folders_and_plain_file_names() -> None:
    with zipfile.ZipFile(BytesIO(kit()["favorites.zip"])) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {name.split("/")[0] for name in files} == {"看图", "问答"}
    assert len([name for name in files if name.startswith("问答/")]) == len(names("cypher"))
    for name, text in files.items():
        assert re.fullmatch(r"[a-z0-9-]+\.cypher", name.split("/")[1])
        assert re.match(r"// [^\n]*[\u4e00-\u9fff]", text)
        assert "$" not in text, "a saved query runs by one click: it asks for no parameter"
        assert ";" not in text, "classic Browser draws no result where several statements run together"


def test_the_style_knows_every_kind_of_node_and_role() -> None:
    style = kit()["style.grass"].decode()
    shown = {kind.mark or kind.label for kind in node_kinds()}
    assert shown <= set(re.findall(r"^node\.(\w+) \{", style, re.MULTILINE))
    roles = {kind.type for kind in edge_kinds() if (kind.source, kind.target) == ("Unit", "Task")}
    assert roles == set(re.findall(r"^relationship\.(\w+) \{", style, re.MULTILINE))
    captions = re.findall(r'^node\.\w+ \{[^}]*caption: "\{(\w+)\}"', style, re.MULTILINE)
    assert set(captions) <= {"shortName", "title", "name", "text", "code"}


class _Slides(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.slides = 0
        self.code: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.slides += tag == "slide"
        if tag == "pre":
            assert "runnable" in (dict(attrs)["class"] or "")
            self.code.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "pre":
            self.code[-1] += data


def test_the_classic_guide_has_a_slide_for_every_saved_query() -> None:
    slides = _Slides()
    slides.feed(kit()["guide.html"].decode())
    assert slides.open == []
    assert slides.slides == 1 + len(slides.code)
    assert slides.code == [saved.text for saved in [*pictures(), *questions()]]


def test_the_new_guide_has_the_same_queries() -> None:
    text = kit()["guide.adoc"].decode()
    blocks = re.findall(r"^\[source,cypher\]\n----\n(.*?)\n----$", text, re.MULTILINE | re.DOTALL)
    assert blocks == [saved.text for saved in [*pictures(), *questions()]]
    assert text.startswith("= ")


@pytest.fixture
def port() -> Iterator[int]:
    server = serve(port=0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def asked(port: int, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    origin = {"Origin": "http://localhost:7474", "Access-Control-Request-Private-Network": "true"}
    connection.request(method, path, headers=origin)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


@pytest.mark.parametrize("name", sorted(kit()))
def test_a_browser_from_elsewhere_may_read_every_file(port: int, name: str) -> None:
    status, headers, content = asked(port, "GET", f"/{name}")
    assert (status, content) == (200, kit()[name])
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_the_question_a_browser_asks_first_is_answered(port: int) -> None:
    status, headers, content = asked(port, "OPTIONS", "/guide.html")
    assert (status, content) == (204, b"")
    assert headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert headers["Access-Control-Allow-Headers"] == "*"
    assert headers["Access-Control-Allow-Private-Network"] == "true"


def test_only_the_head(port: int) -> None:
    status, headers, content = asked(port, "HEAD", "/guide.html")
    assert (status, content) == (200, b"")
    assert int(headers["Content-Length"]) == len(kit()["guide.html"])


@pytest.mark.parametrize("path", ["/", "/../kg.db", "/etc/passwd", "/guide"])
def test_nothing_else_is_handed_out(port: int, path: str) -> None:
    assert asked(port, "GET", path)[0] == 404


def test_a_port_that_is_taken(port: int) -> None:
    with pytest.raises(BadRequest, match=f"端口 {port} 不能用"):
        serve(port=port)
