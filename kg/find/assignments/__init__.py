"""Assignments in brackets, lines and sentences: their words, their clauses, how far they reach."""
