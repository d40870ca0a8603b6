"""What words look like, for readers and finders alike: names of units, bodies that can act, role words."""
