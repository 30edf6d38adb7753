"""A draft against the key of its case: limits, citations, outcomes, what is told, what is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.evaluation.keys import covers
from assistant.evaluation.retrieval import cited_sections
from assistant.evaluation.samples import Mark
from assistant.evaluation.suites.facts import overlap
from assistant.guidelines import edition
from assistant.letters import Letter


def key_marks(
    made: dict[str, Any], letter: Letter, report: dict[str, Any], target: dict[str, Any]
) -> Iterator[Mark]:
    """The marks of a draft that its key decides. `made` is the draft, `report` its check."""
    items = {one["number"]: one for one in made["items"]}
    for wanted in target["items"]:
        item = items.get(wanted["item"])
        if item is None:
            continue
        yield from _citations(made, item, letter, wanted)
        yield _limit(item, wanted)
        yield from _outcome(item, wanted)
    yield from _facts_told(made, target)
    codes = {one["code"] for one in report["findings"]}
    for finding in target["findings"]:
        met = finding["code"] in codes
        miss = f"{finding['code']} is not among the findings: {finding['why']}"
        yield Mark(
            metric="findings expected",
            group=finding["code"],
            right=int(met),
            of=1,
            misses=() if met else (miss,),
        )


def _limit(item: dict[str, Any], wanted: dict[str, Any]) -> Mark:
    found = item["limit"] or ""
    met = found in {wanted["limit"], *wanted["equal"]}
    miss = f"item {item['number']}: key {wanted['limit'] or 'none'}; draft {found or 'none'}"
    return Mark(metric="limit right", right=int(met), of=1, misses=() if met else (miss,))


def _outcome(item: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Mark]:
    """An item left open is not decided as the key has it, but not against it either."""
    allowed = [one["outcome"] for one in wanted["outcomes"]]
    found = item["outcome"] or "open"
    miss = f"item {item['number']}: key {' or '.join(allowed)}; draft {found}: {item['reason']}"
    for metric, met in (
        ("outcome acceptable", found in allowed),
        ("outcome not wrong", found in {*allowed, "open"}),
    ):
        yield Mark(metric=metric, right=int(met), of=1, misses=() if met else (miss,))


def _citations(
    made: dict[str, Any], item: dict[str, Any], letter: Letter, wanted: dict[str, Any]
) -> Iterator[Mark]:
    cited = _cited(made, item, letter)
    for kind, ids, must in (
        ("cite", wanted["cite"], True),
        ("not cite", wanted["not_cite"], False),
    ):
        for identifier in ids:
            there = any(covers(identifier, one) for one in cited)
            miss = f"item {item['number']}: {'lacks' if must else 'cites'} {identifier}"
            yield Mark(
                metric="citations right",
                group=kind,
                right=int(there == must),
                of=1,
                misses=() if there == must else (miss,),
            )


def _cited(made: dict[str, Any], item: dict[str, Any], letter: Letter) -> set[str]:
    """Ids of what the item's sentences rest on, and the sections of its guideline line."""
    found = {
        support["id"]
        for one in made["statements"]
        if one["issue"] == item["number"]
        for support in one["supports"]
        if support["kind"] == "guideline"
    }
    issue = next((one for one in letter.issues if one.number == item["number"]), None)
    if issue is None:
        return found
    for key, title in cited_sections(letter, issue):
        found.add(str(key))
        if title is not None and key is not None:
            slugs = [one.slug for one in edition(key).sections if one.title == title and one.slug]
            found |= {f"{key}/{slug}" for slug in slugs}
    return found


def _facts_told(made: dict[str, Any], target: dict[str, Any]) -> Iterator[Mark]:
    """What a letter has to tell, and what it must not rest on, by the place in the records."""
    places = [
        (support["document"], support["span"])
        for one in made["statements"]
        for support in one["supports"]
        if support["kind"] == "record"
    ]

    def rests_on(words: dict[str, Any]) -> bool:
        return any(
            document == words["document"] and overlap(span, words["span"])
            for document, span in places
        )

    for fact in target["facts"]:
        if fact["status"] == "not documented" or not fact["told"]:
            continue
        told = rests_on(fact)
        miss = f"left out: {fact['kind']}, {fact['document']}: {fact['quote'][:120]!r}"
        yield Mark(
            metric="facts told",
            group=fact["kind"],
            right=int(told),
            of=1,
            misses=() if told else (miss,),
        )
    for trap in target["traps"]:
        caught = rests_on(trap)
        miss = f"rests on {trap['document']}: {trap['quote'][:120]!r}: {trap['why']}"
        yield Mark(
            metric="traps avoided", right=int(not caught), of=1, misses=(miss,) if caught else ()
        )
