"""Items of the case-number layout: "Title: Upheld", two guideline lines, a rationale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.letters.layouts import Heading, Outline, is_label
from assistant.letters.models import Outcome
from assistant.letters.page import trimmed
from assistant.letters.places import ItemPlace, filled
from assistant.letters.titles import TitleFinder
from assistant.text import Span
from assistant.text.patterns import expression

_OUTCOME = expression(
    r"[UuOoNnPp](?<!\w\w)(?i:(?:(?<=u)pheld|(?<=o)verturned|(?<=p)art(?:ial)?ly\s{1,9}(?:upheld|overturned))"
    r"(?:\s{1,9}in\s{1,9}part)?|(?<=n)ot\s{1,3}decided)\b(?=[ .*_]{0,9}\r?$)",
    re.MULTILINE,
)
_OUTCOME_WORDS = ("upheld", "overturned", "decided")
_LEAD, _TRAIL = 20, 60
"""Characters before and behind such a word that may belong to the outcome."""
_BEFORE = expression(
    r"(?:[\n,;.-][ *_]{0,9}(?i:(?:final\s{1,3})?(?:decision|determination)))?"
    r"\s{0,40}(?P<colon>:)[\s*_]{0,24}$|\s{1,3}-{1,2}\s{1,3}$|(?:^|\n|[ ]{2})[ *_]{0,40}$"
)
"""What parts a title from its outcome: a colon, "Decision:", a dash, a line or a column gap."""
_NUMBERED = expression(r"(?P<number>\d{1,2})[.)]\s{1,9}(?=\S)")
_INTRO = expression(r"[sS](?i:et\s{1,20}forth\s{1,20}below\s{0,9}:?)")
_CLOSING_MATTER = expression(
    r"\n[ ]*(?:Sincerely\b|Disclaimer\s*:|Effect\s{1,9}of\s{1,9}the\s{1,9}Decision\b|"
    r"(?:Signed|Reviewer\s{1,9}signature)\s*:)",
    re.IGNORECASE,
)


class _Verdict(NamedTuple):
    """One outcome: the end of the title before it, the word, and its end."""

    title_end: int
    outcome: Outcome | None
    span: Span


def _outcome(match: re.Match[str]) -> Outcome | None:
    words = match.group().lower()
    if "decided" in words:
        return None
    if "part" in words:
        return "partially_overturned"
    return "upheld" if words == "upheld" else "overturned"


def labelled_items(outline: Outline, breaks: tuple[int, ...]) -> list[ItemPlace]:
    """The items that stand as title and outcome, or as a title above a guideline line."""
    text = outline.text
    start = _items_start(outline)
    labels = [label for label in outline.labels() if label.start >= start]
    verdicts = _verdicts(text, start, labels)
    if not verdicts:
        return []
    finder = TitleFinder(text, start, len(text), breaks)
    begins: list[int] = []
    floor = start
    for verdict in verdicts:
        begins.append(finder.begin(floor, verdict.title_end))
        floor = verdict.span.end
    titles = _without_numbers(
        text,
        [
            trimmed(text, *ends)
            for ends in zip(begins, (v.title_end for v in verdicts), strict=True)
        ],
    )
    items = []
    for place, verdict in enumerate(verdicts):
        end = begins[place + 1] if place + 1 < len(verdicts) else _letter_end(outline, verdict)
        title = titles[place]
        if title.end > title.start:
            inside = [label for label in outline.since(verdict.span.end, end) if is_label(label)]
            items.append(_item(text, title, verdict, inside, end))
    return items


def _without_numbers(text: str, titles: list[Span]) -> list[Span]:
    """Titles without the numbers of a list, where each stands in its place: "2. Acupuncture"."""
    marks = [_NUMBERED.match(text, title.start, title.end) for title in titles]
    if any(mark and int(mark["number"]) != place for place, mark in enumerate(marks, start=1)):
        return titles
    return [
        Span(mark.end(), title.end) if mark else title
        for mark, title in zip(marks, titles, strict=True)
    ]


def _items_start(outline: Outline) -> int:
    heading = outline.first("issues") or outline.first("decision")
    start = heading.body if heading else 0
    intro = _INTRO.search(outline.text, start, start + 400 if heading else len(outline.text))
    return intro.end() if intro else start


def _verdicts(text: str, start: int, labels: list[Heading]) -> list[_Verdict]:
    """Outcomes in order, and the titles that stand above a guideline line without an outcome."""
    found: list[_Verdict] = []
    starts = [label.start for label in labels]
    at = 0
    for match in _outcomes(text, start):
        before = _BEFORE.search(text, max(start, match.start() - 60), match.start())
        if before is None:
            continue
        while at < len(starts) and starts[at] < match.end():
            at += 1
        label_next = at < len(starts) and not text[match.end() : starts[at]].strip(" .*_\r\n")
        if not label_next and not before["colon"]:
            continue
        if not label_next and text[match.end() : match.end() + 1] == ".":
            continue
        found.append(_Verdict(before.start(), _outcome(match), Span(*match.span())))
    return _with_bare_titles(text, start, labels, found)


def _outcomes(text: str, start: int) -> Iterator[re.Match[str]]:
    """The outcomes that end a line, in order."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow in lower case, which would move the offsets
        yield from _OUTCOME.finditer(text, start)
        return
    places: list[int] = []
    for word in _OUTCOME_WORDS:
        at = lowered.find(word, start)
        while at != -1:
            places.append(at)
            at = lowered.find(word, at + len(word))
    read_to = start
    for place in sorted(places):
        if place >= read_to:
            match = _OUTCOME.search(text, max(read_to, place - _LEAD), place + _TRAIL)
            if match:
                yield match
                read_to = match.end()


def _with_bare_titles(
    text: str, start: int, labels: list[Heading], found: list[_Verdict]
) -> list[_Verdict]:
    """Add an item for each group of labels that no outcome introduces."""
    ends = sorted(verdict.span.end for verdict in found)
    extra: list[_Verdict] = []
    group: set[str] = set()
    previous_start = start
    at = 0
    for label in labels:
        introduced = False
        while at < len(ends) and ends[at] <= label.start:
            introduced = introduced or ends[at] > previous_start
            at += 1
        opens = label.kind != "rationale" and (
            not group or label.kind in group or "rationale" in group
        )
        if opens or introduced:
            group = set()
        group.add(label.kind)
        if opens and not introduced and text[previous_start : label.start].strip():
            before = trimmed(text, previous_start, label.start)
            extra.append(_Verdict(before.end, None, Span(before.end, before.end)))
        previous_start = label.body
    return sorted(found + extra, key=lambda verdict: verdict.title_end)


def _letter_end(outline: Outline, verdict: _Verdict) -> int:
    """Where the last item ends: at the next section, at closing matter, or with the text."""
    for heading in outline.since(verdict.span.end):
        if heading.kind in ("effect", "disclaimer", "how"):
            return heading.start
    closing = _CLOSING_MATTER.search(outline.text, verdict.span.end)
    return closing.start() + 1 if closing else len(outline.text)


def _item(text: str, title: Span, verdict: _Verdict, labels: list[Heading], end: int) -> ItemPlace:
    parts: dict[str, Span | None] = {}
    for place, label in enumerate(labels):
        if label.kind in parts:
            continue
        following = (other.start for other in labels[place + 1 :] if other.kind != label.kind)
        stop = end if label.kind == "rationale" else next(following, end)
        if label.kind != "rationale" and stop == end:
            stop = _paragraph_end(text, label.body, end)
        parts[label.kind] = filled(text, label.body, stop)
    rationale = parts.get("rationale")
    if "rationale" not in parts:
        last = max(
            (span.end for span in parts.values() if span), default=max(verdict.span.end, title.end)
        )
        rationale = filled(text, last, end)
    span = verdict.span if verdict.span.end > verdict.span.start else None
    return ItemPlace(
        title=title,
        outcome=verdict.outcome,
        outcome_span=span,
        administrator=parts.get("administrator"),
        reviewer=parts.get("reviewer"),
        rationale=rationale,
    )


_BLANK_LINE = expression(r"\n[ \r]{0,40}\n")


def _paragraph_end(text: str, start: int, end: int) -> int:
    match = _BLANK_LINE.search(text, start, end)
    return match.start() if match else end
