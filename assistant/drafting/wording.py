"""Numbers, dates and lists as a determination writes them, and a steady choice among wordings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from assistant.facts import Fact, Visits
from assistant.quantities import Range
from assistant.terms import Service

_NAMES: dict[str, str] = {
    "physical_therapy": "physical therapy",
    "occupational_therapy": "occupational therapy",
    "chiropractic": "chiropractic care",
    "acupuncture": "acupuncture",
    "massage": "massage therapy",
    "aquatic": "aquatic therapy",
    "work_conditioning": "work conditioning",
    "modality": "the modality",
    "tens_neurostim": "electrical stimulation",
    "mri": "the MRI",
    "xray": "the X-ray",
    "ct": "the CT scan",
    "emg_ncs": "electrodiagnostic testing",
    "other_diagnostic": "the diagnostic test",
    "esi": "the epidural steroid injection",
    "facet_or_mbb": "the facet joint procedure",
    "trigger_point": "the trigger point injection",
    "other_injection": "the injection",
    "surgery": "the surgery",
    "dme": "the equipment",
    "home_health": "home health care",
    "opioid": "the opioid",
    "nsaid": "the anti-inflammatory medication",
    "muscle_relaxant": "the muscle relaxant",
    "anticonvulsant": "the anticonvulsant",
    "antidepressant": "the antidepressant",
    "benzodiazepine": "the benzodiazepine",
    "ppi": "the proton pump inhibitor",
    "topical": "the topical medication",
    "compound": "the compounded medication",
    "other_drug": "the medication",
    "psych": "psychological treatment",
    "functional_capacity_evaluation": "the functional capacity evaluation",
    "urine_drug_test": "the urine drug test",
    "office_visit_or_consult": "the consultation",
    "biofeedback": "biofeedback",
    "functional_restoration": "functional restoration",
    "other": "the requested service",
}


def service_name(service: Service) -> str:
    """The service inside a sentence: "physical therapy", "the MRI"."""
    return _NAMES[service]


def day(value: date) -> str:
    """A date as published letters write it: 11-05-2013."""
    return f"{value:%m-%d-%Y}"


def number(value: Range) -> str:
    """A range: "6", "9-10", "0.5"."""
    low, high = value
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def count(value: Range, unit: str) -> str:
    """A number with its unit, in the singular for one: "1 visit", "9-10 visits"."""
    return f"{number(value)} {unit.removesuffix('s') if value[1] == 1 else unit}"


def visits_done(done: Fact[Visits], name: str) -> str:
    """The sentence on completed visits of `name`; who says so where no record does.

    `done` has a value with a count.
    """
    if done.value is None or done.value.count is None:
        raise ValueError("no count of completed visits")
    least = "At least " if done.value.at_least else ""
    verb = "is" if done.value.count[1] == 1 else "are"
    said = (
        "documented as completed"
        if done.source is not None
        else "completed by the reviewer's own account, which no record on file gives"
    )
    return f"{least}{count(done.value.count, 'visits')} of {name} {verb} {said}."


def beside(
    asked: float, most: float, before: float | None = None, *, at_least: bool = False
) -> str:
    """The visits asked for beside the number supported, after those that were had `before`.

    `at_least` says that more may have been had.
    """
    visits = count((asked, asked), "visits")
    first, second = ("is" if one == 1 else "are" for one in (asked, most))
    least = "at least " if at_least else ""
    after = f" after {least}{before:g} completed" if before else ""
    if most == 0:
        return f"{visits} {first} asked for{after}; no {'more' if before else 'visit'} is supported"
    return f"{visits} {first} asked for{after}; {most:g} {second} supported"


def listed(words: Sequence[str], joint: str = "and") -> str:
    """A list in a sentence; semicolons part entries that hold commas."""
    if len(words) < 2:
        return "".join(words)
    mark = ";" if any("," in word or f" {joint} " in word for word in words) else ","
    tail = f"{mark} {joint} " if len(words) > 2 or mark == ";" else f" {joint} "
    return f"{mark} ".join(words[:-1]) + tail + words[-1]


def lowered(text: str) -> str:
    """`text` as it stands inside a sentence; abbreviations and drug names keep their capital."""
    first = text.split(" ", 1)[0]
    ordinary = first[:1].isupper() and first[1:].islower() and len(first) > 2
    return text[:1].lower() + text[1:] if ordinary and first.lower() in _ORDINARY else text


_ORDINARY = frozenset(
    {
        "left",
        "associated",
        "right",
        "bilateral",
        "lumbar",
        "cervical",
        "thoracic",
        "lumbosacral",
        "chronic",
        "acute",
        "strain",
        "sprain",
        "pain",
        "contusion",
        "radiculopathy",
        "physical",
        "chiropractic",
        "acupuncture",
        "occupational",
        "aquatic",
        "additional",
        "massage",
        "initial",
        "post-op",
        "post-operative",
        "postoperative",
        "continued",
        "outpatient",
        "myofascial",
        "therapy",
        "treatment",
        "eight",
        "six",
        "nine",
        "ten",
        "twelve",
        "four",
        "three",
        "two",
        "one",
        "five",
        "seven",
        "electro",
        "infrared",
        "degenerative",
        "osteoarthritis",
        "arthritis",
        "rotator",
        "shoulder",
        "knee",
        "hip",
        "neck",
        "low",
        "back",
        "wrist",
        "hand",
        "elbow",
        "ankle",
        "foot",
        "consultation",
        "functional",
        "psychological",
        "cognitive",
        "home",
        "intervertebral",
        "fracture",
        "headache",
        "anxiety",
        "depression",
        "myalgia",
        "myofascitis",
        "tendinitis",
        "bursitis",
    }
)


def choose(options: Sequence[str], *keys: object) -> str:
    """One of `options`, always the same for the same keys: letters vary, drafts repeat."""
    digest = hashlib.sha256("\0".join(map(str, keys)).encode("utf-8", "replace")).digest()
    return options[int.from_bytes(digest[:4], "big") % len(options)]
