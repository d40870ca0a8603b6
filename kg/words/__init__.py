"""What words look like, for readers and finders alike: names, bodies that can act, role words, times."""
