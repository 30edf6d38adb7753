"""Files of every kind to documents, and folders to the files in them.

Plain text is decoded as it is: no newline translation, form feeds kept, a leading byte-order mark
dropped. PDF and DOCX are told by their content, so that a wrong ending does no harm; standard
input ("-") may be any of the three. Reading a file that cannot be used raises `UnreadableFile`
with one line that says why; nothing is read in part.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UnreadableFile
from assistant.text.decoding import NotTextError, decode
from assistant.text.document import Document, from_text

if TYPE_CHECKING:
    from assistant.text.apart import Kind

SUFFIXES = (".txt", ".md", ".pdf", ".docx")
STANDARD_INPUT = "-"

_MEGABYTE = 1_000_000
_EXPANSION = 4  # a DOCX may hold images that are not read; its text is far smaller


def read_document(
    path: str | os.PathLike[str],
    *,
    max_mb: float | None = None,
    recognise: bool = False,
    apart: bool = True,
) -> Document:
    """The document at `path`, or standard input for "-".

    Args:
        path: a .txt, .md, .pdf or .docx file; any other file is read when its content is text.
        max_mb: refuse files of so many megabytes (10**6 bytes) or more; by default the setting
            `max_file_mb`.
        recognise: read scanned pages by text recognition where the extra `ocr` is installed; a
            note says which pages were read so.
        apart: read PDF and DOCX in a process of its own, which is ended when one takes longer than
            the setting `max_read_seconds`.

    Raises:
        UnreadableFile: missing, a folder, no permission, empty, binary, encrypted, damaged, without
            text, too large, or not to be read in time.
    """
    source = os.fspath(path)
    if max_mb is None:
        max_mb = _max_file_mb()
    data = _read_bytes(source, max_mb)
    if not data.strip():
        raise UnreadableFile(source, "empty file" if not data else "holds only white space")
    limit = int(max_mb * _MEGABYTE)
    suffix = Path(source).suffix.lower()
    kind: Kind | None = None
    if b"%PDF-" in data[:1024]:
        kind = "pdf"
    elif data.startswith(b"PK\x03\x04") or suffix == ".docx":
        kind = "docx"
    if kind is not None:
        return _read_rich(kind, source, data, limit, recognise=recognise, apart=apart)
    if suffix == ".pdf":
        raise UnreadableFile(source, 'not a PDF file (it does not begin with "%PDF-")')
    try:
        text, notes = decode(data)
    except NotTextError as error:
        raise UnreadableFile(source, str(error)) from None
    return from_text(text, source, notes)


def find_documents(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The files that `paths` stand for, in the order given.

    A folder stands for the .txt, .md, .pdf and .docx files in it and its sub-folders, sorted by
    name; hidden files and folders are skipped, links to folders not followed. A folder that cannot
    be listed or holds no such file stands for itself, and a missing path too, so that reading it
    says what is wrong and a batch goes on.
    """
    for path in paths:
        name = os.fspath(path)
        empty = True
        if name != STANDARD_INPUT and is_folder(name):
            for found in _files_under(name):
                empty = False
                yield found
        if empty:
            yield name


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether `path` is a folder that can be seen; False for what cannot be looked at."""
    try:
        # an empty name would stand for the working folder
        return bool(os.fspath(path)) and Path(path).is_dir()
    except OSError:
        return False


def _files_under(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_under(entry.path)
        elif entry.name.lower().endswith(SUFFIXES) and not is_folder(entry.path):
            yield entry.path


def _max_file_mb() -> float:
    from assistant.settings import settings  # noqa: PLC0415 - reads files, so only when needed

    return float(settings().max_file_mb)


def _read_bytes(source: str, max_mb: float) -> bytes:
    limit = int(max_mb * _MEGABYTE)
    if not source:
        raise UnreadableFile("command line", "expected the name of a file or folder, found ''")
    try:
        if source == STANDARD_INPUT:
            data = sys.stdin.buffer.read(limit)
        else:
            status = Path(source).stat()
            if stat.S_ISDIR(status.st_mode):
                raise UnreadableFile(source, _about_folder(source))
            if status.st_size >= limit:
                size = status.st_size / _MEGABYTE
                raise UnreadableFile(source, _too_large(f"{size:,.1f} MB", max_mb))
            # a pipe or a device tells no size
            with Path(source).open("rb") as file:
                data = file.read(limit)
    except FileNotFoundError:
        raise UnreadableFile(source, "no such file or folder") from None
    except PermissionError:
        raise UnreadableFile(source, "cannot be read: permission denied") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(source, f"cannot be read: {reason}") from None
    if len(data) >= limit:
        raise UnreadableFile(source, _too_large("more", max_mb))
    return data


def _too_large(found: str, max_mb: float) -> str:
    return f"too large: {found}; files must be smaller than {max_mb:g} MB (setting max_file_mb)"


def _about_folder(source: str) -> str:
    try:
        with os.scandir(source):
            return f"no {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file in this folder"
    except OSError as error:
        return f"folder cannot be read: {(error.strerror or 'error').lower()}"


def _read_rich(
    kind: Kind, source: str, data: bytes, limit: int, *, recognise: bool, apart: bool
) -> Document:
    """A file that can be far more than its size."""
    if recognise:
        from assistant.text.recognition import can_recognise  # noqa: PLC0415 - an extra

        recognise = kind == "pdf" and can_recognise()
    if apart and sys.executable:
        from assistant.settings import settings  # noqa: PLC0415 - reads files, only when needed
        from assistant.text.apart import read_apart  # noqa: PLC0415 - loads much; few need it

        seconds = float(settings().max_read_seconds)
        return read_apart(kind, source, data, limit, seconds, recognise=recognise)
    if kind == "docx":
        return read_docx(source, data, limit)
    return read_pdf(source, data, limit, recognise=recognise)


def read_pdf(
    source: str,
    data: bytes,
    limit: int,
    *,
    recognise: bool,
    waiting: Callable[[float], None] = lambda _: None,
) -> Document:
    """The document in the PDF `data`, read in this process.

    `limit` is how many characters it may hold; `waiting` is told how many seconds recognition may
    take, where there is any. Raises `UnreadableFile`.
    """
    from assistant.text.pdf import PdfError, pdf_pages  # noqa: PLC0415 - loads PDFium

    try:
        pages = pdf_pages(data, limit)
    except PdfError as error:
        raise UnreadableFile(source, str(error)) from None
    blank = [number for number, page in enumerate(pages, 1) if not page.strip()]
    notes: tuple[str, ...] = ()
    if blank and recognise:
        from assistant.text.recognition import SECONDS, recognised  # noqa: PLC0415 - an extra

        waiting(float(SECONDS * len(blank)))
        read = recognised(data, blank)
        pages = [read.get(number, page) for number, page in enumerate(pages, 1)]
        blank = [number for number in blank if number not in read]
        if read:
            notes = (f"text recognised from the picture of {_pages(list(read))}; compare it",)
    if len(blank) == len(pages):
        raise UnreadableFile(
            source, f"no text layer on {_pages(blank)} (scanned?); run text recognition first"
        )
    if blank:
        notes += (f"no text layer on {_pages(blank)} of {len(pages)}; not read",)
    # a page ends its last line, so that a word broken between pages folds like any other
    return from_text("\n\f".join(page.rstrip("\n") for page in pages), source, notes)


def read_docx(source: str, data: bytes, limit: int) -> Document:
    """The document in the DOCX `data`, read in this process. Raises `UnreadableFile`."""
    from assistant.text.docx import DocxError, docx_text  # noqa: PLC0415 - loads python-docx

    try:
        text = docx_text(data, limit * _EXPANSION)
    except DocxError as error:
        raise UnreadableFile(source, str(error)) from None
    if not text.strip():
        raise UnreadableFile(source, "a DOCX without text")
    return from_text(text, source)


def _pages(numbers: list[int]) -> str:
    """Page numbers as words: "page 1", "pages 1-3, 7"; "any page" of a document without pages."""
    if not numbers:
        return "any page"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    written = ", ".join(f"{low}" if low == high else f"{low}-{high}" for low, high in runs)
    return f"page {written}" if len(numbers) == 1 else f"pages {written}"
