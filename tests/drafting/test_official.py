"""Official texts that a user brought are quoted in drafts, verbatim, with their page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.checks import check
from assistant.drafting import Draft
from assistant.guidelines import edition
from assistant.guidelines.ingesting import ingest, ingested_passages
from assistant.letters import read_letter
from assistant.text import from_text
from tests.drafting.test_every_service import DAYS, TITLES, drafted

TEXT = """\
Manual therapy & manipulation
Recommended for chronic pain if caused by musculoskeletal conditions.
Low back: A trial of 6 visits over 2 weeks, and with evidence of objective functional
improvement a total of up to 18 visits over 6-8 weeks.
\f
NSAIDs (non-steroidal anti-inflammatory drugs)
Osteoarthritis: Recommended at the lowest dose for the shortest period in moderate to severe pain.
\f
Magnets
Not recommended. Nothing is known of an effect that lasts.
"""
KEY = "chronic-pain/2009"


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of the 2009 chapter in a data folder of its own."""
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path / "data"))
    file = tmp_path / "mtus.txt"
    file.write_text(TEXT, encoding="utf-8")
    ingest(file, edition(KEY))


def quoted(draft: Draft) -> list[str]:
    """What the draft quotes of the text, each with a support that names a passage of it."""
    own = {one.id: one for one in ingested_passages(KEY)}
    found = []
    for one in draft.statements:
        for support in one.supports:
            if support.kind == "guideline" and support.id in own:
                words = one.text.split('reads: "', 1)[1].removesuffix('"')
                assert words in " ".join(own[support.id].text.split())
                assert own[support.id].citation in one.text
                found.append(words)
    return found


@pytest.mark.usefixtures("brought")
def test_the_sentence_of_the_limit_is_quoted() -> None:
    """The governing number stands in the quotation, and the letter passes its own check."""
    draft = drafted(TITLES["chiropractic"], DAYS[0])
    (words,) = quoted(draft)
    assert words.startswith("Low back: A trial of 6 visits over 2 weeks")
    letter = read_letter(from_text(draft.letter, "draft.md"))
    assert check(letter, as_of=DAYS[0]).counts.error == 0


@pytest.mark.usefixtures("brought")
def test_the_sentence_of_a_section_without_a_number_is_quoted() -> None:
    """Of a section without a limit the sentence that speaks of what is asked stands there."""
    assert any("lowest dose" in words for words in quoted(drafted(TITLES["nsaid"], DAYS[0])))


@pytest.mark.usefixtures("brought")
def test_a_text_of_another_edition_is_not_quoted() -> None:
    """The edition of 2016 governs, and the words of 2009 stay out."""
    assert quoted(drafted(TITLES["chiropractic"], DAYS[2])) == []


def test_a_chapter_without_text_is_named_by_its_title_until_a_text_is_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In 2018 the low back has a chapter of which no word is on record, and no section is cited."""
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path / "data"))
    title = "Chiropractic treatment, 6 visits, low back"
    before = drafted(title, date(2018, 6, 1))
    assert "Decision based on MTUS Low Back Disorders 2016." in before.letter
    assert "is not at hand, and no number of it" in " ".join(before.letter.split())
    file = tmp_path / "low-back.txt"
    words = "Manipulation is an option where it goes with exercise and function is measured."
    file.write_text(f"CHIROPRACTIC MANIPULATION\n{words}\n", encoding="utf-8")
    ingest(file, edition("low-back/2016"))
    after = " ".join(drafted(title, date(2018, 6, 1)).letter.split())
    assert words in after
    assert "is not at hand" not in after
