"""What can go wrong with a server: one plain sentence, exit code 2, nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from maven import missing
from neo4j_records import connected, dump, empty, record
from neo4j_server import Server, free_port, own_server, server

from kg.errors import BadRequest, StoreError
from kg.neo4j import connect
from kg.neo4j import server as kg_server
from kg.neo4j.push import push


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record(tmp_path_factory.mktemp("record") / "kg.db", 20)


def pushed(uri: str, store: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """kg neo4j push as a user runs it, with no terminal to ask for a password."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "neo4j", "push", uri]
    return subprocess.run(
        [*command, "--store", str(store)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **server().environment(), **environment},
    )


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What was said, having made sure that it was one sentence, exit code 2, and no secret."""
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.endswith("。\n")
    assert server().password not in done.stderr
    return done.stderr


def test_a_server_that_is_down(small: Path) -> None:
    uri = f"bolt://127.0.0.1:{free_port()}"
    said = one_sentence(pushed(uri, small))
    assert said == f"{uri}：没有 Neo4j 服务器应答；请启动它，或检查主机和端口。\n"


def test_a_host_that_does_not_exist(small: Path) -> None:
    assert "没有 Neo4j 服务器应答" in one_sentence(pushed("neo4j://nowhere.invalid", small))


def test_a_wrong_password(small: Path) -> None:
    said = one_sentence(pushed(server().uri, small, KG_NEO4J_PASSWORD="wrong"))
    assert "用户名或密码不对；请设置 KG_NEO4J_USER 和 KG_NEO4J_PASSWORD" in said
    assert "wrong" not in said


def test_no_password_at_all(small: Path) -> None:
    assert "用户名或密码不对" in one_sentence(pushed(server().uri, small, KG_NEO4J_PASSWORD=""))


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadRequest, match="地址里不要写用户名和密码") as caught:
        connect("bolt://neo4j:hidden-word@127.0.0.1:7687")
    assert "hidden-word" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["http://localhost:7474", "bolt://", "bolt://host:port", "bolt:host", "bolt://["]
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(BadRequest, match="bolt://主机:7687"):
        connect(address)


def test_the_password_is_asked_for_only_where_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    there = server()
    monkeypatch.delenv("KG_NEO4J_PASSWORD", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    asked: list[str] = []

    def answer(user: str) -> str:
        asked.append(user)
        return there.password

    with connect(there.uri, user=there.user, ask_password=answer) as connection:
        assert connection.ask("RETURN 1", {}) == [(1,)]
    assert asked == [there.user]


def test_a_database_that_does_not_exist(small: Path) -> None:
    said = one_sentence(pushed(server().uri, small, KG_NEO4J_DATABASE="nowhere"))
    assert "没有这个数据库；请用 --database" in said


def test_another_kind_of_server_on_the_port(small: Path) -> None:
    if not server().http:
        missing("KG_NEO4J_URI is set: its HTTP port is not known")
    uri = server().http.replace("http", "bolt")
    assert "那里应答的不是 Neo4j" in one_sentence(pushed(uri, small))


def test_a_port_that_accepts_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg_server, "PATIENCE", 2.0)
    silent = socket.create_server(("127.0.0.1", 0))
    with silent, pytest.raises(StoreError, match="Neo4j"):
        connect(f"bolt://127.0.0.1:{silent.getsockname()[1]}")


def test_a_server_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg_server, "OLDEST", (9999, 0))
    with pytest.raises(StoreError, match=r"Neo4j/\d+\.\d+\.\d+ 版本太旧；请用 Neo4j 5\.7 或更新的版本"):
        connected(server())


def test_a_server_that_speaks_an_older_protocol() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_as_neo4j_4, args=(door,), daemon=True).start()
        uri = f"bolt://127.0.0.1:{door.getsockname()[1]}"
        with pytest.raises(StoreError, match=r"那里的 Neo4j 版本太旧；请用 Neo4j 5\.7 或更新的版本"):
            connect(uri)


def _as_neo4j_4(door: socket.socket) -> None:
    with door.accept()[0] as caller:
        caller.recv(20)
        caller.sendall(bytes([0, 0, 4, 4]))
        caller.recv(1)


@pytest.mark.parametrize(
    ("agent", "usable"),
    [
        ("Neo4j/4.4.41", False),
        ("Neo4j/5.6.0", False),
        ("Neo4j/5.7.0", True),
        ("Neo4j/2025.10.1", True),
        ("?", False),
    ],
)
def test_which_versions_are_usable(agent: str, usable: bool) -> None:
    assert (kg_server.server_version(agent) >= kg_server.OLDEST) is usable


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    empty(server())
    assert "none.db" in one_sentence(pushed(server().uri, tmp_path / "none.db"))
    assert dump(server()) == []


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose databases may only be read, and that speaks TLS with a certificate of its own."""
    made = own_server(
        server__bolt__tls_level="OPTIONAL",
        dbms__ssl__policy__bolt__enabled="true",
        dbms__ssl__policy__bolt__base_directory="certificates",
        dbms__ssl__policy__bolt__client_auth="NONE",
    )
    assert made.home is not None
    folder = made.home / "certificates"
    folder.mkdir()
    if shutil.which("openssl") is None:
        missing("no openssl on PATH: TLS was not tested")
    files = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(["openssl", "req", *kind, *files], check=True, capture_output=True)
    made.start().stop()  # a database is made by the first start, which must be able to write
    made.settings["server.databases.default_to_read_only"] = "true"
    yield made.start()
    made.remove()


def test_a_database_that_may_only_be_read(guarded: Server, small: Path) -> None:
    assert "只读" in one_sentence(pushed(guarded.uri, small))
    assert dump(guarded) == []


def test_tls_with_a_certificate_that_nobody_vouches_for(guarded: Server, small: Path) -> None:
    said = one_sentence(pushed(guarded.uri.replace("bolt://", "bolt+s://"), small))
    assert "服务器的证书无法验证" in said


def test_tls_with_a_certificate_that_the_user_trusts(guarded: Server) -> None:
    os.environ.update(guarded.environment())
    with connect(guarded.uri.replace("bolt://", "bolt+ssc://")) as connection:
        assert connection.ask("RETURN 1", {}) == [(1,)]


def test_tls_where_the_server_has_none(small: Path) -> None:
    if server().home is None:
        missing("KG_NEO4J_URI is set: whether that server speaks TLS is not known")
    one_sentence(pushed(server().uri.replace("bolt://", "bolt+s://"), small))


@pytest.fixture
def cramped(tmp_path: Path) -> Iterator[Server]:
    """A server on a small disk of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", str(disk)]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode:
        missing(f"a small disk cannot be mounted ({done.stderr.strip()}): a full one was not tested")
    made = own_server(disk / "home", db__tx_log__preallocate="false", db__tx_log__rotation__size="1m")
    try:
        yield made
    finally:
        made.stop(signal.SIGKILL)
        subprocess.run(["umount", str(disk)], check=True)


def test_a_server_whose_disk_is_full(cramped: Server, tmp_path: Path) -> None:
    path = record(tmp_path / "kg.db", 300)
    cramped.start()
    assert cramped.home is not None
    filler = cramped.home / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(cramped.home).free - 1_000_000))
    assert "磁盘" in one_sentence(pushed(cramped.uri, path))
    filler.unlink()
    cramped.stop(signal.SIGKILL)
    cramped.start()
    with connected(cramped) as connection:
        push(path, connection)
        assert not push(path, connection).changed
