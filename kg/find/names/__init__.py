"""Names of units: how they look, lists of them, bodies that can act, people beside them."""
