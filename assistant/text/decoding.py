"""The bytes of a plain text file to its characters.

Letters are UTF-8 by the machine interface. Those saved on older Windows systems are not: they are
UTF-16 with a byte-order mark, or Windows-1252, whose curly quotes, section signs and fractions are
single bytes that UTF-8 refuses. Both are read, and the document carries a note that says so,
because offsets then count characters of that decoding. What is not text in any of the three is
refused with the offending byte.
"""

from __future__ import annotations

import re

_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SIGNATURES = {
    b"{\\rtf": "an RTF file; save it as .docx, .pdf or .txt",
    b"\xd0\xcf\x11\xe0": "a Word 97-2003 file; save it as .docx, .pdf or .txt",
    b"\x89PNG": "a PNG image; a scanned page has no text to read",
    b"\xff\xd8\xff": "a JPEG image; a scanned page has no text to read",
    b"II*\x00": "a TIFF image; a scanned page has no text to read",
    b"MM\x00*": "a TIFF image; a scanned page has no text to read",
}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")
_NOTE = "not UTF-8; read as {}, offsets count its characters"


class NotTextError(ValueError):
    """The bytes are not text; the message says what they are."""


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of `data`, and notes on how it was decoded.

    A leading byte-order mark is dropped; line ends and form feeds stay as they are.

    Raises:
        NotTextError: the bytes are of another kind of file, binary, or in an unknown encoding.
    """
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise NotTextError(kind)
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding), (_NOTE.format("UTF-16"),)
            except UnicodeDecodeError as error:
                raise NotTextError(f"broken UTF-16 at byte {error.start}") from None
    _refuse_binary(data)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        # utf-8-sig counts its offsets after the mark
        at = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        # stray high bytes in plain prose are Windows-1252; many of them are some other encoding
        if _UNDEFINED_1252.search(data) or len(_HIGH.findall(data)) * 20 > len(data):
            raise NotTextError(f"byte 0x{data[at]:02x} at offset {at} is not UTF-8") from None
    return data.decode("cp1252"), (_NOTE.format("Windows-1252"),)


def _refuse_binary(data: bytes) -> None:
    at = data.find(b"\x00")
    if at == -1:
        control = _CONTROL.findall(data)
        if len(control) * 100 <= len(data):
            return
        at = data.index(control[0])
    raise NotTextError(f"a binary file (byte 0x{data[at]:02x} at offset {at}), not text")
