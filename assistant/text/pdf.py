"""PDF to text, page by page, with pypdfium2.

PDFium marks a hyphen at a line end with U+FFFE, which is written back as "-", so that
"7.5-<break>325mg" stays "7.5-325mg". Lines come in the order in which the page draws them.
"""

from __future__ import annotations

from threading import Lock

import pypdfium2  # type: ignore[import-untyped]

PDFIUM = Lock()  # PDFium may run in one thread at a time
MOST_PAGES = 20_000
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


class PdfError(ValueError):
    """The PDF cannot be read; the message says why."""


def pdf_pages(data: bytes, max_characters: int) -> list[str]:
    """The text of each page, "" for a page without a text layer; lines end with a line feed.

    Raises:
        PdfError: damaged, protected by a password, more text than `max_characters`, or
            more pages than `MOST_PAGES`.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD_ERROR:
                raise PdfError("an encrypted PDF that needs a password") from None
            raise PdfError("a damaged PDF, or no PDF at all") from None
        try:
            return _pages(document, max_characters)
        except pypdfium2.PdfiumError as error:
            raise PdfError(f"a damaged PDF: {error}") from None
        finally:
            document.close()


def _pages(document: pypdfium2.PdfDocument, max_characters: int) -> list[str]:
    if len(document) > MOST_PAGES:
        raise PdfError(f"more than {MOST_PAGES:,} pages")
    pages: list[str] = []
    room = max_characters
    for index in range(len(document)):
        page = document[index]
        words = page.get_textpage()
        room -= words.count_chars()
        if room < 0:
            raise PdfError(f"more than {max_characters:,} characters of text")
        pages.append(_clean(words.get_text_range()))
        words.close()
        page.close()
    return pages


def _clean(text: str) -> str:
    text = text.replace("\ufffe", "-").replace("\r\n", "\n").replace("\r", "\n")
    # a form feed inside a page would count as another page
    return text.replace("\x00", "").replace("\f", "\n")
