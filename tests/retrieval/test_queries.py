"""Search on queries that were written before ranking, passages and glossary were read.

`queries.toml` has titles as letters print them, and questions of lay people and doctors: on the day
they were written the section wanted was among the first five of 61 of the 65, and among the first
ten of 63. `titles.toml` has titles as physicians write them, over all services and parts: 107 and
109 of the 111. `later_titles.toml` has more of both kinds, for the search as it now is: 48 and 49
of the 50.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from assistant.evaluation.retrieval import Cited, cited_sections, place_of
from assistant.guidelines import catalog, passages
from assistant.letters import read_letter
from assistant.retrieval import search
from assistant.text.reading import read_document

HERE = Path(__file__).parent
QUERIES = ("queries.toml", "titles.toml", "later_titles.toml")
LETTERS = Path(__file__).resolve().parents[2].parent / "shared" / "imr" / "text"


@lru_cache(maxsize=3)
def _queries(name: str) -> tuple[tuple[str, date, Cited], ...]:
    def read() -> Iterator[tuple[str, date, Cited]]:
        days = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
        for day, queries in days.items():
            for query, wanted in queries.items():
                pairs = (one.partition(" | ") for one in wanted)
                yield query, date.fromisoformat(day), frozenset((e, t or None) for e, _, t in pairs)

    return tuple(read())


def _share(ranks: list[int | None], depth: int) -> float:
    return sum(rank is not None and rank <= depth for rank in ranks) / len(ranks)


@pytest.mark.parametrize("name", QUERIES)
def test_every_section_wanted_is_there(name: str) -> None:
    """A wanted section that the corpus lacks could never be found."""
    have: set[tuple[str, str | None]] = {
        (one.key, title)
        for one in catalog()
        for title in (None, *(section.title for section in one.sections))
    }
    assert {pair for _, _, wanted in _queries(name) for pair in wanted} <= have


@pytest.mark.parametrize("name", QUERIES)
def test_titles_and_questions_find_their_section(name: str) -> None:
    """Nineteen of twenty among the first five."""
    ranks = [
        place_of(((hit.id, hit.section) for hit in search(query, as_of=day, k=10)), wanted)
        for query, day, wanted in _queries(name)
    ]
    assert _share(ranks, 5) >= 0.95
    assert _share(ranks, 10) >= 0.97
    assert sum(1 / rank for rank in ranks if rank) / len(ranks) >= 0.8


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the published letters are not beside this")
def test_items_of_published_letters_find_what_their_reviewer_cited() -> None:
    """Both halves of the letters do; what is lost are citations that do not fit their item."""
    halves: tuple[list[int | None], list[int | None]] = ([], [])
    for at, file in enumerate(sorted(LETTERS.glob("*.txt"))):
        letter = read_letter(read_document(str(file)))
        for issue in letter.issues:
            wanted = cited_sections(letter, issue)
            if wanted:
                hits = search(issue.title, as_of=letter.dates.decision, k=10)
                halves[at % 2].append(place_of(((hit.id, hit.section) for hit in hits), wanted))
    assert _share([*halves[0], *halves[1]], 5) >= 0.9
    assert _share([*halves[0], *halves[1]], 10) >= 0.95
    assert min(_share(half, 5) for half in halves) >= 0.85
    assert min(_share(half, 10) for half in halves) >= 0.9


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2009, 7, 17), "acoem-practice/2004-chapter-6", "chronic-pain/2009"),
        (date(2009, 7, 18), "chronic-pain/2009", "acoem-practice/2004-chapter-6"),
        (date(2016, 7, 27), "chronic-pain/2009", "chronic-pain/2016"),
        (date(2016, 7, 28), "chronic-pain/2016", "chronic-pain/2009"),
        (date(2017, 11, 30), "chronic-pain/2016", "chronic-pain/2017"),
        (date(2017, 12, 1), "chronic-pain/2017", "chronic-pain/2016"),
    ],
)
def test_the_edition_changes_on_its_day(day: date, first: str, last: str) -> None:
    """On the last day of an edition it is found and the next is not, on the next day the other."""
    found = {hit.id.rsplit("/", 1)[0] for hit in search("gabapentin for pain", day, k=50)}
    assert first in found
    assert last not in found


def test_a_drug_finds_each_phase_of_its_treatment() -> None:
    """The many sections on chronic use leave room for use after an operation, and for tapering."""
    found = [hit.section.split(" ")[0] for hit in search("Norco 10/325 #60", date(2017, 1, 6))]
    assert found[0].startswith("3.")
    assert {"1.4", "4.1"} <= set(found)


def test_chapters_whose_texts_are_not_on_record_do_not_fill_an_answer() -> None:
    """Four editions of one chapter say much the same; one of them stands among the first ten."""
    found = [hit.id for hit in search("MRI of the lumbar spine", k=10)]
    assert sum(one.startswith("low-back/") and "#studies" in one for one in found) == 1


@pytest.mark.parametrize(
    ("query", "guideline"),
    [
        ("lumbar MRI", "low-back/2016"),
        ("EMG low back", "low-back/2016"),
        ("MRI cervical spine", "neck-upper-back/2016"),
        ("chiropractic neck", "neck-upper-back/2016"),
        ("physical therapy shoulder", "shoulder/2016"),
        ("physical therapy elbow", "elbow/2013"),
        ("physical therapy knee sprain", "knee/2015"),
    ],
)
def test_the_chapter_in_force_comes_before_what_is_outside_the_schedule(
    query: str, guideline: str
) -> None:
    """Though its text is not on record, and that of the ODG is: 8 CCR 9792.21.1."""
    found = [hit.id for hit in search(query, date(2018, 8, 13))]
    chapter = next(at for at, one in enumerate(found) if one.startswith(f"{guideline}/"))
    outside = [at for at, one in enumerate(found) if one.startswith("odg/")]
    assert chapter < min(outside, default=len(found))


def test_a_section_is_returned_once_with_its_best_passage() -> None:
    """A section of several passages is one hit, and its passage is the one on what was asked."""
    hits = search("CRPS physical therapy visits", date(2014, 1, 1), k=30)
    sections = [(hit.id.partition("#")[0], hit.section) for hit in hits]
    assert len(sections) == len(set(sections))
    assert hits[0].id == "chronic-pain/2009/physical-medicine#crps"
    several = {one.id.partition("#")[0] for one in passages() if "#" in one.id}
    assert several & {identifier for identifier, _ in sections}
