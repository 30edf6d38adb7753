"""The grammar of requests: visits, frequency, duration, drug strength and count."""

from assistant.quantities.models import Duration, Evidence, Range, Reading, Request

__all__ = ["Duration", "Evidence", "Range", "Reading", "Request"]
