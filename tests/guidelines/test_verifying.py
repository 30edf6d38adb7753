from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assistant.errors import CorpusError, InvalidField
from assistant.guidelines import Library, edition, library
from assistant.guidelines.ingesting import ingest
from assistant.guidelines.recorded import Record, record_file, recorded, says
from assistant.guidelines.verifying import Report, record, verify, write_report
from assistant.settings import corpus_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.guidelines.conftest import PdfMaker

HEAD = "Chronic Pain Medical Treatment Guidelines"
WHEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SECTION = "chronic-pain/2009"
MANUAL = f"{SECTION}/manual-therapy-manipulation"


def page(number: int, *lines: str) -> str:
    """A page with running head and printed number."""
    return "\n".join((HEAD, *lines, str(number)))


def pages_between(first: int, last: int) -> tuple[str, ...]:
    """Pages that say nothing of any limit, to bring the numbering to where it should be."""
    return tuple(page(number, f"Text number {number} is about another thing.") for number in
                 range(first, last + 1))  # fmt: skip


def book(pdf: PdfMaker, trial: str = "six visits over 2 weeks") -> Path:
    """Printed pages 57 to 99: manual therapy and massage where cited, physical medicine moved."""
    return pdf(
        page(57, "Magnets", "Not recommended for any pain that this book is about."),
        page(
            58,
            "Manual therapy & manipulation",
            "Recommended for chronic pain if caused by musculoskeletal conditions.",
            f"Low back: Recommended as an option. Therapeutic care - trial of {trial}, with",
            "evidence of objective functional improvement, up to 18 visits over 6-8 weeks.",
            "Elective/maintenance care - Not medically necessary. Recurrences/flare-ups - need to",
            "re-evaluate treatment success, if RTW achieved then 1-2 visits every 4-6 months.",
        ),
        page(59, "Ankle & Foot: Not recommended. Carpal tunnel syndrome: Not recommended."),
        page(
            60,
            "Massage therapy",
            "Recommended as an option as indicated below; limited to 4-6 visits in most cases.",
        ),
        *pages_between(61, 69),
        page(
            70,
            "Physical Medicine",
            "Recommended as indicated below. Physical Medicine Guidelines -",
            "Allow for fading of treatment frequency (from up to 3 visits per week to 1 or less).",
            "Myalgia and myositis, unspecified: 9-10 visits over 8 weeks",
            "Neuralgia, neuritis, and radiculitis, unspecified: 12 visits over 4 weeks",
            "Reflex sympathetic dystrophy (CRPS): 24 visits over 16 weeks",
        ),
    )


@pytest.fixture
def report(pdf: PdfMaker, data_folder: Path) -> Report:
    """The limits of 2009 beside the book of the tests."""
    assert data_folder
    text, _ = ingest(book(pdf), edition(SECTION))
    return verify(text)


def statuses(report: Report) -> dict[str, str]:
    """Status by the name of the limit within its edition."""
    return {one.limit.removeprefix(f"{SECTION}/"): one.status for one in report.limits}


def test_right_moved_and_wrong_numbers_are_told_apart(report: Report) -> None:
    """On the cited page, on another page (which is named), and not in the text."""
    found = statuses(report)
    trial = "manual-therapy-manipulation:low-back-trial-visits"
    assert found[trial] == "on the cited page"
    assert found["manual-therapy-manipulation:low-back-total-visits"] == "on the cited page"
    assert found["manual-therapy-manipulation:low-back-flare-up-visits"] == "on the cited page"
    assert found["massage-therapy:visits"] == "on the cited page"
    assert found["physical-medicine:myalgia-visits"] == "elsewhere"
    assert found["physical-medicine:crps-visits"] == "elsewhere"
    assert found["physical-medicine:neuralgia-visits"] == "not found"
    assert found["esi:maximum-injections"] == "not found"


def test_the_place_is_named_with_both_page_numbers(report: Report) -> None:
    """A moved limit says on which printed page and which page of the file it stands."""
    by_name = {one.limit: one for one in report.limits}
    moved = by_name[f"{SECTION}/physical-medicine:myalgia-visits"]
    assert (moved.printed_page, moved.pdf_page) == (70, 14)
    assert moved.section == "Physical Medicine"
    assert "9-10 visits over 8 weeks" in moved.quote


def test_a_wrong_number_is_shown_with_what_the_text_says(pdf: PdfMaker, data_folder: Path) -> None:
    """Eight visits in the text are no evidence for six, and the report quotes them."""
    assert data_folder
    text, _ = ingest(book(pdf, trial="8 visits over 2 weeks"), edition(SECTION))
    by_name = {one.limit: one for one in verify(text).limits}
    trial = by_name[f"{MANUAL}:low-back-trial-visits"]
    assert trial.status == "not found"
    assert "8 visits over 2 weeks" in trial.instead


def test_a_number_that_differs_is_shown_where_the_section_moved(report: Report) -> None:
    """The row for neuralgia, on a page other than the cited one, says 12 visits."""
    name = f"{SECTION}/physical-medicine:neuralgia-visits"
    row = next(one for one in report.limits if one.limit == name)
    assert row.status == "not found"
    assert "12 visits over 4 weeks" in row.instead
    assert row.printed_page == 70


@pytest.mark.parametrize(
    "wrong",
    [
        "16 visits over 2 weeks",
        "60 visits over 2 weeks",
        "6 visits over 12 weeks",
        "6 visits over 2 months",
        "2.6 visits over 2 weeks",
        "6.5 visits over 2 weeks",
    ],
)
def test_a_number_that_only_looks_like_it_is_no_evidence(
    pdf: PdfMaker, data_folder: Path, wrong: str
) -> None:
    """Neither a longer number that holds the digit, nor another time or unit."""
    assert data_folder
    text, _ = ingest(book(pdf, trial=wrong), edition(SECTION))
    assert statuses(verify(text))["manual-therapy-manipulation:low-back-trial-visits"] == (
        "not found"
    )


def test_the_report_is_written_with_every_limit(report: Report, data_folder: Path) -> None:
    """JSON for programs and Markdown for people, in the data folder."""
    file = write_report(report)
    assert file.is_relative_to(data_folder)
    words = file.read_text(encoding="utf-8")
    assert all(one.limit in words for one in report.limits)
    data = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    assert Report.model_validate(data) == report
    assert sum(report.counts.values()) == len(report.limits) == 68


def test_a_recorded_limit_is_official_for_this_user(report: Report) -> None:
    """Only what stands on its cited page; who, when, which file and page are kept."""
    written = record(report, "A. Reviewer", WHEN)
    names = {one.limit for one in written}
    assert f"{MANUAL}:low-back-trial-visits" in names
    assert f"{SECTION}/physical-medicine:myalgia-visits" not in names
    (one,) = [one for one in recorded().values() if one.limit.endswith("low-back-trial-visits")]
    assert (one.by, one.at[:10], one.file) == ("A. Reviewer", "2026-03-01", "official.pdf")
    assert one.page.startswith("p. 58, PDF p. 2")
    ours = {x.id: x for x in Library(corpus_folder(), recorded()).contents(SECTION).limits}
    shipped = {x.id: x for x in Library(corpus_folder()).contents(SECTION).limits}
    for name, limit in ours.items():
        if name in names:
            assert limit.verification == "official"
        else:
            assert limit == shipped[name]
    assert "A. Reviewer" in ours[f"{MANUAL}:low-back-trial-visits"].source


def test_a_limit_found_elsewhere_is_recorded_by_name_only(report: Report) -> None:
    """The user says which one; a limit that was not found cannot be recorded."""
    moved = f"{SECTION}/physical-medicine:myalgia-visits"
    (one,) = record(report, "A. Reviewer", WHEN, [moved])
    assert one.limit == moved
    with pytest.raises(InvalidField, match="--limit"):
        record(report, "A. Reviewer", WHEN, [f"{SECTION}/physical-medicine:neuralgia-visits"])
    with pytest.raises(InvalidField, match="--by"):
        record(report, " ", WHEN)


def test_a_record_of_another_number_counts_no_more(data_folder: Path) -> None:
    """When the shipped number changes, the old verification does not cover the new one."""
    assert data_folder
    shipped = next(x for x in library().contents(SECTION).limits if x.verification == "recalled")
    one = Record(
        limit=shipped.id,
        says=says(shipped),
        by="A",
        at="2026-03-01",
        file="f",
        sha256="0",
        page="1",
    )
    for words, verification in ((says(shipped), "official"), ("<= 999 visits", "recalled")):
        records = {shipped.id: one.model_copy(update={"says": words})}
        books = Library(corpus_folder(), records)
        found = {x.id: x for x in books.contents(SECTION).limits}
        assert found[shipped.id].verification == verification


def test_a_damaged_record_is_refused_by_line(data_folder: Path) -> None:
    """A line that is no verification is an error that names file and line, not ignored."""
    data_folder.mkdir()
    record_file().write_text("\n{}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="line 2"):
        recorded()
