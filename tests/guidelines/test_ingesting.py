from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.errors import InvalidField, UnreadableFile
from assistant.guidelines import edition
from assistant.guidelines.ingesting import (
    edition_for,
    ingest,
    ingested_fingerprint,
    ingested_passages,
    ingested_texts,
    kept_elsewhere,
    remove,
    texts_folder,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.guidelines.conftest import PdfMaker

HEAD = "Chronic Pain Medical Treatment Guidelines\n8 C.C.R. 9792.20 - 9792.26"
CHRONIC = "chronic-pain/2009"


def page(number: int, *lines: str) -> str:
    """A page with the running head and the printed number that official texts have."""
    return "\n".join((HEAD, *lines, f"Page {number} of 127"))


BOOK = (
    page(57, "Magnets", "Not recommended. Nothing is known of an effect that lasts."),
    page(
        58,
        "Manual therapy & manipulation",
        "Recommended for chronic pain if caused by musculoskeletal conditions.",
        "Low back: A trial of 6 visits over 2 weeks, and with evidence of objective func-",
        "tional improvement a total of up to 18 visits over 6-8 weeks.",
    ),
    page(59, "Ankle and foot: no treatment of this kind.", "MASSAGE OF THE BACK", "One a week."),
    page(60, "Massage therapy", "Recommended as an option; it should be limited to 4-6 visits."),
)


@pytest.mark.usefixtures("data_folder")
def test_passages_keep_printed_page_and_page_of_the_file(pdf: PdfMaker) -> None:
    """The second page of the file is printed as 58, and its passage is verbatim."""
    text, new = ingest(pdf(*BOOK), edition(CHRONIC))
    assert new
    assert (text.pages, text.pages_numbered, text.pages_without_text) == (4, 4, 0)
    (found,) = [one for one in ingested_passages(CHRONIC) if one.pdf_page == 2]
    assert found.printed_page == 58
    assert found.section == "Manual therapy & manipulation"
    assert "A trial of 6 visits over 2 weeks" in found.text
    assert "objective func-tional improvement a total of up to 18 visits" in found.text
    assert found.citation.endswith("Manual therapy & manipulation, p. 58")
    assert found.in_force == edition(CHRONIC).in_force
    assert len(found.content_hash) == 64


@pytest.mark.usefixtures("data_folder")
def test_running_heads_and_page_numbers_are_no_text(pdf: PdfMaker) -> None:
    """What stands at the top and foot of every page is left out of the passages."""
    ingest(pdf(*BOOK), edition(CHRONIC))
    texts = " ".join(one.text for one in ingested_passages())
    assert "C.C.R." not in texts
    assert "of 127" not in texts


@pytest.mark.usefixtures("data_folder")
def test_headings_are_told_by_title_and_by_form(pdf: PdfMaker) -> None:
    """Titles of the edition, headings above a verdict, in capitals, and text that goes on."""
    ingest(pdf(*BOOK), edition(CHRONIC))
    sections = [(one.pdf_page, one.section) for one in ingested_passages()]
    assert sections == [
        (1, "Magnets"),
        (2, "Manual therapy & manipulation"),
        (3, "Manual therapy & manipulation"),
        (3, "MASSAGE OF THE BACK"),
        (4, "Massage therapy"),
    ]


NUMBERING = {
    "alone": (["57", "58", "59", "60"], [57, 58, 59, 60]),
    "beside a title": (["Pain 57", "Pain 58", "Pain 59", "Pain 60"], [57, 58, 59, 60]),
    "missing on one page": (["57", "", "59", "60"], [57, 58, 59, 60]),
    "a year on every page": (["July 2016"] * 4, [None] * 4),
    "none": ([""] * 4, [None] * 4),
    "beginning anew": (["99", "100", "1", "2"], [99, 100, 1, 2]),
}


@pytest.mark.usefixtures("data_folder")
@pytest.mark.parametrize("style", NUMBERING)
def test_printed_numbers_count_on_from_page_to_page(pdf: PdfMaker, style: str) -> None:
    """A number is the page's when the pages around it agree; a year in a foot is not."""
    feet, expected = NUMBERING[style]
    words = ("Alpha is told here.", "Beta is told here.", "Gamma comes next.", "Delta ends it.")
    file = pdf(*("\n".join(filter(None, pair)) for pair in zip(words, feet, strict=True)))
    ingest(file, edition(CHRONIC))
    assert [one.printed_page for one in ingested_passages()] == expected


def test_the_same_file_again_changes_nothing(pdf: PdfMaker, data_folder: Path) -> None:
    """Idempotent by the hash of the file, whatever its name; another text is kept beside it."""
    first, _ = ingest(pdf(*BOOK), edition(CHRONIC))
    kept = {file: file.read_bytes() for file in data_folder.rglob("*") if file.is_file()}
    before = ingested_fingerprint()
    again, new = ingest(pdf(*BOOK, name="copy.pdf"), edition(CHRONIC))
    assert (again, new) == (first, False)
    assert {f: f.read_bytes() for f in data_folder.rglob("*") if f.is_file()} == kept
    assert ingested_fingerprint() == before
    ingest(pdf(*BOOK[:2], name="part.pdf"), edition(CHRONIC))
    assert len(ingested_texts(CHRONIC)) == 2
    assert ingested_fingerprint() != before


@pytest.mark.usefixtures("data_folder")
def test_a_text_can_be_removed(pdf: PdfMaker) -> None:
    """After removal nothing of the text is left; an unknown id is refused."""
    text, _ = ingest(pdf(*BOOK), edition(CHRONIC))
    assert remove(text.id) == text
    assert ingested_texts() == ()
    assert ingested_fingerprint() == ""
    assert not any(texts_folder().iterdir())
    with pytest.raises(InvalidField, match="ID"):
        remove(text.id)


@pytest.mark.usefixtures("data_folder")
def test_progress_is_told_page_by_page(pdf: PdfMaker) -> None:
    """The caller hears how many pages are done, of how many."""
    told: list[tuple[int, int]] = []
    ingest(pdf(*BOOK), edition(CHRONIC), lambda done, total: told.append((done, total)))
    assert told[-1] == (4, 4)
    assert told == sorted(told)


@pytest.mark.usefixtures("data_folder")
def test_files_without_text_are_refused(tmp_path: Path, pdf: PdfMaker) -> None:
    """A missing file, an empty page and a file that is no PDF leave nothing behind."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"not a PDF")
    for file in (tmp_path / "missing.pdf", pdf("", name="scan.pdf"), broken):
        with pytest.raises(UnreadableFile):
            ingest(file, edition(CHRONIC))
    assert ingested_texts() == ()


@pytest.mark.parametrize(
    ("chapter", "year", "key"),
    [
        ("Chronic Pain Medical Treatment", 2009, CHRONIC),
        ("opioids/2016", None, "opioids/2016"),
        ("chronic-pain/2016", None, "chronic-pain/2016"),
        ("Official Disability Guidelines (ODG), Shoulder", None, "odg/shoulder"),
    ],
)
def test_a_chapter_is_named_as_in_citations(chapter: str, year: int | None, key: str) -> None:
    """By title and year, or by the key of the edition."""
    assert edition_for(chapter, year).key == key


@pytest.mark.parametrize(
    ("chapter", "year", "field"),
    [
        ("Chronic Pain Medical Treatment", 2012, "--year"),
        ("Chronic Pain Medical Treatment", None, "--year"),
        ("Wellness", 2009, "--chapter"),
        ("nowhere/2009", None, "--chapter"),
    ],
)
def test_a_chapter_that_the_catalog_lacks_is_refused(
    chapter: str, year: int | None, field: str
) -> None:
    """The refusal names the years that there are."""
    with pytest.raises(InvalidField) as refusal:
        edition_for(chapter, year)
    assert refusal.value.field == field


def test_a_key_and_another_year_do_not_agree() -> None:
    """A year beside the key of an edition is that of the edition, or refused by name."""
    assert edition_for(CHRONIC, 2009).key == CHRONIC
    with pytest.raises(InvalidField, match=r"--year: expected 2009, as chronic-pain/2009 has it"):
        edition_for(CHRONIC, 2016)
    with pytest.raises(InvalidField, match=r"--year: expected one of 2009, 2016, found 'nothing'"):
        edition_for("Chronic Pain Medical Treatment", None)


@pytest.mark.usefixtures("data_folder")
def test_a_file_read_for_two_editions_is_told(pdf: PdfMaker) -> None:
    """A file that was read for one edition can hardly be the text of another."""
    book = pdf(*BOOK)
    first, _ = ingest(book, edition(CHRONIC))
    assert kept_elsewhere(first) == ()
    second, new = ingest(book, edition("chronic-pain/2016"))
    assert new
    assert kept_elsewhere(second) == (first,)


@pytest.mark.usefixtures("data_folder")
def test_a_reading_that_was_cut_short_leaves_nothing_behind(pdf: PdfMaker) -> None:
    """What an interrupted run left is no text, and the next run takes it away."""
    book = pdf(*BOOK)
    text, _ = ingest(book, edition(CHRONIC))
    kept = texts_folder() / f"{text.id}.json"
    half = kept.with_name(f"{kept.name}.1.part")
    half.write_text(kept.read_text(encoding="utf-8")[:100], encoding="utf-8")
    kept.unlink()
    assert ingested_texts() == ()
    again, new = ingest(book, edition(CHRONIC))
    assert (again.id, new) == (text.id, True)
    assert [file.name for file in texts_folder().iterdir()] == [kept.name]
