"""A real Neo4j Community server for tests and benchmarks.

`KG_NEO4J_URI` (with `KG_NEO4J_USER`, `KG_NEO4J_PASSWORD`) names a server to use, whose data the tests
delete. Without it the server's jars come from Maven into `.cache/`, and a server of our own runs on
free loopback ports under a home of its own. Where Java or Maven is missing, `server()` skips the test
and says so; with `CI` set it fails instead.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import maven

VERSION = "5.26.30"
BROWSER_VERSION = "5.24.0"
USER = "neo4j"
PASSWORD = "only-for-tests"
PATIENCE = 120  # seconds until a server must answer

# Short-lived servers spend most of their time compiling: the quick compiler alone makes tests far faster.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
OPENED = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]


def jars() -> Path:
    """The folder of the server's jars, filled by Maven the first time."""
    browser = f"org.neo4j.client:neo4j-browser:{BROWSER_VERSION}"
    return maven.jars(f"neo4j-{VERSION}", f"org.neo4j:neo4j:{VERSION}", browser)


def free_port() -> int:
    """A loopback port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A Neo4j server: where it answers and how to log in; `home` only where it is ours."""

    uri: str
    http: str = ""
    user: str = USER
    password: str = PASSWORD
    home: Path | None = None
    settings: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = QUICK
    memory: str = "1g"
    process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """The variables that `kg` reads its credentials from."""
        return {"KG_NEO4J_USER": self.user, "KG_NEO4J_PASSWORD": self.password}

    def start(self) -> Server:
        """Start the server on its home and wait until Bolt answers."""
        assert self.home is not None
        self._configure()
        places = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode"]
        with open(self.home / "console.log", "ab") as log:
            self.process = subprocess.Popen(
                [
                    *java("org.neo4j.server.CommunityEntryPoint", self.home, self.memory, self.options),
                    *places,
                ],
                stdout=log,
                stderr=log,
                env=_java_environment(self.home),
            )
        self._wait()
        return self

    def _configure(self) -> None:
        assert self.home is not None
        bolt, http = self.uri.removeprefix("bolt://"), self.http.removeprefix("http://")
        lines = {
            "server.bolt.listen_address": bolt,
            "server.bolt.advertised_address": bolt,
            "server.http.listen_address": http,
            "server.http.advertised_address": http,
            "server.https.enabled": "false",
            "dbms.security.auth_max_failed_attempts": "0",
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": "512m",
            **self.settings,
        }
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        text = "".join(f"{key}={value}\n" for key, value in lines.items())
        (self.home / "conf" / "neo4j.conf").write_text(text)

    def _wait(self) -> None:
        """Until Bolt answers; the first time the given password takes the place of the factory's."""
        import neo4j
        from neo4j.exceptions import AuthError, DriverError, Neo4jError

        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                break
            try:
                with neo4j.GraphDatabase.driver(self.uri, auth=(self.user, self.password)) as driver:
                    return driver.verify_connectivity()
            except AuthError:
                self._set_password()
            except (DriverError, Neo4jError):
                time.sleep(0.3)
        raise RuntimeError(f"Neo4j did not start: {self.console()[-2000:]}")

    def _set_password(self) -> None:
        import neo4j

        with neo4j.GraphDatabase.driver(self.uri, auth=(self.user, "neo4j")) as driver:
            change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
            driver.execute_query(change, new=self.password, database_="system")

    def console(self) -> str:
        """What the server has printed so far."""
        assert self.home is not None
        return (self.home / "console.log").read_text(errors="replace")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop our own server by its pid; SIGKILL is a crash."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=PATIENCE)
            self.process = None

    def remove(self) -> None:
        """Stop the server and delete its home."""
        self.stop(signal.SIGKILL)
        if self.home is not None:
            shutil.rmtree(self.home, ignore_errors=True)

    def admin(self, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run `neo4j-admin` in `folder` on this server's home; the server must be stopped."""
        assert self.home is not None
        command = java("org.neo4j.cli.AdminTool", self.home, "2g", self.options)
        return subprocess.run(
            [*command, *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            env=_java_environment(self.home),
        )


def java(main: str, home: Path, memory: str, options: tuple[str, ...]) -> list[str]:
    """The command line that runs a main class of the server's jars."""
    return ["java", "-cp", f"{home / 'conf'}/*:{jars()}/*", f"-Xmx{memory}", *options, *OPENED, main]


def _java_environment(home: Path) -> dict[str, str]:
    return {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def own_server(folder: Path | None = None, **settings: str) -> Server:
    """A server of our own that is not yet started; `settings` are keys of neo4j.conf with `__` for dots."""
    jars()
    home = folder or Path(tempfile.mkdtemp(prefix="kg-neo4j-"))
    made = Server(
        uri=f"bolt://127.0.0.1:{free_port()}",
        http=f"http://127.0.0.1:{free_port()}",
        home=home,
        settings={key.replace("__", "."): value for key, value in settings.items()},
    )
    atexit.register(made.remove)
    return made


@cache
def server() -> Server:
    """The server that the tests of one run share; each test empties it first."""
    uri = os.environ.get("KG_NEO4J_URI")
    if uri:
        environment = os.environ
        return Server(
            uri,
            user=environment.get("KG_NEO4J_USER", USER),
            password=environment.get("KG_NEO4J_PASSWORD", ""),
        )
    return own_server().start()
