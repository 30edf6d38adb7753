"""What a record is, its date and author, and the documents in one file."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.case_file import record_of
from assistant.text import from_text

PAGES = (
    "PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)\nDate of exam: 11/05/2013\nNeck pain.",
    "Page 2 of 2\nPROGRESS REPORT (PR-2)\nPlan: physical therapy.\nSigned by: Ann B. Roe, MD",
    "STATE OF CALIFORNIA\nRequest for Authorization (DWC Form RFA)\nDate: 11/06/2013\n",
    "PHYSICAL THERAPY DAILY NOTE\nDate of service: 11/20/2013\nTherapist: Lee Park, DPT",
    "PHYSICAL THERAPY DAILY NOTE\nDate of service: 11/22/2013\nTherapist: Lee Park, DPT",
    "UTILIZATION REVIEW DETERMINATION\nDecision date: 11/14/2013\nReason: see the report.",
    "The prior progress report of 11/05/2013 was considered, and the MRI report too.",
)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("PR-2\nPrimary Treating Physician's Progress Report", "progress_report"),
        ("Doctor's First Report of Occupational Injury or Illness", "first_report"),
        ("DWC Form RFA\nRequest for Authorization", "request_for_authorization"),
        ("NOTICE OF UTILIZATION REVIEW NON-CERTIFICATION", "ur_decision"),
        ("PT Daily Note", "therapy_note"),
        ("Chiropractic Treatment Record", "therapy_note"),
        ("MRI LUMBAR SPINE WITHOUT CONTRAST", "imaging"),
        ("EMG/NCV Report, bilateral upper extremities", "imaging"),
        ("OPERATIVE REPORT", "operative_report"),
        ("Application for Independent Medical Review", "imr_application"),
        ("Dear Doctor,", "other"),
    ],
)  # fmt: skip
def test_kinds_by_their_headings(heading: str, kind: str) -> None:
    """Each kind of document is known by what stands at its head."""
    assert record_of("a.txt", from_text(f"{heading}\n\nLow back pain.")).kind == kind


def test_a_file_of_many_documents_is_divided() -> None:
    """Each document of one scan has its own kind, date and author; its later pages stay with it."""
    record = record_of("file.pdf", from_text("\f".join(PAGES)))
    assert [(part.kind, part.written, part.author) for part in record.parts] == [
        ("progress_report", date(2013, 11, 5), "Ann B. Roe, MD"),
        ("request_for_authorization", date(2013, 11, 6), None),
        ("therapy_note", date(2013, 11, 20), "Lee Park, DPT"),
        ("therapy_note", date(2013, 11, 22), "Lee Park, DPT"),
        ("ur_decision", date(2013, 11, 14), None),
    ]
    assert record.parts[0].span.end == record.parts[1].span.start
    assert record.parts[-1].span.end == len(record.document.text)


def test_pages_without_headings_are_one_document() -> None:
    """A report whose pages go on without a heading is not divided."""
    record = record_of("a.txt", from_text("PR-2\nDate: 1/2/2014\n\fHe reports an MRI report.\n\fx"))
    assert len(record.parts) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Date of Service: 3/4/14", date(2014, 3, 4)),
        ("DOS 03-04-2014", date(2014, 3, 4)),
        ("RFA date: March 4, 2014", date(2014, 3, 4)),
        ("Valley Medical Group\nMarch 4, 2014\nDear colleague", date(2014, 3, 4)),
        ("Date of injury: 03/04/2014", None),
        ("Date of birth: 03/04/1964", None),
        ("DOB: 03/04/1964\nDOI: 02/02/2012", None),
    ],
)
def test_a_document_gives_its_own_date(text: str, day: date | None) -> None:
    """The day of the document is labelled so or stands alone; injury and birth are other days."""
    assert record_of("a.txt", from_text(text)).written == day


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Electronically signed by Jane Roe, M.D.", "Jane Roe, M.D."),
        ("Primary Treating Physician: Dr. Roe", "Dr. Roe"),
        ("Physician: not stated", None),
        ("The radiologist read the study.", None),
        ("Plan: rest.\n\nMark T. Stone, DC", "Mark T. Stone, DC"),
    ],
)
def test_authors(text: str, author: str | None) -> None:
    """Who signed is read from the line that says so; prose names nobody."""
    assert record_of("a.txt", from_text(text)).author == author
