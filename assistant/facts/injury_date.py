"""The date of injury that the records give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.facts.finding import not_documented, otherwise
from assistant.facts.mechanism import accounts
from assistant.facts.models import Fact
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.letters.dates import PATTERN, read_date
from assistant.text.patterns import expression

_INJURY = Sought(
    r"(?:\b(?:date of (?:industrial |original |the )?(?:injury|loss|accident)|DO[IL]|D/[IL]"
    r"|injury dates?|inj\b\.?)(?![\w])"
    r"|\binjur(?:y|ies|ed|ing)\b|\b(?:occupational|industrial|work(?:ers['’]?)?[- ]related|"
    r"work(?:ers['’]?)? compensation) (?:claim|accident|incident|strain)\b)"
    r"(?:(?!\b(?:visit|seen|exam|treated|report|request|review)\w{0,6}\b)[^.\n]){0,90}?"
    rf"({PATTERN})",
    re.IGNORECASE,
)
_ON_DATE_INJURED = Sought(
    rf"\b(?:on|of) ({PATTERN}),? [^.\n]{{0,60}}?\b(?:was injured|sustained|suffered|injured)\b",
    re.IGNORECASE,
)

_DAY = expression(PATTERN, re.IGNORECASE)
_SEEN = expression(
    r"\b(?:visit|seen|exam\w*|treated|report\w*|request\w*|review\w*|surgery|MRI|since)\b",
    re.IGNORECASE,
)


class ToldInjury(NamedTuple):
    """A date of injury that a record gives, by a label or where it tells how it came about."""

    labelled: bool
    fact: Fact[date]


def read_injury_date(proses: Sequence[Prose]) -> Fact[date]:
    """The date of injury, as `settled_injury_date` chooses among `injury_dates_of`."""
    return settled_injury_date(injury_dates_of(proses))


def settled_injury_date(told: Sequence[ToldInjury]) -> Fact[date]:
    """The date most records give; of equals, the first read; places of other dates are kept.

    Where none labels it, the one date of the sentence that tells how the injury came about.
    """
    found = [one.fact for one in told if one.labelled] or [one.fact for one in told]
    if not found:
        return not_documented()
    votes = Counter(fact.value for fact in found)
    best = max(found, key=lambda fact: votes[fact.value])
    return best.model_copy(update={"against": otherwise(found, best)})


def injury_dates_of(proses: Sequence[Prose]) -> tuple[ToldInjury, ...]:
    """The date that each record labels; those of accounts only where no record labels one."""
    found: list[ToldInjury] = []
    for prose in proses:
        for pattern in (_INJURY, _ON_DATE_INJURED):
            match = pattern.search(prose.text)
            day = read_date(match.group(1)) if match else None
            if match is not None and day is not None:
                source = prose.source(*match.span(1))
                fact: Fact[date] = Fact(status="documented", value=day, source=source, on=day)
                found.append(ToldInjury(True, fact))
                break
    return tuple(found) or tuple(
        ToldInjury(False, fact) for prose in proses for fact in _of_account(prose)
    )


def _of_account(prose: Prose) -> Iterator[Fact[date]]:
    """The day of an account: beside its words, else the only one of its sentence."""
    for account, at in accounts(prose):
        start, end = prose.sentence(at)
        days = list(_DAY.finditer(prose.text, start, end))
        stop = at + len(account.value or "")
        beside = [one for one in days if _beside(prose.text, one, at, stop)]
        alone = len(days) == 1 and not _SEEN.search(prose.text, start, end)
        found = beside[0] if beside else days[0] if alone else None
        day = read_date(found.group()) if found else None
        if found is not None and day is not None:
            source = prose.source(*found.span())
            yield Fact(status="documented", value=day, source=source, on=day)


def _beside(text: str, day: re.Match[str], start: int, stop: int) -> bool:
    """Whether a day stands in an account, or but for "on" directly before or behind it."""
    if start <= day.start() < stop:
        return text[max(day.start() - 3, 0) : day.start()] == "on "
    if day.end() <= start:
        return _ON.search(text, 0, day.start()) is not None and start - day.end() <= _NEAR
    return text[stop : day.start()].strip() == "on"


_ON = expression(r"\b(?:[Oo]n|[Dd]ated?:?) $")
_NEAR = 40
"""Characters between a day and the account that it opens: "On 2/20/2015 a heavy beam struck"."""
