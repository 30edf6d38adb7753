"""Right words and numbers that say something else: an average, a condition left out, an order."""

from __future__ import annotations

from tests.drafting.answers import PASSAGE, TOTAL, Statement
from tests.drafting.more_answers import (
    DRUGS,
    MAR,
    MARCH_PAIN,
    MAY,
    MAY_PAIN,
    MOTION,
    MRI,
    OCT,
    TRIAL,
    VISITS,
    of,
)

WRONG: dict[str, Statement] = {
    "an average for a count": of(
        1, "She completed on average 6 chiropractic visits.", (OCT, VISITS)
    ),
    "a passage that says something else": of(
        1,
        "The guideline asks for a home exercise programme before manipulation.",
        guidelines=(PASSAGE,),
    ),
    "side in one clause": of(
        0,
        "She has left shoulder impingement and a 4 mm disc protrusion at L4-5 on the right.",
        (MAR, MRI),
        (MAR, "2. Left shoulder impingement"),
    ),
    "not dropped in quote": of(
        2,
        "She has had physical therapy for the left shoulder.",
        (OCT, "She has had physical therapy for the left shoulder."),
    ),
    "all for some": of(
        1, "She completed all chiropractic visits that were asked for.", (OCT, VISITS)
    ),
    "a week for a day": of(0, "She takes tramadol 50 mg twice a week.", (MAR, DRUGS)),
    "authorized for completed": of(1, "6 chiropractic visits were authorized.", (OCT, VISITS)),
    "a limit without its condition": of(
        1, "The guideline supports 18 visits over 6-8 weeks.", guidelines=(TOTAL,)
    ),
    "before for after": of(0, "She rates her pain 5/10 before the session.", (MAY, MAY_PAIN)),
    "a bound beside a score": of(
        0, "She reports low back pain rated at least 7/10.", (MAR, MARCH_PAIN)
    ),
    "a minimum for a maximum": of(
        1, "The guideline requires at least 6 visits over 2 weeks.", guidelines=(TRIAL,)
    ),
    "kilograms for pounds": of(
        0, "She lifts 20 kilograms at home.", (OCT, "She lifts 20 pounds at home.")
    ),
    "percent for degrees": of(0, "Lumbar flexion is 60 percent.", (OCT, MOTION)),
    "a part of what was done": of(
        1, "She completed half of the chiropractic visits.", (OCT, VISITS)
    ),
    "a dozen for a half": of(1, "She completed a dozen chiropractic visits.", (OCT, VISITS)),
    "many for one": of(1, "She completed several courses of chiropractic visits.", (OCT, VISITS)),
    "work for home": of(0, "She lifts 20 pounds at work.", (OCT, "She lifts 20 pounds at home.")),
    "the weeks of the guideline for care that was had": of(
        1, "She completed 6 chiropractic visits over 2 weeks.", (OCT, VISITS), guidelines=(TRIAL,)
    ),
    "the day of another visit": of(
        1,
        "She completed 6 chiropractic visits by 05-17-2016.",
        (OCT, VISITS),
        (MAY, "Date: 05/17/2016"),
    ),
    "past for present": of(
        0, "She has a history of left shoulder impingement.", (MAR, "2. Left shoulder impingement")
    ),
    "doubt about what is certain": of(
        0, "She may have a 4 mm disc protrusion at L4-5 on the left.", (MAR, MRI)
    ),
    "a contrast that no record draws": of(
        1,
        "Despite 6 chiropractic visits she reports low back pain rated 7/10.",
        (OCT, VISITS),
        (MAR, MARCH_PAIN),
    ),
    "an order that no record gives": of(
        1,
        "After 6 chiropractic visits low back pain was rated 7/10.",
        (OCT, VISITS),
        (MAR, MARCH_PAIN),
    ),
    "a rate made of a total of the guideline": of(
        1, "The guideline recommends 6 visits a week for 2 weeks.", guidelines=(TRIAL,)
    ),
    "a range made of two limits": of(
        1, "The guideline gives a total of 6-18 visits.", guidelines=(TRIAL, TOTAL)
    ),
    "a trial for a whole course": of(
        1,
        "The guideline gives a maximum of 6 visits over 2 weeks for the whole course.",
        guidelines=(TRIAL,),
    ),
}
"""Ways to be wrong that keep the words of the source."""

RIGHT: tuple[Statement, ...] = (
    of(0, "She takes tramadol 50 mg two times a day.", (MAR, DRUGS)),
    of(
        1,
        "The guideline gives a trial of 6 visits over 2 weeks, and up to 18 visits over 6-8 weeks "
        "with objective functional improvement.",
        guidelines=(TRIAL, TOTAL),
    ),
    of(1, "She was treated with 6 chiropractic visits.", (OCT, VISITS)),
    of(0, "After the session she rates her pain 5/10.", (MAY, MAY_PAIN)),
    of(0, "The MRI of March 2016 showed a 4 mm protrusion at L4-5 on the left.", (MAR, MRI)),
    of(0, "At home she lifts 20 pounds.", (OCT, "She lifts 20 pounds at home.")),
    of(0, "Flexion of the low back is 60 degrees.", (OCT, MOTION)),
)
"""Statements in other words that the sources bear out."""
