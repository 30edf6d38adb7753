"""Guideline texts that users bring: read into page-anchored passages, kept in their data folder.

Official texts are long or licensed, so they never come with the program and never leave the data
folder. One text is one JSON file, named for the edition and the hash of the file it was read from;
reading the same file again changes nothing. Files are written whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.errors import InvalidField, UnreadableFile
from assistant.guidelines.models import InForce, System
from assistant.guidelines.pages import Stretch, pages_of, stretches
from assistant.guidelines.queries import edition, editions_named, find_edition, library
from assistant.guidelines.titles import squeezed
from assistant.settings import settings
from assistant.text import Value, read_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.guidelines.models import Edition

_FORMAT = 1
_SHORT = 12


class IngestedPassage(Value):
    """A stretch of an official text, verbatim but for white space, on one page of one section.

    printed_page  the number printed on the page; None where none was found
    pdf_page      the place of the page in the file, from 1
    section       the heading it stands under, a title of the edition where the heading is one
    content_hash  SHA-256 of the text
    """

    id: str
    edition: str
    system: System
    chapter: str
    year: int | None
    section: str
    printed_page: int | None
    pdf_page: int
    text: str
    content_hash: str
    in_force: InForce
    rank: int

    @property
    def citation(self) -> str:
        """As a letter prints it, with the printed page, else the page of the file."""
        year = f" {self.year}" if self.year else ""
        section = f", {self.section}" if self.section else ""
        page = f"p. {self.printed_page}" if self.printed_page else f"PDF p. {self.pdf_page}"
        return f"{self.system} {self.chapter}{year}{section}, {page}"


class IngestedText(Value):
    """A text that a user brought: what it is, which file it was read from, and its passages."""

    format: int = _FORMAT
    id: str
    edition: str
    title: str
    file: str
    sha256: str
    pages: int
    pages_without_text: int
    pages_numbered: int
    sections: tuple[str, ...]
    passages: tuple[IngestedPassage, ...]


def texts_folder() -> Path:
    """Where the texts of this user are kept."""
    return settings().data_dir / "guidelines"


def edition_for(chapter: str, year: int | None) -> Edition:
    """The edition of the catalog that `chapter` and `year` name, or the key of one.

    Raises `InvalidField`, naming the years there are, for a chapter or year that the catalog lacks,
    and for a year that is not that of the key.
    """
    if chapter in library().headers:
        own = edition(chapter)
        if year is not None and own.year != year:
            allowed = f"{own.year or 'no year'}, as {chapter} has it"
            raise InvalidField("command line", "--year", allowed, year)
        return own
    named = editions_named(chapter)
    if not named:
        allowed = "a chapter of the catalog (`imr corpus stats` lists them)"
        raise InvalidField("command line", "--chapter", allowed, chapter)
    found = find_edition(chapter, year)
    if found is not None and (year is not None or len(named) == 1):
        return found
    years = ", ".join(str(one.year) for one in named if one.year is not None)
    raise InvalidField("command line", "--year", f"one of {years}", year or "nothing")


def ingest(
    file: Path,
    of: Edition,
    advance: Callable[[int, int], None] | None = None,
) -> tuple[IngestedText, bool]:
    """Read `file` as the text of edition `of` and keep it; the text, and whether it is new.

    `advance` is called with the pages done and the number of pages. A file that is kept already is
    not read again. Raises `UnreadableFile` for a file that cannot be read or has no text.
    """
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableFile(str(file), error.strerror or "cannot be read") from error
    identifier = f"{of.key.replace('/', '-')}-{digest[:_SHORT]}"
    kept = _path(identifier)
    if kept.is_file():
        known = _load(kept)
        if known is not None:
            return known, False
    document = read_document(file)
    pages = pages_of(document)
    titles = {
        squeezed(title): section.title
        for section in of.sections
        for title in (section.title, *section.aliases)
    }
    passages: list[IngestedPassage] = []
    for stretch in stretches(pages, titles):
        passages.append(_passage(stretch, of, identifier, len(passages) + 1))
        if advance is not None:
            advance(stretch.page.number, len(pages))
    if not passages:
        raise UnreadableFile(str(file), "no text to read; scanned pages need OCR first")
    text = IngestedText(
        id=identifier,
        edition=of.key,
        title=of.cite_as,
        file=file.name,
        sha256=digest,
        pages=len(pages),
        pages_without_text=sum(1 for page in pages if not page.lines),
        pages_numbered=sum(1 for page in pages if page.printed is not None),
        sections=tuple(dict.fromkeys(one.section for one in passages if one.section)),
        passages=tuple(passages),
    )
    _write(kept, text.model_dump_json())
    return text, True


def _passage(stretch: Stretch, of: Edition, identifier: str, number: int) -> IngestedPassage:
    return IngestedPassage(
        id=f"{identifier}#{number}",
        edition=of.key,
        system=of.system,
        chapter=of.chapter,
        year=of.year,
        section=stretch.section,
        printed_page=stretch.page.printed,
        pdf_page=stretch.page.number,
        text=stretch.text,
        content_hash=hashlib.sha256(stretch.text.encode()).hexdigest(),
        in_force=of.in_force,
        rank=of.rank,
    )


def remove(identifier: str) -> IngestedText:
    """Take a text out of the data folder; returns what was there.

    Raises `InvalidField` for an id that `imr corpus list` does not print.
    """
    for text in ingested_texts():
        if text.id == identifier:
            _path(identifier).unlink()
            return text
    raise InvalidField("command line", "ID", "an id that `imr corpus list` prints", identifier)


def ingested_texts(edition_key: str | None = None) -> tuple[IngestedText, ...]:
    """The texts of this user, in order of id; of one edition where its key is given."""
    texts = _texts(_state())
    return tuple(text for text in texts if edition_key in {None, text.edition})


def ingested_passages(edition_key: str | None = None) -> tuple[IngestedPassage, ...]:
    """The passages of all texts of this user, or of those of one edition, in order of the pages."""
    return tuple(passage for text in ingested_texts(edition_key) for passage in text.passages)


def ingested_fingerprint() -> str:
    """A hash that changes when a text is added or removed; "" without texts."""
    state = _state()
    return hashlib.sha256(repr(state).encode()).hexdigest()[:_SHORT] if state else ""


_State = tuple[tuple[str, int, int], ...]


def _state() -> _State:
    """Name, size and time of the files of the texts: what tells that they changed."""
    folder = texts_folder()
    if not folder.is_dir():
        return ()
    found = []
    for file in sorted(folder.glob("*.json")):
        about = file.stat()
        found.append((str(file), about.st_size, about.st_mtime_ns))
    return tuple(found)


@lru_cache(maxsize=4)
def _texts(state: _State) -> tuple[IngestedText, ...]:
    loaded = (_load(Path(name)) for name, _, _ in state)
    return tuple(text for text in loaded if text is not None)


def _load(file: Path) -> IngestedText | None:
    """The text kept in `file`; None for one of an earlier format, which is read anew when asked."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise UnreadableFile(str(file), "a damaged text; remove the file") from error
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        return None
    try:
        return IngestedText.model_validate(data)
    except ValidationError as error:
        raise UnreadableFile(str(file), "a damaged text; remove the file") from error


def _path(identifier: str) -> Path:
    return texts_folder() / f"{identifier}.json"


def kept_elsewhere(text: IngestedText) -> tuple[IngestedText, ...]:
    """The texts that were read from the same file for another edition."""
    others = (one for one in ingested_texts() if one.edition != text.edition)
    return tuple(one for one in others if one.sha256 == text.sha256)


def _write(file: Path, content: str) -> None:
    """Write a file whole: beside it first, then in its place; drafts cut short go."""
    file.parent.mkdir(parents=True, exist_ok=True)
    for cut_short in file.parent.glob(f"{file.name}.*.part"):
        cut_short.unlink(missing_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.part")
    draft.write_text(content, encoding="utf-8")
    draft.replace(file)
