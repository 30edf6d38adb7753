"""What the records say, each fact with its place in them."""

from assistant.facts.adding import addition_of
from assistant.facts.models import (
    CareResult,
    CaseFacts,
    Complaint,
    Diagnosis,
    ExamFinding,
    Fact,
    FactStatus,
    FunctionNote,
    Imaging,
    Medication,
    Requested,
    Review,
    Source,
    Surgery,
    UrDecision,
    Visits,
    WorkStatus,
)
from assistant.facts.prior_care import PriorCare, prior_care
from assistant.facts.reading import find_facts, without_names
from assistant.facts.remembering import known_facts
from assistant.facts.reviewing import (
    Reviewed,
    case_facts,
    correction_of,
    facts_of,
    reviewed,
)

__all__ = [
    "CareResult",
    "CaseFacts",
    "Complaint",
    "Diagnosis",
    "ExamFinding",
    "Fact",
    "FactStatus",
    "FunctionNote",
    "Imaging",
    "Medication",
    "PriorCare",
    "Requested",
    "Review",
    "Reviewed",
    "Source",
    "Surgery",
    "UrDecision",
    "Visits",
    "WorkStatus",
    "addition_of",
    "case_facts",
    "correction_of",
    "facts_of",
    "find_facts",
    "known_facts",
    "prior_care",
    "reviewed",
    "without_names",
]
