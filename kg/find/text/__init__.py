"""The text as finders see it: without white space, with its outline, its dates and numbers."""
