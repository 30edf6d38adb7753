"""What a letter asserts: its prose as typed claims, each with its span."""

from assistant.claims.models import (
    Claim,
    Comparison,
    Conclusion,
    EventDate,
    GuidelineLimit,
    IssueClaims,
    LetterClaims,
    Mention,
    ProseCitation,
    VisitCount,
    kind_of,
)
from assistant.claims.reading import read_claims

__all__ = [
    "Claim",
    "Comparison",
    "Conclusion",
    "EventDate",
    "GuidelineLimit",
    "IssueClaims",
    "LetterClaims",
    "Mention",
    "ProseCitation",
    "VisitCount",
    "kind_of",
    "read_claims",
]
