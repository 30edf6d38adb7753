"""The rationale of one item: what the guideline gives, what the record shows, what follows.

Wordings vary from case to case by a steady choice and say the same thing; each carries the limit,
passage or record that it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment, total_asked
from assistant.drafting.closing import conclusion, not_shown
from assistant.drafting.comparing import caps, compare, frequency
from assistant.drafting.documented import quoted
from assistant.drafting.history import visits_of_request
from assistant.drafting.models import Criterion, Statement
from assistant.drafting.official import official_words
from assistant.drafting.requirements import OF_VISITS
from assistant.drafting.reviewed import reason_given
from assistant.drafting.supports import (
    absent,
    from_edition,
    from_facts,
    from_limit,
    from_passage,
    from_source,
    stated,
)
from assistant.drafting.unmeasured import recorded_rows, without_number
from assistant.drafting.wording import (
    choose,
    count,
    day,
    listed,
    service_name,
    visits_done,
)
from assistant.guidelines import Limit, passage
from assistant.letters.models import Outcome

_DEFINITION = "regulations/utilization-schedule/functional-improvement"
_MOST_QUOTED = 180
"""Characters of words on improvement that are quoted."""
_SILENT = re.compile(r"no number for the (.{2,200})")


def explain(
    item: Assessment,
    criteria: tuple[Criterion, ...],
    outcome: Outcome | None,
    follows_from: tuple[str, ...],
    case: CaseFile,
    before: Sequence[Statement] = (),
) -> tuple[Statement, ...]:
    """The sentences of the rationale of `item`, in order.

    before  the statements of the items before: what is the same for several is said whole once
    """
    rows = {row.name: row for row in criteria}
    if item.measure is None:
        reason = [*reason_given(item, case)]
        sentences = [*without_number(item, criteria, outcome, reason, before)]
        if not any(row.decisive for row in criteria if row.name not in OF_VISITS):
            sentences += _function(rows)
    else:
        sentences = [
            *_guideline(item, item.measure),
            *official_words(item.measure),
            *reason_given(item, case),
            *_earlier(item, case),
            *_defined(item, before),
            *compare(item, rows["visits"], item.measure),
            *frequency(item, rows),
            *caps(criteria),
            *_function(rows),
            *recorded_rows(item, criteria),
        ]
    if outcome == "upheld":
        sentences += not_shown(item, rows, follows_from, before)
    sentences.append(conclusion(item, outcome, follows_from, rows.get("visits")))
    return tuple(one.model_copy(update={"issue": item.number}) for one in sentences)


def _guideline(item: Assessment, limit: Limit) -> Iterator[Statement]:
    visits = count(limit.value, "visits")
    over = f" over {limit.over}" if limit.over else ""
    source = limit.citation
    keys = (item.item.title, "guideline")
    if limit.value[1] == 0:
        text = f"{source}, does not recommend {service_name(item.service)} for this region."
    elif limit.phase == "trial":
        text = choose(
            (
                f"{source}, gives an initial trial of {visits}{over}.",
                f"Under {source}, care begins with a trial of {visits}{over}.",
            ),
            *keys,
        )
    elif limit.phase == "post_surgical":
        text = f"{source}, gives {visits}{over} after {_row(limit)}."
    else:
        row = f" for {_row(limit)}" if limit.diagnoses else ""
        text = choose(
            (f"{source}, gives {visits}{over}{row}.", f"{source}, supports {visits}{over}{row}."),
            *keys,
        )
    yield stated(text, from_limit(limit))
    if item.rule.initial and limit.phase == "post_surgical":
        yield stated(
            f"The initial course is half of that, {count(item.rule.initial, 'visits')}; more asks "
            "for documented functional improvement.",
            from_limit(limit),
        )
    total = item.rule.total
    if total is not None and total is not limit and limit.value[1] > 0:
        row = f" for {_row(total)}" if total.diagnoses else ""
        whole = count((total.value[1], total.value[1]), "visits")
        yield stated(
            f"A course of up to {whole}{row} asks first for objective functional improvement.",
            from_limit(total),
        )
    yield from _silent(item)
    if item.rule.assumed and item.rule.edition:
        row = next((one.why for one in item.rule.reasons if "the row for" in one.why), "")
        if row.startswith("no diagnosis"):
            yield stated(
                "No diagnosis of its table is documented, so the row for unspecified muscle pain "
                "is taken.",
                from_edition(item.rule.edition),
            )


def _row(limit: Limit) -> str:
    """The row of a table, by the names of its diagnoses; codes are left out."""
    names = [name for name in limit.diagnoses if not re.match(r"ICD", name)]
    return listed(names[:2], "or") or "this condition"


def _silent(item: Assessment) -> Iterator[Statement]:
    for reason in item.rule.reasons:
        found = _SILENT.search(reason.why)
        if found and item.rule.edition and not reason.taken:
            parts = listed(re.split(r", ", found.group(1)), "or")
            yield stated(
                f"The section gives no number of its own for the {parts}.",
                from_edition(item.rule.edition),
            )
            return


def _earlier(item: Assessment, case: CaseFile) -> Iterator[Statement]:
    """Earlier care and its results; what is not on record is said to be not on record."""
    name = service_name(item.service)
    prior = item.prior
    if prior.completed and prior.count:
        yield stated(visits_done(prior.completed, name), *from_facts((prior.completed,)))
        yield from _conflict(item)
    elif prior.given:
        yield stated(
            f"The records say that {name} was given before, but not how many visits.",
            *from_facts((prior.given,)),
        )
    elif prior.denied:
        yield stated(
            f"The records say that there was no earlier {name}.", *from_facts((prior.denied,))
        )
    elif item.in_dispute:
        yield visits_of_request(item.in_dispute, name, case)
    else:
        # the prescription itself is told in the summary
        yield stated(
            choose(
                (
                    f"The records hold no report of completed {name} and no result of any.",
                    f"No completed {name}, and no result of any, is on record.",
                ),
                item.item.title,
                "earlier",
            ),
            absent(case, f"completed visits of {name} and their results"),
        )
    if item.rule.governs and item.rule.governs.phase == "trial" and prior.count is None:
        yield stated(
            choose(
                (
                    "The request is therefore taken as an initial trial.",
                    "For want of that information the request is read as one for an initial trial.",
                ),
                item.item.title,
                "trial",
            ),
            absent(case, f"results of earlier {name}"),
            from_limit(item.rule.governs),
        )
    if prior.count or prior.given:
        yield _improved(item, case, name)


def _defined(item: Assessment, before: Sequence[Statement]) -> Iterator[Statement]:
    """What the regulations call functional improvement, once a letter where care goes on."""
    if not item.prior.count and item.prior.given is None:
        return
    definition = from_passage(passage(_DEFINITION))
    if not any(definition in one.supports for one in before):
        yield stated(
            "By 8 CCR section 9792.20 functional improvement is a clinically significant gain in "
            "activities of daily living or a lesser work restriction, together with less "
            "dependence on further treatment.",
            definition,
        )


def _conflict(item: Assessment) -> Iterator[Statement]:
    """That another record counts the earlier visits otherwise, and whether that matters."""
    prior, asked = item.prior, total_asked(item)
    supported = item.rule.supported
    other = next((one for one in prior.conflict if one.value and one.value.count and one.on), None)
    if other is None or other.value is None or other.value.count is None or other.on is None:
        return
    if asked is None or supported is None or prior.count is None or item.prior.completed is None:
        return
    fewer = other.value.count[1]
    same = (asked > supported[1]) == (asked > supported[1] + prior.count - fewer)
    text = f"The records of {day(other.on)} count {fewer:g}; the larger number is taken, and "
    text += (
        "the comparison comes out the same with either."
        if same
        else "the comparison turns on it: a log of the visits would settle it."
    )
    yield stated(text, *from_facts((other, item.prior.completed)))


def _improved(item: Assessment, case: CaseFile, name: str) -> Statement:
    if item.improved and item.improvement:
        when = f" on {day(item.improvement.written)}" if item.improvement.written else ""
        words = quoted(item.improvement)
        said = f': "{words}"' if len(words) <= _MOST_QUOTED else ""
        return stated(
            f"Functional improvement from earlier care is documented{when}{said}.",
            from_source(item.improvement),
        )
    if item.improved is False and item.improvement:
        return stated(
            "The records say that the earlier care brought no functional improvement.",
            from_source(item.improvement),
        )
    return stated(
        f"No functional improvement from the earlier {name} is documented.",
        absent(case, f"functional improvement from earlier {name}"),
    )


def _function(rows: dict[str, Criterion]) -> Iterator[Statement]:
    """That no functional starting point is recorded, with the work status where there is one."""
    row = rows.get("functional baseline")
    if row is None or row.verdict != "not documented":
        return
    status = next((one for one in row.supports if one.kind == "record"), None)
    if status is not None:
        yield stated(
            f'A work status given as "{status.quote}" is no measure of function, and no functional '
            "goal or baseline is documented from which a gain could be shown.",
            *row.supports,
        )
    else:
        yield stated(
            "No functional goal or baseline is documented from which a gain could be shown.",
            *row.supports,
        )
