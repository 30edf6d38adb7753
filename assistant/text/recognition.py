"""Text of scanned pages, by Tesseract through pytesseract: the extra `ocr`.

Recognised text is the machine's reading of a picture: whoever uses it is told on which pages, and a
letter in dispute is never read this way. Nothing leaves the machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from assistant.text.pdf import PDFIUM

_SCALE = 300 / 72
"""300 dots an inch, at which Tesseract reads best."""
SECONDS = 120
"""The longest that one page may take."""
_KEPT = 4


def can_recognise() -> bool:
    """Whether the extra and the program `tesseract` are installed."""
    try:
        import pytesseract  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
    except ImportError:
        return False
    try:
        pytesseract.get_tesseract_version()
    except (pytesseract.TesseractNotFoundError, SystemExit):
        return False
    return True


def recognised(data: bytes, pages: Sequence[int]) -> dict[int, str]:
    """The text that stands in the pictures of `pages` (from 1) of the PDF `data`, if any.

    A page that Tesseract cannot read, or not in two minutes, is left out.
    """
    return dict(_recognised(data, tuple(pages)))


@lru_cache(maxsize=_KEPT)
def _recognised(data: bytes, pages: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
    document = pypdfium2.PdfDocument(data)
    try:
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            texts = pool.map(lambda number: _read(document, number), pages)
            return tuple((page, text) for page, text in zip(pages, texts, strict=True) if text)
    finally:
        document.close()


def _read(document: Any, number: int) -> str:
    import pytesseract  # noqa: PLC0415 - an extra

    with PDFIUM:
        page = document[number - 1]
        picture = page.render(scale=_SCALE, grayscale=True).to_pil()
        page.close()
    read: Callable[..., str] = pytesseract.image_to_string
    try:
        text = read(picture, timeout=SECONDS)
    except (pytesseract.TesseractError, RuntimeError):
        return ""
    return text.replace("\f", "\n").strip()
