"""The corpus proved: form, dates, titles, contradictions, numbers in passages, own words.

Each check takes the corpus and returns what is wrong as values; none of them stops at the first.
"""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from typing import TYPE_CHECKING

from assistant.errors import CorpusError
from assistant.guidelines.flaws import Flaw
from assistant.guidelines.lint_accounts import (
    check_claims,
    check_counts,
    check_stray_numbers,
)
from assistant.guidelines.titles import squeezed
from assistant.text.patterns import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from assistant.guidelines.library import Library
    from assistant.guidelines.models import Edition, InForce, Limit, Passage

CITATIONS = "citations.toml"
"""The file of the corpus folder with the titles that published determinations cite."""

LONGEST_SHARED_RUN = 11
"""Words in a row that a passage may share with a letter; twelve are a quotation."""

_SHORTEST, _LONGEST = 40, 170
_CHANGES_OF = expression(r"^## (\S{1,80})$", re.MULTILINE)
_WORD = expression(r"[a-z0-9]+(?:[.'][a-z0-9]+)*")
_NUMBER = expression(r"-?\d+(?:\.\d+)?")
_IN_WORDS = {
    "no": 0, "half": 0.5, "one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip


def lint(library: Library, letters: Path | None = None) -> tuple[Flaw, ...]:
    """Every flaw of the corpus; `letters` is a folder of letters that passages may not repeat.

    Editions that break their form are reported once and left out of the other checks.
    """
    flaws, whole = check_schema(library)
    limits = [limit for key in whole for limit in library.contents(key).limits]
    passages = [passage for key in whole for passage in library.passages(key)]
    flaws += check_files(library, whole)
    flaws += check_changelogs(library)
    flaws += check_counts(library, whole)
    flaws += check_claims(library, whole)
    flaws += check_titles(library, whole)
    flaws += check_windows([library.contents(key).edition for key in whole])
    flaws += check_contradictions(limits)
    flaws += check_numbers(limits, passages)
    flaws += check_stray_numbers(library, whole)
    if letters is not None:
        flaws += check_own_words(passages, letters)
    return tuple(flaws)


def check_schema(library: Library) -> tuple[list[Flaw], list[str]]:
    """Editions whose files break their form, and the keys of those that do not."""
    flaws: list[Flaw] = []
    whole: list[str] = []
    try:
        keys = list(library.headers)
    except CorpusError as error:
        return [Flaw(check="schema", where=error.source, message=str(error))], []
    for key in keys:
        try:
            library.contents(key)
            library.passages(key)
        except CorpusError as error:
            flaws.append(Flaw(check="schema", where=error.source, message=str(error)))
        else:
            whole.append(key)
    return flaws, whole


def check_files(library: Library, keys: Iterable[str]) -> Iterator[Flaw]:
    """Files that belong to no section: a text without data, or anything else."""
    for key in keys:
        slugs = {slug for slug, _ in library.contents(key).sections}
        known = {f"{slug}.{suffix}" for slug in slugs for suffix in ("toml", "md")}
        for file in sorted((library.folder / key).iterdir()):
            if file.name != "edition.toml" and file.name not in known:
                yield Flaw(check="files", where=str(file), message="belongs to no section")


def check_changelogs(library: Library) -> Iterator[Flaw]:
    """Guidelines whose CHANGELOG.md is missing, or has no heading `## <edition>` for an edition."""
    headings: dict[str, set[str]] = {}
    for key in library.headers:
        guideline, _, edition = key.partition("/")
        file = library.folder / guideline / "CHANGELOG.md"
        if guideline not in headings:
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            headings[guideline] = set(_CHANGES_OF.findall(text))
        if edition not in headings[guideline]:
            message = f"no heading for edition {key}"
            yield Flaw(check="changelog", where=str(file), message=message)


def check_titles(library: Library, keys: Iterable[str]) -> Iterator[Flaw]:
    """Chapters and section titles that determinations cite, without edition, section or passage.

    The list is `citations.toml` of the corpus folder; a corpus without one is held to none.
    """
    file = library.folder / CITATIONS
    if not file.is_file():
        return
    whole = set(keys)
    for key, titles in tomllib.loads(file.read_text(encoding="utf-8")).items():
        if key not in library.headers:
            yield Flaw(check="title-missing", where=str(file), message=f"no edition {key}")
        if key not in whole:
            continue
        edition = library.contents(key).edition
        with_passage = {squeezed(found.title) for found in edition.sections if found.slug}
        for title in titles:
            if title and squeezed(title) not in with_passage:
                message = f"no section with a passage has the title {title!r}"
                yield Flaw(check="title-missing", where=key, message=message)


def check_windows(editions: Iterable[Edition]) -> Iterator[Flaw]:
    """Two editions of one guideline of the schedule in force on the same day."""
    dated = [edition for edition in editions if edition.rank == 1 and edition.in_force.start]
    for first, second in combinations(dated, 2):
        if first.key.split("/")[0] != second.key.split("/")[0]:
            continue
        if _overlap(first.in_force, second.in_force):
            message = f"in force at the same time as {second.key}"
            yield Flaw(check="editions-overlap", where=first.key, message=message)


def _overlap(first: InForce, second: InForce) -> bool:
    starts = [window.start for window in (first, second) if window.start]
    ends = [window.end for window in (first, second) if window.end]
    return not starts or not ends or max(starts) <= min(ends)


def check_contradictions(limits: Iterable[Limit]) -> Iterator[Flaw]:
    """Two limits of one edition that govern the same request with different numbers.

    Limits that both name a condition, and not the same one, do not meet in one request.
    """
    groups: dict[tuple[str, ...], list[Limit]] = {}
    for limit in limits:
        of = (limit.edition, limit.metric, limit.phase, limit.unit)
        groups.setdefault(of, []).append(limit)
    for group in groups.values():
        for first, second in combinations(group, 2):
            if first.value != second.value and _same_request(first, second):
                message = f"{_number(first)}, but {second.id} says {_number(second)}"
                yield Flaw(check="contradiction", where=first.id, message=message)


def _same_request(first: Limit, second: Limit) -> bool:
    """Whether one request can meet both, neither of them the more specific."""

    def meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        return bool(set(one) & set(other)) or (not one and not other)

    conditions = {limit.condition for limit in (first, second) if limit.condition}
    return (
        len(conditions) < 2
        and meet(first.services, second.services)
        and meet(first.body_parts, second.body_parts)
        and meet(first.diagnoses, second.diagnoses)
        and _overlap(first.in_force, second.in_force)
    )


def _number(limit: Limit) -> str:
    low, high = limit.value
    return f"{low:g} {limit.unit}" if low == high else f"{low:g}-{high:g} {limit.unit}"


def check_numbers(limits: Iterable[Limit], passages: Iterable[Passage]) -> Iterator[Flaw]:
    """Limits whose number does not stand in their passage, and passages out of proportion."""
    texts = {}
    for passage in passages:
        texts[passage.id] = _numbers(passage.text)
        words = len(passage.text.split())
        if not _SHORTEST <= words <= _LONGEST:
            message = f"has {words} words; {_SHORTEST} to {_LONGEST} are in order"
            yield Flaw(check="schema", where=passage.id, message=message)
    for limit in limits:
        over = [float(number) for number in re.findall(r"\d+", limit.over or "")]
        for number in (*dict.fromkeys(limit.value), *over):
            if number not in texts.get(limit.passage, ()):
                message = f"{number:g} does not stand in passage {limit.passage}"
                yield Flaw(check="number-missing", where=limit.id, message=message)


def _numbers(text: str) -> frozenset[float]:
    """The numbers of a text; the second of "9-10" is 10 and not -10, in "-4 to 4" both count."""
    folded = text.casefold()
    found = {float(number) for number in _NUMBER.findall(folded)}
    found |= {abs(number) for number in found}
    found |= {_IN_WORDS[word] for word in _WORD.findall(folded) if word in _IN_WORDS}
    return frozenset(found)


def check_own_words(passages: Iterable[Passage], letters: Path) -> Iterator[Flaw]:
    """Passages that repeat twelve words in a row of a letter in the folder `letters`."""
    size = LONGEST_SHARED_RUN + 1
    runs: dict[tuple[str, ...], str] = {}
    for file in sorted(letters.glob("**/*.txt")):
        for run in _runs(file.read_text(encoding="utf-8", errors="replace"), size):
            runs.setdefault(run, file.name)
    for passage in passages:
        for run in _runs(passage.text, size):
            if run in runs:
                message = f"repeats {runs[run]}: {' '.join(run)}"
                yield Flaw(check="not-own-words", where=passage.id, message=message)
                break


def _runs(text: str, size: int) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(re.sub(r"-\s*\n\s*", "", text.casefold()))
    for start in range(len(words) - size + 1):
        yield tuple(words[start : start + size])
