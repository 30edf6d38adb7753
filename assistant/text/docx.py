"""DOCX to text: headers, then paragraphs and tables in document order, with python-docx.

Read from the paragraphs' own elements, because `Paragraph.text` leaves out tracked insertions,
content controls and page breaks. Tracked deletions are left out. A table row is one line, its
cells parted by tabs. A page break is a form feed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from assistant.text.patterns import expression

_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_T, _BR = qn("w:t"), qn("w:br")
_DOUBLE_BREAK = expression(r"\f(\n?)\f")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRITTEN = {
    qn("w:tab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:lastRenderedPageBreak"): "\f",
}
_CONTAINERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")}
_SKIPPED = {_FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText")}


class DocxError(ValueError):
    """The DOCX cannot be read; the message says why."""


def docx_text(data: bytes, max_expanded: int) -> str:
    """The text of a DOCX file; lines end with a line feed.

    Raises:
        DocxError: damaged, encrypted, no Word file, or larger than `max_expanded` bytes once
            expanded (a small file can expand to fill the memory).
    """
    _refuse_bomb(data, max_expanded)
    try:
        document = docx.Document(BytesIO(data))
        headers = dict.fromkeys(_headers(document))
        text = "\n".join([*headers, *_blocks(document.element.body)])
        # Word records a break both where it was asked for and where it last fell
        return _DOUBLE_BREAK.sub(r"\f\1", text)
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise DocxError(f"a damaged DOCX, or no Word file at all ({reason})") from None


def _refuse_bomb(data: bytes, max_expanded: int) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise DocxError("a damaged DOCX, or no Word file at all") from None
    if any(member.flag_bits & 1 for member in members):
        raise DocxError("an encrypted DOCX")
    # a member that expands past the size it declares fails its checksum, so the sum is a bound
    if sum(member.file_size for member in members) > max_expanded:
        raise DocxError(f"expands to more than {max_expanded / 1e6:,.0f} MB")


def _headers(document: Any) -> Iterator[str]:
    for section in document.sections:
        if not section.header.is_linked_to_previous:
            text = "\n".join(_blocks(section.header._element)).strip()
            if text:
                yield text


def _blocks(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _P:
            yield _paragraph(child)
        elif child.tag == _TBL:
            for row in _members(child, _TR):
                yield "\t".join("\n".join(_blocks(cell)).strip() for cell in _members(row, _TC))
        elif child.tag in _CONTAINERS:
            yield from _blocks(child)


def _members(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those of tables inside it left out."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _members(child, tag)


def _paragraph(element: Any) -> str:
    return "".join(_words(element))


def _words(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == _T:
            yield child.text or ""
        elif tag in _WRITTEN:
            yield _WRITTEN[tag]
        elif tag == _BR:
            yield "\f" if child.get(qn("w:type")) == "page" else "\n"
        elif tag == _P:  # a paragraph of a text box
            yield "\n" + _paragraph(child)
        elif tag not in _SKIPPED:
            yield from _words(child)
