"""What identifies a person: recognised in the records, kept apart, never in a fact or a letter.

45 CFR 164.514(b)(2) lists what identifies a person. Names are known by what stands beside them (a
label, a title, a degree), numbers by their label or form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.facts.sought import Sought
from assistant.terms import find_body_parts, find_drugs, find_services
from assistant.text import Span
from assistant.text.patterns import expression

_NAME = r"[A-Z][A-Za-z'’-]{1,25}"
_FULL_NAME = rf"{_NAME},? (?:{_NAME}|[A-Z]\.?)(?: {_NAME})?"
_PATTERNS: tuple[tuple[str, Sought], ...] = (
    ("SSN", Sought(r"\b(\d{3}-\d{2}-\d{4})\b")),
    ("EMAIL", Sought(r"\b([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")),
    (
        "PHONE",
        Sought(r"(?<![\w-])((?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w-])"),
    ),
    (
        "NUMBER",
        Sought(
            r"\b(?:claim|record|MRN|medical record|chart|account|member|policy|file|EAMS|ADJ|WCAB"
            r"|licen[sc]e|NPI|DEA)(?: (?:number|no\.?|id|#)|#)?[ ]?[:#]{1,2}[ ]?"
            r"([A-Z0-9][A-Z0-9-]{3,24})\b",
            re.IGNORECASE,
        ),
    ),
    (
        "BIRTH",
        Sought(
            r"\b(?:DOB|date of birth|birth ?date|born(?: on)?)[ ]?[:.]?[ ]?"
            r"(\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})",
            re.IGNORECASE,
        ),
    ),
    (
        "ADDRESS",
        Sought(
            r"\b(\d{1,6} (?:[NSEW]\.? )?[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20}){0,2}"
            r" (?:Street|St|Avenue"
            r"|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl)\b\.?"
            r"(?:,? (?:Apt|Suite|Ste|Unit|#)\.? ?\w{1,6})?(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
            r"(?:,? (?:CA|California))?(?: \d{5}(?:-\d{4})?)?)"
        ),
    ),
    (
        "PERSON",
        Sought(
            r"\b(?:(?i:patient(?: name)?|name|applicant|employee|injured worker|claimant|re|attn"
            r"|dictated by|signed(?: by)?|physician|provider|adjuster|therapist|surgeon)[ ]?[:][ ]?"
            rf"|(?:Mr|Mrs|Ms|Miss|Dr)\.? )({_FULL_NAME}|{_NAME})"
        ),
    ),
    (
        "PERSON",
        # PT, DC and DO are also a therapy, a stop and a verb: by themselves they close what is said
        Sought(
            rf"\b({_FULL_NAME})(?:,? (?:MD|M\.D\.|D\.O\.|D\.C\.|PA-C|DPT|RN)\b"
            r"|, (?:PT|DC|DO|NP)\b|(?-i: (?:PT|DC|DO|NP))(?=\s*(?:$|[\n,.;)])))"
        ),
    ),
)


_FORM_WORDS = expression(
    r"\b(?:patient|name|date|claim|number|injury|record|report|physician|provider|unknown"
    r"|none|female|employer|insurance|medical|group|clinic|center|hospital|pain|strain"
    r"|sprain|syndrome|therapy|chronic|acute|status|modified|duty|work|evaluation"
    r"|follow|request|denial|review|treatment|surgery|not|documented|stated"
    r"|the|this|that|with|without|for|and|has|had|was|is|denies|reports|states"
    r"|additional|continue|outpatient|inpatient|initial|authori[sz]\w*|requesting|further)\b",
    re.IGNORECASE,
)
"""Words behind a label or a title that make up no name: a form names more than people."""


def find_identifiers(text: str) -> list[tuple[str, Span]]:
    """Names, numbers, addresses, dates of birth in `text`, by the labels that precede them."""
    return [
        (kind, Span(*found.span(1)))
        for kind, pattern in _PATTERNS
        for found in pattern.finditer(text)
        if kind != "PERSON" or _is_name(found.group(1))
    ]


def _is_name(words: str) -> bool:
    """Whether the words may name a person: parts of the body, care and forms do not."""
    if _FORM_WORDS.search(words):
        return False
    return not (find_body_parts(words) or find_services(words) or find_drugs(words))


_TITLES = frozenset({"MD", "DO", "DC", "PT", "NP", "RN", "Jr", "Sr"})


def name_parts(name: str) -> list[str]:
    """The names in a full name by themselves, where they cannot be ordinary words of a report."""
    words = [word.strip(",.") for word in name.split()]
    own = [word for word in words if len(word) > 3 and word not in _TITLES]
    return own if len(words) > 1 else []


def identifiers_of(texts: Iterable[str], names: Iterable[str] = ()) -> dict[str, str]:
    """Each identifier in `texts`, and `names`, with its kind."""
    found: dict[str, str] = {}
    for text in texts:
        for kind, span in find_identifiers(text):
            found.setdefault(" ".join(text[slice(*span)].split()), kind)
    for name in names:
        found.setdefault(" ".join(name.split()), "PERSON")
    return found


class Withheld:
    """What identifies the persons of a case, to be left out of everything that is told of it."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        """Learn the identifiers of `texts`, the records of a case; `names` are known besides."""
        self._learn(identifiers_of(texts, names))

    @classmethod
    def knowing(cls, identifiers: Mapping[str, str]) -> Withheld:
        """One that withholds `identifiers`, as `identifiers_of` gives them."""
        made = cls(())
        made._learn(dict(identifiers))
        return made

    def _learn(self, found: dict[str, str]) -> None:
        for words in [words for words, kind in found.items() if kind == "PERSON"]:
            for part in name_parts(words):
                if _is_name(part):
                    found.setdefault(part, "PERSON")
        self._kinds = found
        longest = sorted(found, key=len, reverse=True)
        joined = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if longest else None

    def without(self, text: str) -> str:
        """`text` with a bracket in the place of each identifier, known or told by its label."""
        for kind, span in sorted(find_identifiers(text), key=lambda one: -one[1].start):
            text = f"{text[: span.start]}{_bracket(kind)}{text[span.end :]}"
        if self._pattern is None:
            return text
        return self._pattern.sub(
            lambda found: _bracket(self._kinds.get(" ".join(found.group().split()), "")), text
        )


def _bracket(kind: str) -> str:
    return "[name withheld]" if kind == "PERSON" else "[withheld]"
