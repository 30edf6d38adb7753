"""One case, a good answer to its prompt, and the ways in which an answer can be wrong."""

from __future__ import annotations

import json
import re
from typing import Any

Statement = dict[str, Any]

TITLE = "Chiropractic care, 12 visits, low back"
RECORD = (
    "She completed 6 chiropractic visits. Sensation is not decreased in the left leg. "
    "Work status: modified duty with no lifting over 10 pounds.\n"
)
TRIAL = "chronic-pain/2016/manual-therapy-manipulation:low-back-trial-visits"
TOTAL = "chronic-pain/2016/manual-therapy-manipulation:low-back-total-visits"
PASSAGE = "chronic-pain/2016/manual-therapy-manipulation#low-back"


def said(
    item: int,
    text: str,
    *quotes: str,
    guidelines: tuple[str, ...] = (),
    fields: tuple[str, ...] = (),
    record: str = "R1",
) -> Statement:
    """A statement in the form of an answer; `quotes` are words of `record`."""
    return {
        "item": item,
        "text": text,
        "guidelines": list(guidelines),
        "case_fields": list(fields),
        "records": [{"record": record, "quote": quote} for quote in quotes],
    }


GOOD: list[Statement] = [
    said(
        0,
        "The patient is a 44 year-old female with a date of injury of 02-10-2015.",
        "The patient is a 44 year-old female with a date of injury of 02/10/2015.",
    ),
    said(0, "She reports low back pain rated 6/10.", "She reports low back pain rated 6/10."),
    said(
        1,
        "For the low back the guideline gives a trial of 6 visits over 2 weeks.",
        guidelines=(TRIAL, PASSAGE),
    ),
    said(1, "She completed 6 chiropractic visits.", "She completed 6 chiropractic visits."),
    said(1, "Functional improvement from those visits is not documented.", guidelines=(TOTAL,)),
]

SENSATION = "Sensation is not decreased in the left leg."
DUTY = "Work status: modified duty with no lifting over 10 pounds."
VISITS = "She completed 6 chiropractic visits."

WRONG: dict[str, Statement] = {
    "invented passage": said(1, "The guideline gives a trial.", guidelines=("odg/made-up/x#1",)),
    "invented limit": said(1, "The guideline gives a trial.", guidelines=(TRIAL + "-9",)),
    "invented excerpt": said(1, VISITS, VISITS, record="R99"),
    "invented field": said(0, "The priority is expedited.", fields=("dates.priority",)),
    "quote with another number": said(1, VISITS, "She completed 12 chiropractic visits."),
    "quote with another side": said(1, SENSATION, "Sensation is not decreased in the right leg."),
    "quote without its not": said(1, SENSATION, "Sensation is decreased in the left leg."),
    "quote of words from nowhere": said(1, VISITS, "The patient did very well with treatment."),
    "quote cut inside a number": said(1, "She has pain rated 6/1.", "low back pain rated 6/1"),
    "another number than quoted": said(1, "She completed 12 chiropractic visits.", VISITS),
    "a number in words": said(1, "She completed twelve chiropractic visits.", VISITS),
    "a sum that no source gives": said(1, "18 chiropractic visits were completed.", VISITS),
    "another unit": said(1, "She completed 6 weeks of chiropractic.", VISITS),
    "another side": said(1, "Sensation is not decreased in the right leg.", SENSATION),
    "a dropped not": said(1, "Sensation is decreased in the left leg.", SENSATION),
    "an added not": said(1, "She has not completed 6 chiropractic visits.", VISITS),
    "another age": said(0, "The patient is a 54 year-old female.", "44 year-old female"),
    "another date": said(0, "The date of injury is 03-10-2015.", "a date of injury of 02/10/2015"),
    "another body part": said(1, "She reports neck pain rated 6/10.", "pain rated 6/10"),
    "an invented drug": said(1, "She takes Norco for low back pain.", "low back pain rated 6/10"),
    "an invented finding": said(
        1, "Straight leg raise was positive with diminished reflexes.", "low back pain rated 6/10"
    ),
    "an invented study": said(1, "An MRI showed a disc herniation.", "low back pain"),
    "an invented surgery": said(0, "She underwent lumbar fusion.", "Lumbar strain"),
    "improvement from nowhere": said(1, "Her function improved markedly.", VISITS),
    "no source": said(1, "Chiropractic care has helped many patients like her."),
    "another limit": said(1, "The guideline gives a trial of 12 visits.", guidelines=(TRIAL,)),
    "the limit of another phase": said(
        1, "The guideline gives a trial of 18 visits over 2 weeks.", guidelines=(TRIAL, TOTAL)
    ),
    "another edition": said(
        1,
        "MTUS Chronic Pain Medical Treatment 2009 gives a trial of 6 visits.",
        guidelines=(TRIAL,),
    ),
    "recommended for not recommended": said(
        1, "Manipulation under anaesthesia is recommended.", guidelines=(PASSAGE,)
    ),
    "another work status": said(1, "Work status: full duty with no lifting over 10 pounds.", DUTY),
    "worse than recorded": said(
        1,
        "She reports worsening low back pain rated 6/10.",
        "She reports low back pain rated 6/10.",
    ),
    "another degree": said(
        1, "She reports severe low back pain rated 6/10.", "She reports low back pain rated 6/10."
    ),
    "another diagnosis": said(0, "The diagnosis is lumbar fracture.", "Lumbar strain"),
    "a cause from nowhere": said(
        0, "She reports low back pain rated 6/10 due to a fall.", "low back pain rated 6/10"
    ),
    "a bound from nowhere": said(1, "She completed fewer than 6 chiropractic visits.", VISITS),
    "a rate for a total": said(1, "She completed 6 chiropractic visits a week.", VISITS),
    "planned for done": said(1, "She will complete 6 chiropractic visits.", VISITS),
    "the opposite word": said(1, "Sensation is not increased in the left leg.", SENSATION),
    "two quotes made one": said(
        1, VISITS, "She completed 6 chiropractic visits. Work status: modified duty"
    ),
    "months for weeks": said(
        1, "The guideline gives a trial of 6 visits over 2 months.", guidelines=(TRIAL,)
    ),
    "a wider range": said(1, "The guideline gives a trial of 6-12 visits.", guidelines=(TRIAL,)),
    "a diagnosis code": said(0, "The diagnosis is lumbar strain (S39.012A).", "Lumbar strain"),
    "an outcome": said(1, "The requested care is medically necessary.", VISITS),
    "an outcome in other words": said(1, "All criteria are met.", VISITS),
    "an approval": said(1, "The 6 chiropractic visits are certified.", VISITS),
    "a heading": said(1, "MRI of the lumbar spine: Overturned", VISITS),
    "a guideline line": said(1, "MAXIMUS guideline: Decision based on trial.", guidelines=(TRIAL,)),
    "a placeholder": said(1, "[PERSON-1] completed 6 chiropractic visits.", VISITS),
}
"""Ways to be wrong, each as one statement beside good ones."""


def answer(statements: list[Statement]) -> str:
    """The JSON of an answer."""
    return json.dumps({"statements": statements})


def good() -> str:
    """An answer in which nothing is wrong."""
    return answer(GOOD)


def wrong(way: str) -> str:
    """The good answer with one wrong statement in its place."""
    place = 4 if WRONG[way]["item"] else 2
    return answer([*GOOD[:place], WRONG[way], *GOOD[place:]])


def excerpt_ids(prompt: str) -> list[str]:
    """The ids of the record excerpts that a prompt shows."""
    return re.findall(r'<excerpt id="(R\d+)"', prompt)
