"""The corpus in memory: editions and their sections, limits and passages, each read when needed.

`edition.toml` of every edition is read for the catalog; the sections of an edition, and the text of
its passages, only when that edition is asked for. `imr check` on one letter reads a few editions.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.errors import CorpusError
from assistant.guidelines.assembly import (
    SectionFile,
    edition_of,
    first,
    limit_of,
    passage_id,
    read_passages,
)
from assistant.guidelines.files import as_form, read_table
from assistant.guidelines.forms import EditionForm, SectionForm
from assistant.guidelines.models import Edition, Limit, Passage
from assistant.guidelines.recorded import with_records
from assistant.guidelines.titles import squeezed
from assistant.terms.kept import kept

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.guidelines.recorded import Record


def _tables(name: str, files: list[Path]) -> list[dict[str, Any]]:
    """What each file holds; to read so many small tables takes longer than to check a letter."""
    if not files:
        return []
    found: list[dict[str, Any]] = kept(name, files, lambda: [_plain(read_table(f)) for f in files])
    return found


def _plain(value: Any) -> Any:
    """A table with its days as text, in which form they can be kept."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if type(value) is date else value


class Contents(NamedTuple):
    """One edition, whole: the edition with its sections, its limits, and its section forms."""

    edition: Edition
    limits: tuple[Limit, ...]
    sections: tuple[tuple[str, SectionForm], ...]


class Library:
    """The editions under one corpus folder.

    `records` are verifications of the user's own, which make a limit official for this library.
    Every method raises `CorpusError`, naming file and field, when a file breaks its form.
    """

    def __init__(self, folder: Path, records: dict[str, Record] | None = None) -> None:
        self.folder = folder
        self._records = records or {}
        self._contents: dict[str, Contents] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}

    @cached_property
    def headers(self) -> dict[str, EditionForm]:
        """The head of each edition, by key, in order of key."""
        if not self.folder.is_dir():
            raise CorpusError(str(self.folder), "folder", "a folder of guidelines", "nothing")
        files = sorted(self.folder.glob("*/*/edition.toml"))
        if not files:
            raise CorpusError(str(self.folder), "folder", "at least one edition", "none")
        headers = {}
        for file, table in zip(files, _tables("editions", files), strict=True):
            key = f"{file.parent.parent.name}/{file.parent.name}"
            header = as_form(file, table, EditionForm)
            named = re.fullmatch(r"\d{4}", file.parent.name)
            if named and header.year != int(file.parent.name):
                raise CorpusError(
                    str(file), "year", f"{file.parent.name}, as its folder", header.year
                )
            headers[key] = header
        return headers

    def contents(self, key: str) -> Contents:
        """Edition `key` with all its sections and limits. Raises `KeyError` for an unknown key."""
        if key not in self._contents:
            self._contents[key] = self._read(key, self.headers[key])
        return self._contents[key]

    def _read(self, key: str, header: EditionForm) -> Contents:
        folder = self.folder / key
        # a glob takes twice as long as the rest of this
        files = sorted(
            file
            for file in folder.iterdir()
            if file.name.endswith(".toml") and file.name != "edition.toml"
        )
        tables = _tables(f"sections-{key.replace('/', '-')}", files)
        forms = tuple(
            (file.stem, as_form(file, table, SectionForm))
            for file, table in zip(files, tables, strict=True)
        )
        edition = edition_of(key, header, forms)
        self._refuse_duplicates(folder, edition)
        limits: list[Limit] = []
        for slug, form in forms:
            file = folder / f"{slug}.toml"
            self._refuse_loose_ends(file, form, {name for name, _ in forms})
            passages = {passage.slug: passage for passage in form.passages}
            for limit in form.limits:
                about = passages[limit.passage or form.passages[0].slug]
                found = limit_of(SectionFile(file, edition, slug, form), about, limit)
                limits.append(with_records(found, self._records))
        return Contents(edition, tuple(limits), forms)

    @staticmethod
    def _refuse_duplicates(folder: Path, edition: Edition) -> None:
        counts = Counter(squeezed(section.title) for section in edition.sections)
        for section in edition.sections:
            if counts[squeezed(section.title)] > 1:
                raise CorpusError(
                    str(folder / f"{section.slug or 'edition'}.toml"),
                    "title",
                    "a title that no other section of the edition has",
                    section.title,
                )

    @staticmethod
    def _refuse_loose_ends(file: Path, form: SectionForm, slugs: set[str]) -> None:
        for field, names in (
            ("passages", [passage.slug for passage in form.passages]),
            ("limits", [limit.id for limit in form.limits]),
        ):
            twice = [name for name, count in Counter(names).items() if count > 1]
            if twice:
                raise CorpusError(str(file), f"{field}[{twice[0]}]", "each name once", twice[0])
        passages = {passage.slug for passage in form.passages}
        for limit in form.limits:
            if limit.passage is None and len(passages) > 1:
                raise CorpusError(
                    str(file), f"limits[{limit.id}].passage", "the passage that states it", None
                )
            if limit.passage is not None and limit.passage not in passages:
                raise CorpusError(
                    str(file),
                    f"limits[{limit.id}].passage",
                    f"one of {', '.join(sorted(passages))}",
                    limit.passage,
                )
        for slug in form.see:
            if slug not in slugs:
                raise CorpusError(str(file), "see", "sections of this edition", slug)

    def passages(self, key: str) -> tuple[Passage, ...]:
        """The passages of edition `key`, in order of section file and heading."""
        if key not in self._passages:
            contents = self.contents(key)
            self._passages[key] = tuple(
                passage
                for slug, form in contents.sections
                for passage in self._section_passages(key, slug, form, contents)
            )
        return self._passages[key]

    def _section_passages(
        self, key: str, slug: str, form: SectionForm, contents: Contents
    ) -> list[Passage]:
        file = self.folder / key / f"{slug}.md"
        texts = read_passages(file)
        about = {passage.slug: passage for passage in form.passages}
        for name in about:
            if name not in texts:
                raise CorpusError(str(file), "headings", f"a heading {{#{name}}}", sorted(texts))
        for name in texts:
            if name not in about:
                raise CorpusError(str(file), f"{{#{name}}}", f"one of {sorted(about)}", name)
        edition = contents.edition
        passages = []
        for name, (title, text) in texts.items():
            identifier = passage_id(key, slug, form, name)
            passages.append(
                Passage(
                    id=identifier,
                    system=edition.system,
                    chapter=edition.chapter,
                    year=edition.year,
                    section=form.title,
                    title=title,
                    text=text,
                    pages=about[name].pages or form.pages,
                    services=first(about[name].services, form.services),
                    body_parts=about[name].body_parts or edition.body_parts,
                    conditions=edition.conditions,
                    in_force=edition.in_force,
                    verification=about[name].verification,
                    requirements=about[name].requirements,
                    source=about[name].source,
                    rank=edition.rank,
                    unread=form.unread,
                    limit_ids=tuple(
                        limit.id for limit in contents.limits if limit.passage == identifier
                    ),
                )
            )
        return passages
