"""A page of a PDF as a picture, so that a reader sees what the text was taken from."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from assistant.errors import InvalidField, UnreadableFile


def page_png(file: Path, page: int, scale: float = 1.5) -> bytes:
    """Page `page` (from 1) of the PDF at `file` as PNG, `scale` times 72 dots an inch.

    Raises:
        UnreadableFile: the file is no PDF that can be opened.
        InvalidField: there is no such page.
    """
    try:
        document = pypdfium2.PdfDocument(file)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UnreadableFile(str(file), f"cannot be shown as pages: {error}") from error
    try:
        if not 1 <= page <= len(document):
            raise InvalidField(str(file), "page", f"1 to {len(document)}", page)
        bitmap = document[page - 1].render(scale=scale, rev_byteorder=True)
        return _png(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
        )
    finally:
        document.close()


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
