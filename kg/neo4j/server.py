"""A connection to a Neo4j server: one driver, one database, every failure one plain sentence."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import BadRequest, StoreError
from kg.neo4j.faults import OLDEST, TOO_OLD, plainly

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

USER = "KG_NEO4J_USER"
PASSWORD = "KG_NEO4J_PASSWORD"
DATABASE = "KG_NEO4J_DATABASE"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
PATIENCE = 15.0  # seconds for a server to answer at all
RETRIES = 30.0  # seconds in which the driver repeats what a busy server turned down


class Server:
    """The graph in one database of a Neo4j server; answers the Cypher questions of queries/."""

    language = "cypher"

    def __init__(self, driver: Driver, where: str, database: str | None) -> None:
        self.where = where
        self._driver = driver
        self._database = database

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._driver.close()

    def ask(self, statement: str, parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """The rows of one Cypher statement, in plain values; it may only read."""
        return self.table(statement, parameters)[1]

    def table(
        self, statement: str, parameters: Mapping[str, object]
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        """The names of the columns, and the rows in plain values, of one read-only statement."""
        from neo4j import READ_ACCESS

        def work(transaction: ManagedTransaction) -> tuple[list[str], list[tuple[Any, ...]]]:
            result = transaction.run(statement, dict(parameters))
            return list(result.keys()), [tuple(plain(value) for value in record) for record in result]

        with plainly(self.where), self._session(READ_ACCESS) as session:
            return session.execute_read(work)

    def text(self, document: str) -> str:
        """The lines of a document's file on which its tasks stand, in their places; the others empty."""
        found = self.ask(
            "MATCH (t:Task)-[:DEFINED_IN]->(:Document {id: $document}) UNWIND t.context AS line RETURN line",
            {"document": document},
        )
        lines = {int(number): text for (line,) in found for number, _, text in [line.partition("\t")]}
        return "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))

    def stream(self, statement: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a read-only statement, one at a time, whatever their number."""
        from neo4j import READ_ACCESS

        with plainly(self.where), self._session(READ_ACCESS) as session:
            for record in session.run(statement):
                yield tuple(record)

    def rows(self, statement: str, **parameters: object) -> list[tuple[Any, ...]]:
        """The rows of a read-only statement in Neo4j's own values, as they are after every write so far."""
        with plainly(self.where):
            done = self._driver.execute_query(statement, parameters, database_=self._database, routing_="r")
        return [tuple(record) for record in done.records]

    def write(self, statement: str, **parameters: object) -> int:
        """Run one statement in a transaction of its own; how many nodes and relationships it made.

        Repeated only where the server has certainly undone it: it need not be idempotent.
        """
        with plainly(self.where):
            done = self._driver.execute_query(statement, parameters, database_=self._database)
        return done.summary.counters.nodes_created + done.summary.counters.relationships_created

    @contextmanager
    def held(self, probe: str, patience: float) -> Iterator[bool]:
        """Hold the locks of the statement `probe` while the block runs, then undo what it did.

        Yields False, holding nothing, where another connection kept them for `patience` seconds.
        """
        free = self._try(probe, patience)
        if not free:
            yield False
            return
        with plainly(self.where):
            session = self._session("WRITE")
            transaction = session.begin_transaction(timeout=0)
            transaction.run(probe).consume()
        try:
            yield True
        finally:
            _abandon(transaction, session)

    def _try(self, probe: str, patience: float) -> bool:
        from neo4j.exceptions import Neo4jError

        with plainly(self.where), self._session("WRITE") as session:
            transaction = session.begin_transaction(timeout=patience)
            try:
                transaction.run(probe).consume()
                transaction.rollback()
            except Neo4jError as error:
                if ".Transaction." not in (error.code or ""):  # timed out, or stopped while it waited
                    raise
                return False
        return True

    def _session(self, access: str) -> Session:
        return self._driver.session(database=self._database, default_access_mode=access)


def _abandon(transaction: Any, session: Any) -> None:
    """Give the locks back; a server that has gone has given them back already."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        transaction.rollback()
        session.close()
    except (DriverError, Neo4jError, OSError):
        return


def connect(
    uri: str,
    database: str | None = None,
    user: str | None = None,
    ask_password: Callable[[str], str] | None = None,
) -> Server:
    """Connect to the server at `uri` (bolt://…, neo4j+s://…) and make sure that it can be used.

    User and password come from $KG_NEO4J_USER and $KG_NEO4J_PASSWORD, the database from
    $KG_NEO4J_DATABASE where none is named. `ask_password` is called with the user's name where the
    server wants a password and none is set. Raises StoreError or BadRequest.
    """
    _check_address(uri)
    user = user or os.environ.get(USER) or "neo4j"
    database = database or os.environ.get(DATABASE) or None
    password = os.environ.get(PASSWORD)
    with plainly(uri):
        if password is None and ask_password is not None and _wants_password(uri):
            password = ask_password(user)
        driver = _driver(uri, (user, password) if password else None)
        try:
            _check_server(driver, uri, database)
        except BaseException:
            driver.close()
            raise
    return Server(driver, uri, database)


def _driver(uri: str, auth: tuple[str, str] | None) -> Driver:
    try:
        import neo4j
    except ImportError:
        raise StoreError("没有安装 Neo4j 驱动；请运行 pip install 'kg[neo4j]'。") from None
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # retries are no news to the user
    return neo4j.GraphDatabase.driver(
        uri,
        auth=auth,
        connection_timeout=PATIENCE,
        connection_acquisition_timeout=PATIENCE,
        max_transaction_retry_time=RETRIES,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )


def _wants_password(uri: str) -> bool:
    from neo4j.exceptions import ClientError

    with _driver(uri, None) as driver:
        try:
            driver.verify_connectivity()
        except ClientError as error:
            if not (error.code or "").startswith("Neo.ClientError.Security"):
                raise
            return sys.stdin.isatty()
    return False


def _check_address(uri: str) -> None:
    try:
        address = urlsplit(uri)
        named = address.hostname and address.port != 0
    except ValueError:
        raise BadRequest(f"{uri} 不是地址；请写成 bolt://主机:7687 或 neo4j+s://主机。") from None
    if address.username or address.password:
        raise BadRequest(
            f"{address.scheme}://{address.hostname}：地址里不要写用户名和密码；请设置 {USER} 和 {PASSWORD}。"
        )
    if address.scheme not in SCHEMES or not named:
        raise BadRequest(f"{uri} 不是 Neo4j 服务器的地址；请写成 bolt://主机:7687 或 neo4j+s://主机。")


def _check_server(driver: Driver, uri: str, database: str | None) -> None:
    agent = driver.get_server_info().agent
    driver.execute_query("RETURN 1", database_=database, routing_="r")
    if server_version(agent) < OLDEST:
        raise StoreError(f"{uri}：{agent} {TOO_OLD}。")


def server_version(agent: str) -> tuple[int, ...]:
    """The version in what a server calls itself: (5, 26) for Neo4j/5.26.30, () where there is none."""
    found = re.search(r"/(\d+)\.(\d+)", agent)
    return tuple(map(int, found.groups())) if found else ()


def plain(value: Any) -> Any:
    """A value of Neo4j as text, number, None, or lists and dicts of them."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Path):
        return [plain(part) for part in (*value.nodes, *value.relationships)]
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **plain(dict(value))}
    if isinstance(value, Relationship):
        return {"type": value.type, **plain(dict(value))}
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value if isinstance(value, str | int | float | None) else str(value)
