"""From the forms of the corpus files to the values of the room: sections, limits, passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import CorpusError
from assistant.guidelines.models import Edition, InForce, Limit, Section
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.guidelines.forms import EditionForm, LimitForm, PassageForm, SectionForm

_RANKS = {"MTUS": 1, "ACOEM": 2, "ODG": 2, "other": 3}
_HEADING = expression(r"^## ([^\n{]{1,200}) \{#([a-z0-9-]{1,80})\}[ ]*$", re.MULTILINE)


class SectionFile(NamedTuple):
    """One section as read: its file, the edition it stands in, its slug and its form."""

    file: Path
    edition: Edition
    slug: str
    form: SectionForm


def read_passages(file: Path) -> dict[str, tuple[str, str]]:
    """Title and text by slug of the passages of a section's `.md`.

    Raises `CorpusError` for a file without headings, text before the first heading, a heading used
    twice, or a passage without text.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(str(file), "file", "a readable UTF-8 file", str(error)) from error
    headings = list(_HEADING.finditer(text))
    if not headings or text[: headings[0].start()].strip():
        raise CorpusError(str(file), "file", "a heading `## Title {#slug}` first", text[:40])
    found: dict[str, tuple[str, str]] = {}
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        body = text[heading.end() : following.start() if following else len(text)].strip()
        slug = heading.group(2)
        if slug in found:
            raise CorpusError(str(file), f"{{#{slug}}}", "each slug once", slug)
        if not body:
            raise CorpusError(str(file), f"{{#{slug}}}", "a text", "nothing")
        found[slug] = (heading.group(1).strip(), body)
    return found


def first(own: tuple[str, ...] | None, inherited: tuple[str, ...]) -> tuple[str, ...]:
    """What an entry says itself, else what it inherits."""
    return inherited if own is None else own


def passage_id(key: str, slug: str, form: SectionForm, name: str) -> str:
    """The id of passage `name`: the section itself where it has one passage only."""
    return f"{key}/{slug}" if len(form.passages) == 1 else f"{key}/{slug}#{name}"


def edition_of(
    key: str, header: EditionForm, forms: tuple[tuple[str, SectionForm], ...]
) -> Edition:
    """The edition `key` with the sections of `forms` and the titles only known to exist."""
    sections = [
        Section(
            title=form.title,
            slug=slug,
            aliases=form.aliases,
            pages=form.pages,
            services=form.services,
            requirements=tuple(
                requirement for passage in form.passages for requirement in passage.requirements
            ),
            see=form.see,
            unread=form.unread,
            note=form.note,
        )
        for slug, form in forms
    ]
    sections += [Section(title=title) for title in header.other_titles]
    return Edition(
        key=key,
        system=header.system,
        chapter=header.chapter,
        year=header.year,
        cite_as=header.cite_as,
        aliases=header.aliases,
        regulation=header.regulation,
        in_force=InForce(start=header.start, end=header.end),
        window_verification=header.window_verification,
        body_parts=header.body_parts,
        conditions=header.conditions,
        complete=header.complete,
        rank=_RANKS[header.system] if header.rank is None else header.rank,
        text=header.text,
        note=header.note,
        sections=tuple(sections),
    )


def limit_of(section_file: SectionFile, about: PassageForm, form: LimitForm) -> Limit:
    """The limit of one `[[limits]]` table; `about` is the passage that states it.

    Raises `CorpusError` for a date on which the edition was not in force.
    """
    file, edition, slug, section = section_file
    start, end = edition.in_force.start, edition.in_force.end
    for field, day in (("start", form.start), ("end", form.end)):
        if day is not None and not edition.in_force.covers(day):
            allowed = f"a day from {start} to {end}, while the edition is in force"
            raise CorpusError(str(file), f"limits[{form.id}].{field}", allowed, day.isoformat())
    if form.start and form.end and form.start > form.end:
        raise CorpusError(str(file), f"limits[{form.id}].end", f"not before {form.start}", form.end)
    return Limit(
        id=f"{edition.key}/{slug}:{form.id}",
        edition=edition.key,
        passage=passage_id(edition.key, slug, section, about.slug),
        rank=edition.rank,
        metric=form.metric,
        phase=form.phase,
        operator=form.operator,
        value=form.value,
        unit=form.unit,
        over=form.over,
        condition=form.condition,
        services=first(form.services, first(about.services, section.services)),
        body_parts=first(form.body_parts, about.body_parts),
        diagnoses=first(form.diagnoses, about.diagnoses),
        system=edition.system,
        chapter=edition.chapter,
        year=edition.year,
        section=section.title,
        regulation=section.regulation or edition.regulation,
        pages=form.pages or about.pages or section.pages,
        in_force=InForce(start=form.start or start, end=form.end or end),
        verification=form.verification,
        source=form.source or about.source,
    )
