"""Records of one text, for the readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.case_file import Record
from assistant.case_file.kinds import record_date, record_kind
from assistant.facts import CaseFacts, find_facts
from assistant.text import from_text

FactsOf = Callable[..., CaseFacts]


@pytest.fixture
def facts_of() -> FactsOf:
    """The facts of records with the given texts."""

    def read(*texts: str) -> CaseFacts:
        records = []
        for number, text in enumerate(texts, 1):
            document = from_text(text, f"{number}.txt")
            records.append(
                Record(
                    name=f"{number}.txt",
                    kind=record_kind(document),
                    written=record_date(document),
                    document=document,
                )
            )
        return find_facts(records)

    return read
