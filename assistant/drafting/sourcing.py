"""Whether words that a reviewer puts into a letter stand anywhere: in a record or in the draft.

It is a hint and no check: who reviews may say what no record says, and is told that it is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.case_file import CaseFile
from assistant.drafting.models import Draft
from assistant.retrieval.analysis import stems

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_NEAR = 3
"""Sentences read together: a record may say in two what a letter says in one."""
_SHARE = 0.6
_FEWEST = 4
"""Words that a sentence must have to be looked for."""


def unsaid(case: CaseFile, draft: Draft, new: str) -> Iterator[str]:
    """A note for each sentence of `new` of which no record, source or sentence says the most."""
    stretches: list[set[str]] | None = None
    for sentence in _SENTENCE.split(new):
        own = set(stems(sentence))
        if len(own) < _FEWEST:
            continue
        stretches = _stretches(case, draft) if stretches is None else stretches
        if max((len(own & one) for one in stretches), default=0) < _SHARE * len(own):
            yield (
                f'info: no record and no source of this draft says "{sentence[:120]}"; it will '
                "stand as the reviewer's own words"
            )


def _stretches(case: CaseFile, draft: Draft) -> list[set[str]]:
    texts = [one.document.text for one in case.records]
    texts.append(" ".join(one.text for one in draft.statements))
    found = []
    for text in texts:
        words = [set(stems(one)) for one in _SENTENCE.split(text)]
        found += [set().union(*words[at : at + _NEAR]) for at in range(len(words))]
    return found
