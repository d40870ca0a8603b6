"""Every failure of a Neo4j server as one plain sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import BadRequest, KgError, StoreError

if TYPE_CHECKING:
    from neo4j.exceptions import Neo4jError

AGAIN = "what was sent so far is kept; run the push again once that is mended"

# What it means to the user → the beginnings of the server's error codes that mean it; the first match counts.
_CODES = {
    "the password must be changed first; log in once with Neo4j Browser or cypher-shell": (
        "Neo.ClientError.Security.CredentialsExpired",
    ),
    "there were too many wrong passwords; wait a moment, then set KG_NEO4J_USER and KG_NEO4J_PASSWORD": (
        "Neo.ClientError.Security.AuthenticationRateLimit",
    ),
    "this user may not do that; use one that may write and create indexes": (
        "Neo.ClientError.Security.Forbidden",
    ),
    "user or password is wrong; set KG_NEO4J_USER and KG_NEO4J_PASSWORD": ("Neo.ClientError.Security",),
    "there is no such database; name one that exists with --database or KG_NEO4J_DATABASE": (
        "Neo.ClientError.Database.DatabaseNotFound",
    ),
    "the database is not available; start it, then try again": (
        "Neo.TransientError.Database.DatabaseUnavailable",
        "Neo.TransientError.General.DatabaseUnavailable",
    ),
    "the database may only be read; name another with --database or KG_NEO4J_DATABASE": (
        "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    ),
    f"the server is out of memory; give it more; {AGAIN}": (
        "Neo.TransientError.General.OutOfMemoryError",
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    ),
    f"the server cannot write its data (is its disk full?); {AGAIN}": (
        "Neo.DatabaseError.Transaction.TransactionLogError",
        "Neo.DatabaseError.Transaction.TransactionCommitFailed",
    ),
}

# Words in a server's message → what they mean, where the code says nothing.
_WORDS = {
    "No space left on device": f"the server's disk is full; free some space there; {AGAIN}",
    "read only": f"the server only lets its data be read now (is its disk full?); {AGAIN}",
}


@contextmanager
def plainly(where: str) -> Iterator[None]:
    """Turn every failure of the server at `where` into a KgError whose sentence begins with it."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except Neo4jError as error:
        raise _server_trouble(where, error) from None
    except (DriverError, OSError) as error:
        raise StoreError(f"{where}: {_connection_trouble(error)}.") from None


def _server_trouble(where: str, error: Neo4jError) -> KgError:
    code, message = error.code or "", " ".join((error.message or "").split())
    meaning = next((text for text, starts in _CODES.items() if code.startswith(starts)), None)
    meaning = meaning or next((text for word, text in _WORDS.items() if word in message), None)
    if meaning:
        return StoreError(f"{where}: {meaning}.")
    if code.startswith("Neo.ClientError.Statement.AccessMode"):
        return BadRequest(f"{where}: the statement would change the graph; questions only read.")
    if code.startswith("Neo.ClientError"):
        return BadRequest(f"{where}: the server does not accept the statement: {message}")
    return StoreError(f"{where}: the server failed ({code}: {message}); {AGAIN}.")


def _connection_trouble(error: Exception) -> str:
    from neo4j.exceptions import ConfigurationError, UnsupportedServerProduct

    text = str(error)
    if isinstance(error, ConfigurationError):
        return f"the address is not accepted ({text}); write bolt://host:7687 or neo4j+s://host"
    if "certificate" in text.lower() or "ssl" in text.lower():
        return "the server's certificate cannot be verified; use bolt+ssc:// or neo4j+ssc:// if you trust it"
    if isinstance(error, UnsupportedServerProduct) or _other_language(text):
        return "what answers there is no Neo4j server, or one with TLS (bolt+s://); give its Bolt port"
    return "no Neo4j server answers there; start it, or check host and port"


def _other_language(text: str) -> bool:
    return any(sign in text for sign in ("handshake", "HTTP", "Bolt protocol", "closed connection"))
