"""The words of official texts that the user brought, quoted with their page.

The shipped passages are accounts in our own words. Where a text of the governing edition was
ingested (`imr corpus ingest`), the sentence of its section is quoted beside the account, verbatim
but for white space, so that the reviewer has the authority itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.models import GuidelineSupport, Statement
from assistant.drafting.supports import stated
from assistant.guidelines import Limit, Passage, ingested_passages
from assistant.guidelines.evidence import evidence
from assistant.guidelines.ingesting import IngestedPassage
from assistant.guidelines.titles import squeezed
from assistant.terms import find_services

_END = re.compile(r"(?<=[.!?])[\"”’)\]]?\s+(?=[\"“‘(\[]?[A-Z0-9])")
_LONGEST = 420
"""Characters of a sentence that is quoted whole; of a longer one the words around the number."""

_SHARED = 2
"""Words that a sentence shares with the account, at least, to be quoted for it."""


def official_words(source: Limit | Passage | None, service: str = "") -> Iterator[Statement]:
    """The sentence of the user's text that states the limit, or that speaks of the passage.

    Of a chapter whose own titles are not on record, that is a section whose heading names the
    `service`.
    """
    if source is None:
        return
    passages = ingested_passages("/".join(source.id.split("/")[:2]))
    if not passages:
        return
    found = (
        _of_limit(source, passages)
        if isinstance(source, Limit)
        else _of_passage(source, passages, service)
    )
    if found is not None:
        passage, words = found
        yield stated(
            f'{passage.citation}, reads: "{words}"',
            GuidelineSupport(id=passage.id, citation=passage.citation),
        )


def _of_limit(
    limit: Limit, passages: Sequence[IngestedPassage]
) -> tuple[IngestedPassage, str] | None:
    seen = evidence(limit, passages)
    if seen.passage is None or not seen.quote:
        return None
    # a file without printed page numbers is placed by its headings
    if seen.status == "elsewhere" and squeezed(seen.passage.section) != squeezed(limit.section):
        return None
    text = " ".join(seen.passage.text.split())
    words = " ".join(seen.quote.split())
    at = text.find(words)
    if at < 0:
        return None
    middle = at + len(words) // 2
    for sentence in _sentences(text):
        start = text.find(sentence)
        if start <= middle < start + len(sentence) and len(sentence) <= _LONGEST:
            return seen.passage, _inner(sentence)
    return seen.passage, _inner(words)


def _of_passage(
    source: Passage, passages: Sequence[IngestedPassage], service: str
) -> tuple[IngestedPassage, str] | None:
    """The sentence of the section that shares most words with what the passage asks."""
    wanted = _words(" ".join((*source.requirements, source.text)))
    best: tuple[int, IngestedPassage, str] | None = None
    for passage in passages:
        if source.unread:
            named = {one.service for one in find_services(passage.section)}
            if service not in named:
                continue
        elif squeezed(passage.section) != squeezed(source.section):
            continue
        for sentence in _sentences(" ".join(passage.text.split())):
            shared = len(wanted & _words(sentence))
            if len(sentence) <= _LONGEST and (best is None or shared > best[0]):
                best = (shared, passage, sentence)
    if best is None or best[0] < _SHARED:
        return None
    return best[1], _inner(best[2])


def _sentences(text: str) -> list[str]:
    return [one for one in _END.split(text) if one]


def _inner(words: str) -> str:
    """Words as they stand inside quotation marks."""
    return words.strip().replace('"', "'")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))
