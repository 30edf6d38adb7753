"""What each check costs a letter, beside the reading of the letter and of its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from time import process_time
from typing import NamedTuple

from assistant.checks.codes import CODES
from assistant.checks.rule import Context
from assistant.claims import read_claims
from assistant.letters import read_letter
from assistant.text import Document, words_of

_LEAST_SECONDS = 1.0


class Costs(NamedTuple):
    """Microseconds of the processor for one letter; `checks` by code, the dearest first.

    What several checks share, as the parts of the body that a rationale names, is counted under the
    first that asks for it.
    """

    reading: float
    claims: float
    checks: dict[str, float]


def cost_of_checks(documents: Sequence[Document], least_seconds: float = _LEAST_SECONDS) -> Costs:
    """The costs over `documents`, warm, in as many rounds as fill `least_seconds`."""
    _round(documents, defaultdict(float))
    spent: defaultdict[str, float] = defaultdict(float)
    rounds, started = 0, process_time()
    while rounds == 0 or process_time() - started < least_seconds:
        _round(documents, spent)
        rounds += 1
    share = 1e6 / (rounds * len(documents))
    checks = {code: spent[code] * share for code in CODES}
    return Costs(
        reading=spent["reading"] * share,
        claims=spent["claims"] * share,
        checks=dict(sorted(checks.items(), key=lambda one: (-one[1], one[0]))),
    )


def _round(documents: Sequence[Document], spent: defaultdict[str, float]) -> None:
    """Check every letter once, as if it were new; seconds are added to `spent`."""
    words_of.cache_clear()
    for document in documents:
        at = process_time()
        letter = read_letter(document)
        at, before = process_time(), at
        spent["reading"] += at - before
        context = Context(letter=letter, claims=read_claims(letter), as_of=letter.dates.decision)
        at, before = process_time(), at
        spent["claims"] += at - before
        for code, module in CODES.items():
            for _ in module.check(context):
                pass
            at, before = process_time(), at
            spent[code] += at - before
