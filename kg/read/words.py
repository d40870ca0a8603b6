"""The words the readers go by, from kg/lexicon/reading.toml."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def page_data_labels() -> re.Pattern[str]:
    """A label of a page's data block with its colon, in a text without white space."""
    table = tomllib.loads(files("kg.lexicon").joinpath("reading.toml").read_text("utf-8"))
    labels = sorted(table["page_data"], key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, labels)) + ")[】〕\\]]?[:：]")
