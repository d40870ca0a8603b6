"""neo4j push, csv, kit, guide: the graph on a Neo4j server and in its Browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import DEFAULT, StoreOption


def register(app: typer.Typer) -> None:
    """Add these commands."""
    commands = typer.Typer(help="Load the graph into Neo4j, and see it in its Browser.", no_args_is_help=True)
    commands.command("push")(push)
    commands.command("csv")(csv)
    commands.command("kit")(kit)
    commands.command("guide")(guide)
    app.add_typer(commands, name="neo4j")


def push(
    uri: Annotated[str, typer.Argument(help="bolt://host:7687, neo4j://…, or neo4j+s://… with TLS.")],
    database: Annotated[
        str,
        typer.Option("--database", envvar="KG_NEO4J_DATABASE", help="The user's home database if not told."),
    ] = "",
    user: Annotated[
        str, typer.Option("--user", envvar="KG_NEO4J_USER", help="The name to log in with.")
    ] = "neo4j",
    store: StoreOption = DEFAULT,
) -> None:
    """Make the graph on a server equal to the record; what users added there stays.

    The password is read from $KG_NEO4J_PASSWORD or asked for.
    """
    from kg.cli.common import ask_password
    from kg.neo4j import connect
    from kg.neo4j.push import push as push_record

    with connect(uri, database, user, ask_password) as server:
        tally = push_record(Path(store), server, _progress)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    nodes, edges = sum(tally.nodes.values()), sum(tally.edges.values())
    if tally.changed:
        changes = f"{tally.made:,} made, {tally.mended:,} mended, {tally.removed:,} removed"
        print(f"{changes} in {tally.seconds:.1f} s.")
    else:
        print(f"nothing changed ({tally.seconds:.1f} s).")
    print(f"Verified: {nodes:,} nodes and {edges:,} relationships, as in the record.")


def _progress(kind: str, sent: int, rate: float) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{kind}: {sent:,} ({rate:,.0f} a second)", end="", file=sys.stderr, flush=True)


def csv(
    folder: Annotated[Path, typer.Argument(help="Where the files go; made if absent.")],
    store: StoreOption = DEFAULT,
) -> None:
    """Write CSV files and the command that imports them: the quick way for a big first load."""
    from kg.neo4j.bulk import SCHEMA, SCRIPT, export

    written = export(Path(store), folder)
    print(f"{sum(written.values()):,} rows in {len(written)} files. Stop the server, then run:")
    print(f"  {folder / SCRIPT}")
    print(f"Start the server; kg neo4j push (or cypher-shell -f {folder / SCHEMA}) adds the indexes.")


def kit(folder: Annotated[Path, typer.Argument(help="Where the files go; made if absent.")]) -> None:
    """Write saved queries, a style and guides for Neo4j Browser."""
    from kg.neo4j.kit import write

    for path in write(folder):
        print(path)
    print(
        "Drop favorites.zip and style.grass on the window of Neo4j Browser; kg neo4j guide serves the guides."
    )


def guide(
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, help="Where it listens on localhost.")
    ] = 8737,
) -> None:
    """Serve the guides and the kit to Neo4j Browser, on this machine only, until interrupted."""
    from kg.neo4j.guide import serve

    server = serve(port)
    print(f"In Neo4j Browser:  :play http://localhost:{port}/guide.html")
    print(f"Its style:         :style http://localhost:{port}/style.grass")
    print(f"The new Browser:   import http://localhost:{port}/guide.adoc as a guide.", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
