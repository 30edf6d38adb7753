"""What the records say to a question, without a model: facts read from them, and sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.drafting.events import Event, told
from assistant.drafting.lines import Told
from assistant.drafting.speaking import own_words
from assistant.drafting.tools import CaseTools
from assistant.drafting.topics import Topic, topics_of
from assistant.drafting.wording import service_name
from assistant.facts import Source
from assistant.retrieval.analysis import concepts, stems

NEEDS_MODEL = "An answer in words needs a model."

_STUDIES = frozenset({"mri", "xray", "ct", "emg_ncs"})
_MOST_FACTS, _MOST_BESIDE = 8, 3
_TOPIC, _TOPIC_ALONE = 0.25, 0.7
"""How much the words count in which records tell of a topic, beside its facts and without any."""
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\brationale\b|\bgrounds?\b|\bbasis\b", re.IGNORECASE)
_LITTLE = 0.35
_KIND = re.compile(r" on \d|[:(]")
_REST = 160
_SENTENCE_END = re.compile(r"[.;](?:\s|$)|\n\s*\n")
_QUOTED = re.compile(r"\"([^\"]{3,})\"")


def from_records(tools: CaseTools, text: str, titles: str) -> Iterator[Event]:
    """What the facts and the sentences of the records say; first what shares most with the words.

    `titles` are those of the items that the question names.
    """
    topics = topics_of(text)
    whole = f"{text} {titles}".strip()
    shown = _facts_shown(tools, topics, whole)
    studies = _studies_named(text)
    reasons = _WHY.search(text) is not None and any(one.field == "ur_decisions" for one in topics)
    words = "" if studies else " ".join(one.words for one in topics)
    kinds = frozenset(kind for one in topics for kind in one.kinds)
    weight = _TOPIC if shown else _TOPIC_ALONE
    near = [
        one
        for one in tools.sentences(whole, words, kinds, weight, only=reasons)
        if not _held(one, shown)
    ]
    lead = _share(near, whole) > _share(shown, whole)
    if shown and not lead:
        yield from told(shown, "")
    read = {getattr(one.value, "study", None) for one in tools.facts_of("imaging")}
    for study in studies:
        if study not in read:
            name = service_name(study).removeprefix("the ")  # type: ignore[arg-type]  # a service
            yield Event(kind="text", text=f"{name}: no result was read from the records")
    if near:
        beside = shown and not lead
        yield Event(kind="text", text="Also in the records:" if beside else "In the records:")
        yield from told(near[: _MOST_BESIDE if beside else len(near)], "")
    if shown and lead:
        yield from told(_few_of_each(shown), "")
    if not shown and not near and not studies:
        about = f"on {', '.join(one.name for one in topics)}" if topics else "of that"
        yield Event(
            kind="text",
            text=f"Not documented: by the words of the question the records say nothing {about}. "
            f"{NEEDS_MODEL}",
        )


def _few_of_each(shown: list[Told]) -> list[Told]:
    """The first lines of each kind of fact."""
    kinds: Counter[str] = Counter()
    kept = []
    for one in shown:
        kind = _KIND.split(one.text, maxsplit=1)[0]
        kinds[kind] += 1
        if kinds[kind] <= _MOST_BESIDE:
            kept.append(one)
    return kept


def _facts_shown(tools: CaseTools, topics: list[Topic], text: str) -> list[Told]:
    shown: list[Told] = []
    if any(one.field == "visits" for one in topics):
        named = (one for one in concepts(text) if one.startswith("service:"))
        shown += tools.visits_so_far(frozenset(one.removeprefix("service:") for one in named))
    for topic in topics:
        shown += _facts(tools, topic, text)
    return list(dict.fromkeys(shown))[: _MOST_FACTS * max(len(topics), 1)]


def _share(lines: list[Told], text: str) -> int:
    """How much of what the question names the first lines say: services, drugs, words."""
    named, own = concepts(text), specific(text)
    return max(
        (
            2 * len(named & concepts(one.text)) + len(own & set(stems(one.text)))
            for one in lines[:_MOST_BESIDE]
        ),
        default=0,
    )


def specific(text: str) -> set[str]:
    """The stems that the question is asked by, without those of every question of its kind."""
    bare = text
    for topic in topics_of(text):
        bare = topic.asks.sub(" ", bare)
    return own_words(bare) | (own_words(text) & own_words(bare))


def _facts(tools: CaseTools, topic: Topic, text: str) -> list[Told]:
    """The facts of a topic: those that share most with the question, the latest first.

    What the utilization review tells, and what is older than the injury, stands back.
    """
    if not topic.facts:
        return []
    studies = _studies_named(text) if topic.field == "imaging" else []
    injury = tools.case.dates.injury
    ranked = []
    for fact, line in zip(tools.facts_of(topic.field), tools.told_of(topic.field), strict=True):
        if studies and getattr(fact.value, "study", None) not in studies:
            continue
        source: Source | None = fact.source
        second_hand = topic.field != "ur_decisions" and source and source.kind == "ur_decision"
        old = injury and source and source.written and source.written < injury
        full = topic.field == "work_status"
        said = _in_full(tools, line, source) if full and source is not None else line
        ranked.append((bool(second_hand or old), said))
    first = [line for back, line in ranked if not back] or [line for _, line in ranked]
    bare = text
    for other in topics_of(text):
        bare = bare if other.field == topic.field else other.asks.sub(" ", bare)
    named = concepts(bare)
    about = [len(named & concepts(line.text)) for line in first]
    kept = [line for line, one in zip(first, about, strict=True) if one == max(about)][::-1]
    return sorted(kept, key=lambda line: -_share([line], text))


def _in_full(tools: CaseTools, line: Told, source: Source) -> Told:
    """A line with the words of its fact up to the end of their sentence, which may limit them."""
    record = next(one for one in tools.case.records if one.name == source.document)
    rest = record.document.text[source.span.end : source.span.end + _REST]
    whole = " ".join((source.quote + _SENTENCE_END.split(rest, maxsplit=1)[0]).split())
    return line._replace(text=line.text.replace(f'"{source.quote}"', f'"{whole}"'))


def _studies_named(text: str) -> list[str]:
    """The imaging and nerve studies that a question names."""
    named = {one.removeprefix("service:") for one in concepts(text) if one.startswith("service:")}
    return sorted(named & _STUDIES)


def _held(one: Told, shown: list[Told]) -> bool:
    """Whether a sentence says little but what facts shown already quote."""
    left = one.text.strip('"')
    for own in shown:
        if own.where == one.where:
            if left in own.text:
                return True
            for quote in _QUOTED.findall(own.text):
                left = left.replace(quote, " ")
    return len(" ".join(left.split())) < _LITTLE * len(one.text)
