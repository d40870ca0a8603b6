"""Plain text and Markdown, and the tables printed in them as lines."""
