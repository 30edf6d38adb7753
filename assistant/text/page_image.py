"""A page of a PDF as a picture, so that a reader sees what the text was taken from."""

from __future__ import annotations

import math
import struct
import zlib
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from assistant.errors import InvalidField, UnreadableFile
from assistant.text.pdf import PDFIUM

MOST_PIXELS = 12_000_000
"""A larger page is drawn smaller, whatever size it says it has."""


def page_png(file: Path, page: int, scale: float = 1.5) -> bytes:
    """Page `page` (from 1) of the PDF at `file` as PNG, `scale` times 72 dots an inch.

    Raises:
        UnreadableFile: the file is no PDF that can be opened, or the page cannot be drawn.
        InvalidField: there is no such page.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(file)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise UnreadableFile(str(file), f"cannot be shown as pages: {error}") from error
        try:
            if not 1 <= page <= len(document):
                raise InvalidField(str(file), "page", f"1 to {len(document)}", page)
            drawn = document[page - 1]
            width, height = drawn.get_size()
            room = math.sqrt(MOST_PIXELS / max(width * height, 1))
            bitmap = drawn.render(scale=min(scale, room), rev_byteorder=True)
            pixels = bytes(bitmap.buffer)
            size = (bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise UnreadableFile(str(file), f"page {page} cannot be drawn: {error}") from error
        finally:
            document.close()
    return _png(pixels, *size)


def _png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """PNG (ISO/IEC 15948) of 8-bit pixels whose first three channels are red, green, blue."""
    rows = bytearray()
    for y in range(height):
        row = pixels[y * stride : y * stride + width * channels]
        if channels == 4:
            row = b"".join(row[x : x + 3] for x in range(0, len(row), 4))
        rows += b"\0" + row
    colour = 0 if channels == 1 else 2
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
