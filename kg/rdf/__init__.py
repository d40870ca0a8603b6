"""The graph as RDF: vocabulary, export, check, questions in SPARQL, and back in."""
