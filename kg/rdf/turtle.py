"""What the generated Turtle files share: their note, their strings, their prefixes."""

from __future__ import annotations

import json

from kg.rdf.ontology import Ontology

NOTE = "由 kg.toml 生成（python -m kg.rdf.generate），请勿手改。"


def quoted(text: str) -> str:
    """`text` as a Turtle string."""
    return json.dumps(text, ensure_ascii=False)


def prefixes(vocabulary: Ontology) -> str:
    """The prefix lines of a Turtle file."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(vocabulary.prefixes.items()))
