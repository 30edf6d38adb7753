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
        ("Orthopedic re-evaluation of 03/04/2014\nKnee pain.", date(2014, 3, 4)),
        (
            "UTILIZATION REVIEW DETERMINATION\n\n04/01/2014. Request: 8 visits.\n\nIt was the "
            "evaluation of 02/24/2014.",
            date(2014, 4, 1),
        ),
        (
            "PROGRESS REPORT\n\n04/01/2014\nThe capacity evaluation of 03/24/2014 was valid.",
            date(2014, 4, 1),
        ),
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


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        (
            "UR 5/8/2014 - Sleep study denied: criteria ask for six months.",
            "ur_decision",
            "2014-05-08",
        ),
        (
            "2/14/2020 gabapentin and gel: all denied, no updated note was received.",
            "ur_decision",
            "2020-02-14",
        ),
        (
            "RETROSPECTIVE REVIEW, November 8, 2011\n\nScreen of DOS 8/30/11: not certified. The "
            "guideline does not support a repeat.",
            "ur_decision",
            "2011-11-08",
        ),
        (
            "UTILIZATION REVIEW, July 2, 2014\nWalker (RFA dated 06/30/2014): not certified.",
            "ur_decision",
            "2014-07-02",
        ),
        (
            "Visit 1/31/2011  DOI 3/19/09\nNeck pain 6.\nPE: taut bands. Denies weakness.\n"
            "Dx neck strain\nPlan: massage 1x8.\nFull duty.",
            "progress_report",
            "2011-01-31",
        ),
        (
            "HAND CLINIC, December 14, 2016\nTingling (claim date 05/20/2016).",
            "other",
            "2016-12-14",
        ),
        ("PT note 3/3/2011: left shoulder, visit 6 of 8.", "therapy_note", "2011-03-03"),
        ("CLAIM NOTES\n09/06/2013 call from the clinic\n01/17/2014 fax sent", "other", None),
        ("Intake form\nDate of injury: 03/01/2012\nName withheld", "other", None),
    ],
)
def test_terse_notes_tell_their_kind_and_day_without_a_label(
    text: str, kind: str, day: str | None
) -> None:
    """A note without heading is known by its words; the date at its top is its own."""
    record = record_of("note.txt", from_text(text))

    assert record.kind == kind
    assert (record.written.isoformat() if record.written else None) == day
