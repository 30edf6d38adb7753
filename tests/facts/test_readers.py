"""The readers one by one: what each takes from the words of a record, and what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.facts import CaseFacts

FactsOf = Callable[..., CaseFacts]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (
            "Mechanism of injury: While lifting a box of tile, he felt a pop in his low back.",
            "While lifting a box of tile",
        ),
        (
            "The patient was injured on 3/2/2014 when a pallet jack ran over his left foot.",
            "when a pallet jack ran over his left foot",
        ),
        (
            "She developed wrist pain due to repetitive data entry over eight years.",
            "due to repetitive data entry over eight years",
        ),
        (
            "The claimant reports a cumulative trauma injury from prolonged standing.",
            "from prolonged standing",
        ),
        (
            "He was rear-ended by a truck at work, on the way to a job.",
            "was rear-ended by a truck at work, on the way to a job",
        ),
        (
            "A 40-year-old roofer who fell 12 feet off a scaffold on 1/3/2015.",
            "fell 12 feet off a scaffold",
        ),
        (
            "Doctor's First Report\nHistory: As she was pulling a drawer, it struck her shin.",
            "As she was pulling a drawer, it struck her shin",
        ),
    ],
)
def test_mechanism(facts_of: FactsOf, text: str, how: str) -> None:
    """How it happened is told in the record's words, without what followed."""
    assert facts_of(text).mechanism.value == how


@pytest.mark.parametrize(
    "text",
    [
        "There is no clear mechanism of injury.",
        "Mechanism of injury: unknown.",
        "She fell on the stairs at home last week, years after the injury.",
        "Pain is noted when bending.",
    ],
)
def test_no_mechanism(facts_of: FactsOf, text: str) -> None:
    """What is unknown, or happened elsewhere, is not how the injury came about."""
    assert facts_of(text).mechanism.status == "not documented"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Objective findings:\nLumbar spine: flexion 45/60 degrees, extension 10/25 degrees.",
            [("flexion", "low back", (45, 45), 60), ("extension", "low back", (10, 10), 25)],
        ),
        (
            "Knee flexion was 120 degrees on the left and 135 degrees on the right.",
            [
                ("flexion", "left knee", (120, 120), None),
                ("flexion", "right knee", (135, 135), None),
            ],
        ),
        (
            "Grip strength: right 22 kg, left 35 kg.",
            [("grip", "right hand", (22, 22), None), ("grip", "left hand", (35, 35), None)],
        ),
        (
            "Exam of the left knee: range of motion is 0-115 degrees.",
            [("range of motion", "left knee", (0, 115), None)],
        ),
        (
            "Physical Examination\nCervical spine\nFlexion: 30 degrees\nRight rotation: 50\n",
            [("flexion", "neck", (30, 30), None), ("right rotation", "neck", (50, 50), None)],
        ),
        (
            "Exam: quadriceps strength is 4/5 in the right thigh.",
            [("strength", "right thigh", (4, 4), None)],
        ),
        ("Reflexes are 2+ at the knees.", [("reflexes", "knees", (2, 2), None)]),
    ],
)
def test_measures(
    facts_of: FactsOf,
    text: str,
    found: list[tuple[str, str, tuple[float, float], float | None]],
) -> None:
    """Motion, strength, grip and reflexes come with part, side, value and the normal beside."""
    values = [fact.value for fact in facts_of(text).findings if fact.value]
    assert [(one.test, one.body_part, one.value, one.normal) for one in values] == found


@pytest.mark.parametrize(
    ("text", "test", "part", "result", "status"),
    [
        (
            "Exam: a positive Hawkins test at the right shoulder.",
            "hawkins",
            "right shoulder",
            "positive",
            "documented",
        ),
        (
            "Exam of the left knee: McMurray is negative.",
            "mcmurray",
            "left knee",
            "negative",
            "documented",
        ),
        (
            "Exam: Tinel positive at the left wrist.",
            "tinel",
            "left wrist",
            "positive",
            "documented",
        ),
        (
            "On exam there is no swelling of the left ankle.",
            "swelling",
            "left ankle",
            "present",
            "denied",
        ),
        (
            "Palpation: tenderness of the right elbow.",
            "tenderness",
            "right elbow",
            "present",
            "documented",
        ),
        (
            "Exam: decreased sensation in the right thumb.",
            "decreased sensation",
            "right thumb",
            "present",
            "documented",
        ),
    ],
)
def test_signs(
    facts_of: FactsOf, text: str, test: str, part: str, result: str, status: str
) -> None:
    """Tests are positive or negative at a part and side; a sign that is denied is given as such."""
    fact = facts_of(text).findings[0]
    assert fact.value is not None
    told = (fact.value.test, fact.value.body_part, fact.value.result, fact.status)
    assert told == (test, part, result, status)


@pytest.mark.parametrize(
    "text",
    [
        "The goal is flexion of 90 degrees.",
        "Guidelines ask for a positive straight leg raise.",
        "She denies tenderness.",
    ],
)
def test_no_findings(facts_of: FactsOf, text: str) -> None:
    """Goals, guidelines and what the patient says are no findings of an examination."""
    assert facts_of(text).findings == ()


@pytest.mark.parametrize(
    ("text", "study", "day", "parts", "result"),
    [
        (
            "MRI of the cervical spine dated 4/12/2014 demonstrated a 3 mm disc bulge at C5-6.",
            "mri", date(2014, 4, 12), ("neck",), "a 3 mm disc bulge at C5-6",
        ),
        (
            "X-rays of the left ankle (06/01/2013): no fracture.",
            "xray", date(2013, 6, 1), ("left ankle",), "no fracture",
        ),
        (
            "An EMG/NCV of the upper extremities performed on January 5, 2015 was normal.",
            "emg_ncs", date(2015, 1, 5), ("upper extremities",), "normal",
        ),
        (
            "MRI REPORT\nExam: MRI right knee\nDate of exam: 02/10/2016\nFINDINGS: A tear.\n"
            "IMPRESSION:\n1. Tear of the medial meniscus.\n2. Small effusion.\n",
            "mri", date(2016, 2, 10), ("right knee",),
            "1. Tear of the medial meniscus. 2. Small effusion.",
        ),
    ],
)  # fmt: skip
def test_imaging(
    facts_of: FactsOf, text: str, study: str, day: date, parts: tuple[str, ...], result: str
) -> None:
    """A study that was done has its day, its part and its result in the record's words."""
    fact = facts_of(text).imaging[0]
    assert fact.value is not None
    told = (fact.value.study, fact.on, fact.value.body_parts, fact.value.result)
    assert told == (study, day, parts, result)


def test_a_study_that_is_asked_for_was_not_done(facts_of: FactsOf) -> None:
    """A request, in whatever record, is no study; "no MRI" is denied."""
    assert facts_of("Authorization is requested for MRI of the lumbar spine.").imaging == ()
    assert facts_of("An MRI of the hip is pending.").imaging == ()
    assert [fact.status for fact in facts_of("No MRI was available.").imaging] == ["denied"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Current medications: Norco 10/325 mg one tablet every 6 hours as needed, gabapentin "
            "300 mg TID, and omeprazole 20 mg daily.",
            [
                ("Norco", "current", "10/325 mg", "one tablet every 6 hours as needed", None),
                ("gabapentin", "current", "300 mg", "TID", None),
                ("omeprazole", "current", "20 mg", "daily", None),
            ],
        ),
        (
            "He stopped taking naproxen 550 mg due to gastric upset.",
            [("naproxen", "stopped", "550 mg", None, None)],
        ),
        (
            "Tramadol was discontinued; she was started on Cymbalta 30 mg.",
            [
                ("Tramadol", "stopped", None, None, None),
                ("Cymbalta", "current", "30 mg", None, None),
            ],
        ),
        (
            "Request: Flexeril 7.5 mg #60, one twice daily.",
            [("Flexeril", "requested", "7.5 mg", "twice daily", "#60")],
        ),
        (
            "Medications:\n1. Voltaren gel 1%, apply 2 g four times a day\n2. Ambien 10 mg qhs prn",
            [
                ("Voltaren gel", "current", "1%", "apply 2 g four times a day", None),
                ("Ambien", "current", "10 mg", "qhs prn", None),
            ],
        ),
        (
            "He has been on Percocet since 2012 with 40% relief.",
            [("Percocet", "current", None, None, None)],
        ),
    ],
)
def test_medications(facts_of: FactsOf, text: str, found: list[tuple[str | None, ...]]) -> None:
    """Name, use, strength, how it is taken and how many; relief in percent is no strength."""
    values = [fact.value for fact in facts_of(text).medications if fact.value]
    told = [(one.drug, one.use, one.strength, one.dosing, one.quantity) for one in values]
    assert told == found


def test_drugs_that_are_not_taken(facts_of: FactsOf) -> None:
    """A drug that is denied is told so; allergies and drug screens give none."""
    assert [one.status for one in facts_of("She is not taking ibuprofen.").medications] == [
        "denied"
    ]
    assert facts_of("Allergies: codeine.").medications == ()
    assert facts_of("The urine drug screen was positive for hydrocodone.").medications == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Diagnoses:\n1. Lumbar radiculopathy (M54.16)\n2. Cervicalgia, ICD-10: M54.2\n"
            "3. Rotator cuff tear, left 840.4\n",
            [
                ("Lumbar radiculopathy", ("M54.16",)),
                ("Cervicalgia", ("M54.2",)),
                ("Rotator cuff tear, left", ("840.4",)),
            ],
        ),
        (
            "Assessment: 724.4 lumbar neuritis; 722.10 displaced lumbar disc.",
            [("lumbar neuritis; displaced lumbar disc", ("724.4", "722.10"))],
        ),
        (
            "Dx: carpal tunnel syndrome G56.01, right.",
            [("carpal tunnel syndrome, right", ("G56.01",))],
        ),
        (
            "DIAGNOSES\nS83.241A Other tear of medial meniscus\nM17.11 Osteoarthritis\n",
            [("Other tear of medial meniscus", ("S83.241A",)), ("Osteoarthritis", ("M17.11",))],
        ),
        ("Diagnoses: disc bulge at T12 and L4.", [("disc bulge at T12 and L4", ())]),
    ],
)
def test_diagnoses_and_codes(
    facts_of: FactsOf, text: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    """ICD-9 and ICD-10 codes are told apart from the words; levels of the spine are no codes."""
    values = [fact.value for fact in facts_of(text).diagnoses if fact.value]
    assert [(one.text, one.codes) for one in values] == found


@pytest.mark.parametrize(
    ("text", "completed", "authorised", "first", "last"),
    [
        (
            "Physical Therapy Attendance Log\n1. 01/04/2016 attended\n2. 01/06/2016 attended\n"
            "3. 01/08/2016 no show\n4. 01/11/2016 cancelled\n5. 01/13/2016 attended\n",
            3, None, date(2016, 1, 4), date(2016, 1, 13),
        ),
        (
            "Chiropractic Treatment Record\nDate | Care | Pain\n3/1/2015 | CMT | 6/10\n"
            "3/3/2015 | CMT | 5/10\n",
            2, None, date(2015, 3, 1), date(2015, 3, 3),
        ),
        (
            "Physical therapy flow sheet\n01/05/16 x\n01/07/16 x\n01/12/16 x\n"
            "Date of injury: 02/02/2014\n",
            3, None, date(2016, 1, 5), date(2016, 1, 12),
        ),
        (
            "Acupuncture Daily Note\nDate of service: 05/05/2016\nVisit 4 of 6\n",
            4, 6, None, date(2016, 5, 5),
        ),
        (
            "Occupational Therapy Progress Note\nDate of visit: 2/2/2016\nVisits completed: 9\n"
            "Visits authorized: 12\n",
            9, 12, None, date(2016, 2, 2),
        ),
        ("Aquatic therapy note\nSession 3.", 3, None, None, None),
    ],
)  # fmt: skip
def test_visit_logs(
    facts_of: FactsOf,
    text: str,
    completed: int,
    authorised: int | None,
    first: date | None,
    last: date | None,
) -> None:
    """Visits are counted from rows and numbers; missed days and other dates are none."""
    values = [fact.value for fact in facts_of(text).visits if fact.value]
    done = next(one for one in values if one.stage == "completed")
    assert (done.count, done.first, done.last) == ((completed, completed), first, last)
    allowed = [one.count for one in values if one.stage == "authorised"]
    assert allowed == ([(authorised, authorised)] if authorised else [])


@pytest.mark.parametrize(
    ("text", "service", "visits", "parts", "rfa"),
    [
        (
            "Request for Authorization\nDate of RFA: 04/05/2016\nRequested: Physical therapy 2x6 "
            "for the left shoulder; MRI of the left shoulder\n",
            "physical_therapy", (12, 12), ("left shoulder",), date(2016, 4, 5),
        ),
        (
            "Plan: Requesting authorization for chiropractic care 3 times per week for 4 weeks, "
            "cervical spine.",
            "chiropractic", (12, 12), ("neck",), None,
        ),
        (
            "RFA dated 6/7/2015 requests 8 visits of occupational therapy for the right hand.",
            "occupational_therapy", (8, 8), ("right hand",), date(2015, 6, 7),
        ),
        (
            "DWC Form RFA\nDate: 09/10/2015\nService/Good requested: Physical therapy\n"
            "Frequency: 2x/week\nDuration: 4 weeks\nBody part: right knee\n",
            "physical_therapy", (8, 8), ("right knee",), date(2015, 9, 10),
        ),
        ("Request for chiropractic 3 x wk x 4 wks.", "chiropractic", (12, 12), (), None),
    ],
)  # fmt: skip
def test_requests(
    facts_of: FactsOf,
    text: str,
    service: str,
    visits: tuple[float, float],
    parts: tuple[str, ...],
    rfa: date | None,
) -> None:
    """Service, multiplied visits, parts and the day of the request for authorization are read."""
    value = next(fact.value for fact in facts_of(text).requests if fact.value)
    assert (value.service, value.request.visits, value.body_parts, value.rfa) == (
        service,
        visits,
        parts,
        rfa,
    )


@pytest.mark.parametrize(
    ("text", "outcome", "certified", "reason", "day"),
    [
        (
            "UTILIZATION REVIEW DETERMINATION\nDate: 03/04/2016\nRequest: 12 sessions of physical "
            "therapy\nDetermination: Modified. 6 sessions of physical therapy are certified.\n"
            "Rationale: The guideline supports a trial first.\n",
            "modified", "6 sessions of physical therapy", "The guideline supports a trial first.",
            date(2016, 3, 4),
        ),
        (
            "Utilization Review Non-Certification\nDecision date: 01/02/2015\nDetermination: "
            "NON-CERTIFIED\nThe MRI of the knee is non-certified as there was no trial of care.\n",
            "denied", None, "there was no trial of care.", date(2015, 1, 2),
        ),
        (
            "On 10/11/2014, UR modified the request for 12 acupuncture visits to 4 visits because "
            "gains were not shown.",
            "modified", "4 visits", "gains were not shown.", date(2014, 10, 11),
        ),
        (
            "Utilization review approved 6 of 12 chiropractic visits on 5/6/2013.",
            "modified", "6 of 12 chiropractic visits", None, date(2013, 5, 6),
        ),
        (
            "Utilization Review Decision\nDate of decision: 8/9/2016\nThe treatment is "
            "conditionally non-certified. Clinical rationale: No reply came.\n",
            "denied", None, "No reply came.", date(2016, 8, 9),
        ),
    ],
)  # fmt: skip
def test_what_utilization_review_certified_and_why(
    facts_of: FactsOf,
    text: str,
    outcome: str,
    certified: str | None,
    reason: str | None,
    day: date,
) -> None:
    """Outcome, what was allowed of a modified request, the reason and the day."""
    fact = facts_of(text).ur_decisions[0]
    assert fact.value is not None
    told = (fact.value.outcome, fact.value.certified, fact.value.reason, fact.on)
    assert told == (outcome, certified, reason, day)


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Function has declined since the last visit.", "Function has declined", "documented"),
        ("She reports decreased walking tolerance.", "decreased walking tolerance", "documented"),
        ("ADLs have worsened.", "ADLs have worsened", "documented"),
        ("He can no longer lift his child.", "can no longer lift", "documented"),
        ("There was no functional decline.", "functional decline", "denied"),
    ],
)
def test_decline(facts_of: FactsOf, text: str, words: str, status: str) -> None:
    """A loss of function is told in the record's words; "no decline" is denied."""
    fact = facts_of(text).function[0]
    assert fact.value is not None
    assert (fact.value.kind, fact.value.text, fact.status) == ("decline", words, status)


@pytest.mark.parametrize(
    ("text", "authorised", "completed"),
    [
        ("He was authorized for 8 chiropractic visits and has completed 3 of them.", 8, 3),
        ("24 physical therapy visits were approved; 20 were attended.", 24, 20),
        ("Of 12 authorized acupuncture visits, four have been used.", 12, 4),
    ],
)
def test_visits_told_as_part_of_others(
    facts_of: FactsOf, text: str, authorised: int, completed: int
) -> None:
    """Of visits that were allowed, those attended are told apart though their unit is not said."""
    told = {one.value.stage: one.value.count for one in facts_of(text).visits if one.value}
    assert told == {"authorised": (authorised,) * 2, "completed": (completed,) * 2}


def test_surgical_history(facts_of: FactsOf) -> None:
    """Each operation of a history stands by itself, with its day where the whole day is given."""
    facts = facts_of(
        "Past surgical history: L4-5 microdiscectomy 6/12/2013; right carpal tunnel release 2011."
    )
    told = [(fact.value.text, fact.on) for fact in facts.surgeries if fact.value]
    assert told == [
        ("right carpal tunnel release", None),
        ("L4-5 microdiscectomy", date(2013, 6, 12)),
    ]
    none = facts_of("Past surgical history: none.").surgeries
    assert [fact.status for fact in none] == ["denied"]


def test_a_pain_scale_is_a_complaint(facts_of: FactsOf) -> None:
    """A scale without a sentence around it is a complaint with its score."""
    fact = facts_of("Pain scale: 7/10, low back.").complaints[0]
    assert fact.value is not None
    assert (fact.value.score, fact.value.body_parts) == ((7, 7), ("low back",))
