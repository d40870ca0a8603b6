"""Fonts that a PDF names and does not hold.

pdfium would take the machine's, and read a page in one way where a Chinese font is installed and in
another where none is: there a character has no height, and a line that runs upward, as on pages turned
for a wide table, is not given at all. It gets a font of plain boxes instead, the same on every machine;
where a character stands and how wide it is, the file itself says.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache

import pypdfium2.raw as raw

_EM, _LOW, _HIGH = 1000, -120, 880
_LAST_CHARACTER = 0x10FFFF
_LATIN = 0
"""The character set for which pdfium has fonts of its own."""
_HANDLE = 1
_SIGNATURES = dict(raw.FPDF_SYSFONTINFO._fields_)


@cache
def leave_fonts_of_the_machine() -> raw.FPDF_SYSFONTINFO:
    """From now on pdfium takes no font of this machine; whoever draws pages in this process draws boxes."""
    font = _font_of_boxes()

    def data(_info: object, _handle: object, table: int, buffer: int, size: int) -> int:
        if table:
            return 0
        if size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    answers = {
        "Release": lambda _info: None,
        "MapFont": lambda _info, _weight, _italic, charset, *_look: None if charset == _LATIN else _HANDLE,
        "GetFont": lambda _info, _face: None,
        "GetFontData": data,
        "GetFaceName": lambda _info, _handle, _buffer, _size: 0,
        "GetFontCharset": lambda _info, _handle: _LATIN,
        "DeleteFont": lambda _info, _handle: None,
    }
    info = raw.FPDF_SYSFONTINFO(
        version=2, **{name: _SIGNATURES[name](answer) for name, answer in answers.items()}
    )
    raw.FPDF_SetSystemFontInfo(info)
    return info


def _font_of_boxes() -> bytes:
    """A TrueType font in which every character is a box as wide and as high as the em."""
    outline = struct.pack(">5h2H4B", 1, 0, _LOW, _EM, _HIGH, 3, 0, 1, 1, 1, 1)
    outline += struct.pack(">8h", 0, _EM, 0, -_EM, _LOW, 0, _EM, 0)
    outline += bytes(-len(outline) % 4)
    every_character = struct.pack(">2H6I", 13, 0, 28, 0, 1, 0, _LAST_CHARACTER, 1)
    return _truetype(
        {
            b"cmap": struct.pack(">4HI", 0, 1, 3, 10, 12) + every_character,
            b"glyf": outline * 2,
            b"head": struct.pack(
                ">4I2H2Q4h2H3h",
                0x10000,
                0x10000,
                0,
                0x5F0F3CF5,
                0,
                _EM,
                0,
                0,
                0,
                _LOW,
                _EM,
                _HIGH,
                0,
                8,
                2,
                1,
                0,
            ),
            b"hhea": struct.pack(">I3hH11hH", 0x10000, _HIGH, _LOW, 0, _EM, 0, 0, _EM, 1, *[0] * 7, 2),
            b"hmtx": struct.pack(">Hh", _EM, 0) * 2,
            b"loca": struct.pack(">3I", 0, len(outline), 2 * len(outline)),
            b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 2, *[0] * 8),
        }
    )


def _truetype(tables: dict[bytes, bytes]) -> bytes:
    """The font file of these tables."""
    at = 12 + 16 * len(tables)
    directory, body = struct.pack(">I4H", 0x10000, len(tables), 0, 0, 0), b""
    for name, table in sorted(tables.items()):
        directory += struct.pack(">4s3I", name, 0, at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body
