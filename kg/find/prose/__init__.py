"""Duties in prose: what a sentence or a list of them gives a unit to do."""
