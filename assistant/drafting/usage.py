"""What answers of a model cost."""

from __future__ import annotations

from assistant.text import Value


class Usage(Value):
    """What an answer cost: tokens where the endpoint counts them, seconds, tries.

    cost is in the currency of the price given, None without one.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    tries: int = 0
    cost: float | None = None

    def __add__(self, other: Usage) -> Usage:
        both = None if self.cost is None or other.cost is None else self.cost + other.cost
        return Usage(
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            seconds=round(self.seconds + other.seconds, 3),
            tries=self.tries + other.tries,
            cost=both,
        )
