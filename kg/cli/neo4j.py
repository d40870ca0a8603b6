"""neo4j push, csv, kit, guide: the graph on a Neo4j server and in its Browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import DEFAULT, StoreOption

FolderArgument = Annotated[Path, typer.Argument(help="写到哪个文件夹，没有则新建。")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    commands = typer.Typer(help="把图谱装进 Neo4j，在它的浏览器里看。", no_args_is_help=True)
    commands.command("push", help="让服务器上的图谱与记录一致；用户自己加的保留。")(push)
    commands.command("csv", help="写出 CSV 和导入命令：很大的首次装入用它最快。")(csv)
    commands.command("kit", help="写出浏览器的收藏问题、样式和向导。")(kit)
    commands.command("guide", help="在本机向浏览器提供向导，按 Ctrl+C 结束。")(guide)
    app.add_typer(commands, name="neo4j")


def push(
    uri: Annotated[str, typer.Argument(help="bolt://主机:7687、neo4j://…；加密用 neo4j+s://…。")],
    database: Annotated[
        str, typer.Option("--database", envvar="KG_NEO4J_DATABASE", help="数据库；不写用默认的。")
    ] = "",
    user: Annotated[
        str,
        typer.Option(
            "--user", envvar="KG_NEO4J_USER", help="用户名；密码由 KG_NEO4J_PASSWORD 给出或提示输入。"
        ),
    ] = "neo4j",
    store: StoreOption = DEFAULT,
) -> None:
    """Make the graph on a server equal to the record; what users added there stays."""
    from kg.cli.common import ask_password
    from kg.neo4j import connect
    from kg.neo4j.push import push as push_record

    with connect(uri, database, user, ask_password) as server:
        tally = push_record(Path(store), server, _progress)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if tally.changed:
        changes = f"新增 {tally.made:,}，修正 {tally.mended:,}，删除 {tally.removed:,}"
        print(f"{changes}，用时 {tally.seconds:.1f} s。")
    else:
        print(f"没有变化（nothing changed），用时 {tally.seconds:.1f} s。")
    nodes, edges = sum(tally.nodes.values()), sum(tally.edges.values())
    print(f"已核对：{nodes:,} 个节点、{edges:,} 条关系，与记录一致。")


def _progress(kind: str, sent: int, rate: float) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{kind}：{sent:,}（每秒 {rate:,.0f}）", end="", file=sys.stderr, flush=True)


def csv(folder: FolderArgument, store: StoreOption = DEFAULT) -> None:
    """Write CSV files and the command that imports them."""
    from kg.neo4j.bulk import SCHEMA, SCRIPT, export

    written = export(Path(store), folder)
    print(f"{len(written)} 个文件，共 {sum(written.values()):,} 行。停下服务器后运行：")
    print(f"  {folder / SCRIPT}")
    print(f"再启动服务器，运行 kg neo4j push（或 cypher-shell -f {folder / SCHEMA}）建立索引。")


def kit(folder: FolderArgument) -> None:
    """Write saved queries, a style and guides for Neo4j Browser."""
    from kg.neo4j.kit import write

    for path in write(folder):
        print(path)
    print("把 favorites.zip 和 style.grass 拖到 Neo4j Browser 的窗口上；kg neo4j guide 提供向导。")


def guide(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="本机端口。")] = 8737,
) -> None:
    """Serve the guides and the kit to Neo4j Browser, on this machine only, until interrupted."""
    from kg.neo4j.guide import serve

    server = serve(port)
    print(f"在 Neo4j Browser 中输入  :play http://localhost:{port}/guide.html")
    print(f"样式                     :style http://localhost:{port}/style.grass")
    print(f"新版浏览器               导入向导 http://localhost:{port}/guide.adoc", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
