"""Whose number it is: the guideline's, request's, patient's or claims administrator's.

Cues of four kinds stand in the prose; the nearest one before a number in its sentence decides, with
one exception: after a word of comparison ("exceeds", "in excess of", "within") the number belongs
to the guideline. A sentence without cues goes on in the mode of the one before it, since reviewers
paste guideline text sentence by sentence; a rationale opens in the guideline's mode.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from assistant.claims.prose import Passage
from assistant.text import spotted_kinds
from assistant.text.patterns import expression

Voice = Literal["guideline", "request", "patient", "administrator"]


class Cue(NamedTuple):
    """A word that tells whose the numbers after it are."""

    voice: Voice
    start: int
    end: int


_WORKER = "(?:injured )?(?:patient|worker|claimant|applicant|employee|member)(?!s)"
_CUES = spotted_kinds(
    guideline=(
        "guidelines?", "mtus", "cpmtg", "acoem", "odg", "official disability",
        "recommend(?:s|ed|ing|ations?)?", "criteria", "allow(?:s|ed|ing|able)?", "up to",
        "maxim(?:um|al)", "at most", "optimal", "optimum", "time to produce",
        "should (?:not )?(?:be|exceed|occur)", "is indicated", "in excess of", "excess of",
        "exceed(?:s|ed|ing)?", "surpass(?:es|ed)?", "beyond", "greater than", "more than",
        "fewer than", "within", "clinical trial", "trial of", "fading", "post-?surgical treatment",
        "frequency",
        "treatments? may be", "patients with", "in patients",
    ),
    administrator=(
        "utili[sz]ation review(?:er)?", "ur", "claims administrator", "certified",
        "non-?certified", "authorized", "approved", "modified",
    ),
    request=(
        "request(?:s|ed|ing)?", "prescribed", "prescription", "ordered", "asking", "proposed",
        "seeking", "in question", "at issue", "additional", "remaining",
        "bring(?:s|ing)?", "would (?:then )?(?:be|bring|make|come|amount|total)",
    ),
    patient=(
        f"the {_WORKER}", f"this {_WORKER}", f"a {_WORKER}", f"an {_WORKER}",
        "injured worker", "claimant", "applicant", "in this case", "he", "his", "him", "she", "her",
        "completed", "attended", "received", "underwent", "undergone", "participated",
        "has had", "had had", "already",
        "was given", "would have", "view of", "opinion of", "reviewer", "to date", "prior",
        "previous(?:ly)?", "records?", "documented", "noted", "reported", "dated",
        "year[- ]old", "status post", "s/p", "ago", "since",
    ),
)  # fmt: skip
_GENERIC = frozenset({"up to", "more than", "greater than", "within", "beyond", "frequency"})
_COMPARING = frozenset(
    {
        "exceed", "exceeds", "exceeded", "exceeding", "surpass", "surpasses", "surpassed",
        "beyond", "within", "in excess of", "excess of", "greater than", "more than", "fewer than",
        "less than",
    }
)  # fmt: skip
_STRONG_GUIDELINE = expression(
    r"\b(?:guidelines?|MTUS|CPMTG|ACOEM|ODG|official disability|recommend(?:s|ed|ations?)?|"
    r"criteria)\b",
    re.IGNORECASE,
)
_SYSTEM = spotted_kinds(
    MTUS=(
        "mtus", "cpmtg", "chronic pain (?:medical )?(?:treatment )?guidelines?",
        "post-?surgical treatment guidelines?",
    ),
    ODG=("odg", "official disability"),
    ACOEM=("acoem",),
)  # fmt: skip


_REASON_QUOTED = expression(
    r"(?:the )?(?:utili[sz]ation review(?:er)?|UR|claims administrator)(?:[’']s)? "
    r"(?:[a-z]+ ){0,4}(?:reason(?:s|ing)?|rationale)(?: (?:was|is|that))?:? ?[\"“]",
    re.IGNORECASE,
)
"""How a sentence opens that quotes the reason of utilization review: its numbers are its own."""

_RECORD_QUOTED = expression(
    r"\b(?:reports?|notes?|records?|letter|she|he|they)\b[^\"“]{0,90}[\"“]", re.IGNORECASE
)
"""How words open that are quoted from a record: numbers among them are the patient's."""

_NEAR = 24
"""Characters between the administrator and the verb that tells what it allowed."""

_CONCLUDED = expression(
    r" (?:[\w-]{1,16} ){0,9}?(?:is|are|was|were) (?:[\w-]{1,14},? ){0,3}?medically\b", re.IGNORECASE
)
"""Behind the number of a conclusion: "the 8 sessions are medically necessary"."""


class Voices:
    """The voice of each place of one passage; a sentence is read when it is first asked about."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._cues: dict[int, list[Cue]] = {}

    def _cues_of(self, index: int) -> list[Cue]:
        """The cues of sentence `index`, in order."""
        cues = self._cues.get(index)
        if cues is None:
            found = _CUES.matches(self._passage.words, *self._passage.bounds(index))
            cues = self._cues[index] = [
                Cue(match.lastgroup, match.start(), match.end())  # type: ignore[arg-type] # groups are named for voices
                for match in found
            ]
        return cues

    def _mode(self, index: int) -> Voice:
        """The mode of sentence `index`: that of its cues, else of the sentence before it."""
        for at in range(index, -1, -1):
            cues = self._cues_of(at)
            if any(self._strong(cue) for cue in cues):
                return "guideline"
            if other := next((cue.voice for cue in cues if cue.voice != "guideline"), None):
                return other
        return "guideline"

    def _strong(self, cue: Cue) -> bool:
        return cue.voice == "guideline" and bool(
            _STRONG_GUIDELINE.fullmatch(self._passage.text, cue.start, cue.end)
        )

    def at(self, start: int, end: int) -> Voice:
        """The voice of the number at `start`:`end` of the passage."""
        index = self._passage.sentence_index(start)
        if _REASON_QUOTED.match(self._passage.text, *self._passage.bounds(index)):
            return "administrator"
        if self._of_record(index, start):
            return "patient"
        cues = self._cues_of(index)
        before = [cue for cue in cues if cue.end <= start]
        if before:
            nearest = before[-1]
            word = self._passage.text[nearest.start : nearest.end].lower()
            if nearest.voice == "guideline" and word in _GENERIC and len(before) > 1:
                return self._generic(before[:-1], word)
            if (
                word.startswith("allow")
                and len(before) > 1
                and before[-2].voice == "administrator"
                and nearest.start - before[-2].end < _NEAR
            ):
                # "the claims administrator has already allowed 4 visits"
                return "administrator"
            if word == "documented" and len(before) > 1 and before[-2].voice == "guideline":
                # improvement that should be documented is not one that the patient had
                return "guideline"
            return nearest.voice
        if _CONCLUDED.match(self._passage.text, end):
            return "request"
        after = [cue for cue in cues if end <= cue.start < end + 40]
        if after:
            word = self._passage.text[after[0].start : after[0].end].lower()
            # "the 8 sessions exceed": the subject of a comparison is not its measure
            return "request" if word in _COMPARING else after[0].voice
        return self._mode(index)

    def _of_record(self, index: int, start: int) -> bool:
        """Whether the number stands in a quotation from a record."""
        text = self._passage.text
        begin, _ = self._passage.bounds(index)
        straight = text.count('"', begin, start)
        if straight % 2 == 0 and text.rfind("“", begin, start) <= text.rfind("”", begin, start):
            return False
        found = _RECORD_QUOTED.search(text, begin, start)
        return found is not None and not _STRONG_GUIDELINE.search(text, begin, found.end())

    def _generic(self, before: list[Cue], word: str) -> Voice:
        """The guideline's ("up to", "more than") unless the patient or request goes before."""
        if word in {"within", "beyond"}:
            return "guideline"
        return before[-1].voice

    def system(self, at: int) -> Literal["MTUS", "ODG", "ACOEM", ""]:
        """The guideline last named at or before the end of the sentence of `at`; "" for none."""
        _, end = self._passage.around(at)
        named = [match.lastgroup for match in _SYSTEM.matches(self._passage.words, 0, end)]
        return named[-1] if named else ""  # type: ignore[return-value] # groups are named for systems
