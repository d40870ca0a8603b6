"""Tables: their headers, their columns, the tasks of their rows."""
