"""Files of every kind become documents, or one line says why not."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from assistant.errors import UnreadableFile
from assistant.text import find_documents, fold, read_document

PdfMaker = Callable[..., bytes]
SHARED = Path(__file__).parents[3] / "shared" / "imr"


def read(path: Path, max_mb: float = 5) -> str:
    """The text of `path`."""
    return read_document(path, max_mb=max_mb).text


def write(folder: Path, name: str, data: bytes) -> Path:
    """A file of `data` in `folder`."""
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n"),
        (b"page\fpage", "page\fpage"),
        (b"\xef\xbb\xbfmark", "mark"),
        ("§ 9792.20 – é".encode(), "§ 9792.20 – é"),
    ],
)
def test_plain_text_is_decoded_as_it_is(tmp_path: Path, data: bytes, text: str) -> None:
    """Line ends and form feeds stay, a leading byte-order mark goes."""
    assert read(write(tmp_path, "a.txt", data)) == text


def test_an_old_windows_letter_is_read_with_a_note(tmp_path: Path) -> None:
    """A few Windows-1252 bytes in prose are read as such, and the document says so."""
    data = "The worker\u2019s right knee, \u00a7 9792.20. Six visits were authorized.".encode(
        "cp1252"
    )
    document = read_document(write(tmp_path, "a.txt", data), max_mb=5)
    assert "worker\u2019s right knee, \u00a7 9792" in document.text
    assert document.notes == ("not UTF-8; read as Windows-1252, offsets count its characters",)


def test_a_utf16_letter_is_read_with_a_note(tmp_path: Path) -> None:
    """Windows' "Unicode" text files carry a byte-order mark that tells their encoding."""
    document = read_document(write(tmp_path, "a.txt", "knee é".encode("utf-16")), max_mb=5)
    assert document.text == "knee é"
    assert "UTF-16" in document.notes[0]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n\t\n", "holds only white space"),
        ("a.txt", b"knee\x00\x01\x02", "a binary file (byte 0x00 at offset 4), not text"),
        ("a.txt", bytes(range(1, 32)) * 9, "a binary file (byte 0x01 at offset 0), not text"),
        ("a.txt", b"abc \x81 def" * 9, "byte 0x81 at offset 4 is not UTF-8"),
        ("a.txt", b"\xef\xbb\xbfab\xe9\xe9\xe9\xe9", "byte 0xe9 at offset 5 is not UTF-8"),
        ("a.md", b"\x89PNG\r\n\x1a\n\x00", "a PNG image; a scanned page has no text to read"),
        ("a.rtf", b"{\\rtf1 knee}", "an RTF file; save it as .docx, .pdf or .txt"),
        ("a.pdf", b"just text", 'not a PDF file (it does not begin with "%PDF-")'),
        ("a.pdf", b"%PDF-1.7\nnothing", "a damaged PDF, or no PDF at all"),
        ("a.docx", b"just text", "a damaged DOCX, or no Word file at all"),
    ],
)
def test_an_unusable_file_is_refused_in_one_line(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    """The reason names what was found; the message begins with the file."""
    path = write(tmp_path, name, data)
    with pytest.raises(UnreadableFile) as error:
        read(path)
    assert error.value.reason == reason
    assert str(error.value) == f"{path}: {reason}"


def test_a_file_of_the_limit_is_too_large(tmp_path: Path) -> None:
    """A file is read below the limit and refused at it."""
    assert len(read(write(tmp_path, "a.txt", b"x" * 999_999), max_mb=1)) == 999_999
    with pytest.raises(UnreadableFile, match=r"too large: 1.0 MB; .* smaller than 1 MB"):
        read(write(tmp_path, "b.txt", b"x" * 1_000_000), max_mb=1)


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    """A path that leads nowhere, or to a folder without documents, is told in words."""
    with pytest.raises(UnreadableFile, match="no such file or folder"):
        read(tmp_path / "none.txt")
    with pytest.raises(
        UnreadableFile, match=r"no \.txt, \.md, \.pdf or \.docx file in this folder"
    ):
        read(tmp_path)


def test_a_folder_that_cannot_be_listed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without permission stands for itself in a batch, and reading it says why."""

    def refuse(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert list(find_documents([tmp_path])) == [str(tmp_path)]
    with pytest.raises(UnreadableFile, match="folder cannot be read: permission denied"):
        read(tmp_path)


def test_standard_input_is_read_by_its_content(
    pdf: PdfMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash stands for standard input, which may hold text or a PDF."""

    class Stdin:
        def __init__(self, data: bytes) -> None:
            self.buffer = io.BytesIO(data)

    monkeypatch.setattr(sys, "stdin", Stdin(b"knee"))
    assert read_document("-", max_mb=5).text == "knee"
    monkeypatch.setattr(sys, "stdin", Stdin(pdf("knee")))
    assert read_document("-", max_mb=5).text == "knee"


def test_pdf_pages_are_parted_by_form_feeds(tmp_path: Path, pdf: PdfMaker) -> None:
    """Lines end with a line feed, pages with a form feed, and offsets know their page."""
    path = write(tmp_path, "a.pdf", pdf("one\ntwo", "three"))
    document = read_document(path, max_mb=5)
    assert document.text == "one\ntwo\n\fthree"
    assert document.page(document.text.index("three")) == 2


def test_a_scanned_pdf_names_its_pages(tmp_path: Path, pdf: PdfMaker) -> None:
    """Without any text the file is refused; with some, a note names the pages without."""
    with pytest.raises(UnreadableFile, match=r"no text layer on pages 1-2 \(scanned\?\)"):
        read(write(tmp_path, "a.pdf", pdf("", "")))
    document = read_document(write(tmp_path, "b.pdf", pdf("", "knee", "", "")), max_mb=5)
    assert document.notes == ("no text layer on pages 1, 3-4 of 4; not read",)


def test_a_pdf_that_needs_a_password_is_named(tmp_path: Path, pdf: PdfMaker) -> None:
    """An encrypted PDF is told from a damaged one."""
    with pytest.raises(UnreadableFile, match="an encrypted PDF that needs a password"):
        read(write(tmp_path, "a.pdf", pdf("knee", encrypted=True)))


def test_word_files_are_read_in_document_order(docx_file: Path) -> None:
    """Header first, then paragraphs and tables as they stand; a page break is a form feed."""
    assert read(docx_file) == (
        "Case Number: CM14-0000001\nFirst paragraph.\nDate\tVisits\n6/29/13\t12\n"
        "Before the break.\f\nAfter the break."
    )


def test_tracked_insertions_are_read_and_deletions_left_out(tmp_path: Path) -> None:
    """The text is the one that accepting all changes would give."""
    document = docx.Document()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {space}><w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>6</w:t></w:r></w:ins><w:r><w:t> visits</w:t></w:r></w:p>"
        ),
    )
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").strip() == "6 visits"


def test_a_word_file_that_expands_without_bound_is_refused(tmp_path: Path) -> None:
    """A small archive of a huge member is refused before anything is expanded."""
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 6_000_000)
    assert path.stat().st_size < 10_000
    with pytest.raises(UnreadableFile, match="expands to more than 4 MB"):
        read(path, max_mb=1)


def test_an_archive_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    """A zip of something else is not taken for a letter."""
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "knee")
    with pytest.raises(UnreadableFile, match="a damaged DOCX, or no Word file at all"):
        read(path)


def test_folders_are_searched_in_sorted_order(tmp_path: Path) -> None:
    """Documents of every sub-folder are found by name; hidden and other files are not."""
    for name in ("b.txt", "a/z.PDF", "a/c.md", "c.docx", ".hidden.txt", ".git/x.txt", "n.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [Path(path).relative_to(tmp_path).as_posix() for path in find_documents([tmp_path])]
    assert found == ["a/c.md", "a/z.PDF", "b.txt", "c.docx"]


def test_files_and_standard_input_stand_for_themselves(tmp_path: Path) -> None:
    """What is no folder is given back as named, missing files included."""
    assert list(find_documents(["-", tmp_path / "none.txt"])) == ["-", str(tmp_path / "none.txt")]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published letters are not beside the checkout")
def test_published_pdfs_read_as_their_texts() -> None:
    """Every PDF has the words of its text file; only the header's columns come in another order."""

    def words(text: str) -> list[str]:
        body = fold(text).text.split("HOW THE IMR FINAL DETERMINATION WAS MADE")
        return sorted(body[0].split()) + body[1].split()

    pdfs = sorted((SHARED / "pdf").glob("*.pdf"))
    assert len(pdfs) == 48
    for path in pdfs:
        text = read(SHARED / "text" / f"{path.stem}.txt")
        assert words(read(path)) == words(text), path.name
