"""What the records say, each fact with the words and the place that say it.

Three answers exist for every fact: documented, denied ("no surgery to date"), and not documented.
The last is an answer of its own, never a default value.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from assistant.case_file import RecordKind
from assistant.quantities import Range, Request
from assistant.terms import Service
from assistant.text import Span, Value

T = TypeVar("T")

FactStatus = Literal["documented", "denied", "not documented"]


class Source(Value):
    """Where a fact stands: the record's name, page (from 1), span and the words, folded."""

    document: str
    page: int
    span: Span
    quote: str
    kind: RecordKind
    written: date | None


class Review(Value):
    """A reviewer's word on a fact: that it is right, that something else is, or the fact itself."""

    action: Literal["confirmed", "corrected", "added"]
    who: str
    when: datetime


class Fact(Value, Generic[T]):
    """One fact. `value` is None exactly when `status` is "not documented".

    `source` is None then too, and where only the reviewer's word gives the value.

    on        the day of which the fact speaks; else that of the record; None where neither is given
    also      further places that the value was read from
    against   places that say otherwise
    id        how a reviewer names the fact, the same as long as the record says the same there
    review    the reviewer's word on it; None without one
    recorded  what the record says, where the reviewer says otherwise
    """

    status: FactStatus
    value: T | None = None
    source: Source | None = None
    on: date | None = None
    also: tuple[Source, ...] = ()
    against: tuple[Source, ...] = ()
    id: str = ""
    review: Review | None = None
    recorded: T | None = None


VisitStage = Literal["completed", "authorised", "prescribed", "mentioned"]


class Visits(Value):
    """A count of visits of one service.

    completed: attended; authorised: approved, scheduled or certified; prescribed: ordered or
    requested; mentioned: the service was given without a count (`count` is None). `first` and
    `last` are the days between which they were, where the record says so. `body_parts` are those
    that the visits are said to be for; `in_year` is the year they were in, where no day is given;
    `preoperative` and `other_injury` hold for care before an operation, and of another claim.
    """

    service: Service
    count: Range | None
    stage: VisitStage
    at_least: bool = False
    first: date | None = None
    last: date | None = None
    body_parts: tuple[str, ...] = ()
    in_year: int | None = None
    preoperative: bool = False
    other_injury: bool = False


class Requested(Value):
    """A service that a physician requests, with its quantities and the words of the request.

    `rfa` is the day of the request for authorization (8 CCR 9785(g)), where the record gives it.
    """

    service: Service
    request: Request
    body_parts: tuple[str, ...] = ()
    text: str
    rfa: date | None = None


CareEffect = Literal["improved", "not improved"]


class CareResult(Value):
    """What earlier care did; `functional` when the words speak of function and not of pain alone.

    `service` is None where the record speaks of treatment without naming one; `preoperative` holds
    for care that is said to have been before an operation.
    """

    service: Service | None
    effect: CareEffect
    functional: bool
    preoperative: bool = False


WorkCapacity = Literal[
    "temporarily totally disabled", "modified duty", "full duty", "off work", "permanent"
]


class WorkStatus(Value):
    """What the physician allows at work, and the words used."""

    capacity: WorkCapacity
    text: str


class FunctionNote(Value):
    """Words on function: a goal, a gain, a loss, or a baseline such as a limit in daily living.

    measure  what was measured twice, where the words give both values: the score of a
             questionnaire, a capacity in minutes, pounds or the like, or motion in degrees
    before   the earlier value, `after` the later one, in the unit of the record
    """

    kind: Literal["goal", "improvement", "decline", "limitation"]
    text: str
    measure: Literal["score", "capacity", "motion"] | None = None
    before: float | None = None
    after: float | None = None


class Complaint(Value):
    """A complaint, with its pain score from 0 to 10 where one is given."""

    text: str
    body_parts: tuple[str, ...] = ()
    score: Range | None = None


class Surgery(Value):
    """An operation done, as the record names it; its day is the fact's `on`."""

    text: str
    body_parts: tuple[str, ...] = ()


class UrDecision(Value):
    """What utilization review decided of a request.

    services   what the decision is about
    certified  what it allowed of a modified request, in the record's words
    reason     why, in the record's words
    """

    outcome: Literal["denied", "modified", "approved", "not stated"]
    services: tuple[Service, ...] = ()
    certified: str | None = None
    reason: str | None = None


class Diagnosis(Value):
    """A diagnosis or a list of them as one statement gives it, without the ICD codes beside it."""

    text: str
    codes: tuple[str, ...] = ()


class ExamFinding(Value):
    """What an examination found.

    test       what was examined: "flexion", "straight leg raise", "tenderness"
    body_part  the part and side it was found at: "left shoulder"
    value      the measure, in `unit`; `normal` the one the record gives beside it
    result     of a test: positive or negative; of a sign: present; of sensation or a reflex:
               normal, diminished or absent
    """

    test: str
    body_part: str | None = None
    value: Range | None = None
    normal: float | None = None
    unit: Literal["degrees", "of 5", "plus", "kg", "pounds"] | None = None
    result: Literal["positive", "negative", "present", "normal", "absent", "diminished"] | None = (
        None
    )


class Imaging(Value):
    """A study that was done, and its result in the record's words; its day is the fact's `on`."""

    study: Service
    body_parts: tuple[str, ...] = ()
    result: str | None = None


MedicationUse = Literal["current", "requested", "stopped"]


class Medication(Value):
    """A drug as the record has it: its name and the generic one, strength, how it is taken."""

    drug: str
    generic: str
    service: Service
    use: MedicationUse
    strength: str | None = None
    dosing: str | None = None
    quantity: str | None = None


class CaseFacts(Value):
    """All facts of a case; an empty tuple says that the records document none of the kind."""

    age: Fact[int]
    sex: Fact[Literal["male", "female"]]
    injury_date: Fact[date]
    mechanism: Fact[str] = Fact[str](status="not documented")
    requests: tuple[Fact[Requested], ...] = ()
    visits: tuple[Fact[Visits], ...] = ()
    results: tuple[Fact[CareResult], ...] = ()
    work_status: tuple[Fact[WorkStatus], ...] = ()
    function: tuple[Fact[FunctionNote], ...] = ()
    diagnoses: tuple[Fact[Diagnosis], ...] = ()
    complaints: tuple[Fact[Complaint], ...] = ()
    findings: tuple[Fact[ExamFinding], ...] = ()
    imaging: tuple[Fact[Imaging], ...] = ()
    surgeries: tuple[Fact[Surgery], ...] = ()
    medications: tuple[Fact[Medication], ...] = ()
    ur_decisions: tuple[Fact[UrDecision], ...] = ()
