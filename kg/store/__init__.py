"""The record: one embedded file that holds everything read, with the text that says it."""
