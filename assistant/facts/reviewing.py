"""The facts of a case as the reviewer left them: confirmed, corrected, struck.

A correction changes what drafts and checks go by. What the record says stays in the fact, with its
place, and in the file of corrections nothing is ever overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from assistant.case_file import CaseFile, Correction
from assistant.errors import InvalidField
from assistant.facts.adding import added_fact
from assistant.facts.finding import by_date
from assistant.facts.models import CaseFacts, Fact, Review
from assistant.facts.naming import PREFIXES, SINGLE
from assistant.facts.remembering import known_facts
from assistant.facts.values import read_value
from assistant.text import Value


class Reviewed(Value):
    """Facts with the reviewer's word on them.

    facts     what drafts and checks go by
    struck    facts that the reviewer calls a misreading, as they were read
    unplaced  corrections of facts that the records no longer give
    """

    facts: CaseFacts
    struck: tuple[Fact[Any], ...] = ()
    unplaced: tuple[Correction, ...] = ()


def case_facts(case: CaseFile) -> CaseFacts:
    """The facts of `case`, with the reviewer's corrections."""
    return reviewed(known_facts(case.records), case.corrections).facts


def reviewed(facts: CaseFacts, corrections: Iterable[Correction] = ()) -> Reviewed:
    """`facts` of the records with `corrections`, in the order in which they were made."""
    said = list(corrections)
    facts, lost = _with_added(facts, said)
    known = {fact.id: (kind, fact) for kind, fact in facts_of(facts)}
    changed, unplaced = _changed(known, [one for one in said if not one.added])
    unplaced = (*lost, *unplaced)
    if not changed:
        return Reviewed(facts=facts, unplaced=unplaced)
    struck = tuple(
        known[name][1].model_copy(update={"review": fact.review})
        for name, fact in changed.items()
        if fact.status == "not documented" and known[name][1].value is not None
    )
    update: dict[str, Any] = {
        field: changed.get(name, getattr(facts, field)) for field, name in SINGLE.items()
    }
    for field in PREFIXES:
        own = (changed.get(fact.id, fact) for fact in getattr(facts, field))
        update[field] = tuple(fact for fact in own if fact.status != "not documented")
    return Reviewed(facts=facts.model_copy(update=update), struck=struck, unplaced=unplaced)


def _with_added(
    facts: CaseFacts, corrections: Iterable[Correction]
) -> tuple[CaseFacts, tuple[Correction, ...]]:
    """`facts` with those that the reviewer added, and additions that can no longer be read."""
    update: dict[str, tuple[Fact[Any], ...]] = {}
    lost = []
    for one in corrections:
        if not one.added or one.kind not in PREFIXES:
            lost += [one] if one.added else []
            continue
        try:
            fact = added_fact(one)
        except InvalidField:
            # written by hand, or by a version that took other words
            lost.append(one)
            continue
        own = update.get(one.kind, getattr(facts, one.kind))
        update[one.kind] = by_date((*own, fact))
    return facts.model_copy(update=update), tuple(lost)


def _changed(
    known: dict[str, tuple[str, Fact[Any]]], corrections: Iterable[Correction]
) -> tuple[dict[str, Fact[Any]], tuple[Correction, ...]]:
    """The facts that a reviewer spoke of as he left them, and corrections of none of `known`."""
    changed: dict[str, Fact[Any]] = {}
    unplaced = []
    for correction in corrections:
        name = _placed(correction, known)
        if name is None:
            unplaced.append(correction)
            continue
        kind, fact = known[name]
        try:
            changed[name] = corrected(kind, _latest(changed, fact), correction)
        except InvalidField:
            # written by hand, or by a version that took other words
            unplaced.append(correction)
    return changed, tuple(unplaced)


def _latest(changed: dict[str, Fact[Any]], fact: Fact[Any]) -> Fact[Any]:
    """The fact as it was left last; one that was struck, as the record has it."""
    last = changed.get(fact.id, fact)
    return fact if last.status == "not documented" else last


def facts_of(facts: CaseFacts) -> Iterator[tuple[str, Fact[Any]]]:
    """Every fact with its kind, which is the field of `CaseFacts` that holds it."""
    for field in SINGLE:
        yield field, getattr(facts, field)
    for field in PREFIXES:
        for fact in getattr(facts, field):
            yield field, fact


def corrected(kind: str, fact: Fact[Any], correction: Correction) -> Fact[Any]:
    """`fact` as the reviewer says it is.

    Raises:
        InvalidField: the words of the correction are no value of that kind.
    """
    review = Review(
        action="confirmed" if correction.value is None else "corrected",
        who=correction.who,
        when=correction.when,
    )
    if correction.value is None:
        return fact.model_copy(update={"review": review})
    read = read_value(kind, correction.value, fact)
    update = {"status": read.status, "value": read.value, "on": read.on, "review": review}
    if read.status == "not documented":
        return fact.model_copy(update=update | {"source": None, "also": (), "against": ()})
    recorded = fact.value if fact.recorded is None else fact.recorded
    return fact.model_copy(update=update | {"recorded": recorded})


def correction_of(
    case: CaseFile, facts: CaseFacts, name: str, words: str | None, who: str
) -> Correction:
    """The reviewer's word on the fact called `name`: other words, or None that it is right.

    `facts` are those of the records of `case`. Nothing is written: `keep_correction` does that.

    Raises:
        InvalidField: no such fact, words that are no such value, no name of the reviewer, or a
            confirmation of what is not documented.
    """
    facts, _ = _with_added(facts, case.corrections)
    known = {fact.id: (kind, fact) for kind, fact in facts_of(facts)}
    if name not in known:
        near = [one for one in known if one.startswith(name.partition("-")[0])] or list(known)
        raise InvalidField(case.folder, "fact", ", ".join(near[:12]), name)
    if not who.strip():
        raise InvalidField(case.folder, "who", "the name of the reviewer", who)
    kind, fact = known[name]
    changed, _ = _changed(known, [one for one in case.corrections if not one.added])
    latest = _latest(changed, fact)
    if words is None and latest.status == "not documented":
        raise InvalidField(case.folder, name, "a fact that the records document", latest.status)
    document, quote = _words(fact)
    correction = Correction(
        fact=name,
        value=words,
        who=" ".join(who.split()),
        when=datetime.now(UTC).replace(microsecond=0),
        kind=kind,
        document=document,
        quote=quote,
    )
    corrected(kind, latest, correction)
    return correction


def _placed(correction: Correction, known: dict[str, tuple[str, Fact[Any]]]) -> str | None:
    """The name of the fact that is meant: by name and words, else by the words alone.

    The words decide, because names are short and may meet another fact once records are added. A
    correction of what a case has once holds whatever record now gives the fact; a confirmation
    holds only for the words that were confirmed.
    """
    named = known.get(correction.fact)
    if named is not None and named[1].review and named[1].review.action == "added":
        return correction.fact
    if named is not None and (
        _words(named[1]) == (correction.document, correction.quote)
        or (correction.kind in SINGLE and named[0] == correction.kind and correction.value)
    ):
        return correction.fact
    if correction.quote is None:
        return None
    same = [
        name
        for name, (kind, fact) in known.items()
        if kind == correction.kind and _words(fact) == (correction.document, correction.quote)
    ]
    return same[0] if len(same) == 1 else None


def _words(fact: Fact[Any]) -> tuple[str | None, str | None]:
    return (fact.source.document, fact.source.quote) if fact.source else (None, None)
