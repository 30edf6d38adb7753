"""A stretch of the records of a case, read in two rounds.

The first round tells what only all the records together settle: the age, the sex, the date of
injury, and the names that no fact may hold. The second gives the facts, once that is settled. Each
document is taken through all readers before the next, so that what several of them ask of the same
sentence is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from assistant.case_file import Record, RecordPart
from assistant.facts.age import ages_of
from assistant.facts.complaints import read_complaints
from assistant.facts.diagnoses import read_diagnoses
from assistant.facts.examination import read_examination
from assistant.facts.function import read_function
from assistant.facts.identifiers import Withheld, identifiers_of
from assistant.facts.imaging import read_imaging
from assistant.facts.injury_date import ToldInjury, injury_dates_of
from assistant.facts.mechanism import mechanisms_of
from assistant.facts.medications import read_medications
from assistant.facts.models import Fact
from assistant.facts.prose import Prose
from assistant.facts.requests import read_requests
from assistant.facts.results import read_results
from assistant.facts.sex import ToldSex, sexes_of
from assistant.facts.surgeries import read_surgeries
from assistant.facts.ur_decisions import read_ur_decisions
from assistant.facts.visit_logs import read_visit_logs
from assistant.facts.visits import read_visits
from assistant.facts.work_status import read_work_status
from assistant.text import Value

Piece = tuple[Record, RecordPart]
"""One document of a file of the records."""

Found = dict[str, list[Fact[Any]]]
"""The facts of each kind that a case has several of, in the order of the documents."""

_READERS: dict[str, Callable[[list[Prose], date | None], Sequence[Fact[Any]]]] = {
    "requests": lambda proses, _: read_requests(proses),
    "visits": lambda proses, injured: (*read_visits(proses, injured), *read_visit_logs(proses)),
    "results": lambda proses, _: read_results(proses),
    "work_status": lambda proses, _: read_work_status(proses),
    "function": lambda proses, _: read_function(proses),
    "diagnoses": lambda proses, _: read_diagnoses(proses),
    "complaints": lambda proses, _: read_complaints(proses),
    "findings": lambda proses, _: read_examination(proses),
    "imaging": lambda proses, _: read_imaging(proses),
    "surgeries": lambda proses, _: read_surgeries(proses),
    "medications": lambda proses, _: read_medications(proses),
    "ur_decisions": lambda proses, _: read_ur_decisions(proses),
}

_IN_WORDS = frozenset({"text", "result", "reason", "certified", "test"})
"""Fields of values that hold the words of a record."""


class Told(NamedTuple):
    """What a stretch tells that is settled over all records."""

    ages: tuple[Fact[int], ...]
    sexes: tuple[ToldSex, ...]
    injuries: tuple[ToldInjury, ...]
    mechanisms: tuple[Fact[str], ...]
    identifiers: dict[str, str]


class Stretch:
    """Documents of the records, made ready once for both rounds."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """Make `pieces` ready."""
        self._proses = [Prose(record, part) for record, part in pieces]

    def told(self) -> Told:
        """The first round: what all stretches together settle."""
        proses = self._proses
        texts = (prose.text for prose in proses)
        authors = (prose.part.author for prose in proses if prose.part.author)
        return Told(
            ages=ages_of(proses),
            sexes=sexes_of(proses),
            injuries=injury_dates_of(proses),
            mechanisms=mechanisms_of(proses),
            identifiers=identifiers_of(texts, authors),
        )

    def facts(
        self,
        injured: date | None,
        identifiers: Mapping[str, str],
        seen: Callable[[], None] | None = None,
    ) -> Found:
        """The second round: the facts, without what identifies a person.

        `seen` is told of each document as it is done.
        """
        withheld = Withheld.knowing(identifiers)
        found: Found = {kind: [] for kind in _READERS}
        for prose in self._proses:
            for kind, read in _READERS.items():
                found[kind] += [without(withheld, one) for one in read([prose], injured)]
            if seen is not None:
                seen()
        return found


def without(withheld: Withheld, fact: Fact[Any]) -> Fact[Any]:
    """The fact without what identifies a person."""
    value = fact.value
    if isinstance(value, str):
        kept: Any = withheld.without(value)
    elif isinstance(value, Value):
        told = {
            name: own
            for name, one in value
            if name in _IN_WORDS and isinstance(one, str) and (own := withheld.without(one)) != one
        }
        kept = value.model_copy(update=told) if told else value
    else:
        return fact
    return fact if kept == value else fact.model_copy(update={"value": kept})
