"""Small files of every kind, built in the tests."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

PdfMaker = Callable[..., bytes]


def _pdf(*pages: str, encrypted: bool = False) -> bytes:
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
        f"2 0 obj <</Type/Pages/Count {len(pages)}/Kids[{kids}]>> endobj",
        "3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj",
    ]
    for index, text in enumerate(pages):
        at = 10 + 2 * index
        stream = ""
        for line, words in enumerate(text.split("\n") if text else []):
            stream += f"BT /F1 12 Tf 50 {700 - 20 * line} Td ({words}) Tj ET\n"
        objects.append(
            f"{at} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {at + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>> endobj\n"
            f"{at + 1} 0 obj <</Length {len(stream)}>> stream\n{stream}endstream endobj"
        )
    trailer = "trailer <</Root 1 0 R/Size 99"
    if encrypted:
        # no password, the empty one included, opens a file whose keys are arbitrary
        key = "41" * 32
        objects.append(f"4 0 obj <</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>> endobj")
        trailer += f"/Encrypt 4 0 R/ID[<{key}><{key}>]"
    return ("%PDF-1.4\n" + "\n".join(objects) + f"\n{trailer}>>\n%%EOF\n").encode("latin-1")


@pytest.fixture
def pdf() -> PdfMaker:
    """A maker of PDF files: one argument a page, `encrypted=True` for one that needs a password."""
    return _pdf


@pytest.fixture
def docx_file(tmp_path: Path) -> Path:
    """A Word file with a header, paragraphs, a page break and a table between them."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Case Number: CM14-0000001"
    document.add_paragraph("First paragraph.")
    table = document.add_table(rows=2, cols=2)
    for row, column, words in ((0, 0, "Date"), (0, 1, "Visits"), (1, 0, "6/29/13"), (1, 1, "12")):
        table.cell(row, column).text = words
    run = document.add_paragraph("Before the break.").add_run()
    run.add_break(WD_BREAK.PAGE)
    document.add_paragraph("After the break.")
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path / "record.docx"
    path.write_bytes(buffer.getvalue())
    return path
