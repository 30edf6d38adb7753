"""Courses of visits: frequency, weeks, totals and other lengths, as titles word them."""

from __future__ import annotations

import pytest

from assistant.quantities import Range, RequestField, read_request
from assistant.terms import Service

PT: Service = "physical_therapy"


def _one(number: float | None) -> Range | None:
    return None if number is None else (number, number)


@pytest.mark.parametrize(
    ("words", "per_week", "weeks"),
    [
        ("2 times a week for 6 weeks", 2, 6),
        ("2 times per week for 6 weeks", 2, 6),
        ("two times a week times six weeks", 2, 6),
        ("2x6", 2, 6),
        ("2 x 6", 2, 6),
        ("2X6", 2, 6),
        ("2×6", 2, 6),
        ("2 x 6 weeks", 2, 6),
        ("2x6wks", 2, 6),
        ("2x/week x 6 weeks", 2, 6),
        ("2 x/week x 6 weeks", 2, 6),
        ("2x per week x 6 weeks", 2, 6),
        ("2x a week for 6 weeks", 2, 6),
        ("2x week x 6 weeks", 2, 6),
        ("2 x wk x 6 wks", 2, 6),
        ("3x/wk for 4 wks", 3, 4),
        ("3x/wk x 4wks", 3, 4),
        ("2xWk x 6Wks", 2, 6),
        ("2x/w x 6w", 2, 6),
        ("2/week x 6 weeks", 2, 6),
        ("2/wk x 6", 2, 6),
        ("3 per week for 4 weeks", 3, 4),
        ("3 a week for 4 weeks", 3, 4),
        ("twice a week for 4 weeks", 2, 4),
        ("twice a week x 4 wks", 2, 4),
        ("twice per week x 4 weeks", 2, 4),
        ("twice weekly for 4 weeks", 2, 4),
        ("twice-weekly for 4 weeks", 2, 4),
        ("once a week for 8 weeks", 1, 8),
        ("once weekly x 8 weeks", 1, 8),
        ("one time a week for six weeks", 1, 6),
        ("three times weekly for 4 weeks", 3, 4),
        ("3 times weekly x 4 weeks", 3, 4),
        ("three (3) times a week for four (4) weeks", 3, 4),
        ("three (3) times per week times four (4) weeks", 3, 4),
        ("3 times a week x 4", 3, 4),
        ("3x/week x 4", 3, 4),
        ("3 times each week for 4 weeks", 3, 4),
        ("3 times every week for 4 weeks", 3, 4),
        ("3 times in a week for 4 weeks", 3, 4),
        ("3 visits per week for 2 weeks", 3, 2),
        ("3 visits a week over 2 weeks", 3, 2),
        ("additional 3 visits per week for 2 weeks", 3, 2),
        ("3 sessions/week x 4 weeks", 3, 4),
        ("2 sessions per week for the next 6 weeks", 2, 6),
        ("2 sessions weekly for 6 weeks", 2, 6),
        ("5 days a week for 2 weeks", 5, 2),
        ("5 days per week x 3 weeks", 5, 3),
        ("6 weeks, 2 times per week", 2, 6),
        ("for 6 weeks at 2 times a week", 2, 6),
        ("(2 times a week for 6 weeks)", 2, 6),
        ("2 times a week, for 6 weeks", 2, 6),
        ("2 times a week for a period of 6 weeks", 2, 6),
        ("2 times a week for a total of 6 weeks", 2, 6),
        ("2 times a week over the next 6 weeks", 2, 6),
        ("2 times per week, 6 weeks", 2, 6),
        ("1x6", 1, 6),
        ("1 x 6 weeks", 1, 6),
        ("every other week for 8 weeks", 0.5, 8),
        ("once every other week for 8 weeks", 0.5, 8),
        ("once every two weeks for 8 weeks", 0.5, 8),
        ("1 time every 2 weeks for 12 weeks", 0.5, 12),
        ("biweekly for 8 weeks", 0.5, 8),
        ("bi-weekly x 8 weeks", 0.5, 8),
        ("weekly for 6 weeks", 1, 6),
        ("weekly x 6 weeks", 1, 6),
        ("every week for 6 weeks", 1, 6),
    ],
)
@pytest.mark.parametrize("lead", ["Physical therapy ", "Acupuncture to the left knee, "])
def test_frequency_and_weeks_give_the_product(
    lead: str, words: str, per_week: float, weeks: float
) -> None:
    """A frequency and a number of weeks are read in every writing, and visits are their product."""
    request = read_request(lead + words).request
    assert (request.per_week, request.weeks) == (_one(per_week), _one(weeks))
    assert request.visits == _one(per_week * weeks)
    assert not request.visits_explicit


@pytest.mark.parametrize(
    ("title", "per_week", "weeks", "visits"),
    [
        ("Physical therapy 1 to 2 times per week for 4 weeks", (1, 2), (4, 4), (4, 8)),
        ("Physical therapy 1-2x/week x 4-6 weeks", (1, 2), (4, 6), (4, 12)),
        ("PT 2-3 x per week for 6 weeks", (2, 3), (6, 6), (12, 18)),
        ("Chiropractic 2 to 3 visits per week for 4 to 6 weeks", (2, 3), (4, 6), (8, 18)),
        ("Chiropractic one to two times weekly x 6 weeks", (1, 2), (6, 6), (6, 12)),
        ("Massage once or twice a week for 4 weeks", (1, 2), (4, 4), (4, 8)),
        ("Acupuncture 1-2 x 6", (1, 2), (6, 6), (6, 12)),
        ("Work conditioning 3–5 times a week for 2 weeks", (3, 5), (2, 2), (6, 10)),
        ("Aquatic therapy 2 times a week for 4-6 weeks", (2, 2), (4, 6), (8, 12)),
    ],
)
def test_ranges_keep_both_ends(title: str, per_week: Range, weeks: Range, visits: Range) -> None:
    """A range stays a range, and so does the product."""
    request = read_request(title).request
    assert (request.per_week, request.weeks, request.visits) == (per_week, weeks, visits)


@pytest.mark.parametrize(
    ("title", "visits"),
    [
        ("Physical therapy, 12 visits", (12, 12)),
        ("12 visits of physical therapy", (12, 12)),
        ("12 physical therapy visits", (12, 12)),
        ("12 additional physical therapy visits for the low back", (12, 12)),
        ("Additional 6 sessions of acupuncture", (6, 6)),
        ("Six sessions of acupuncture", (6, 6)),
        ("Eight (8) sessions of chiropractic care", (8, 8)),
        ("eight [8] chiropractic treatments", (8, 8)),
        ("Post-op physical therapy 12-18 sessions", (12, 18)),
        ("Physical therapy 6 to 8 visits", (6, 8)),
        ("Physical therapy six to eight visits", (6, 8)),
        ("Physical therapy, times 12", (12, 12)),
        ("Physical therapy x12", (12, 12)),
        ("Physical therapy x 12", (12, 12)),
        ("Physical therapy X12 visits", (12, 12)),
        ("Chiropractic #12", (12, 12)),
        ("Chiropractic treatment to the neck # 12", (12, 12)),
        ("Chiropractic (#12)", (12, 12)),
        ("Acupuncture QTY 12", (12, 12)),
        ("Acupuncture QTY: 12", (12, 12)),
        ("Acupuncture Qty: 12.00", (12, 12)),
        ("Acupuncture, quantity 6", (6, 6)),
        ("Acupuncture (qty: 6)", (6, 6)),
        ("Physical therapy visits x 12", (12, 12)),
        ("Physical therapy sessions: 12", (12, 12)),
        ("Physical therapy for a total of 12", (12, 12)),
        ("Physical therapy, total of 12 visits", (12, 12)),
        ("Massage therapy, 6", (6, 6)),
        ("6 acupuncture", (6, 6)),
        ("Twenty-four physical therapy sessions", (24, 24)),
        ("twenty four sessions of physical therapy", (24, 24)),
        ("Wound care nurse, 1-2 visits to evaluate", (1, 2)),
        ("One office visit", (1, 1)),
        ("Follow-up visit x 1", (1, 1)),
        ("Six 1-hour sessions of psychotherapy", (6, 6)),
        ("Physical therapy 8 tx to the left wrist", (8, 8)),
        ("Up to 10 visits of occupational therapy", (10, 10)),
        ("Chiropractic for the lumbar 8 sessions", (8, 8)),
        ("ninety-nine visits of physical therapy", (99, 99)),
    ],
)
def test_a_stated_total_is_explicit(title: str, visits: Range) -> None:
    """A number of visits, sessions or treatments is the total, however it is marked."""
    request = read_request(title).request
    assert (request.visits, request.visits_explicit) == (visits, True)
    assert (request.per_week, request.weeks) == (None, None)


@pytest.mark.parametrize(
    ("title", "per_week", "weeks", "visits"),
    [
        ("Physical therapy 2 times a week for 6 weeks (12 sessions)", 2, 6, 12),
        ("Chiropractic sessions two times four (8 total)", 2, 4, 8),
        ("Six physical therapy sessions two times a week for three weeks", 2, 3, 6),
        ("Six sessions one time a week for six weeks of acupuncture", 1, 6, 6),
        ("Chiropractic 2 times a week for 6 weeks to cervical and lumbar #12", 2, 6, 12),
        ("Chiropractic 2x4 (8)", 2, 4, 8),
        ("Chiropractic 2x4 = 8", 2, 4, 8),
        ("Acupuncture 2x4, 8 visits", 2, 4, 8),
        ("Acupuncture, two times four visits (8)", 2, 4, 8),
        ("Acupuncture 8 visits, 2x4", 2, 4, 8),
        ("Physical therapy 2x/week x 6 weeks, total 12", 2, 6, 12),
        ("Physical therapy 3 times a week for 4 weeks, for a total of 12 visits", 3, 4, 12),
        ("Physical therapy 3 times a week for 4 weeks QTY: 12", 3, 4, 12),
        ("Physical therapy 3 times a week for 4 weeks x 12 visits", 3, 4, 12),
        ("12 sessions of physical therapy (2 per week for 6 weeks)", 2, 6, 12),
        ("12 physical therapy sessions, 2x/week for 6 weeks", 2, 6, 12),
        ("Physical therapy 2 times a week for 6 weeks, 10 visits", 2, 6, 10),
        ("2 sessions x 6 weeks of acupuncture, total 12 sessions", 2, 6, 12),
    ],
)
def test_a_total_stands_beside_its_frequency(
    title: str, per_week: float, weeks: float, visits: float
) -> None:
    """A stated total wins over the product, and frequency and weeks are read all the same."""
    request = read_request(title).request
    assert (request.per_week, request.weeks) == (_one(per_week), _one(weeks))
    assert (request.visits, request.visits_explicit) == (_one(visits), True)


@pytest.mark.parametrize(
    ("title", "visits", "weeks"),
    [
        ("6 visits of chiropractic over 2 weeks", 6, 2),
        ("Physical therapy 12 visits over 6 weeks", 12, 6),
        ("Physical therapy 12 sessions in 6 weeks", 12, 6),
        ("Acupuncture, six visits within four weeks", 6, 4),
    ],
)
def test_a_total_over_weeks_needs_no_frequency(title: str, visits: float, weeks: float) -> None:
    """A total with its period gives visits and weeks and leaves the frequency unsaid."""
    request = read_request(title).request
    assert (request.visits, request.weeks, request.per_week) == (_one(visits), _one(weeks), None)


@pytest.mark.parametrize(
    ("title", "value", "unit"),
    [
        ("Acupuncture once every other week for 3 months", (3, 3), "months"),
        ("Psychotherapy once a month for 6 months", (6, 6), "months"),
        ("Vascutherm unit, 14 days rental", (14, 14), "days"),
        ("Cold therapy unit, 7-10 day rental", (7, 10), "days"),
        ("Cold therapy unit rental x 7 days", (7, 7), "days"),
        ("TENS unit 30 day trial", (30, 30), "days"),
        ("H-Wave one month home trial", (1, 1), "months"),
        ("Gym membership for 6 months", (6, 6), "months"),
        ("One year gym membership", (1, 1), "years"),
        ("Functional restoration program x 160 hours", (160, 160), "hours"),
        ("Functional restoration program, 10 days", (10, 10), "days"),
        ("6 sessions of acupuncture within 30 days", (30, 30), "days"),
    ],
)
def test_other_lengths_are_durations(title: str, value: Range, unit: str) -> None:
    """A length that is not in weeks is a duration in its own unit, and weeks stay unsaid."""
    request = read_request(title).request
    assert request.duration is not None
    assert (request.duration.value, request.duration.unit) == (value, unit)
    assert request.weeks is None


@pytest.mark.parametrize(
    ("title", "weeks"),
    [
        ("Cold therapy for one week", (1, 1)),
        ("Cold therapy x 1 week", (1, 1)),
        ("Two to three week trial of acute rehabilitation", (2, 3)),
        ("CPM machine rental for 3 weeks", (3, 3)),
        ("Pneumatic compression, 2-week rental", (2, 2)),
        ("Two week trial of a rehabilitation unit with extension of one to three weeks", (2, 2)),
    ],
)
def test_weeks_alone_are_a_length(title: str, weeks: Range) -> None:
    """A length in weeks is read without a frequency, and gives no visits."""
    request = read_request(title).request
    assert (request.weeks, request.per_week, request.visits) == (weeks, None, None)


@pytest.mark.parametrize(
    ("title", "quantity"),
    [
        ("Home aide 12 hours per day, 5 times a week for 4 weeks", "12 hours per day"),
        ("Home health aide 4 hours a day 5 days a week for 4 weeks", "4 hours a day"),
        ("Home care 8 hrs/day, 5 days/week x 4 weeks", "8 hrs/day"),
    ],
)
def test_hours_a_day_are_the_quantity_of_home_care(title: str, quantity: str) -> None:
    """The hours of each day stand beside the frequency, as written."""
    request = read_request(title).request
    assert request.quantity == quantity
    assert (request.per_week, request.weeks, request.visits) == ((5, 5), (4, 4), (20, 20))


def test_times_behind_a_rare_frequency_count_visits() -> None:
    """After "every 4-6 weeks" a bare "x 3" cannot be weeks: it is the number of visits."""
    request = read_request("Follow-up visits every 4-6 weeks x 3").request
    assert (request.visits, request.visits_explicit, request.weeks) == ((3, 3), True, None)


@pytest.mark.parametrize(
    "title",
    [
        "Psychotherapy once a month for 6 months",
        "Office visit every 3 months",
        "Physical therapy twice a month",
        "Manual therapy 1-2 visits every 4-6 months",
        "Physical therapy daily",
    ],
)
def test_a_frequency_that_is_not_weekly_gives_no_visits_a_week(title: str) -> None:
    """Monthly and daily frequencies are not turned into weekly ones, nor into totals."""
    request = read_request(title).request
    assert (request.per_week, request.weeks, request.visits) == (None, None, None)


@pytest.mark.parametrize(
    ("service", "text", "visits", "quantity"),
    [
        ("physical_therapy", "#12", (12, 12), None),
        ("chiropractic", "to the hip #12", (12, 12), None),
        ("acupuncture", "x12", (12, 12), None),
        ("massage", "QTY 8", (8, 8), None),
        ("home_health", "times 3", (3, 3), None),
        ("dme", "Wrist braces #2", None, "#2"),
        ("dme", "x1", None, "x1"),
        ("dme", "2 leg wraps", None, "2"),
        ("emg_ncs", "NCV of the bilateral lower extremities, 2", None, "2"),
        ("other_injection", "One platelet-rich plasma injection to the knee", None, "One"),
        ("opioid", "#12", None, "#12"),
        ("esi", "x 2", None, "x 2"),
    ],
)
def test_the_service_says_what_a_bare_number_counts(
    service: Service, text: str, visits: Range | None, quantity: str | None
) -> None:
    """A bare number is visits of a service given in visits, else a count of things."""
    request = read_request(text, service).request
    assert (request.visits, request.quantity) == (visits, quantity)


def test_whole_numbers_print_without_point() -> None:
    """JSON shows 12, not 12.0, and a half stays a half."""
    shown = read_request("Acupuncture every other week for 6 weeks Qty: 12.00").request
    assert '"per_week":[0.5,0.5],"weeks":[6,6],"visits":[12,12]' in shown.model_dump_json()


@pytest.mark.parametrize(
    ("title", "field", "words"),
    [
        ("Physical therapy 2 times a week for 6 weeks (12 sessions)", "per_week", "2 times a week"),
        ("Physical therapy 2 times a week for 6 weeks (12 sessions)", "weeks", "6 weeks"),
        ("Physical therapy 2 times a week for 6 weeks (12 sessions)", "visits", "12 sessions"),
        ("Acupuncture 2x6", "per_week", "2x6"),
        ("Acupuncture 2x6", "weeks", "2x6"),
        ("Acupuncture #12", "visits", "#12"),
        ("Gym membership for 6 months", "duration", "6 months"),
    ],
)
def test_evidence_slices_to_the_words(title: str, field: RequestField, words: str) -> None:
    """The span of each field covers exactly the words that gave it."""
    span = read_request(title).span_of(field)
    assert span is not None
    assert title[span.start : span.end] == words


def test_a_product_has_no_words_of_its_own() -> None:
    """Visits that the text does not state have no evidence."""
    assert read_request("Acupuncture 2x6").span_of("visits") is None


@pytest.mark.parametrize(
    ("title", "visits"),
    [
        ("Chiropractic once per week for four weeks and then twice a week for two weeks", 8),
        ("Physical therapy 3x4 followed by 1 time a week for 4 weeks", 16),
        ("Physical therapy 2x6 (2 times a week for 6 weeks)", 12),
    ],
)
def test_courses_that_follow_each_other_add_up(title: str, visits: int) -> None:
    """Visits are those of all courses in turn; a repetition is no second course."""
    request = read_request(title, "physical_therapy").request
    assert request.visits == _one(visits)


@pytest.mark.parametrize("title", ["(8) Physical therapy visits", "Physical therapy (8) sessions"])
def test_a_number_in_brackets_counts_visits(title: str) -> None:
    """A number that stands in brackets by itself counts like one without."""
    assert read_request(title).request.visits == _one(8)
