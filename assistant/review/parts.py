"""The parts of a letter in the published form, as they are printed: header, headings, items, prose.

No word of the letter is left out and none is added: what is not known as a part is prose. The form
is that of the determinations of the Division of Workers' Compensation (8 CCR 9792.10.6): a table of
dates, centred headings, each item with its outcome, and labels before guidelines and rationale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal

from assistant.letters import Issue, Letter
from assistant.letters.layouts import Outline, is_label
from assistant.text import Value

Kind = Literal["field", "heading", "item", "labelled", "credential", "entry", "prose"]

FIELDS = (
    "Case Number",
    "Date Assigned",
    "Date of Injury",
    "Decision Date",
    "UR Denial Date",
    "Priority",
    "Application Received",
)
"""The fields of the published header, in the order in which they are read."""

NOTICE = "Draft for the physician reviewer."
"""How the line begins that marks a draft above its header; the printed mark stands for it."""

_FIELD = re.compile(r"\b(" + "|".join(one.replace(" ", r"\s+") for one in FIELDS) + r")\s*:\s*")
_SPLIT_LABEL = re.compile(r"\bApplication(\s+[\d/.-]+\s+)Received\s*:")
_DAY = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}")
_CREDENTIAL = re.compile(r"(State\(s\) of Licensure|Certification\(s\)/Specialty)\s*:")
_HEADING = re.compile(r"[ \t]*[A-Z][A-Z ,()/&'-]{7,}[ \t\r]*")
_TO_OUTCOME = re.compile(r"[\s:*_.]*(?:is\s*:)?[\s*_]*", re.IGNORECASE)
_TWO_LINES = re.compile(r"\S[^\n]*\n[^\S\n]*\S")
_FEW = 20
_LIST = re.compile(r"[ \t]*[-•]\s+")


class Part(Value):
    """A part of the printed letter.

    label  what stands in bold before the text, with its colon; "" for none
    text   the words, runs of white space folded; of an item its outcome
    """

    kind: Kind
    text: str
    label: str = ""

    @property
    def words(self) -> str:
        """Label and text as one line."""
        return f"{self.label} {self.text}".strip()


def parts(letter: Letter) -> tuple[Part, ...]:
    """The parts of `letter` in order, without the line above the header that marks a draft."""
    text = letter.document.text
    spaced = _double_spaced(text)
    found: list[Part] = []
    at = 0
    for start, end, part in sorted(_known(letter), key=lambda one: one[0]):
        if start < at:
            continue
        found += _loose(text[at:start], first=not found, spaced=spaced)
        found.append(part)
        at = end
    found += _loose(text[at:], first=not found, spaced=spaced)
    return tuple(_with_header(_labelled(found)))


def _known(letter: Letter) -> Iterator[tuple[int, int, Part]]:
    """Headings, labels and items with their places; what a label heads is still loose."""
    text = letter.document.text
    for heading in Outline(text).headings:
        words = _folded(text[heading.start : heading.body])
        if is_label(heading):
            yield heading.start, heading.body, Part(kind="labelled", label=words, text="")
        elif words.rstrip(": ").isupper():
            yield heading.start, heading.body, Part(kind="heading", text=words)
    for issue in letter.issues:
        yield from _item(text, issue)


def _item(text: str, issue: Issue) -> Iterator[tuple[int, int, Part]]:
    """The title of an item up to its outcome, from the beginning of its line."""
    start = text.rfind("\n", 0, issue.span.start) + 1
    if issue.outcome_span is not None:
        low, end = issue.outcome_span
        if not _TO_OUTCOME.fullmatch(text, issue.span.end, low):
            return  # decided in a sentence of its own, as in the notices of 2013
        title = _folded(text[start:low])
        yield start, end, Part(kind="item", label=title, text=_folded(text[low:end]))
    else:
        end = issue.span.end
        rest = re.compile(r"[^\n]*(?:\n[^\n\S]*\S[^\n]*)*").match(text, end)
        after = rest.end() if rest else end
        title = _folded(text[start:after])
        label, colon, outcome = title.rpartition(":")
        if colon and len(label) >= end - issue.span.start - 1:
            yield start, after, Part(kind="item", label=label + colon, text=outcome.strip())
        else:
            yield start, after, Part(kind="item", label=title, text="")


def _loose(text: str, *, first: bool, spaced: bool) -> Iterator[Part]:
    """The paragraphs of what lies between known parts; headings of our own among them."""
    for paragraph in _paragraphs(text, spaced=spaced):
        if first and _folded(paragraph).startswith(NOTICE):
            continue
        lines: list[str] = []
        for line in paragraph.splitlines():
            credential = _CREDENTIAL.match(line.strip())
            if _HEADING.fullmatch(line) or credential or _LIST.match(line):
                yield from _prose(lines)
                lines = []
            if _HEADING.fullmatch(line):
                yield Part(kind="heading", text=_folded(line))
            else:
                lines.append(line)
        yield from _prose(lines)


def _prose(lines: list[str]) -> Iterator[Part]:
    words = _folded("\n".join(lines))
    credential = _CREDENTIAL.match(words)
    if credential:
        rest = words[credential.end() :].strip()
        yield Part(kind="credential", label=credential.group(), text=rest)
    elif lines and _LIST.match(lines[0]):
        yield Part(kind="entry", text=_folded(_LIST.sub("", "\n".join(lines), count=1)))
    elif words:
        yield Part(kind="prose", text=words)


def _double_spaced(text: str) -> bool:
    """Whether every line has an empty one behind it, as some published texts have."""
    return text.count("\n\n") > _FEW and not _TWO_LINES.search(text)


def _paragraphs(text: str, *, spaced: bool) -> Iterator[str]:
    """What blank lines part; in double spacing what more than one parts."""
    text = text.replace("\r\n", "\n").replace("\f", "\n\n")
    if spaced:
        text = text.replace("\n\n", "\n")
    for found in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        yield found.group()


def _labelled(found: list[Part]) -> Iterator[Part]:
    """Each label with the paragraph behind it."""
    pending: Part | None = None
    for part in found:
        if pending is not None and part.kind == "prose":
            yield pending.model_copy(update={"text": part.text})
            pending = None
            continue
        if pending is not None:
            yield pending
        pending = part if part.kind == "labelled" else None
        if pending is None:
            yield part
    if pending is not None:
        yield pending


def _with_header(found: Iterator[Part]) -> Iterator[Part]:
    """The paragraphs before the first heading as the fields of the header, where they are such."""
    above: list[Part] = []
    for part in found:
        if part.kind != "prose":
            yield from _fields(above)
            yield part
            break
        above.append(part)
    else:
        yield from above
    yield from found


def _fields(above: list[Part]) -> Iterator[Part]:
    """The fields in their order; the paragraphs as they are where they hold anything else."""
    text = _SPLIT_LABEL.sub(r"Application Received:\1", "\n".join(one.text for one in above))
    marks = list(_FIELD.finditer(text))
    fields: dict[str, str] = {}
    for mark, later in zip_longest(marks, marks[1:]):
        value = _folded(text[mark.end() : later.start() if later else len(text)])
        fields[_folded(mark[1])] = value
    several = any(len(_DAY.findall(value)) > 1 for value in fields.values())
    if not marks or text[: marks[0].start()].strip() or len(fields) < len(marks) or several:
        yield from above
        return
    for name in FIELDS:
        if name in fields:
            yield Part(kind="field", label=f"{name}:", text=fields[name])


def _folded(text: str) -> str:
    return " ".join(text.split())
