"""From a case file to a draft in which each sentence has its source."""

from assistant.drafting.drafting import draft
from assistant.drafting.models import (
    AbsenceSupport,
    CaseSupport,
    Criterion,
    CriterionSupport,
    Draft,
    DraftItem,
    GuidelineSupport,
    RecordSupport,
    Statement,
    Support,
    Verdict,
)
from assistant.drafting.template import draft_case

__all__ = [
    "AbsenceSupport",
    "CaseSupport",
    "Criterion",
    "CriterionSupport",
    "Draft",
    "DraftItem",
    "GuidelineSupport",
    "RecordSupport",
    "Statement",
    "Support",
    "Verdict",
    "draft",
    "draft_case",
]
