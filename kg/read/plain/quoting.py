"""What Markdown and mail write around words: escapes, links, signs of quotation, paragraphs on one line."""

from __future__ import annotations

import re

# marks that Markdown would take for its own
_ESCAPED = re.compile(r"\\([|\\`*_{}\[\]()#+.!>~-])")
_WIDE = {"|": "｜"}  # parts no cells
_LINK = re.compile(r"(!?)\[([^\[\]\n]{1,80})\]\((?:https?:|mailto:|[./#])[^()\s]*(?:[ ]\"[^\"\n]*\")?\)")
_QUOTE = re.compile(r"^(?:>[ ]?)*>(?:[ ]|$)", re.MULTILINE)
# two wide blanks inside a line, with which others are indented
_INDENT = re.compile(r"(?<=[^\s\u3000])\u3000\u3000(?=[^\s\u3000])")
_BEHIND_SENTENCE = "。\u3000\u3000"
_FEWEST = 2


def without_quoting(text: str) -> str:
    """`text` without them; no line is added but where one held several paragraphs."""
    if "\\" in text:
        text = _ESCAPED.sub(lambda mark: _WIDE.get(mark[1], mark[1]), text)
    if "](" in text:
        text = _LINK.sub(lambda link: "" if link[1] else link[2], text)
    if "> " in text:
        text = _QUOTE.sub("", text)
    if text.count(_BEHIND_SENTENCE) >= _FEWEST:
        text = "\n".join(map(_parted, text.split("\n")))
    return text


def _parted(line: str) -> str:
    """A line with breaks where paragraphs begin in it."""
    return _INDENT.sub("\n\u3000", line) if line.count(_BEHIND_SENTENCE) >= _FEWEST else line
