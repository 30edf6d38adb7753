"""The index on disk: what it finds, and how it is built."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import IndexUnavailable
from assistant.guidelines.models import Passage
from assistant.retrieval.embedder import LocalEmbedder
from assistant.retrieval.fusion import fuse
from assistant.retrieval.index import PassageIndex, build


def opened(folder: Path, passages: list[Passage]) -> PassageIndex:
    """A generation built from `passages` and opened."""
    build(folder, passages, LocalEmbedder())
    return PassageIndex(folder, LocalEmbedder())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("chiropractor 2x6", "manipulation"),
        ("Norco 10/325mg #60", "opioids"),
        ("Flexeril", "relaxants"),
        ("EMG/NCV of the right arm", "electro"),
        ("PT twice a week", "physical"),
    ],
)
def test_a_request_finds_its_section(
    tmp_path: Path, passages: list[Passage], query: str, found: str
) -> None:
    """Brand names, abbreviations and lay words lead to the guideline's own, in both rankings."""
    index = opened(tmp_path / "one", passages)
    for scores in (index.lexical(query), index.dense(query)):
        best = index.passage(fuse(scores, {}, index.fits(query))[0][0])
        assert best.section == next(p.section for p in passages if p.id.endswith(found))


def test_only_editions_in_force_are_found_on_a_day(tmp_path: Path, passages: list[Passage]) -> None:
    """The last day of an edition and the first of the next give different passages."""
    index = opened(tmp_path / "one", passages)
    for day, year in ((date(2016, 7, 27), 2009), (date(2016, 7, 28), 2016)):
        for scores in (index.lexical("chiropractic", day), index.dense("chiropractic", day)):
            assert {index.passage(place).year for place in scores} == {year}


def test_the_same_corpus_gives_the_same_vectors(tmp_path: Path, passages: list[Passage]) -> None:
    """Two builds answer alike to the last digit."""
    first, second = (opened(tmp_path / name, passages) for name in ("one", "two"))
    assert first.dense("back pain exercise") == second.dense("back pain exercise")


def test_a_query_without_a_known_word_finds_nothing(
    tmp_path: Path, passages: list[Passage]
) -> None:
    """Nothing is better than anything at random."""
    index = opened(tmp_path / "one", passages)
    assert not index.dense("zzyzx")
    assert not index.lexical("zzyzx")


def test_two_builders_at_once_leave_one_whole_index(
    tmp_path: Path, passages: list[Passage]
) -> None:
    """The first to finish wins, the other's work is cleared away."""
    folder = tmp_path / "index" / "generation"
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(build, folder, passages, LocalEmbedder()) for _ in range(2)]:
            done.result()
    assert [path.name for path in folder.parent.iterdir()] == ["generation"]
    assert len(PassageIndex(folder, LocalEmbedder())) == len(passages)


def test_a_reader_keeps_its_generation_while_another_is_built(
    tmp_path: Path, passages: list[Passage]
) -> None:
    """A new corpus goes to a folder of its own."""
    reader = opened(tmp_path / "old", passages)
    build(tmp_path / "new", passages[:3], LocalEmbedder())
    assert len(reader.dense("opioids")) == len(passages)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, passages: list[Passage]) -> None:
    """One line says where, and what to set."""
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    with pytest.raises(IndexUnavailable, match="IMR_DATA_DIR"):
        build(blocked / "index", passages, LocalEmbedder())
