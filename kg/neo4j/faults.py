"""Every failure of a Neo4j server as one plain sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import BadRequest, KgError, StoreError

if TYPE_CHECKING:
    from neo4j.exceptions import Neo4jError

OLDEST = (5, 7)  # the first whose protocol lets us switch notifications off; COLLECT subqueries came with 5.6
TOO_OLD = f"版本太旧；请用 Neo4j {'.'.join(map(str, OLDEST))} 或更新的版本"
AGAIN = "已装入的部分保留，解决后重新运行 kg neo4j push 即可"

# What it means to the user → the beginnings of the server's error codes that mean it; the first match counts.
_CODES = {
    "须先修改初始密码；请用 Neo4j Browser 或 cypher-shell 登录一次": (
        "Neo.ClientError.Security.CredentialsExpired",
    ),
    "密码错误次数太多；请稍候，再设置 KG_NEO4J_USER 和 KG_NEO4J_PASSWORD": (
        "Neo.ClientError.Security.AuthenticationRateLimit",
    ),
    "此用户没有权限；请换用可以写入和建索引的用户": ("Neo.ClientError.Security.Forbidden",),
    "用户名或密码不对；请设置 KG_NEO4J_USER 和 KG_NEO4J_PASSWORD": ("Neo.ClientError.Security",),
    "没有这个数据库；请用 --database 或 KG_NEO4J_DATABASE 指定已有的数据库": (
        "Neo.ClientError.Database.DatabaseNotFound",
    ),
    "数据库没有启动；请启动后重试": (
        "Neo.TransientError.Database.DatabaseUnavailable",
        "Neo.TransientError.General.DatabaseUnavailable",
    ),
    "数据库只读；请用 --database 或 KG_NEO4J_DATABASE 另选一个": (
        "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
    ),
    f"服务器内存不足；请加大内存，{AGAIN}": (
        "Neo.TransientError.General.OutOfMemoryError",
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    ),
    f"服务器写不进磁盘（磁盘可能已满）；{AGAIN}": (
        "Neo.DatabaseError.Transaction.TransactionLogError",
        "Neo.DatabaseError.Transaction.TransactionCommitFailed",
    ),
}

# Words in a server's message → what they mean, where the code says nothing.
_WORDS = {
    "No space left on device": f"服务器磁盘已满；请腾出空间，{AGAIN}",
    "read only": f"服务器现在只许读（磁盘可能已满）；{AGAIN}",
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
        raise StoreError(f"{where}：{_connection_trouble(error)}。") from None


def _server_trouble(where: str, error: Neo4jError) -> KgError:
    code, message = error.code or "", " ".join((error.message or "").split())
    meaning = next((text for text, starts in _CODES.items() if code.startswith(starts)), None)
    meaning = meaning or next((text for word, text in _WORDS.items() if word in message), None)
    if meaning:
        return StoreError(f"{where}：{meaning}。")
    if code.startswith("Neo.ClientError.Statement.AccessMode"):
        return BadRequest(f"{where}：这条语句会改动图谱；提问只许读。")
    if code.startswith("Neo.ClientError"):
        return BadRequest(f"{where}：服务器不接受这条语句：{message}")
    return StoreError(f"{where}：服务器出错（{code}：{message}）；{AGAIN}。")


def _connection_trouble(error: Exception) -> str:
    from neo4j.exceptions import ConfigurationError, UnsupportedServerProduct

    text = str(error)
    if isinstance(error, ConfigurationError) and "Bolt Protocol" in text:
        return f"那里的 Neo4j {TOO_OLD}"
    if isinstance(error, ConfigurationError):
        return f"地址不能用（{text}）；请写成 bolt://主机:7687 或 neo4j+s://主机"
    if "certificate" in text.lower() or "ssl" in text.lower():
        return "服务器的证书无法验证；如信任它，请用 bolt+ssc:// 或 neo4j+ssc://"
    if isinstance(error, UnsupportedServerProduct) or _other_language(text):
        return "那里应答的不是 Neo4j，或者要用 TLS（bolt+s://）；请写 Bolt 端口"
    return "没有 Neo4j 服务器应答；请启动它，或检查主机和端口"


def _other_language(text: str) -> bool:
    return any(sign in text for sign in ("handshake", "HTTP", "Bolt protocol", "closed connection"))
