"""Search over the shipped corpus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.retrieval import build_index, index_state, search
from assistant.retrieval.embedder import embedder_named
from assistant.settings import settings


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder."""
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def test_the_index_is_built_when_first_needed(own_folder: Path) -> None:
    """Before the first search there is none; after it there is one, of the corpus of now."""
    assert not index_state().passages
    hits = search("chiropractic manipulation of the low back", as_of=date(2014, 2, 1), k=3)
    assert index_state().current
    assert own_folder in index_state().folder.parents
    assert hits[0].section == "Manual therapy & manipulation"
    assert hits[0].year == 2009
    assert hits[0].limits


def test_hits_come_best_first_and_only_as_many_as_asked(own_folder: Path) -> None:
    """Scores fall from 1 at most, and `k` bounds their number."""
    assert not any(own_folder.iterdir())
    hits = search("physical therapy visits", k=4)
    scores = [hit.score for hit in hits]
    assert len(hits) == 4
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] <= 1


def test_a_changed_corpus_has_an_index_of_its_own(
    own_folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One changed word in a passage makes the index of before an earlier one."""
    from shutil import copytree  # noqa: PLC0415 - used here only

    from assistant.settings import corpus_folder  # noqa: PLC0415 - read before the change

    copy = tmp_path_factory.mktemp("corpus") / "corpus"
    copytree(corpus_folder(), copy)
    build_index()
    changed = next(path for path in sorted(copy.rglob("*.md")) if path.read_text("utf-8").strip())
    changed.write_text(changed.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    monkeypatch.setenv("IMR_CORPUS", str(copy))
    settings.cache_clear()
    assert not index_state().current
    assert index_state().passages
    assert own_folder.exists()


def test_an_unknown_embedder_is_refused_by_name() -> None:
    """The line names the setting and what it may be."""
    with pytest.raises(
        SettingsError,
        match=r"embedder: expected one of local, openai:MODEL, chroma, .*, found 'none'",
    ):
        embedder_named("none")
