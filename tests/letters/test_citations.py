from __future__ import annotations

import pytest

from assistant.letters import Citation
from assistant.letters.citations import read_citations
from assistant.text import Span

CHRONIC = "Chronic Pain Medical Treatment"
Cited = tuple[str, str | None, int | None, tuple[str, ...], tuple[int, int] | None]


def cite(line: str) -> tuple[Citation, ...]:
    """The citations of one guideline line."""
    return read_citations(line, Span(0, len(line)))


def brief(line: str) -> list[Cited]:
    """What each citation of the line says, without its words and place."""
    return [(c.system, c.chapter, c.year, c.sections, c.pages) for c in cite(line)]


@pytest.mark.parametrize(
    ("line", "cited"),
    [
        (
            "Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.",
            [("MTUS", "Low Back Complaints", 2004, ("Special Studies",), None)],
        ),
        (
            "Decision based on MTUS Acupuncture Treatment\n2007.",
            [("MTUS", "Acupuncture Treatment", 2007, (), None)],
        ),
        (
            "Decision based on MTUS Neck and Upper Back Complaints 2004, Section(s): Special "
            "Studies, and Chronic Pain Medical Treatment 2016, Section(s): Electro-\ndiagnostic "
            "testing (EMG/NCS).",
            [
                ("MTUS", "Neck and Upper Back Complaints", 2004, ("Special Studies",), None),
                ("MTUS", CHRONIC, 2016, ("Electrodiagnostic testing (EMG/NCS)",), None),
            ],
        ),
        (
            "Decision based on MTUS Forearm, Wrist, and Hand Complaints 2004, Section(s): Summary, "
            "and Elbow Complaints 2007, Section(s): Recommendations.",
            [
                ("MTUS", "Forearm, Wrist, and Hand Complaints", 2004, ("Summary",), None),
                ("MTUS", "Elbow Complaints", 2007, ("Recommendations",), None),
            ],
        ),
        (
            "Decision based on MTUS Chronic Pain Medical Treatment 2016, Section(s): TENS, chronic "
            "pain (transcutaneous electrical nerve stimulation).",
            [
                (
                    "MTUS",
                    CHRONIC,
                    2016,
                    ("TENS, chronic pain (transcutaneous electrical nerve stimulation)",),
                    None,
                )
            ],
        ),
        (
            "Decision based on MTUS Moonlight Therapy 2011, Section(s): Phases, Tides.",
            [("MTUS", "Moonlight Therapy", 2011, ("Phases", "Tides"), None)],
        ),
        (
            "Decision based on MTUS Chronic Pain Treatment Guidelines Manual therapy & "
            "manipulation Page(s): 58-60.",
            [("MTUS", CHRONIC, None, ("Manual therapy & manipulation",), (58, 60))],
        ),
        (
            "Decision based on MTUS Chronic Pain Treatment Guidelines : CHRONIC PAIN MEDICAL "
            "TREATMENT GUIDELINES, MANUAL THERAPY & MANIPULATION, 58-59.",
            [("MTUS", CHRONIC, None, ("Manual therapy & manipulation",), (58, 59))],
        ),
        (
            "Decision based on MTUS ACOEM Chapter 12 Low Back Complaints Page(s): 303, 305.",
            [("MTUS", "Low Back Complaints", None, (), (303, 305))],
        ),
        (
            "Decision based on MTUS ACOEM Chapter 12.",
            [("MTUS", "Low Back Complaints", None, (), None)],
        ),
        (
            "Decision based on Non-MTUS Citation ACOEM Practice Guidelines, 2nd Edition (2004), "
            "Chapter 12, page 303.",
            [("ACOEM", "Low Back Complaints", 2004, (), (303, 303))],
        ),
        (
            "The Expert Reviewer based their decision on recommendation(s) outside of the MTUS "
            "Guidelines. Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) "
            "Low Back, Epidural steroid injections (ESIs).",
            [("ODG", "Low Back", None, ("Epidural steroid injections (ESIs)",), None)],
        ),
        (
            "Decision based on Non-MTUS Citation Official Disability Guidelines, Shoulder (updated "
            "12/12/16); ODG, Low Back (updated 12/20/16).",
            [("ODG", "Shoulder", None, (), None), ("ODG", "Low Back", None, (), None)],
        ),
        (
            "Decision based on Non-MTUS Citation ODG Guidelines, 14th Edition, 2016, Knee Chapter.",
            [("ODG", "Knee", 2016, (), None)],
        ),
        (
            "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) Pain "
            "(Chronic), Diclofenac and Other Medical Treatment Guidelines www.example.org.",
            [
                ("ODG", "Pain (Chronic)", None, ("Diclofenac",), None),
                ("other", None, None, (), None),
            ],
        ),
        (
            "Decision based on Non-MTUS Citation Doe J. Rest in bed. Journal of Rest. 2011;4:1-9.",
            [("other", None, 2011, (), None)],
        ),
        (
            "The Claims Administrator did not cite any medical evidence\nfor its decision.",
            [("none", None, None, (), None)],
        ),
        (
            "The Claims Administrator based its decision on the MTUS Chronic Pain Medical "
            "Treatment Guidelines, pg. 22, which is a part of the MTUS, and the Official "
            "Disability Guidelines (ODG), Knee Chapter, which is not part of the MTUS.",
            [
                ("MTUS", CHRONIC, None, (), (22, 22)),
                ("ODG", "Knee", None, (), None),
            ],
        ),
        (
            "Decision based on MTUS Chronic Pain Treatment Guidelines Aquatic therapy Page(s): 22, "
            "Physical Medicine Page(s): 98-99.",
            [("MTUS", CHRONIC, None, ("Aquatic therapy", "Physical Medicine"), (22, 99))],
        ),
        (
            "Decision based on MTUS Knee Complaints (ACOEM Practice Guidelines, 2nd Edition (2004),"
            " Chapter 13), Special Studies, pages 341-343.",
            [("MTUS", "Knee Complaints", 2004, ("Special Studies",), (341, 343))],
        ),
        (
            "Decision based on MTUS ACOEM Chapter 10 Elbow Disorders (Revised 2007) Page(s): 29.",
            [("MTUS", "Elbow Complaints", 2007, (), (29, 29))],
        ),
        ("Decision based on MTUS Opioids 2017.", [("MTUS", "Opioids", 2017, (), None)]),
        ("Decision based on MTUS Opioids 2016.", [("MTUS", "Opioid Treatment", 2016, (), None)]),
        ("not stated in the case file.", []),
        ("  \n ", []),
    ],
)
def test_a_guideline_line_becomes_its_citations(line: str, cited: list[Cited]) -> None:
    """System, chapter as the catalog writes it, year, sections and pages, and nothing unprinted."""
    assert brief(line) == cited


def test_the_cited_words_are_sliced_from_the_line() -> None:
    """`text` is the folded slice of `span`, without the words that introduce it."""
    line = (
        "Decision based on MTUS Shoulder Complaints\n2004, Section(s): Summary, and Opioid "
        "Treatment 2016. Decision based on Non-MTUS\nCitation ODG, Shoulder."
    )
    cited = cite(line)
    assert [c.text for c in cited] == [
        "MTUS Shoulder Complaints 2004, Section(s): Summary",
        "Opioid Treatment 2016",
        "ODG, Shoulder",
    ]
    assert all(" ".join(line[c.span.start : c.span.end].split()) == c.text for c in cited)


def test_a_missing_line_has_no_citations() -> None:
    """No line is not the same as a line that says that nothing was cited."""
    assert read_citations("any text", None) == ()
