"""The criteria table of an item, and the outcome that follows from it as a suggestion.

"Not documented" stays an answer of its own: it is named as the reason where an outcome follows from
it, and where no number governs no outcome is suggested (8 CCR §9792.21(d): no denial solely because
the schedule does not address the condition).
"""

from __future__ import annotations

from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment, clinical, total_asked
from assistant.drafting.bounds import cap_rows, frequency_rows
from assistant.drafting.conservative import care_rows
from assistant.drafting.medicines import medicine_rows
from assistant.drafting.models import Criterion, Support
from assistant.drafting.opioids import opioid_rows
from assistant.drafting.outcomes import MISSING, outcome_of
from assistant.drafting.requirements import (
    OF_VISITS,
    asked_of_item,
    requirement_rows,
    wait_rows,
)
from assistant.drafting.sequence import first_trial_rows, more_than_allowed_rows, programme_rows
from assistant.drafting.standing import open_question_rows, standing_rows
from assistant.drafting.supports import (
    absent,
    from_case,
    from_edition,
    from_facts,
    from_limit,
    from_source,
)
from assistant.drafting.wording import beside, count, day, number, service_name
from assistant.facts import CaseFacts
from assistant.letters.models import Outcome
from assistant.terms import CARE_SERVICES


def criteria_of(item: Assessment, case: CaseFile, facts: CaseFacts) -> tuple[Criterion, ...]:
    """What the governing source asks of the request, row by row."""
    title = from_case(f"disputed_items[{item.number - 1}].title", item.item.title)
    asked = None if item.awaits_surgery else asked_of_item(item, case, facts)
    rows = [_visits(item, title)]
    if item.service in CARE_SERVICES:
        rows += [_improvement(item, case), _function(case, facts)]
    rows += [*frequency_rows(item, title), *cap_rows(item, title)]
    if item.measure is None and not item.awaits_surgery:
        rows += [*first_trial_rows(item, title), *programme_rows(item, title)]
        rows += more_than_allowed_rows(item, case, title)
        rows += wait_rows(item, case)
        rows += requirement_rows(item, case, facts, asked)
        rows += care_rows(item, case, facts, rows)
        rows += medicine_rows(item, case, facts)
        rows += opioid_rows(item, case)
        rows += standing_rows(item)
        rows += open_question_rows(item, case)
    elif asked is not None and asked.criteria.beside_number:
        rows += requirement_rows(item, case, facts, asked)
    return tuple(rows)


def suggest(
    criteria: tuple[Criterion, ...], case: CaseFile
) -> tuple[Outcome | None, str, tuple[str, ...]]:
    """The outcome that follows, why, and the criteria it follows from."""
    decisive = {row.name: row for row in criteria if row.decisive}
    visits = decisive.get("visits")
    others = [row for row in criteria if row.name not in OF_VISITS]
    if visits is None or visits.verdict == "not applicable":
        if any(row.decisive for row in others):
            return outcome_of(others, case)
        why = visits.finding if visits else "no source gives a number to measure the request by"
        return None, why, ("visits",)
    failed = [row for row in decisive.values() if row.verdict == "not met"]
    if len(failed) == 1 and failed[0] is visits and visits.in_part:
        return "partially_overturned", visits.finding, ("visits",)
    if failed:
        return "upheld", failed[0].finding, tuple(row.name for row in failed)
    improvement = decisive.get("functional improvement")
    gained = next((row for row in criteria if row.name == "functional improvement"), None)
    if visits.verdict == "not documented":
        if gained is None or gained.verdict in {"met", "not applicable"}:
            return None, visits.finding, ("visits",)
        # neither how many visits came before nor what they brought: more of them is not shown
        missing = f"{MISSING}{visits.finding}; {gained.finding}"
        return "upheld", missing, ("visits", "functional improvement")
    if improvement is not None and improvement.verdict == "not documented":
        return "upheld", MISSING + improvement.finding, ("functional improvement",)
    if any(row.decisive for row in others):
        outcome, why, names = outcome_of(others, case)
        if outcome != "overturned":
            return outcome, why, names
    return "overturned", visits.finding, tuple(decisive)


def _visits(item: Assessment, title: Support) -> Criterion:
    rule = item.rule
    limit = item.measure
    name = service_name(item.service)
    if item.awaits_surgery:
        return Criterion(
            name="visits",
            asks="the visits of the table for the operation",
            verdict="not documented",
            finding="the care follows a surgery whose date is not documented",
            answer="the operative report",
            supports=(title,),
        )
    if limit is None or rule.supported is None:
        support = (from_edition(rule.edition),) if rule.edition else (title,)
        return Criterion(
            name="visits",
            asks="a number to measure the request by",
            verdict="not applicable",
            finding=f"no source in force gives a number for {name}",
            supports=support,
        )
    asked = total_asked(item)
    most = rule.supported[1]
    asks = f"at most {count(limit.value, limit.unit)}" + (
        f" over {limit.over}" if limit.over else ""
    )
    supports: tuple[Support, ...] = (from_limit(limit), title)
    if asked is None:
        return Criterion(
            name="visits",
            asks=asks,
            verdict="not documented",
            finding="the request states no number of visits",
            answer="a request that states the number of visits",
            supports=supports,
        )
    if item.prior.completed is not None and item.prior.count:
        supports += from_facts((item.prior.completed,))
    if asked > most:
        return Criterion(
            name="visits",
            asks=asks,
            verdict="not met",
            in_part=_half_of(item, asked),
            finding=beside(asked, most, item.prior.count, at_least=item.prior.at_least),
            answer=f"a request for no more than {most:g} visits" if most else "",
            supports=supports,
        )
    unknown = item.prior.count is None and item.prior.given is not None
    if unknown and item.prior.given is not None:
        return Criterion(
            name="visits",
            asks=asks,
            verdict="not documented",
            finding="earlier visits took place, but the records do not say how many",
            answer=f"the number of completed visits of {name}",
            supports=(*supports, *from_facts((item.prior.given,))),
        )
    return Criterion(
        name="visits",
        asks=asks,
        verdict="met",
        finding=beside(asked, most, item.prior.count, at_least=item.prior.at_least),
        supports=supports,
    )


def _half_of(item: Assessment, asked: float) -> bool:
    """Whether the first half of the course after an operation is asked for with its rest.

    8 CCR 9792.24.3(c): the initial course is half of the visits of the table, and more follows
    functional improvement; what lies within the table is supported in part.
    """
    rule = item.rule
    whole = rule.total.value[1] if rule.total else 0.0
    first = rule.supported[1] if rule.supported else 0.0
    return rule.basis == "post_surgical" and not item.prior.count and 0 < first < asked <= whole


def _improvement(item: Assessment, case: CaseFile) -> Criterion:
    """Functional improvement from earlier care, which every course past a trial asks for."""
    rule = item.rule
    source = rule.total or rule.governs
    asks = "objective functional improvement from earlier visits before more are given"
    name = service_name(item.service)
    own: tuple[Support, ...] = (from_limit(source),) if source else ()
    earlier = bool(item.prior.count) or item.prior.given is not None
    parted = rule.trial is not None or rule.basis == "post_surgical"
    searched = absent(case, f"functional improvement from earlier {name}")
    if not earlier:
        return Criterion(
            name="functional improvement",
            asks=asks,
            verdict="not applicable",
            decisive=False,
            finding="no completed visit is documented, so the request is read as a first course",
            answer="reports of completed visits and of their results, if there were any",
            supports=(*own, absent(case, f"completed visits of {name}")),
        )
    if item.improved and item.improvement:
        return Criterion(
            name="functional improvement",
            asks=asks,
            verdict="met",
            decisive=parted,
            finding="functional improvement is documented",
            supports=(*own, from_source(item.improvement)),
        )
    if item.improved is False and item.improvement:
        return Criterion(
            name="functional improvement",
            asks=asks,
            verdict="not met",
            decisive=parted,
            finding="the records say that earlier visits brought no functional improvement",
            answer="measures of function before and after the earlier visits",
            supports=(*own, from_source(item.improvement)),
        )
    return Criterion(
        name="functional improvement",
        asks=asks,
        verdict="not documented",
        decisive=parted,
        finding="no functional improvement from the earlier visits is documented",
        answer="measures of function before and after the earlier visits",
        supports=(*own, searched),
    )


def _function(case: CaseFile, facts: CaseFacts) -> Criterion:
    """A starting point of function to measure the care against (8 CCR §9792.20)."""
    notes = [
        fact
        for fact in clinical(facts.function)
        if fact.status == "documented" and fact.value and fact.value.kind != "improvement"
    ]
    allowed = [
        fact
        for fact in clinical(facts.work_status)
        if fact.status == "documented"
        and fact.value
        and fact.value.capacity in {"modified duty", "full duty"}
    ]
    asks = "functional goals or a baseline of function to measure the care against"
    found = from_facts(notes) or from_facts(allowed)
    if found:
        return Criterion(
            name="functional baseline",
            asks=asks,
            verdict="met",
            decisive=False,
            finding="function is recorded",
            supports=found,
        )
    return Criterion(
        name="functional baseline",
        asks=asks,
        verdict="not documented",
        decisive=False,
        finding="no functional goal and no baseline of function is documented",
        answer="functional goals and a baseline of function",
        supports=(
            *from_facts(clinical(facts.work_status)[-1:]),
            absent(case, "functional goals or a baseline of function"),
        ),
    )


def would_change(
    item: Assessment,
    criteria: tuple[Criterion, ...],
    outcome: Outcome | None,
    follows_from: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """What a reviewer looks for first: the missing paper, the number short, counts in conflict."""
    measured = any(row.name == "visits" and row.verdict != "not applicable" for row in criteria)
    if not measured and any(row.decisive for row in criteria if row.name not in OF_VISITS):
        criteria = tuple(row for row in criteria if row.name not in OF_VISITS)
    # what the outcome follows from stands first, a missing paper before all
    rows = sorted(
        criteria,
        key=lambda row: (
            row.name not in follows_from,
            not row.decisive,
            row.verdict != "not documented",
        ),
    )
    found = [
        row.answer
        for row in rows
        if row.answer
        and row.verdict != "met"
        and not (outcome == "overturned" and row.needed == "one")
    ]
    found = list(dict.fromkeys(found))
    for fact in item.prior.conflict:
        if fact.value and fact.value.count and fact.source:
            when = f" of {day(fact.on)}" if fact.on else ""
            found.append(
                f"counts of completed visits that differ: {number(fact.value.count)} in "
                f"{fact.source.document}{when}"
            )
    return tuple(found)
