"""What words look like, for readers and finders alike: names, bodies, role words, times, ends of titles."""
