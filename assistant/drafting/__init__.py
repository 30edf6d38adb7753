"""From a case file to a draft in which each sentence has its source."""

from assistant.drafting.drafting import draft, prompt_of
from assistant.drafting.models import (
    AbsenceSupport,
    CaseSupport,
    Criterion,
    CriterionSupport,
    Draft,
    DraftItem,
    GuidelineSupport,
    RecordSupport,
    Round,
    Run,
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
    "Round",
    "Run",
    "Statement",
    "Support",
    "Verdict",
    "draft",
    "draft_case",
    "prompt_of",
]
