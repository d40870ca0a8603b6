"""Workbooks and comma-separated tables."""
