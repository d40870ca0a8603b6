"""The reading door: `read(path)` turns a file of any known format into a `Source`."""

from kg.read.door import read, read_bytes, suffixes
from kg.read.limits import Limits

__all__ = ["Limits", "read", "read_bytes", "suffixes"]
