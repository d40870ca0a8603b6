"""Serving the Browser kit on this machine, with the headers that Neo4j Browser asks for."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from kg.errors import BadRequest
from kg.neo4j.kit import kit

PORT = 8737
_TYPES = {
    "html": "text/html; charset=utf-8",
    "adoc": "text/asciidoc; charset=utf-8",
    "grass": "text/plain; charset=utf-8",
    "zip": "application/zip",
}


class _Handler(BaseHTTPRequestHandler):
    files: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        content = self.files.get(self.path.partition("?")[0].lstrip("/"))
        if content is None:
            self._answer(404, "text/plain; charset=utf-8", "\n".join(self.files).encode())
        else:
            self._answer(200, _TYPES[self.path.rpartition(".")[2].partition("?")[0]], content)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_OPTIONS(self) -> None:
        self._answer(204, "text/plain", b"")

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Access-Control-Allow-Private-Network", "true")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is the user's."""


def serve(port: int = PORT, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    """A server of the kit, listening but not yet answering: call its serve_forever.

    Raises BadRequest where the port is taken.
    """
    handler = type("Handler", (_Handler,), {"files": kit()})
    try:
        return ThreadingHTTPServer((host, port), handler)
    except OSError as error:
        raise BadRequest(f"端口 {port} 不能用（{error.strerror}）；请用 --port 另选一个。") from None


if __name__ == "__main__":
    serve(host="0.0.0.0").serve_forever()  # in a container, which opens the port to its own machine alone
