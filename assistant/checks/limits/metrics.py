"""What a length or dose of a claim measures: a course, symptoms, time after surgery, a dose."""

from __future__ import annotations

import re

from assistant.checks.limits.lengths import length_of
from assistant.claims import GuidelineLimit
from assistant.text.patterns import expression, phrases

_COURSE = phrases(
    r"longer\sthan", r"more\sthan", r"greater\sthan", r"up\sto", "beyond", "exceed(?:s|ing)?",
    r"course\sof", r"maximum\sof", r"trial\sof", r"less\sthan",
    r"limit(?:s|ed)?\s(?:\w+\s){0,2}to", "duration", "threshold", "ceiling", "cap",
)  # fmt: skip
_BETWEEN = phrases(r"between\s(?:\w+\s)?visits", r"visits\severy", r"follow-?\s?ups?\severy")
_TREATED = phrases(
    "uses?", "used", "treatment", "therapy", "medications?", r"recommend(?:s|ed)?", "course",
    "drugs?", r"allows?", "program", "opioids?", "taken", "dos(?:es?|ing|age)", "duration",
    "morphine",
)  # fmt: skip
_OF_SYMPTOMS = phrases("pain", "symptoms?", "complaints?", "fail(?:s|ed|ure)?", r"after", "lasting")
_AFTER_SURGERY = expression(
    r"\b(?:post-?\s?(?:surgical|operative) (?:[\w-]+ ){0,4}|(?:treatment|medicine) )period "
    r"(?:[\w'’-]+ ){0,8}$",
    re.IGNORECASE,
)
_RELIEF = phrases("relief", "reduction", "improvement", "reduced", "decrease")
_EFFECT = phrases(r"greatest\seffect", r"peak\seffect", r"most\seffective", r"greatest\sbenefit")
_SYMPTOMS_FOR = expression(
    r"\b(?:symptoms?|pain) (?:\w+ ){0,2}(?:for )?(?:more than|at least|longer than|greater than)\b",
    re.IGNORECASE,
)
_STRENGTH = phrases(
    "formulations?", "concentrations?", "strengths?", "creams?", "ointments?", "gels?", "lotions?",
    "patch(?:es)?", "topicals?", "capsaicin",
)  # fmt: skip
_TRIAL_BEHIND = expression(r" (?:[\w-]+ ){0,3}trial\b", re.IGNORECASE)


def metrics_of(claim: GuidelineLimit, words: str, sentence: str) -> frozenset[str]:
    """The metrics of limits that `claim`, in its own `words` and its `sentence`, may quote.

    Empty where the sentence does not say what is measured, so that nothing contradicts it.
    """
    length = length_of(claim)
    if length is None or length.unit in ("hours", "years"):
        return frozenset()
    if length.unit == "percent":
        if _RELIEF.search(claim.after[:40]):
            return frozenset({"pain_relief"})
        beside = claim.before[-60:] + claim.after[:30]
        return frozenset({"concentration"} if _STRENGTH.search(beside) else ())
    lead = claim.before[-30:] + words
    if _EFFECT.search(claim.before[-70:]):
        return frozenset({"peak_effect"})
    if _RELIEF.search(claim.before[-70:]) and length.unit == "weeks":
        return frozenset({"relief_duration"})
    course = bool(_COURSE.search(lead))
    if _AFTER_SURGERY.search(claim.before[-120:]):
        return frozenset({"postsurgical_period"})
    if _BETWEEN.search(sentence):
        return frozenset({"visit_interval"})
    if _SYMPTOMS_FOR.search(lead):
        return frozenset({"symptom_duration", "pain_duration"})
    if _OF_SYMPTOMS.search(claim.before[-40:]):
        return frozenset()
    if length.unit == "mg_med":
        return frozenset({"dose"})
    if length.unit == "injections":
        return frozenset({"injections"} if course else ())
    trial = claim.phase == "trial" and _TRIAL_BEHIND.match(claim.after)
    return frozenset({"duration"} if _TREATED.search(sentence) and (course or trial) else ())
