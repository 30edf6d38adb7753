"""A request while it is put together from its measures and counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.quantities.context import Context
from assistant.quantities.counts import Count
from assistant.quantities.lexer import Token
from assistant.quantities.measure import Measure
from assistant.quantities.models import Duration, Given, Range, RequestField
from assistant.quantities.numbers import whole
from assistant.text import Span


@dataclass
class Draft:
    """A request while it is put together."""

    text: str
    tokens: list[Token]
    context: Context
    measures: list[Measure]
    counts: list[Count]
    fields: dict[str, object] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)

    def give(self, name: RequestField, value: object, start: int, end: int) -> None:
        """Set a field and note the words that gave it."""
        self.fields[name] = value
        self.given.append(Given(name, Span(start, end)))

    def words(self, first: int, after: int) -> tuple[str, int, int]:
        """The text of the tokens from `first` to before `after`, with its place."""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        return self.text[start:end], start, end


def as_range(low: float, high: float) -> Range:
    """The range from `low` to `high`, whole numbers as ints."""
    return whole(low), whole(high)


def is_length(tokens: list[Token], measure: Measure) -> bool:
    """Whether a time is the length of the course, and not an age, a delay or an extension."""
    before = tokens[measure.first - 1].text if measure.first else ""
    earlier = [token.text for token in tokens[max(measure.first - 3, 0) : measure.first]]
    later = tokens[measure.after].text if measure.after < len(tokens) else ""
    if before in ("in", "after", "every", "q", "at") or "extension" in earlier:
        return False
    return later not in ("ago", "post", "after", "status", "prior", "old", "supply", "postop", "s")


def give_length(draft: Draft, measure: Measure) -> None:
    """Set the length of the course: weeks, or a duration in another unit."""
    value = as_range(measure.low, measure.high)
    if measure.unit == "weeks":
        draft.give("weeks", value, measure.start, measure.end)
        return
    duration = Duration.model_validate({"value": value, "unit": measure.unit})
    draft.give("duration", duration, measure.start, measure.end)
