"""Loading a real Neo4j server: the same graph however often, whatever was there, whoever interrupts."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from neo4j_records import awkward, connected, dump, empty, record, run, smaller, write
from neo4j_server import Server, own_server, server
from synthetic import extraction

from kg.errors import StoreError
from kg.neo4j import push as pushing
from kg.neo4j.bulk import SCHEMA, arguments, export
from kg.neo4j.graph import edge_kinds, node_kinds
from kg.neo4j.push import push
from kg.store import Store

TASKS = 60


@pytest.fixture
def there() -> Server:
    there = server()
    empty(there)
    return there


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record(tmp_path_factory.mktemp("record") / "kg.db", TASKS)


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server that may be stopped and killed."""
    made = own_server()
    yield made
    made.remove()


def command(server: Server, *arguments: str) -> list[str]:
    os.environ.update(server.environment())
    return [sys.executable, "-c", "from kg.cli import main; main()", "neo4j", *arguments]


def test_every_kind_of_the_record_arrives_with_its_counts(there: Server, tmp_path: Path) -> None:
    path = write(tmp_path / "kg.db", [awkward(), extraction(1, 10), extraction(4, 10)])
    with connected(there) as kg:
        tally = push(path, kg)
    assert all(tally.nodes.values()), tally.nodes
    assert all(tally.edges.values()), tally.edges
    with Store(path) as store:
        for kind, table in (("Task", "tasks"), ("Document", "works"), ("Deadline", "deadlines")):
            ((here,),) = store.ask(f"SELECT count(*) FROM {table}")
            assert run(there, f"MATCH (n:{kind}) RETURN count(*)") == [(here,)]
        ((here,),) = store.ask("SELECT count(*) FROM assignments")
    assert run(there, "MATCH (:Unit)-[r]->(:Task) RETURN count(*)") == [(here,)]


def test_a_second_push_changes_nothing(there: Server, small: Path) -> None:
    with connected(there) as kg:
        assert push(small, kg).changed
        before = dump(there)
        assert not push(small, kg).changed
    assert dump(there) == before


def test_the_command_says_that_nothing_changed(there: Server, small: Path) -> None:
    push_command = command(there, "push", there.uri, "--store", str(small))
    first = subprocess.run(push_command, capture_output=True, text=True, check=True).stdout
    second = subprocess.run(push_command, capture_output=True, text=True, check=True).stdout
    assert first.startswith("新增")
    assert second.startswith("没有变化（nothing changed）")
    assert first.splitlines()[1] == second.splitlines()[1]


def test_a_relationship_carries_role_word_order_and_its_words(there: Server, small: Path) -> None:
    with connected(there) as kg:
        push(small, kg)
    with Store(small) as store:
        ((text,),) = store.ask("SELECT text FROM sources ORDER BY file LIMIT 1")
    found = run(
        there,
        "MATCH (u:Unit)-[r:RESPONSIBLE_FOR]->(t:Task)-[:DEFINED_IN]->(:Document {file: '00000.md'}) "
        "RETURN r.role, r.roleLabel, r.order, r.mention, r.quote, r.start, r.end, r.line",
    )
    assert found
    for role, label, order, mention, quote, start, end, line in found:
        assert role in ("lead", "responsible")
        assert quote.startswith(f"{label}：")
        assert order >= 1
        assert text[start:end] == mention
        assert text[:start].count("\n") + 1 == line
        assert quote in text.splitlines()


def test_names_that_look_like_cypher_stay_names(there: Server, tmp_path: Path) -> None:
    path = write(tmp_path / "kg.db", [awkward()])
    with connected(there) as kg:
        push(path, kg)
        assert not push(path, kg).changed
    with Store(path) as store:
        here = sorted(store.ask("SELECT id, name FROM units"))
    assert sorted(run(there, "MATCH (u:Unit) RETURN u.id, u.name")) == here


def test_what_has_gone_from_the_record_goes_and_what_users_added_stays(there: Server, tmp_path: Path) -> None:
    first, second = extraction(0, 20), extraction(1, 20)
    path = write(tmp_path / "kg.db", [first, second])
    with connected(there) as kg:
        push(path, kg)
        kept = second.tasks[-1].id
        run(
            there,
            "MATCH (t:Task {id: $id}) SET t.colour = 'red', t:Watched "
            "CREATE (:Note {text: '要盯'})-[:ABOUT {since: 2024}]->(t) "
            "CREATE (:Task {id: 'mine', title: '自己的'})-[:RESPONSIBLE_FOR {note: 'x'}]->(t)",
            id=kept,
        )
        assert not push(path, kg).changed
        write(path, [smaller(second)])
        tally = push(path, kg)
    assert tally.removed
    assert tally.mended
    assert run(there, "MATCH (t:Task {id: $id}) RETURN count(*)", id=second.tasks[0].id) == [(0,)]
    assert run(there, "MATCH (d:Document {id: $id}) RETURN d.read", id=first.documents[0].id) in (
        [],
        [(False,)],
    )
    about = "MATCH (n:Note)-[a:ABOUT]->(t:Watched {colour: 'red', id: $id}) RETURN n.text, a.since"
    assert run(there, about, id=kept) == [("要盯", 2024)]
    mine = "MATCH (:Task {id: 'mine'})-[r:RESPONSIBLE_FOR]->(t:Task) RETURN t.id, r.note"
    assert run(there, mine) == [(kept, "x")]
    run(there, "MATCH (n) WHERE n:Note OR n.id = 'mine' DETACH DELETE n")
    run(there, "MATCH (t:Watched) REMOVE t:Watched, t.colour")
    again = dump(there)
    empty(there)
    with connected(there) as kg:
        push(path, kg)
    assert dump(there) == again


def test_what_someone_changed_or_removed_is_mended(there: Server, small: Path) -> None:
    with connected(there) as kg:
        push(small, kg)
        before = dump(there)
        run(there, "MATCH (t:Task) WITH t LIMIT 3 SET t.title = 'x', t.number = null")
        run(there, "MATCH (:Unit)-[r:COOPERATES_ON]->() WITH r LIMIT 5 DELETE r")
        run(there, "MATCH (u:Collective) REMOVE u:Collective")
        tally = push(small, kg)
    assert (tally.made, tally.removed) == (5, 0)
    assert tally.mended >= 3
    assert dump(there) == before


def test_a_value_of_another_type_is_mended(there: Server, small: Path) -> None:
    with connected(there) as kg:
        push(small, kg)
        before = dump(there)
        run(there, "MATCH (:Unit)-[r:COOPERATES_ON]->() WITH r LIMIT 3 SET r.inherited = 0, r.order = '1'")
        run(there, "MATCH (d:Document) WHERE d.date IS NOT NULL SET d.date = toString(d.date)")
        assert push(small, kg).mended > 3
    assert dump(there) == before


def test_a_relationship_that_is_there_twice_is_left_once(there: Server, small: Path) -> None:
    with connected(there) as kg:
        push(small, kg)
        before = dump(there)
        run(
            there,
            "MATCH (a:Unit)-[r:COOPERATES_ON]->(b) WITH a, r, b LIMIT 5 UNWIND [1, 2] AS time "
            "CREATE (a)-[x:COOPERATES_ON]->(b) SET x = properties(r)",
        )
        tally = push(small, kg)
    assert (tally.made, tally.mended, tally.removed) == (0, 0, 10)
    assert dump(there) == before


def test_a_node_that_a_user_made_before_with_our_id_becomes_ours(there: Server, small: Path) -> None:
    with Store(small) as store:
        ((task,),) = store.ask("SELECT id FROM tasks ORDER BY id LIMIT 1")
    run(there, "CREATE (:Task {id: $id, colour: 'red'})", id=task)
    with connected(there) as kg:
        push(small, kg)
    found = run(there, "MATCH (t:Task {id: $id}) RETURN t.origin, t.colour, t.title <> ''", id=task)
    assert found == [("kg", "red", True)]


class _Unreliable:
    """A way to a server that breaks for good when the server has been told to commit so many times, before
    its answer gets through."""

    COMMIT = b"\x00\x02\xb0\x12\x00\x00"

    def __init__(self, server: Server, commits: int) -> None:
        host, port = server.uri.removeprefix("bolt://").split(":")
        self._there = (host, int(port))
        self._left = commits
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._door]
        self.uri = f"bolt://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, there = self._door.accept()[0], socket.create_connection(self._there)
                self._open += [here, there]
                threading.Thread(target=self._carry, args=(here, there, True), daemon=True).start()
                threading.Thread(target=self._carry, args=(there, here, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if counted and self.COMMIT in data:
                    self._left -= 1
                if self._left == 0:
                    self._break(data, target if counted else None)
                target.sendall(data)

    def _break(self, last: bytes, server: socket.socket | None) -> None:
        if server is not None:
            server.sendall(last)
            time.sleep(0.5)  # the server commits, and its answer goes nowhere
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@pytest.mark.parametrize("commits", [45, 60])
def test_a_commit_whose_answer_was_lost_is_not_done_twice(
    there: Server, small: Path, monkeypatch: pytest.MonkeyPatch, commits: int
) -> None:
    monkeypatch.setattr(pushing, "BATCH", 50)
    unreliable = Server(_Unreliable(there, commits).uri, user=there.user, password=there.password)
    with connected(unreliable) as kg, pytest.raises(StoreError, match="没有 Neo4j 服务器应答"):
        push(small, kg)
    with connected(there) as kg:
        tally = push(small, kg)
        assert tally.made
        assert not tally.removed
        assert not push(small, kg).changed


def test_two_pushes_at_once_do_not_mix(there: Server, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    trouble: list[BaseException] = []

    def wait(kind: str, sent: int, rate: float) -> None:
        begun.set()
        go_on.wait(60)

    def first() -> None:
        try:
            with connected(there) as kg:
                push(small, kg, wait)
        except BaseException as error:
            trouble.append(error)

    thread = threading.Thread(target=first)
    thread.start()
    try:
        assert begun.wait(60)
        monkeypatch.setattr(pushing, "LOCK_PATIENCE", 2.0)
        with connected(there) as kg, pytest.raises(StoreError, match="另一个 kg neo4j push 正在进行"):
            push(small, kg)
    finally:
        go_on.set()
        thread.join(120)
    assert not trouble
    with connected(there) as kg:
        assert not push(small, kg).changed
    assert run(there, "MATCH (p:KgPush) RETURN count(*)") == [(0,)]


def test_a_push_whose_process_is_killed_is_completed_by_the_next(there: Server, small: Path) -> None:
    process = subprocess.Popen(command(there, "push", there.uri, "--store", str(small)))
    _wait_for(there, "MATCH (t:Task) RETURN count(*)")
    process.send_signal(signal.SIGKILL)
    process.wait()
    with connected(there) as kg:
        push(small, kg)
        assert not push(small, kg).changed


def _wait_for(there: Server, statement: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        ((number,),) = run(there, statement)
        if number:
            return
        time.sleep(0.1)
    pytest.fail(f"never came true: {statement}")


def test_an_import_gives_the_same_graph_as_a_push(there: Server, own: Server, tmp_path: Path) -> None:
    path = write(tmp_path / "kg.db", [awkward(), extraction(1, 20), extraction(4, 10)])
    with connected(there) as kg:
        push(path, kg)
    export(path, tmp_path / "csv")
    own._configure()
    done = own.admin("database", "import", "full", "neo4j", *arguments(), folder=tmp_path / "csv")
    assert done.returncode == 0, done.stdout + done.stderr
    own.start()
    assert dump(own) == dump(there)
    schema = (tmp_path / "csv" / SCHEMA).read_text(encoding="utf-8")
    for statement in filter(str.strip, schema.split(";\n")):
        run(own, statement)
    with connected(own) as kg:
        assert not push(path, kg).changed


def test_a_server_killed_in_the_middle_is_completed_by_the_next_push(own: Server, tmp_path: Path) -> None:
    if own.process is None:
        own.start()
    path = record(tmp_path / "kg.db", 800)
    process = subprocess.Popen(
        command(own, "push", own.uri, "--store", str(path)), stderr=subprocess.PIPE, text=True
    )
    _wait_for(own, "MATCH (:Unit)-[r:COOPERATES_ON]->() RETURN count(*)")
    own.stop(signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 2
    assert said.count("\n") == 1, said
    own.start()
    with connected(own) as kg:
        tally = push(path, kg)
        assert tally.made
        assert not push(path, kg).changed
    with Store(path) as store:
        ((here,),) = store.ask("SELECT count(*) FROM assignments")
    assert run(own, "MATCH (:Unit)-[r]->(:Task) RETURN count(*)") == [(here,)]


def test_the_push_needs_nothing_of_enterprise_edition(there: Server, small: Path) -> None:
    with connected(there) as kg:
        push(small, kg)
    ((edition,),) = run(there, "CALL dbms.components() YIELD edition RETURN edition")
    kinds = {kind for (kind,) in run(there, "SHOW CONSTRAINTS YIELD type RETURN type")}
    assert edition != "community" or kinds == {"UNIQUENESS"}
    words = "SHOW INDEXES YIELD name, options WHERE name = 'words' RETURN options.indexConfig"
    assert run(there, words)[0][0]["fulltext.analyzer"] == "cjk"


def test_the_names_of_the_graph_are_those_of_the_ontology() -> None:
    import tomllib

    from kg.resources import folder

    table = tomllib.loads((folder("ontology") / "kg.toml").read_text(encoding="utf-8"))
    labels = {label for each in table["classes"] for label in each.get("neo4j", [])}
    types = {each["neo4j"] for each in table["relations"] if "neo4j" in each}
    assert {kind.label for kind in node_kinds()} | {kind.mark for kind in node_kinds() if kind.mark} <= labels
    assert {kind.type for kind in edge_kinds()} <= types
