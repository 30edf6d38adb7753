"""The grammar of requests: visits, frequency, duration, drug strength and count.

text → `lexer` (tokens) → `numbers`, `grammar`, `counts`, `drugs` (productions) → `request`,
`amounts`, `partial`, `parts` (what the rest of the project asks for).
"""

from assistant.quantities.amounts import find_amounts
from assistant.quantities.models import (
    Amount,
    Bound,
    Duration,
    Evidence,
    PartialReading,
    Range,
    Reading,
    Request,
    RequestField,
    TitlePart,
    Unit,
)
from assistant.quantities.partial import read_partial
from assistant.quantities.parts import split_parts
from assistant.quantities.request import read_request

__all__ = [
    "Amount",
    "Bound",
    "Duration",
    "Evidence",
    "PartialReading",
    "Range",
    "Reading",
    "Request",
    "RequestField",
    "TitlePart",
    "Unit",
    "find_amounts",
    "read_partial",
    "read_request",
    "split_parts",
]
