from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.guidelines import Governing, Limit, catalog, governing, limits, limits_of, neighbours
from assistant.guidelines.models import COUNTS

EVERY = {limit.id: limit for edition in catalog() for limit in limits_of(edition.key)}
ONE_DAY = timedelta(days=1)
STEP = {"fraction of the general course": 0.1}

IN_2014 = date(2014, 2, 1)
IN_2016 = date(2016, 12, 1)
LONG_AGO = date(2009, 1, 1)


def found_on(limit: Limit, day: date) -> bool:
    """Whether the limit is among those for its first service on `day`."""
    return limit in limits(limit.services[0], day)


@pytest.mark.parametrize("name", EVERY)
def test_each_limit_holds_from_its_first_to_its_last_day(name: str) -> None:
    """In force on both ends of its window and on neither day beside it."""
    limit = EVERY[name]
    start, end = limit.in_force.start, limit.in_force.end
    for day, inside in (
        (start, True),
        (start and start - ONE_DAY, False),
        (end, True),
        (end and end + ONE_DAY, False),
    ):
        if day is not None:
            assert limit.in_force.covers(day) is inside
            assert not limit.services or found_on(limit, day) is inside
    if start is None and end is None:
        assert limit.in_force.covers(date(1900, 1, 1))


@pytest.mark.parametrize("name", EVERY)
def test_each_limit_is_measured_on_both_sides_of_its_number(name: str) -> None:
    """The number itself, a step below and a step above are told apart by the operator."""
    limit = EVERY[name]
    low, high = limit.value
    step = STEP.get(limit.unit, 0.5 if high < 1 else 1)
    at, below, above = limit.admits(high), limit.admits(low - step), limit.admits(high + step)
    expected = {
        "<=": (True, True, False),
        "<": (False, True, False),
        ">=": (True, False, True),
        ">": (False, False, True),
        "==": (True, False, False),
        "range": (True, limit.metric in COUNTS, False),
    }
    assert (at, below, above) == expected[limit.operator]


ROWS = {
    name: limit
    for name, limit in EVERY.items()
    if limit.edition == "postsurgical/2009" and limit.metric == "visits"
}
DAY_OF_SURGERY = date(2012, 3, 10)


@pytest.mark.parametrize("name", ROWS)
def test_each_row_of_the_table_governs_inside_its_period_only(name: str) -> None:
    """On the day of surgery and the last day of the period; not the day before or after."""
    row = ROWS[name]
    period = next(
        limit
        for limit in EVERY.values()
        if limit.passage == row.passage
        and limit.metric == "postsurgical_period"
        and limit.diagnoses == row.diagnoses
    )
    months = int(period.value[1])
    assert period.unit == "months"
    year, month = divmod(DAY_OF_SURGERY.year * 12 + DAY_OF_SURGERY.month - 1 + months, 12)
    last = date(year, month + 1, DAY_OF_SURGERY.day)
    for day, inside in (
        (DAY_OF_SURGERY, True),
        (last, True),
        (DAY_OF_SURGERY - ONE_DAY, False),
        (last + ONE_DAY, False),
    ):
        answer = governing(
            "physical_therapy", (), day, surgery=row.diagnoses[0], surgery_date=DAY_OF_SURGERY
        )
        assert (answer.governs == row) is inside, day
        if inside:
            assert answer.supported == answer.initial == (row.value[0] / 2, row.value[1] / 2)


def test_the_rest_of_the_course_after_surgery_needs_improvement() -> None:
    """Half of 24 visits at first; the other half with documented functional improvement."""
    supported = {}
    for improved in (None, False, True):
        answer = governing(
            "physical_therapy",
            ("shoulder",),
            date(2014, 12, 1),
            surgery="arthroscopic rotator cuff repair",
            surgery_date=date(2014, 10, 1),
            prior_visits=10,
            functional_improvement=improved,
        )
        supported[improved] = answer.supported
    assert supported == {None: (2, 2), False: (2, 2), True: (14, 14)}


@pytest.mark.parametrize(
    ("surgery", "body_parts", "visits"),
    [
        ("rotator cuff repair", (), 24),
        ("right rotator cuff repair, open", (), 30),
        ("L4-5 laminectomy", (), 16),
        ("L5-S1 fusion", (), 34),
        ("C5-6 discectomy and fusion", (), 24),
        ("microdiscectomy", ("low back",), 16),
        ("C6 laminectomy", ("low back",), 16),
    ],
)
def test_an_operation_is_found_as_surgeons_name_it(
    surgery: str, body_parts: tuple[str, ...], visits: float
) -> None:
    """Levels stand for their part of the spine, and a part that is not named is the request's."""
    answer = governing(
        "physical_therapy",
        body_parts,
        date(2014, 3, 1),
        surgery=surgery,
        surgery_date=date(2014, 1, 10),
    )
    assert answer.basis == "post_surgical"
    assert answer.total is not None
    assert answer.total.value[1] == visits


def test_care_after_an_operation_to_come_is_measured_by_the_table_when_asked_for_as_such() -> None:
    """A request for therapy after a planned operation is for the initial course."""
    surgery, day = "lumbar fusion", date(2014, 10, 1)
    planned = governing("physical_therapy", (), day, surgery=surgery, phase="post_surgical")
    assert planned.basis == "post_surgical"
    assert planned.initial == (17, 17)
    assert governing("physical_therapy", (), day, surgery=surgery).basis == "chapter"


TRIAL_AND_TOTAL: dict[tuple[float | None, bool | None], tuple[str, tuple[float, float]]] = {
    # prior visits, improvement: limit that governs, supported now
    (None, None): ("trial", (6, 6)),
    (0, None): ("trial", (6, 6)),
    (0, True): ("trial", (6, 6)),
    (4, None): ("trial", (2, 2)),
    (6, None): ("trial", (0, 0)),
    (6, False): ("trial", (0, 0)),
    (6, True): ("total", (12, 12)),
    (18, True): ("total", (0, 0)),
    (30, True): ("total", (0, 0)),
}


@pytest.mark.parametrize(("prior", "improved"), TRIAL_AND_TOTAL)
def test_trial_against_total(prior: float | None, improved: bool | None) -> None:
    """Manipulation of the low back: 6 visits first, up to 18 with functional improvement."""
    answer = governing(
        "chiropractic",
        ("low back",),
        IN_2014,
        injury_date=LONG_AGO,
        prior_visits=prior,
        functional_improvement=improved,
    )
    name, supported = TRIAL_AND_TOTAL[prior, improved]
    assert answer.governs == getattr(answer, name)
    assert answer.supported == supported
    assert answer.admits(supported[1]) is True
    assert answer.admits(supported[1] + 1) is False


def test_an_extension_without_a_number_stays_open() -> None:
    """Acupuncture goes on with documented improvement; the guideline gives no total."""
    answer = governing(
        "acupuncture", ("knee",), IN_2014, prior_visits=6, functional_improvement=True
    )
    assert answer.supported is None
    assert "open, without a number" in answer.reasons[-1].why


def test_the_phase_asked_for_takes_its_own_number() -> None:
    """Flare-ups have 1-2 visits, elective care none; the knee has no number for a flare-up."""
    values = {}
    for phase in ("trial", "total", "flare_up", "maintenance"):
        answer = governing("chiropractic", ("low back",), IN_2014, phase=phase)
        values[phase] = answer.governs and answer.governs.value
    assert values == {"trial": (6, 6), "total": (18, 18), "flare_up": (1, 2), "maintenance": (0, 0)}
    knee = governing("chiropractic", ("knee",), IN_2014, phase="flare_up")
    assert knee.governs is None
    assert knee.answer.startswith("the guideline gives no number for this")


def test_acute_pain_is_measured_by_the_chapter_of_the_body_part() -> None:
    """Two months after the injury chapter 12 counts; three months after, the chronic chapter."""
    for injury, edition in (
        (date(2013, 11, 2), "low-back/2004"),
        (date(2013, 11, 1), "chronic-pain/2009"),
    ):
        answer = governing("physical_therapy", ("low back",), IN_2014, injury_date=injury)
        assert answer.edition == edition
    acute = governing("physical_therapy", ("low back",), IN_2014, phase="acute")
    assert acute.edition == "low-back/2004"


def test_acute_pain_that_only_the_chronic_chapter_speaks_of() -> None:
    """A muscle relaxant a month after the injury: the nearest number, and that it is assumed."""
    answer = governing(
        "muscle_relaxant", (), IN_2016, injury_date=date(2016, 11, 1), condition="cyclobenzaprine"
    )
    assert answer.governs is not None
    assert answer.governs.id == "chronic-pain/2016/cyclobenzaprine:duration"
    assert answer.assumed
    assert any("no source for acute pain" in reason.why for reason in answer.reasons)
    assert not any("3 months or more" in reason.why for reason in answer.reasons)


def test_no_chapter_of_a_body_part_speaks_for_a_request_without_one() -> None:
    """Equipment for no part in particular is not a matter of the elbow chapter."""
    answer = governing("dme", (), IN_2016)
    assert answer.edition is None
    assert answer.answer == "the guideline gives no number for this"


def test_a_retrospective_dispute_takes_the_day_of_service() -> None:
    """Care given in 2014 is measured by the edition of 2009 though it is decided in 2016."""
    totals = []
    for service_date in (None, IN_2014):
        answer = governing(
            "physical_therapy", ("hand",), IN_2016, condition="CRPS", service_date=service_date
        )
        assert answer.total is not None
        totals.append(answer.total.value)
    assert totals == [(26, 26), (24, 24)]


def test_sources_outside_the_schedule_come_after_it() -> None:
    """The neck has no number of visits in the schedule, so the next source of the sequence has."""
    answer = governing("chiropractic", ("neck",), IN_2014, injury_date=LONG_AGO)
    assert answer.basis == "outside"
    assert answer.edition == "odg/neck-upper-back"
    assert any(not one.taken and "no number for the neck" in one.why for one in answer.reasons)


def test_no_number_is_an_answer() -> None:
    """The chapter of 2016 speaks of epidural injections and gives no number."""
    answer = governing("esi", ("low back",), IN_2016, injury_date=LONG_AGO)
    assert answer.governs is None
    assert answer.admits(1) is None
    assert answer.answer == (
        "the guideline gives no number for this (MTUS Chronic Pain Medical Treatment 2016)"
    )


def test_rules_on_dispensing_do_not_measure_a_prescription() -> None:
    """From 2018 the formulary says how opioids are dispensed; the dose is the guideline's."""
    answer = governing("opioid", (), date(2018, 12, 1))
    assert answer.governs is not None
    assert (answer.governs.edition, answer.governs.metric) == ("opioids/2017", "dose")
    assert any(one.edition == "formulary/2018" for one in answer.others)


def test_frequency_fades_from_three_visits_a_week_to_one() -> None:
    """Both ends of the fading course are part of the answer."""
    answer = governing("physical_therapy", ("low back",), IN_2014, injury_date=LONG_AGO)
    assert [limit.value for limit in answer.frequency] == [(1, 1), (3, 3)]


@pytest.mark.parametrize(
    ("injury", "capped"), [(date(2003, 12, 31), False), (date(2004, 1, 1), True), (None, True)]
)
def test_caps_of_the_labor_code_count_for_injuries_from_2004(
    injury: date | None, capped: bool
) -> None:
    """24 visits an injury stand beside the guideline, and say how many are left."""
    answer = governing(
        "physical_therapy", ("low back",), IN_2014, injury_date=injury, prior_visits=20
    )
    assert bool(answer.caps) is capped
    assert any("4 are left after 20" in one.why for one in answer.reasons) is capped
    assert answer.supported == (0, 0)


def test_every_neighbour_has_its_reason() -> None:
    """Each limit for the service, of any date, is in the answer once, taken or not, with a why."""
    for service, parts, day in (
        ("physical_therapy", ("shoulder",), IN_2016),
        ("chiropractic", ("neck",), IN_2014),
        ("opioid", (), IN_2016),
        ("esi", ("low back",), IN_2016),
        ("mri", ("knee",), date(2018, 5, 1)),
    ):
        answer = governing(service, parts, day)
        found = neighbours(answer, service, parts)
        assert sorted(one.limit.id for one in found) == sorted(x.id for x in limits(service))
        assert all(one.why for one in found)
        assert [one.limit for one in found if one.role == "governs"] == [
            limit for limit in (answer.governs,) if limit
        ]
        outdated = [one for one in found if not one.limit.in_force.covers(day)]
        assert all("in force" in one.why and one.role is None for one in outdated)


def test_a_neighbour_says_why_it_was_not_taken() -> None:
    """By its dates, its row, its part of the body, or its place in the search sequence."""
    answer = governing("physical_therapy", ("shoulder",), IN_2016, injury_date=LONG_AGO)
    why = {one.limit.id: one.why for one in neighbours(answer, "physical_therapy", ("shoulder",))}
    assert "not on 2016-12-01" in why["chronic-pain/2009/physical-medicine:myalgia-visits"]
    assert why["chronic-pain/2016/physical-medicine-treatment:crps-visits"].startswith("the row")
    assert why["postsurgical/2009/knee:total-knee-visits"] == "no operation is given"
    first = "MTUS Chronic Pain Medical Treatment 2016 comes first"
    assert why["odg/shoulder/physical-therapy:rotator-cuff-visits"] == first


def test_a_chapter_without_text_comes_before_sources_outside_the_schedule() -> None:
    """Since December 2017 a neck is the matter of its chapter, though no number of it is known."""
    before = governing("mri", ["neck"], date(2017, 11, 30), injury_date=date(2016, 1, 1))
    after = governing("mri", ["neck"], date(2017, 12, 1), injury_date=date(2016, 1, 1))
    assert before.edition == "neck-upper-back/2004"
    assert (after.edition, after.governs) == ("neck-upper-back/2016", None)
    against = [one.why for one in after.reasons if one.source.startswith("Official Disability")]
    assert any("comes first, and no number of it is on record" in why for why in against)


def test_a_chapter_for_a_condition_comes_first_where_there_is_no_pain() -> None:
    """Stress is the matter of its own chapter; a low mood from pain is that of chronic pain."""

    def asked(condition: str) -> Governing:
        words = "Individual psychotherapy, 6 sessions"
        injured = date(2012, 1, 1)
        day = date(2013, 9, 3)
        return governing("psych", (), day, condition=condition, request=words, injury_date=injured)

    stress = asked("Adjustment disorder with anxiety")
    assert (stress.edition, stress.governs) == ("stress-related/2004", None)
    pain = asked("depression from chronic back pain")
    assert pain.governs is not None
    assert pain.governs.id == "chronic-pain/2009/behavioral-interventions:trial-visits"


@pytest.mark.parametrize(
    ("service", "request_words", "limit"),
    [
        ("muscle_relaxant", "Soma 350 mg #60", "chronic-pain/2009/carisoprodol:duration"),
        ("tens_neurostim", "H-wave unit, purchase", "chronic-pain/2009/h-wave:trial-duration"),
        ("tens_neurostim", "TENS unit", "chronic-pain/2009/tens:trial-duration"),
        ("tens_neurostim", "Spinal cord stimulator trial", None),
        ("psych", "Psychological evaluation", None),
        ("topical", "Lidoderm patches 5% #30", None),
        ("topical", "Capsaicin cream 0.025%", "chronic-pain/2009/capsaicin:concentration"),
    ],
)
def test_the_words_of_a_request_find_its_row(
    service: str, request_words: str, limit: str | None
) -> None:
    """A drug or device has its own number; a request for another takes none of them."""
    found = governing(
        service, (), date(2014, 2, 1), request=request_words, injury_date=date(2012, 1, 1)
    )
    assert (found.governs.id if found.governs else None) == limit


def test_of_two_operations_the_row_with_more_visits_governs() -> None:
    """A laminectomy with a fusion is measured as the fusion, and the other row is named."""
    found = governing(
        "physical_therapy",
        ["low back"],
        date(2014, 4, 1),
        surgery="L4-5 laminectomy and fusion",
        surgery_date=date(2014, 2, 1),
    )
    assert found.governs is not None
    assert found.governs.id == "postsurgical/2009/low-back:fusion-visits"
    assert any("the row for lumbar discectomy has fewer" in one.why for one in found.reasons)


@pytest.mark.parametrize(
    ("service", "condition", "year", "key"),
    [
        ("functional_capacity_evaluation", "", 2018, "cornerstones/2018"),
        ("mri", "concussion", 2018, "traumatic-brain-injury/2018"),
        ("psych", "major depressive disorder", 2020, "depressive-disorders/2020"),
        ("other_drug", "nausea, Zofran 4 mg", 2020, "antiemetics/2020"),
    ],
)
def test_an_edition_whose_days_are_not_known_is_listed_from_its_year_on(
    service: str, condition: str, year: int, key: str
) -> None:
    """Nothing of a chapter of 2018 is said of care in 2017, and it is not said to be in force."""
    parts = ("head",) if "concussion" in condition else ()
    before = governing(service, parts, date(year - 1, 12, 31), condition=condition)
    after = governing(service, parts, date(year, 1, 1), condition=condition)
    assert before.edition != key
    assert after.edition == key
    assert after.governs is None
    assert any("neither its days in force" in reason.why for reason in after.reasons)
