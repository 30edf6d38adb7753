"""What an item asks for, in every number that its title gives or that follows from one."""

from __future__ import annotations

from assistant.letters.models import Issue


def visits_asked(issue: Issue) -> set[float]:
    """The visits of the request and of its parts: original, authorised, remaining, product."""
    partial = issue.partial
    numbers: set[float | None] = set()
    if partial:
        numbers = {
            partial.authorized_visits,
            partial.remaining_visits,
            partial.original_visits,
        }
    for request in (issue.request, *(part.request for part in issue.parts)):
        numbers.update(request.visits or ())
        if request.per_week and request.weeks:
            numbers.update(a * b for a, b in zip(request.per_week, request.weeks, strict=True))
    return {number for number in numbers if number is not None}
