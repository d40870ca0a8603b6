"""The record: one embedded file that holds everything read, with the text that says it."""

from kg.store.place import default_path
from kg.store.record import Store
from kg.store.tables import Counts, Reading

__all__ = ["Counts", "Reading", "Store", "default_path"]
