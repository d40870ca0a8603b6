"""From text to mentions: outline, assignments, tables, deadlines, citations. No finder knows another."""
