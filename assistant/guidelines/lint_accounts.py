"""The accounts of the corpus proved: passages against their limits, and what is told of editions.

A passage may hold no number that nothing accounts for, nor claim to be better known than it is; a
CHANGELOG counts what is there.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from assistant.guidelines.flaws import Flaw
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.guidelines.library import Library
    from assistant.guidelines.models import Verification

KINDS: tuple[Verification, ...] = (
    "official",
    "corroborated",
    "reported",
    "recalled",
    "unverified",
)
"""How well a fact is known, best first."""

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)  # fmt: skip
_DATES = expression(
    rf"(?:\b\d{{1,2}} )?\b(?:{_MONTHS})(?: \d{{1,2}},)? (?:19|20)\d\d\b"
    rf"|\b\d{{1,2}} (?:{_MONTHS})\b|\b(?:19|20)\d\d\b"
)
_PLACES = expression(
    r"(?i)\b8 (?=CCR)|(?:§+|\bCCR|\bCode|\bsections?|\bchapters?|\bTables?|\bpages?|\b[Pp]age)\s*"
    r"\d[\d.,-]*(?:\([a-z0-9]+\))*(?:\s*(?:and|to|,)\s*\d[\d.-]*(?:\([a-z0-9]+\))*)*"
)
_NUMBER = expression(r"(?<![\w.])(?<![A-Za-z]-)\d+(?:\.\d+)?")
_COUNTED = expression(r"^- Recorded[^\n]*(?:\n  [^\n]*)*", re.MULTILINE)
_GENERAL = "general knowledge"


def check_stray_numbers(library: Library, keys: Iterable[str]) -> Iterator[Flaw]:
    """Passages with a number that no limit, date, page, requirement or source accounts for."""
    for key in keys:
        edition = library.contents(key).edition
        forms = dict(library.contents(key).sections)
        for passage in library.passages(key):
            form = forms[passage.id.partition("#")[0].rpartition("/")[2]]
            titles = {form.title, *(forms[slug].title for slug in form.see)}
            told = [form.note, edition.text, edition.cite_as, edition.note]
            told += [passage.section, passage.title, passage.source, *passage.requirements]
            for limit in library.contents(key).limits:
                if limit.section in titles:
                    low, high = limit.value
                    told += [f"{abs(low):g} {abs(high):g}", limit.over or "", limit.condition]
            known = _numbers(" ".join(told))
            text = _PLACES.sub(" ", _DATES.sub(" ", " ".join(passage.text.split())))
            for number in sorted(_numbers(text) - known):
                message = f"{number} is told, which no limit, requirement or source has"
                yield Flaw(check="number-unfounded", where=passage.id, message=message)


def _numbers(text: str) -> set[str]:
    return {f"{float(number):g}" for number in _NUMBER.findall(text)}


def check_claims(library: Library, keys: Iterable[str]) -> Iterator[Flaw]:
    """Passages that claim to be better known than they say, and words broken at a line's end."""
    for key in keys:
        contents = library.contents(key)
        with_limits = {limit.passage for limit in contents.limits}
        for passage in library.passages(key):
            told = " ".join(f"{passage.text} {passage.source}".split())
            if _GENERAL in told and KINDS.index(passage.verification) < KINDS.index("recalled"):
                message = f"is {passage.verification}, but its content is from {_GENERAL}"
                yield Flaw(check="verification", where=passage.id, message=message)
            if passage.unread and (
                passage.verification != "unverified" or passage.id in with_limits
            ):
                message = "is not on record, so it can have no limit and is unverified"
                yield Flaw(check="verification", where=passage.id, message=message)
            broken = re.search(r"[a-z]-\n[a-z]\S*", passage.text)
            if broken:
                message = f"breaks a word at the end of a line: {' '.join(broken.group().split())}"
                yield Flaw(check="schema", where=passage.id, message=message)


def check_counts(library: Library, keys: Iterable[str]) -> Iterator[Flaw]:
    """CHANGELOG entries that count other sections, passages or limits than there are."""
    for key in keys:
        guideline, _, name = key.partition("/")
        file = library.folder / guideline / "CHANGELOG.md"
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        _, found, rest = f"\n{text}".partition(f"\n## {name}\n")
        counted = _COUNTED.search(rest.partition("\n## ")[0]) if found else None
        told = " ".join(counted.group().split()).removeprefix("- ") if counted else ""
        if told and told != recorded_in_words(library, key):
            message = f"{key} should read: {recorded_in_words(library, key)}"
            yield Flaw(check="changelog", where=str(file), message=message)


def recorded_in_words(library: Library, key: str) -> str:
    """What the CHANGELOG of a guideline says is recorded of an edition."""
    contents = library.contents(key)
    passages = library.passages(key)
    if not passages and not contents.limits:
        return "Recorded as a chapter that citations name; no passage or limit yet."
    kinds = Counter(limit.verification for limit in contents.limits)
    parts = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
    told = ", ".join(
        f"{count} {name}" + ("" if count == 1 else "s")
        for count, name in (
            (len(contents.edition.sections), "section"),
            (len(passages), "passage"),
            (len(contents.limits), "limit"),
        )
    )
    return f"Recorded: {told} ({parts})." if parts else f"Recorded: {told}."
