"""Numbers that only look like quantities."""

from __future__ import annotations

import pytest

from assistant.quantities import find_amounts, read_request


@pytest.mark.parametrize(
    "title",
    [
        "Physical therapy DOS: 11/14/16",
        "Physical therapy, date of service 11-14-2016",
        "Physical therapy on 1/3/17",
        "Physical therapy (DOS 2016-11-14)",
        "Chiropractic evaluation November 21, 2016",
        "Physical therapy requested 11/2016",
        "Right L5-S1 epidural steroid injection",
        "Epidural steroid injection at L4-L5 and L5-S1",
        "Facet block C5-6, C6-7",
        "Medial branch block L3, L4, L5",
        "Kyphoplasty T12",
        "Fusion L4-5",
        "Physical therapy evaluation 97161",
        "Chiropractic 98940",
        "Therapeutic exercise (97110)",
        "Physical therapy 97110, 97140, 97112",
        "TENS unit E0730",
        "Office visit 99213",
        "Physical therapy for M54.5",
        "Physical therapy, ICD-10 M54.16",
        "3 in 1 commode",
        "4-lead TENS unit",
        "2 lead TENS unit",
        "12 lead EKG",
        "Three phase bone scan to the left foot",
        "3-phase bone scan",
        "4 view x-ray of the lumbar spine",
        "X-ray right hand, 3 views",
        "2-view chest x-ray",
        "Grade 2 ankle sprain therapy",
        "Physical therapy for type II SLAP lesion",
        "T1 weighted MRI",
        "3T MRI of the brain",
        "3D CT scan",
        "Level 3 office visit",
        "2-level fusion",
        "Four wheeled walker",
        "10 panel urine drug screen",
        "2x4 gauze pads",
        "MRI of the right knee without contrast",
        "EMG/NCV of the bilateral upper extremities",
        "Physical therapy evaluation, cervical and thoracic spine",
        "Physical therapy status post surgery 3 weeks ago",
        "Follow-up in 6 weeks",
        "Chiropractic for a 56 year-old",
        "Vitamin B12 injection",
        "MTUS 2016 physical therapy",
        "Work hardening, 1st program",
        "Aquatic therapy page 22",
        "Two-stage revision",
    ],
)
def test_no_course_is_read_from_a_number_that_names_or_describes(title: str) -> None:
    """Dates, levels, codes, grades and shapes give neither frequency, weeks nor visits."""
    request = read_request(title).request
    assert (request.per_week, request.weeks, request.visits) == (None, None, None)
    assert request.quantity is None


@pytest.mark.parametrize(
    "prose",
    [
        "He is a 56 year-old male, 48-year-old by another note, injured on 12-22-2009.",
        "Pain is 8/10, or 8 out of 10, with strength 5/5 and reflexes 2 of 4.",
        "See Chapter 12, Table 12-3, page 298, section 3.3.4 of the 2004 edition.",
        "Disc bulge at L4-L5 and C5-6 on 10/28/2016.",
        "CPT 97110 and 97140 were billed for ICD9 729.1.",
        "One of the treating physicians saw two options.",
        "A three phase bone scan with 2 views.",
        "adults over 40 years of age",
    ],
)
def test_prose_without_quantities_has_no_amounts(prose: str) -> None:
    """What names, dates, rates or describes is not an amount."""
    assert find_amounts(prose) == ()
