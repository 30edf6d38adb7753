"""What a record is, the date that it gives itself, and who wrote it, each from its own words."""

from __future__ import annotations

import re
from datetime import date

from assistant.case_file.models import RecordKind
from assistant.case_file.unheaded import heading_date, kind_by_words
from assistant.letters.dates import PATTERN, read_date
from assistant.text import Document, Span, fold
from assistant.text.patterns import expression

_HEADING = 600
_DATED = 4000
_LINE = 100
_HEADINGS_OF_A_PAGE = 700
_TOLD_IN_PROSE: frozenset[RecordKind] = frozenset(
    {"progress_report", "request_for_authorization", "ur_decision", "imr_application"}
)
"""Kinds that letters name in their first sentence. Notes of every kind mention an MRI, an operation
or a therapy: of those the heading must say it."""

_COVERED = 0.3
"""The share of a line that names the kind of a document, from which on the line is its heading."""

# the heading that stands first decides: a PR-2 mentions therapy, a denial mentions the request
_KINDS: tuple[tuple[RecordKind, str], ...] = (
    (
        "imr_application",
        r"application for independent medical review|\bimr application|dwc form imr\b",
    ),
    (
        "ur_decision",
        r"utili[sz]ation review|\bunable to certify\b|(?<!for )\bauthori[sz]ation (?:letter|notice)"
        r"|(?:notice|letter) of (?:non-?certification|denial|modification"
        r"|adverse determination)|\bnon-?certification (?:notice|letter)"
        r"|\bUR (?:determination|decision|denial|modification)\b",
    ),
    (
        "first_report",
        r"doctor[’']?s first report|first report of (?:occupational )?(?:injury|illness)|\bdfr\b"
        r"|form 5021\b",
    ),
    (
        "progress_report",
        r"\bpr[- ]?2\b|progress (?:report|note)|follow-?up (?:report|visit|note|evaluation)"
        r"|\bre-?evaluation report\b",
    ),
    (
        "request_for_authorization",
        r"request for (?:treatment )?authori[sz]ation|\brfa\b",
    ),
    (
        "therapy_note",
        r"(?:\b[po]\.?t\.?|physical therapy|occupational therapy|chiropractic|acupuncture|aquatic"
        r"(?: therapy)?|hand therapy|massage therapy|physiotherapy|physical|occupational)"
        r"(?: therapy| treatment)?(?: ?[-–:,])?"
        r"(?: (?:daily|visit|treatment|progress|initial|attendance|soap)){0,2}"
        r" (?:notes?|log|(?:office )?ledger|records?|flow ?sheet|discharge(?: summary)?"
        r"|(?:re-?)?evaluation|visits)\b"
        r"|daily (?:treatment |therapy )?note\b"
        r"|therapy (?:attendance|discharge|records?|log|visits?)\b",
    ),
    ("operative_report", r"operative (?:report|note)|operation report|report of operation"),
    (
        "imaging",
        r"(?:radiology|imaging|mri|ct|x-?ray|magnetic resonance imaging|diagnostic)"
        r" (?:report|of|examination|consultation|results?)|electrodiagnostic (?:study|report)"
        r"|\bmr arthrogram"
        r"|(?:emg|ncv|ncs)(?:/(?:emg|ncv|ncs))? (?:report|study"
        r"|(?:of )?(?:the )?(?:bilateral |left |right )?(?:upper|lower) extremit)"
        r"|\b(?:mri|ct scan|x-?rays?|radiographs?),? (?:of |the |left |right |bilateral )*"
        r"(?:lumbar|cervical|thoracic|shoulder|knee|hip|wrist|ankle|elbow|hand|foot|brain)\b"
        r"|\b(?:lumbar|cervical|thoracic|shoulder|knee|hip|wrist|ankle|elbow|hand|foot)"
        r"(?: spine)? (?:mri|ct scan|x-?rays?|radiographs?)\b",
    ),
)
_ANY_KIND = expression(
    "|".join(f"(?P<k{number}>{pattern})" for number, (_, pattern) in enumerate(_KINDS)),
    re.IGNORECASE,
)
_OWN_DATE = expression(
    r"\b(?:date of (?:visit|service|exam(?:ination)?|evaluation|report|this (?:report|exam\w*"
    r"|evaluation|visit)|decision|determination|study|procedure|surgery|operation|request|notice"
    r"|rfa)|(?:visit|exam(?:ination)?|report|service|evaluation|decision|determination|study|rfa"
    r"|request|notice|review|encounter) date|date (?:seen|examined|performed|of rfa)|seen on"
    r"|(?P<titled>(?:re-?)?(?:examination|evaluation) of)"
    r"|examined on|(?P<service>dos)"
    r"|(?<!claim )(?<!injury )(?<!birth )(?<!onset )(?<!loss )(?<!due )(?<!surgery )(?<!start )"
    r"(?P<bare>dated?))\s?[:.]?\s?"
    rf"(?:on |of )?(?P<day>{PATTERN})",
    re.IGNORECASE,
)
_OF_ANOTHER = expression(
    r"\b(?:rfa|requests?|reports?|notes?|letters?|records?|denials?|films?|pr-?2|mri|x-?rays?) $",
    re.IGNORECASE,
)
"""What stands before "dated", where the date is that of a paper which the text speaks of."""
_TITLE = expression(r"[ \t]*(?:(?!(?i:the|an?|this|that|on|in|at|by)\b)[\w-]+ ){0,3}")
"""What stands before "evaluation of" and a date on the line of a title."""
_ONLY_A_DATE = expression(
    rf"^[ \t]*({PATTERN})(?:[.:]?[ \t]*$|[.:](?=[ \t])|[ ]{{3,}})", re.MULTILINE
)
"""A date alone on its line, or one that opens a note: "05/29/2014. Neck stiff."."""
_NAME = r"[A-Z][A-Za-z'’-]{1,24}"
_INITIAL = r"[A-Z](?:\.(?![A-Z])|(?![.\w]))"
_CREDENTIAL = (
    r"(?:M\.?D|D\.?O|D\.?C|D\.?P\.?M|P\.?A(?:-C)?|N\.?P|P\.?T|D\.?P\.?T|O\.?T\.?R?(?:/L)?"
    r"|L\.?Ac|Ph\.?D|Psy\.?D|R\.?N)\b\.?"
)
_WHO = (
    rf"(?:Dr\.? )?{_NAME}(?:,? (?:{_NAME}|{_INITIAL})){{1,3}}(?:,? {_CREDENTIAL}){{0,2}}"
    rf"|Dr\.? {_NAME}"
)
_SIGNED = expression(
    r"(?m)^[ \t]*(?i:electronically signed(?: by)?|(?:physician[’']?s? )?signature|signed(?: by)?"
    r"|dictated by|(?:(?:primary|secondary) )?(?:treating|requesting|examining|evaluating|attending"
    r"|rendering) (?:physician|provider|therapist|doctor)(?: name)?|(?:physician|provider)"
    r"(?: name)?|surgeon|radiologist|therapist|chiropractor|acupuncturist|author|interpreted by"
    r"|read by"
    r"|examiner|(?:physician )?reviewer|reviewed by|reviewing physician)[ \t]?[:.]?[ \t]{1,6}"
    rf"(?:/s/[ \t]{{0,3}})?(?P<who>{_WHO})"
)
_WITH_TITLE = expression(
    rf"(?m)^[ \t]*(?P<who>{_NAME}(?:,? (?:{_NAME}|{_INITIAL})){{1,3}},? {_CREDENTIAL})"
)


def record_kind(document: Document, start: int = 0, end: int | None = None) -> RecordKind:
    """What the first heading of the text in `[start, end)` says it is, else what its words do."""
    stop = min(start + _HEADING, len(document.text) if end is None else end)
    folded = fold(document.text, start, stop)
    told: RecordKind = "other"
    for found in _ANY_KIND.finditer(folded.text):
        kind = _kind(found)
        words = folded.span(*found.span())
        opens = not document.text[start : words.start].strip() and (
            kind == "therapy_note" or document.text[slice(*words)].isupper()
        )
        if opens or _is_heading(document.text, words):
            return kind
        if told == "other" and kind in _TOLD_IN_PROSE:
            told = kind
    if told == "other":
        whole = len(document.text) if end is None else end
        return kind_by_words(document.text, start, whole) or told
    return told


def _is_heading(text: str, words: Span) -> bool:
    """Whether `words` make up a good part of their line, or stand behind its label."""
    start = text.rfind("\n", 0, words.start) + 1
    stop = text.find("\n", words.end)
    line = text[start : stop if stop >= 0 else len(text)].strip()
    if len(line) > _LINE or line.endswith((".", ",", ";")):
        return False
    labelled = ":" in text[start : words.start]
    return labelled or line.isupper() or words.end - words.start >= _COVERED * len(line)


def page_heading(text: str, start: int, end: int) -> RecordKind | None:
    """The kind that a heading at the top of the page `text[start:end]` names; None without one.

    Prose that mentions a report is no heading: the words that name the kind must make up a good
    part of a short line.
    """
    stop = min(start + _HEADINGS_OF_A_PAGE, end)
    for line in text[start:stop].splitlines():
        words = line.strip()
        if not words or len(words) > _LINE or words.endswith((".", ",", ";")):
            continue
        found = _ANY_KIND.search(words)
        if found is None or ":" in words[: found.start()]:
            continue
        if words.isupper() or len(found.group()) >= _COVERED * len(words):
            return _kind(found)
    return None


def record_date(
    document: Document, start: int = 0, end: int | None = None, kind: RecordKind = "other"
) -> date | None:
    """The first date that the text in `[start, end)` labels as its own, else one at its top.

    A visit, service, report, study or decision has such a label; letters print the date alone, and
    terse notes beside the name of the clinic. "The report dated …" is the date of another paper,
    and counts where there is nothing else.
    """
    whole = len(document.text) if end is None else end
    stop = min(start + _DATED, whole)
    another: date | None = None
    folded = fold(document.text, start, stop)
    for found in _OWN_DATE.finditer(folded.text):
        day = read_date(found["day"])
        if day is None:
            continue
        if found["service"] and kind == "ur_decision":
            continue  # the day of what was reviewed after it was given
        titled = folded.original(found.start())
        if found["titled"] and (kind == "ur_decision" or not _titles(document.text, titled)):
            another = another or day  # "the evaluation of" that day, of which the text speaks
            continue
        if found["bare"] is None or not _OF_ANOTHER.search(folded.text, 0, found.start()):
            return day
        another = another or day
    alone = _ONLY_A_DATE.search(document.text, start, min(start + _HEADING * 2, stop))
    if alone is not None:
        return read_date(alone.group(1))
    return heading_date(document.text, start, whole) or another


def _titles(text: str, at: int) -> bool:
    """Whether the words at `at` stand in a title: few words before them, and no sentence above."""
    line = text.rfind("\n", 0, at) + 1
    above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line].rstrip()
    if len(above) > _LINE and above[-1].isalnum():
        return False
    return _TITLE.fullmatch(text, line, at) is not None


def record_author(document: Document, start: int = 0, end: int | None = None) -> str | None:
    """Who signed or wrote the text in `[start, end)`, as printed; None where nobody is named."""
    stop = len(document.text) if end is None else end
    found = _SIGNED.search(document.text, start, stop) or _WITH_TITLE.search(
        document.text, start, stop
    )
    return " ".join(found.group("who").split()).rstrip(",") if found else None


def _kind(found: re.Match[str]) -> RecordKind:
    return _KINDS[int((found.lastgroup or "k0")[1:])][0]
