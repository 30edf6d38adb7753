"""Citations in the prose of a rationale: a guideline with its year, or a regulation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.models import ProseCitation
from assistant.claims.prose import Passage
from assistant.text import stems
from assistant.text.patterns import expression

_REGULATION = expression(
    r"(?<![\d.])9792\.(?P<number>\d{1,2}(?:\.\d{1,2})?)(?P<paragraph>(?: ?\([a-z0-9]{1,2}\)){0,4})"
)
_YEAR = r"\(?(?P<{name}>(?:19|20)\d\d)\)?"
_CHRONIC = (
    r"(?:chronic pain (?:medical )?(?:treatment )?|opioids? (?:treatment )?|"
    r"acupuncture (?:medical )?(?:treatment )?|post-?surgical (?:treatment )?)"
)
_SECTIONS = stems("9792")
_CHAPTERS_NAMED = stems("chronic", "opioid", "acupuncture", "post", "postsurgical")
_GUIDELINE = stems("guideline")
_ANY_YEAR = expression(r"[12](?<!\d.)(?:9|0)\d\d(?!\d)")
_BEFORE, _AFTER = 71, 18
"""Characters before the word, and from it on, that a dated chapter may take."""
_CHAPTERS = {
    "c": "Chronic Pain Medical Treatment",
    "o": "Opioid Treatment",
    "a": "Acupuncture Treatment",
    "p": "Postsurgical Treatment",
}
"""The chapter's printed title by the first letter of its name, which prose shortens."""
_DATED = expression(
    rf"\b(?:(?:{_YEAR.format(name='first')} (?:CA |California )?(?:MTUS )?"
    rf"|MTUS {_YEAR.format(name='second')} )"
    rf"(?P<after>{_CHRONIC})guidelines?"
    rf"|(?P<before>{_CHRONIC})guidelines?,? {_YEAR.format(name='third')})",
    re.IGNORECASE,
)


def find_citations(passage: Passage, issue: int | None) -> tuple[ProseCitation, ...]:
    """The dated guidelines and regulations that `passage` names, in order."""
    text = passage.text
    found = []
    if passage.begin(_SECTIONS):
        found = [
            ProseCitation(
                issue,
                passage.span(match.start(), match.end()),
                None,
                None,
                f"9792.{match['number']}{match['paragraph'].replace(' ', '')}",
            )
            for match in _REGULATION.finditer(text)
        ]
    if passage.begin(_CHAPTERS_NAMED):
        found += [
            ProseCitation(
                issue,
                passage.span(match.start(), match.end()),
                _chapter(match["after"] or match["before"]),
                int(match["first"] or match["second"] or match["third"]),
            )
            for match in _dated(passage)
        ]
    return tuple(sorted(found, key=lambda one: one.span))


def _dated(passage: Passage) -> Iterator[re.Match[str]]:
    """The dated chapters: sought only where a year stands near the word "guidelines"."""
    text, read_to = passage.text, 0
    for named in passage.words.places(_GUIDELINE):
        start, end = max(named - _BEFORE, read_to), named + _AFTER
        if _ANY_YEAR.search(text, start, end):
            match = _DATED.search(text, start, end)
            if match:
                read_to = match.end()
                yield match


def _chapter(words: str) -> str:
    return _CHAPTERS[words[0].lower()]
