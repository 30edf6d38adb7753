"""A complete letter for every service of the machine interface, under several editions."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.case_file import CaseFile, DisputedItem, Record
from assistant.checks import check
from assistant.drafting import Draft, draft_case
from assistant.letters import read_letter
from assistant.letters.models import Dates
from assistant.terms import SERVICES
from assistant.text import from_text

TITLES = {
    "physical_therapy": "Physical therapy 2 times a week for 4 weeks, low back",
    "occupational_therapy": "Occupational therapy, 8 sessions, right wrist",
    "chiropractic": "Chiropractic treatment, 8 visits, low back",
    "acupuncture": "Acupuncture, 6 visits, low back",
    "massage": "Massage therapy, 6 visits, low back",
    "aquatic": "Aquatic therapy, 8 visits, low back",
    "work_conditioning": "Work conditioning, 10 visits",
    "modality": "Therapeutic ultrasound to the low back",
    "tens_neurostim": "TENS unit, 30-day trial",
    "mri": "MRI of the lumbar spine",
    "xray": "X-ray of the lumbar spine",
    "ct": "CT scan of the lumbar spine",
    "emg_ncs": "EMG/NCV of the bilateral lower extremities",
    "other_diagnostic": "Bone scan",
    "esi": "Lumbar epidural steroid injection at L4-5",
    "facet_or_mbb": "Lumbar medial branch block at L4-5",
    "trigger_point": "Trigger point injection, low back",
    "other_injection": "Cortisone injection, right knee",
    "surgery": "Right knee arthroscopy with partial meniscectomy",
    "dme": "Lumbar brace",
    "home_health": "Home health aide, 4 hours a day",
    "opioid": "Norco 10/325mg #60",
    "nsaid": "Naproxen 550mg #60",
    "muscle_relaxant": "Cyclobenzaprine 7.5mg #60",
    "anticonvulsant": "Gabapentin 300mg #90",
    "antidepressant": "Cymbalta 30mg #30",
    "benzodiazepine": "Xanax 1mg #30",
    "ppi": "Omeprazole 20mg #60",
    "topical": "Lidoderm 5% patch #30",
    "compound": "Compounded cream: flurbiprofen 20%, lidocaine 5%",
    "other_drug": "Ambien 10mg #30",
    "psych": "Psychotherapy, 6 sessions",
    "functional_capacity_evaluation": "Functional capacity evaluation",
    "urine_drug_test": "Urine drug test",
    "office_visit_or_consult": "Consultation with an orthopedic surgeon",
    "biofeedback": "Biofeedback, 4 sessions",
    "functional_restoration": "Functional restoration program, 10 days",
    "other": "Transportation to and from appointments",
}
DAYS = (date(2013, 10, 1), date(2015, 6, 1), date(2016, 12, 20), date(2018, 6, 1))
RECORD = (
    "PROGRESS REPORT (PR-2)\nDate of exam: 08/15/2013\n\n"
    "The patient is a 44 year-old female. She reports low back pain rated 6/10.\n\n"
    "Diagnoses:\n1. Lumbar strain\n\n{said}\n"
)
SAID = {
    "nothing": "",
    "something": (
        "Sensation was decreased at L5 on the right. She failed conservative treatment with "
        "physical therapy. MRI of the lumbar spine shows a disc herniation. No red flags. "
        "She takes hydrocodone; pain is reduced by 40 percent and function improved. There is "
        "muscle spasm. She has no GERD."
    ),
}


def drafted(title: str, day: date, said: str = "", more: tuple[str, ...] = ()) -> Draft:
    """The draft of a case of one item, or with `more` of several, decided on `day`."""
    text = RECORD.format(said=said)
    return draft_case(
        CaseFile(
            folder="case",
            case_number="CM13-0000001",
            dates=Dates(injury=date(2012, 11, 1), decision=day),
            disputed_items=tuple(DisputedItem(title=one) for one in (title, *more)),
            records=(
                Record(
                    name="report.txt",
                    kind="progress_report",
                    written=date(2013, 8, 15),
                    document=from_text(text),
                ),
            ),
            sha256=f"{title} {day}",
        )
    )


def test_each_service_of_the_interface_has_a_title() -> None:
    """The titles of this test name every service once, as the reader of titles reads them."""
    assert set(TITLES) == set(SERVICES)
    read = {name: drafted(title, DAYS[0]).items[0].service for name, title in TITLES.items()}
    assert {name: service for name, service in read.items() if service != name} == {}


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("service", sorted(TITLES))
def test_a_letter_is_complete_and_reads_back(service: str, day: date) -> None:
    """Item, outcome and dates come back, no check finds an error, each row gives its reason."""
    for said in SAID.values():
        draft = drafted(TITLES[service], day, said)
        letter = read_letter(from_text(draft.letter, "draft.md"))
        item = draft.items[0]
        assert [(one.title, one.outcome, one.service) for one in letter.issues] == [
            (item.title, item.outcome, item.service)
        ]
        assert letter.dates == draft.dates
        assert check(letter, as_of=day).counts.error == 0
        assert item.criteria
        assert item.reason
        for row in item.criteria:
            assert row.finding
            assert row.verdict == "met" or row.answer or row.verdict == "not applicable"
        assert not re.search(r"\bNone\b|[{}]| ,|\.\.", draft.letter)


def test_requirements_are_read_from_the_record_and_quoted() -> None:
    """Words that say it give "met" with their place, a denial "not met", silence its own answer."""
    draft = drafted(TITLES["esi"], DAYS[2], SAID["something"])
    rows = {row.name: row for row in draft.items[0].criteria}
    assert rows["radiculopathy on examination"].verdict == "met"
    assert "Sensation was decreased" in rows["radiculopathy on examination"].finding
    assert rows["failure of conservative care"].verdict == "met"
    bare = {row.name: row for row in drafted(TITLES["esi"], DAYS[2]).items[0].criteria}
    assert bare["radiculopathy on examination"].verdict == "not documented"
    stomach = {
        row.name: row
        for row in drafted(TITLES["ppi"], DAYS[2], SAID["something"]).items[0].criteria
    }
    assert stomach["risk of gastrointestinal events"].verdict == "not documented"
    assert "She has no GERD" in stomach["risk of gastrointestinal events"].finding
    denied = drafted(TITLES["muscle_relaxant"], DAYS[2], "There is no muscle spasm.").items[0]
    assert {row.name: row.verdict for row in denied.criteria}["muscle spasm"] == "not met"
    assert denied.outcome == "upheld"


def test_what_is_not_documented_is_named_as_the_reason() -> None:
    """A suggestion that follows from missing papers says so, and lists what would change it."""
    item = drafted(TITLES["esi"], DAYS[2]).items[0]
    assert item.outcome == "upheld"
    assert "not documented" in item.reason
    assert "an examination with dermatome, reflex and strength findings" in item.would_change


def test_without_readable_records_nothing_is_suggested() -> None:
    """Where no record could be read, absence proves nothing and no outcome follows."""
    base = CaseFile(
        folder="case",
        dates=Dates(decision=DAYS[2]),
        disputed_items=(DisputedItem(title=TITLES["esi"]),),
        sha256="0",
    )
    assert draft_case(base).items[0].outcome is None


def test_an_early_request_for_imaging_is_measured_from_the_injury() -> None:
    """Fewer weeks since the injury than the wait before imaging: not met, with both numbers."""
    case = CaseFile(
        folder="case",
        dates=Dates(injury=date(2016, 12, 10), decision=date(2016, 12, 20)),
        disputed_items=(DisputedItem(title="MRI of the cervical spine"),),
        sha256="1",
    )
    rows = {row.name: row for row in draft_case(case).items[0].criteria}
    waits = [
        row for name, row in rows.items() if name in {"conservative care", "time before imaging"}
    ]
    assert waits
    assert all(row.verdict == "not met" for row in waits)
    assert any("since the injury" in row.finding for row in waits)
