"""Items of the medical professional review: disputed issues in a list, one set of reasons."""

from __future__ import annotations

import re

from assistant.letters.layouts import Outline
from assistant.letters.models import Outcome
from assistant.letters.page import trimmed
from assistant.letters.places import VERDICT, ItemPlace, closing_outcome, filled
from assistant.text import Span
from assistant.text.patterns import expression

_VERB = expression(r"[\s,]{1,9}(?:is|are|was|were|be)$", re.IGNORECASE)
_NUMBER = expression(
    r"^[ ]*(?:issue\s{1,9})?(?:#\s?)?\d{1,2}\s{0,3}[.):]\s{0,9}", re.IGNORECASE | re.MULTILINE
)
_BULLET = expression(r"^[ ]*[-*•·]\s{1,9}", re.MULTILINE)
_LEAD = expression(
    r"(?:(?:whether|is|are)\s{1,9})?(?:the\s{1,9})?(?:requested\s{1,9}(?:treatment|service)s?\s{0,9}[:-]?\s{0,9}"
    r"|(?:request|medical\s{1,9}necessity)\s{1,9}(?:for|of)\s{1,9})"
    r"|(?:whether|is|are)\s{1,9}the\s{1,9}requested\s{1,9}",
    re.IGNORECASE,
)


def professional_items(outline: Outline) -> list[ItemPlace]:
    """The issues at dispute, each with the letter's guidelines and the reasons that concern it."""
    text = outline.text
    disputed = outline.section("dispute")
    if disputed is None:
        return []
    titles = _titles(text, disputed)
    cited = outline.section("guidelines")
    reasons = outline.section("rationale_for") or outline.section("rationale")
    reviewer = filled(text, *cited) if cited else None
    whole = filled(text, *reasons) if reasons else None
    stretches = _reasons(text, whole, len(titles))
    items = []
    for title, rationale in zip(titles, stretches, strict=True):
        found = closing_outcome(text, rationale) if rationale else None
        outcome, place = found or _headed(outline)
        items.append(ItemPlace(title, outcome, place, None, reviewer, rationale))
    return items


def _titles(text: str, disputed: Span) -> list[Span]:
    """One title a number or bullet; else one a paragraph; wrapped lines belong together."""
    for pattern in (_NUMBER, _BULLET):
        marks = list(pattern.finditer(text, *disputed))
        if marks:
            stops = [mark.start() for mark in marks[1:]] + [disputed.end]
            spans = [
                _title(text, mark.end(), stop) for mark, stop in zip(marks, stops, strict=True)
            ]
            return [span for span in spans if span.end > span.start]
    spans = []
    at = disputed.start
    for gap in re.finditer(r"\n[ \r]{0,40}\n", text[disputed.start : disputed.end]):
        spans.append(_title(text, at, disputed.start + gap.start()))
        at = disputed.start + gap.end()
    spans.append(_title(text, at, disputed.end))
    return [span for span in spans if any(c.isalnum() for c in text[span.start : span.end])]


def _title(text: str, start: int, end: int) -> Span:
    span = trimmed(text, start, end)
    lead = _LEAD.match(text, span.start, span.end)
    verdict = VERDICT.search(text, span.start, span.end)
    end = span.end
    if verdict is not None:
        end = trimmed(text, span.start, verdict.start()).end
        verb = _VERB.search(text, max(span.start, end - 12), end)
        end = verb.start() if verb else end
    while end > span.start and text[end - 1] in ".?;:, ":
        end -= 1
    return Span(min(lead.end(), end) if lead else span.start, end)


def _reasons(text: str, whole: Span | None, count: int) -> list[Span | None]:
    """The reasons for each item: numbered like the issues, or the same for all."""
    if whole is None:
        return [None] * count
    marks = list(_NUMBER.finditer(text, *whole))
    if count > 1 and len(marks) == count:
        stops = [mark.start() for mark in marks[1:]] + [whole.end]
        return [filled(text, mark.end(), stop) for mark, stop in zip(marks, stops, strict=True)]
    return [whole] * count


def _headed(outline: Outline) -> tuple[Outcome | None, Span | None]:
    """The outcome that the heading of the reasons states; a heading may be the form's own."""
    heading = outline.first("rationale_for")
    if heading is None:
        return None, None
    span = Span(heading.start, heading.body)
    return closing_outcome(outline.text, span) or (None, None)
