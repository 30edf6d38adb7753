"""Citations in the prose of a rationale: a guideline with its year, or a regulation."""

from __future__ import annotations

import re

from assistant.claims.models import ProseCitation
from assistant.claims.prose import Passage
from assistant.text.patterns import expression

_REGULATION = expression(
    r"(?<![\d.])9792\.(?P<number>\d{1,2}(?:\.\d{1,2})?)(?P<paragraph>(?: ?\([a-z0-9]{1,2}\)){0,4})"
)
_YEAR = r"\(?(?P<{name}>(?:19|20)\d\d)\)?"
_CHRONIC = (
    r"(?:chronic pain (?:medical )?(?:treatment )?|opioids? (?:treatment )?|"
    r"acupuncture (?:medical )?(?:treatment )?|post-?surgical (?:treatment )?)"
)
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
    if "9792" in text:
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
    if "uideline" in text:
        found += [
            ProseCitation(
                issue,
                passage.span(match.start(), match.end()),
                _chapter(match["after"] or match["before"]),
                int(match["first"] or match["second"] or match["third"]),
            )
            for match in _DATED.finditer(text)
        ]
    return tuple(sorted(found, key=lambda one: one.span))


def _chapter(words: str) -> str:
    return _CHAPTERS[words[0].lower()]
