"""The graph on a Neo4j server: loading it, asking it, and what its Browser needs to show it well."""

from kg.neo4j.server import Server, connect

__all__ = ["Server", "connect"]
