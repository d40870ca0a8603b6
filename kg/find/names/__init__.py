"""Names of units in a text: lists of them, bodies that act, people beside them."""
