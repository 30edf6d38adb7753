"""Papers of another worker among the records are told and do not count; the worker's own do."""

from __future__ import annotations

import pytest

from assistant.case_file.belonging import with_strangers
from assistant.case_file.models import Record
from assistant.case_file.reading import record_of
from assistant.facts import find_facts
from assistant.text import from_text

OWN = (
    "PROGRESS REPORT\nPatient: Vandermeer, Quilla   DOB: 03/04/1970   Claim #: WC-448812\n"
    "Sex: F   Employer: Harbor Foods   DOI: 05/06/2014\nDate of visit: 07/08/2014\n"
    "Low back pain 5/10. She completed 6 visits of physical therapy.\n"
)
LATER = OWN.replace("07/08/2014", "09/08/2014").replace("Vandermeer, Quilla", "Quilla Vandermeer")


def records(*texts: str) -> list[Record]:
    """The records of these texts, as a case has them."""
    named = [record_of(f"{number}.txt", from_text(text)) for number, text in enumerate(texts)]
    return with_strangers(named)


def paper(**other: str) -> str:
    """A third paper of the worker in which something else stands."""
    text = OWN.replace("07/08/2014", "10/10/2014").replace("6 visits", "11 visits")
    own = {
        "name": "Vandermeer, Quilla", "birth": "03/04/1970", "claim": "WC-448812", "sex": "Sex: F",
        "employer": "Harbor Foods", "injured": "05/06/2014",
    }  # fmt: skip
    for field, words in other.items():
        text = text.replace(own[field], words)
    return text


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Okafor, Tunde", "birth": "11/12/1983", "claim": "WC-900177"},
        {"name": "Okafor, Tunde", "birth": "11/12/1983", "claim": "WC-900177", "sex": "Sex: M"},
        {"name": "Tunde Okafor", "birth": "", "claim": "WC-900177", "employer": "Acme Towing"},
        {"name": "", "birth": "11/12/1983", "claim": "WC-900177", "injured": "01/02/2013"},
    ],
)
def test_a_paper_of_another_worker_does_not_count(other: dict[str, str]) -> None:
    """Two things that tell a person differ and none agrees: it is named, and gives no facts."""
    found = records(OWN, LATER, paper(**other))
    assert [bool(part.another_worker) for one in found for part in one.divided()] == [
        False,
        False,
        True,
    ]
    assert "of another worker by" in found[2].document.notes[-1]
    counts = {fact.value.count for fact in find_facts(found).visits if fact.value}
    assert counts == {(6, 6)}


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"name": "Vandermer, Quila"},
        {"name": "Quilla Santoro"},
        {"name": "Santoro, Q.", "employer": "Acme Towing", "claim": "WC-900177"},
        {"birth": "04/03/1970"},
        {"claim": "WC-900177", "injured": "08/09/2014", "employer": "Acme Towing"},
        {"sex": "Sex: M", "employer": "Acme Towing"},
    ],
)
def test_one_difference_is_no_other_worker(other: dict[str, str]) -> None:
    """A misspelling, a name by marriage, a second claim or a new employer is the worker's own."""
    found = records(OWN, LATER, paper(**other))
    assert not any(part.another_worker for one in found for part in one.divided())


def test_a_case_of_few_papers_tells_nothing() -> None:
    """Where no two papers agree, nobody knows whose case it is."""
    found = records(OWN, paper(name="Okafor, Tunde", birth="11/12/1983", claim="WC-900177"))
    assert not any(part.another_worker for one in found for part in one.divided())
