"""Items of the 2013 layouts: numbered statements that a request is, or is not, necessary.

The notice states each decision ("N) ... has determined the request for X is not medically
necessary and appropriate.") and gives its grounds under "N) Regarding the request for X:"; the form
of late 2013 opens each item with "N. X is not medically necessary and appropriate.".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.letters.layouts import Outline
from assistant.letters.models import Outcome
from assistant.letters.page import trimmed
from assistant.letters.places import VERDICT, ItemPlace, closing_outcome, filled
from assistant.text import Span
from assistant.text.patterns import expression

_DETERMINED = expression(
    r"(?:\b(?P<number>\d{1,2})\s{0,3}[.)]\s{0,9})?"
    r"MAXIMUS\s{1,9}Federal\s{1,9}Services,?(?:\s{1,9}Inc\.?,?)?\s{1,9}(?:has\s{1,9})?determined\s{1,9}"
    r"(?:that\s{1,9})?(?:the\s{1,9})?requests?\s{1,9}for\s{1,9}",
    re.IGNORECASE,
)
_NUMBERED = expression(
    r"^[ ]*(?P<number>\d{1,2})[ ]{0,3}[.)][ ]{0,9}"
    r"(?:(?:The\s{1,9})?(?:request|decision)\s{1,9}for\s{1,9})?(?=[A-Za-z0-9\"'(#])",
    re.MULTILINE | re.IGNORECASE,
)
_VERB = expression(
    r"[\s,:;]{1,9}(?:(?:is|are|was|were|be|as|has\s{1,9}been)\s{0,9})+(?:determined\s{1,9}to\s{1,9}be\s{1,9})?$",
    re.IGNORECASE,
)
_DIGITS = expression(r"\d{1,2}")
_LONGEST_TITLE = 1500
_SENTENCE = expression(r"[.!?][\"')]{0,2}\s{1,40}(?=[A-Z(\"'])")
_WHO = expression(
    r"(?:^|(?<=[.!?:\"')\n])\s{0,40})(?-i:The)\s{1,9}(?P<who>claims?\s{1,9}administrator|"
    r"(?:\w{1,20}\s{1,9}){0,2}reviewer|provider)(?P<owner>'s)?\b",
    re.IGNORECASE,
)


class _Statement(NamedTuple):
    """A decision as stated: its number, what it decides, the verdict and where it ends."""

    number: int | None
    title: Span
    outcome: Outcome
    outcome_span: Span
    start: int
    end: int


def _statement(
    text: str, number: str | None, start: int, body: int, stop: int
) -> _Statement | None:
    """The statement that begins at `start`, whose title begins at `body`, before `stop`."""
    verdict = VERDICT.search(text, body, min(stop, body + _LONGEST_TITLE))
    if verdict is None:
        return None
    title = _without_verb(text, body, verdict.start())
    if title.end <= title.start:
        return None
    if verdict["partly"]:
        outcome: Outcome = "partially_overturned"
    else:
        outcome = "upheld" if verdict["not"] else "overturned"
    return _Statement(
        number=int(number) if number else None,
        title=title,
        outcome=outcome,
        outcome_span=Span(*verdict.span()),
        start=start,
        end=verdict.end(),
    )


def _without_verb(text: str, start: int, end: int) -> Span:
    verb = _VERB.search(text, max(start, end - 60), end)
    return trimmed(text, start, verb.start() if verb else end)


def determined(text: str) -> list[_Statement]:
    """Statements "... has determined the request for X is (not) necessary", once each."""
    matches = list(_DETERMINED.finditer(text))
    found: list[_Statement] = []
    seen: set[str] = set()
    for place, match in enumerate(matches):
        stop = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        stated = _statement(text, match["number"], match.start(), match.end(), stop)
        if stated is None:
            continue
        key = _key(text, stated.title) + stated.outcome
        if key not in seen:
            seen.add(key)
            found.append(stated)
    return found


def _key(text: str, span: Span) -> str:
    return "".join(char for char in text[span.start : span.end].lower() if char.isalnum())


def statement_items(outline: Outline) -> list[ItemPlace]:
    """The items of a notice or a form of 2013, with their grounds where the letter gives them."""
    text = outline.text
    stated = determined(text)
    regarding = _regarding_items(outline, stated)
    if regarding:
        return regarding
    numbered = _numbered_items(outline)
    if numbered and len(numbered) >= len(stated):
        return numbered
    return [ItemPlace(one.title, one.outcome, one.outcome_span) for one in stated]


def _regarding_items(outline: Outline, stated: list[_Statement]) -> list[ItemPlace]:
    """Each request with what stands under "N) Regarding the request for X:"."""
    text = outline.text
    headings = [heading for heading in outline.headings if heading.kind == "regarding"]
    if not headings:
        return []
    left = {_key(text, one.title): one for one in reversed(stated)}
    items: list[ItemPlace] = []
    for heading in headings:
        end = _section_end(outline, heading.body)
        title, body = _heading_title(text, heading.body, end)
        digits = _DIGITS.search(text, heading.start, heading.body)
        number = int(digits.group()) if digits else 0
        match = _take(left, _key(text, title), number)
        grounds = _grounds(outline, body, end)
        outcome, outcome_span = (
            (match.outcome, match.outcome_span) if match else _closing(text, grounds, body, end)
        )
        items.append(ItemPlace(match.title if match else title, outcome, outcome_span, *grounds))
    items += [
        ItemPlace(one.title, one.outcome, one.outcome_span) for one in reversed(left.values())
    ]
    return items


def _take(left: dict[str, _Statement], key: str, number: int) -> _Statement | None:
    """Take the statement on the same request out of `left`: same words, else the same number."""
    same = key if key in left else None
    if same is None:
        same = next((other for other in left if key and (key in other or other in key)), None)
    if same is None:
        same = next((other for other, one in left.items() if one.number == number), None)
    return left.pop(same) if same is not None else None


def _heading_title(text: str, start: int, end: int) -> tuple[Span, int]:
    """The title of a "Regarding the request for X:" heading and where its grounds begin."""
    line_end = start
    for _ in range(8):
        next_end = text.find("\n", line_end, end)
        if next_end == -1:
            break
        line = text[line_end:next_end].rstrip(" \r*_")
        if line.endswith((":", ".")):
            return trimmed(text, start, line_end + len(line) - 1), next_end
        line_end = next_end + 1
        if not text[line_end : text.find("\n", line_end) + 1 or end].strip():
            break
    stop = line_end if line_end > start else end
    return trimmed(text, start, stop), stop


def _section_end(outline: Outline, start: int) -> int:
    """Where the part that begins at `start` ends: at the next request or closing matter."""
    for heading in outline.since(start):
        if heading.kind in ("effect", "disclaimer", "regarding"):
            return heading.start
    return len(outline.text)


def _grounds(
    outline: Outline, start: int, end: int
) -> tuple[Span | None, Span | None, Span | None]:
    """Administrator's line, reviewer's line and rationale between `start` and `end`."""
    text = outline.text
    inside = list(outline.since(start, end))
    rationale = next((h for h in inside if h.kind in ("rationale_for", "rationale")), None)
    guidelines = next((h for h in inside if h.kind == "guidelines"), None)
    cited_end = rationale.start if rationale else end
    administrator, reviewer = _cited(text, guidelines.body if guidelines else start, cited_end)
    reasons = filled(text, rationale.body, end) if rationale else None
    if rationale is None:
        last = max((span.end for span in (administrator, reviewer) if span), default=start)
        reasons = filled(text, last, end)
    return administrator, reviewer, reasons


def _cited(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """What the administrator and the reviewer say they relied on, as two stretches."""
    found: list[tuple[str, int]] = []
    for match in _WHO.finditer(text, start, end):
        if match["owner"]:
            continue
        who = "administrator" if "administrator" in match["who"].lower() else "reviewer"
        if not found or found[-1][0] != who:
            found.append((who, match.start()))
    spans: dict[str, Span | None] = {}
    for place, (who, begin) in enumerate(found):
        stop = found[place + 1][1] if place + 1 < len(found) else end
        spans.setdefault(who, filled(text, begin, stop))
    if not found:
        return None, filled(text, start, end)
    return spans.get("administrator"), spans.get("reviewer")


def _closing(
    text: str, grounds: tuple[Span | None, Span | None, Span | None], start: int, end: int
) -> tuple[Outcome | None, Span | None]:
    found = closing_outcome(text, grounds[2] or Span(start, end))
    return found or (None, None)


def _numbered_items(outline: Outline) -> list[ItemPlace]:
    """Items that open with "N. X is not medically necessary and appropriate."."""
    text = outline.text
    heading = outline.first("issues") or outline.first("decision")
    start = heading.body if heading else 0
    end = _section_end(outline, start)
    opened: list[_Statement] = []
    for match in _NUMBERED.finditer(text, start, end):
        if int(match["number"]) != len(opened) + 1:
            continue
        if opened and match.start() < opened[-1].end:
            continue
        stated = _statement(text, match["number"], match.start(), match.end(), end)
        if stated is None or _SENTENCE.search(text, match.end(), stated.end):
            continue
        opened.append(stated)
    if not opened:
        opened = _unnumbered(outline, start, end)
    items = []
    for place, stated in enumerate(opened):
        stop = opened[place + 1].start if place + 1 < len(opened) else end
        grounds = _grounds(outline, _after_full_stop(text, stated.end), stop)
        items.append(ItemPlace(stated.title, stated.outcome, stated.outcome_span, *grounds))
    return items


def _unnumbered(outline: Outline, start: int, end: int) -> list[_Statement]:
    """A single item without number: the statement right before the administrator's line."""
    text = outline.text
    who = _WHO.search(text, start, end)
    if who is None:
        return []
    body = text.rfind("\n\n", start, trimmed(text, start, who.start()).end)
    body = start if body == -1 else body
    first = trimmed(text, body, who.start()).start
    stated = _statement(text, None, first, first, who.start())
    return [stated] if stated else []


def _after_full_stop(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == "." else at
