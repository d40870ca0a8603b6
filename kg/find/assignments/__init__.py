"""Assignments in brackets, lines and sentences: their clauses, and how far they reach."""
