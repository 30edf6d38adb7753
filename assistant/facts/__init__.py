"""What the records say, each fact with its place in them."""

from assistant.facts.models import (
    CareResult,
    CaseFacts,
    Complaint,
    Fact,
    FactStatus,
    FunctionNote,
    Requested,
    Source,
    Surgery,
    UrDecision,
    Visits,
    WorkStatus,
)
from assistant.facts.reading import find_facts
from assistant.facts.visits import VISIT_SERVICES

__all__ = [
    "VISIT_SERVICES",
    "CareResult",
    "CaseFacts",
    "Complaint",
    "Fact",
    "FactStatus",
    "FunctionNote",
    "Requested",
    "Source",
    "Surgery",
    "UrDecision",
    "Visits",
    "WorkStatus",
    "find_facts",
]
