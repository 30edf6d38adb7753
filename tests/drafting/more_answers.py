"""A longer case and ways of being wrong that need more than one document."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.drafting.answers import Statement, said

TITLES = (
    "Chiropractic care, 12 visits, low back",
    "Physical therapy 2 times a week for 3 weeks, left shoulder (6 visits)",
)
TRIAL = "chronic-pain/2016/manual-therapy-manipulation:low-back-trial-visits"
DATES = {"injury": "2015-02-10", "ur_denial": "2016-11-01", "decision": "2016-12-20"}

MARCH = """PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)
Date of exam: 03/08/2016

The patient is a 44 year-old female warehouse clerk with a date of injury of 02/10/2015.
She reports low back pain rated 7/10.
Straight leg raise is positive on the left at 40 degrees and normal on the right.
She takes tramadol 50 mg twice a day and gabapentin 300 mg at night.
MRI of the lumbar spine in March 2016 showed a 4 mm disc protrusion at L4-5 on the left.

Diagnoses:
1. Lumbar strain
2. Left shoulder impingement
"""
OCTOBER = """PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)
Date of exam: 10/20/2016

She reports low back pain rated 4/10.
Lumbar flexion is 60 degrees and extension 10 degrees.
She completed 6 chiropractic visits.
She lifts 20 pounds at home.
She has not had physical therapy for the left shoulder.
Work status: modified duty with no lifting over 10 pounds.
"""
THERAPY = """CHIROPRACTIC TREATMENT NOTE
Date: 05/17/2016

Visit 6 of 6. She rates her pain 5/10 after the session.
"""


def write_case(folder: Path) -> Path:
    """The case in `folder`."""
    (folder / "records").mkdir(parents=True)
    fields = {
        "case_number": "CM16-0000003",
        "dates": DATES,
        "disputed_items": [{"title": one} for one in TITLES],
    }
    (folder / "case.json").write_text(json.dumps(fields), "utf-8")
    for name, text in (
        ("2016-03-08-pr2", MARCH),
        ("2016-05-17-chiropractic-note", THERAPY),
        ("2016-10-20-pr2", OCTOBER),
    ):
        (folder / "records" / f"{name}.txt").write_text(text, "utf-8")
    return folder


# The excerpts by the words that only they hold: ids are code's own and not known here.
MAR, OCT, MAY = "March", "October", "May"
SLR = "Straight leg raise is positive on the left at 40 degrees and normal on the right."
DRUGS = "She takes tramadol 50 mg twice a day and gabapentin 300 mg at night."
MRI = "MRI of the lumbar spine in March 2016 showed a 4 mm disc protrusion at L4-5 on the left."
MARCH_PAIN = "She reports low back pain rated 7/10."
MAY_PAIN = "She rates her pain 5/10 after the session."
OCTOBER_PAIN = "She reports low back pain rated 4/10."
MOTION = "Lumbar flexion is 60 degrees and extension 10 degrees."
VISITS = "She completed 6 chiropractic visits."
NO_PT = "She has not had physical therapy for the left shoulder."
EXAM_MARCH, EXAM_OCTOBER = "Date of exam: 03/08/2016", "Date of exam: 10/20/2016"


def of(
    item: int,
    text: str,
    *quotes: tuple[str, str],
    guidelines: tuple[str, ...] = (),
    fields: tuple[str, ...] = (),
) -> Statement:
    """A statement; `quotes` are words with the document that they are of."""
    made = said(item, text, guidelines=guidelines, fields=fields)
    made["records"] = [{"record": record, "quote": quote} for record, quote in quotes]
    return made


GOOD: list[Statement] = [
    of(
        0,
        "The patient is a 44 year-old female warehouse clerk with a date of injury of 02-10-2015.",
        (
            MAR,
            "a 44 year-old female warehouse clerk with a date of injury of 02/10/2015.",
        ),
    ),
    of(
        0,
        "On 03-08-2016 she reported low back pain rated 7/10.",
        (MAR, MARCH_PAIN),
        (MAR, EXAM_MARCH),
    ),
    of(
        0,
        "On 10-20-2016 the low back pain was rated 4/10.",
        (OCT, OCTOBER_PAIN),
        (OCT, EXAM_OCTOBER),
    ),
    of(0, "She takes tramadol 50 mg twice a day and gabapentin 300 mg at night.", (MAR, DRUGS)),
    of(
        0,
        SLR,
        (MAR, SLR),
    ),
    of(
        0,
        "Her pain fell from 7/10 in March to 4/10 in October.",
        (MAR, MARCH_PAIN),
        (OCT, OCTOBER_PAIN),
        (MAR, EXAM_MARCH),
        (OCT, EXAM_OCTOBER),
    ),
    of(
        1,
        "For the low back the guideline gives a trial of 6 visits over 2 weeks.",
        guidelines=(TRIAL,),
    ),
    of(1, "She completed 6 chiropractic visits.", (OCT, VISITS)),
    of(2, "She has not had physical therapy for the left shoulder.", (OCT, NO_PT)),
]

WRONG: dict[str, Statement] = {
    "sides that change places": of(
        0,
        "Straight leg raise is normal on the left and positive on the right at 40 degrees.",
        (MAR, SLR),
    ),
    "a side changed inside a quote": of(0, SLR, (MAR, SLR.replace("the left", "the right"))),
    "the right number from the wrong document": of(
        0,
        "On 10-20-2016 she reported low back pain rated 7/10.",
        (MAR, MARCH_PAIN),
        (OCT, EXAM_OCTOBER),
    ),
    "the date of another visit": of(
        0,
        "On 03-08-2016 she reported low back pain rated 4/10.",
        (OCT, OCTOBER_PAIN),
        (MAR, EXAM_MARCH),
    ),
    "a quote of another excerpt": of(0, MARCH_PAIN, (OCT, MARCH_PAIN)),
    "a page off by one": of(
        0, "Page 2 of the report says that she reports low back pain rated 7/10.", (MAR, MARCH_PAIN)
    ),
    "a guideline of a later edition": of(
        1, "The 2018 edition gives a trial of 6 visits over 2 weeks.", guidelines=(TRIAL,)
    ),
    "a later edition by its id": of(
        1, "The guideline gives a trial of 6 visits.", guidelines=(TRIAL.replace("2016", "2018"),)
    ),
    "an invented negative finding": of(0, "No weakness of the left leg was found.", (MAR, SLR)),
    "a negative finding in other words": of(
        0, "The lower extremities are neurologically intact.", (MAR, SLR)
    ),
    "micrograms for milligrams": of(0, "She takes tramadol 50 mcg twice a day.", (MAR, DRUGS)),
    "doses that change places": of(
        0, "She takes tramadol 300 mg twice a day and gabapentin 50 mg at night.", (MAR, DRUGS)
    ),
    "another time of the day": of(0, "She takes gabapentin 300 mg in the morning.", (MAR, DRUGS)),
    "another spinal level": of(
        0, "MRI showed a 4 mm disc protrusion at L5-S1 on the left.", (MAR, MRI)
    ),
    "another month": of(
        0,
        "MRI of the lumbar spine in May 2016 showed a 4 mm disc protrusion at L4-5 on the left.",
        (MAR, MRI),
    ),
    "centimetres for millimetres": of(
        0, "MRI showed a 4 cm disc protrusion at L4-5 on the left.", (MAR, MRI)
    ),
    "a course the wrong way round": of(
        0, "Her pain rose from 4/10 to 7/10.", (MAR, MARCH_PAIN), (OCT, OCTOBER_PAIN)
    ),
    "numbers that change places": of(
        0,
        "Her pain fell from 4/10 in March to 7/10 in October.",
        (MAR, MARCH_PAIN),
        (OCT, OCTOBER_PAIN),
        (MAR, EXAM_MARCH),
        (OCT, EXAM_OCTOBER),
    ),
    "movements that change places": of(
        0, "Lumbar flexion is 10 degrees and extension 60 degrees.", (OCT, MOTION)
    ),
    "another movement": of(0, "Lumbar rotation is 60 degrees.", (OCT, MOTION)),
    "a conclusion against the criteria": of(
        1,
        "The 12 visits asked for lie within the trial of 6 visits.",
        guidelines=(TRIAL,),
        fields=("disputed_items[0].title",),
    ),
    "a criterion said to be met": of(
        1,
        "The completed visits satisfy what the guideline asks before more care.",
        (OCT, VISITS),
        guidelines=(TRIAL,),
    ),
    "a limit of another item": of(
        2, "The guideline gives a trial of 6 visits over 2 weeks.", guidelines=(TRIAL,)
    ),
    "a fact of another item": of(
        2,
        "She completed 6 physical therapy visits for the left shoulder.",
        (OCT, VISITS),
        (OCT, NO_PT),
    ),
    "a name from nowhere": of(0, "Dr. Smith reports low back pain rated 7/10.", (MAR, MARCH_PAIN)),
    "an initial and a name": of(
        0, "J. Keller reports low back pain rated 7/10.", (MAR, MARCH_PAIN)
    ),
    "the other sex": of(
        0,
        "The patient is a 44 year-old male warehouse clerk.",
        (MAR, "44 year-old female warehouse clerk"),
    ),
    "another pronoun": of(0, "He reports low back pain rated 7/10.", (MAR, MARCH_PAIN)),
    "another occupation": of(
        0,
        "The patient is a 44 year-old female warehouse manager.",
        (MAR, "44 year-old female warehouse clerk"),
    ),
    "another author": of(
        0,
        "The chiropractor reports that she lifts 20 pounds at home.",
        (OCT, "She lifts 20 pounds at home."),
    ),
    "a reviewer who never said it": of(
        0, "Utilization review reports low back pain rated 7/10.", (MAR, MARCH_PAIN)
    ),
    "a cause by order of events": of(
        1,
        "Because she completed 6 chiropractic visits she lifts 20 pounds at home.",
        (OCT, VISITS),
        (OCT, "She lifts 20 pounds at home."),
    ),
    "always for once": of(0, "She always rates her pain 5/10 after a session.", (MAY, MAY_PAIN)),
    "a test that was not done": of(
        0, "Spurling is positive on the left at 40 degrees.", (MAR, SLR)
    ),
}
"""Ways to be wrong in which each part stands in some source."""

_EXCERPT = re.compile(r'<excerpt id="(R\d+)"[^>]*>(.*?)</excerpt>', re.DOTALL)
HELD = {MAR: "44 year-old", OCT: "lifts 20 pounds", MAY: "Visit 6 of 6"}


def with_ids(statements: list[Statement], prompt: str) -> str:
    """The JSON of an answer, its documents as the ids that the prompt gives their excerpts."""
    ids = {
        name: found
        for name, words in HELD.items()
        for found, text in re.findall(
            r'<excerpt id="(R\d+)"[^>]*>(.*?)</excerpt>', prompt, re.DOTALL
        )
        if words in text
    }
    named = [
        one | {"records": [own | {"record": ids[own["record"]]} for own in one["records"]]}
        for one in statements
    ]
    return json.dumps({"statements": named})


def with_one(made: Statement) -> list[Statement]:
    """The good statements with one more behind those of its part."""
    place = max(at for at, one in enumerate(GOOD) if one["item"] == made["item"]) + 1
    return [*GOOD[:place], made, *GOOD[place:]]
