from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.letters import Letter, read_letter
from assistant.text import Span, from_text
from tests.letters import samples

LETTERS = (
    samples.NOTICE,
    samples.FORM,
    samples.PROFESSIONAL,
    samples.case_number_letter(
        """
        Physical therapy 2x6 and acupuncture 1x4 for the neck: Upheld

        Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment 2007.

        MAXIMUS guideline: Decision based on Non-MTUS Citation ODG Neck, Page(s): 3-4.

        Decision rationale: The request is not medically necessary.
        """
    ),
)


def spans_of(letter: Letter) -> list[Span]:
    """Every span that the letter reports."""
    spans = list(letter.date_spans.values())
    spans += [
        part.span for part in (letter.summary, letter.documents_reviewed) if part and part.span
    ]
    for issue in letter.issues:
        spans += [issue.span, *(one.span for one in issue.evidence)]
        spans += [cited.span for cited in issue.claims_administrator_citations]
        spans += [cited.span for cited in issue.reviewer_citations]
        spans += [issue.outcome_span] if issue.outcome_span else []
        spans += [issue.rationale.span] if issue.rationale else []
    return spans


def assert_sound(text: str) -> None:
    """Read `text` and hold what every reading must keep."""
    letter = read_letter(from_text(text))
    for span in spans_of(letter):
        assert 0 <= span.start <= span.end <= len(text)
    for number, issue in enumerate(letter.issues, 1):
        assert issue.number == number
        assert issue.title
        assert issue.span.start < issue.span.end
    Letter.model_validate(letter.model_dump() | {"document": letter.document})


PIECES = st.sampled_from(
    [
        "Upheld",
        ": Overturned\n",
        "\n\n",
        "\f",
        "Claims Administrator guideline:",
        "MAXIMUS guideline: Decision based on MTUS ",
        "Low Back Complaints 2004, and ",
        "Section(s): ",
        "Decision rationale: ",
        "1) Regarding the request for rest:\n",
        "MAXIMUS Federal Services, Inc. has determined the request for rest is ",
        "notmedically necessary and appropriate.",
        "ISSUE AT DISPUTE:\n1. ",
        "CLINICAL CASE SUMMARY\n",
        "IMR DECISION(S) AND RATIONALE(S)\n",
        "Case Number: CM13-0000001",
        "Date of Injury: 13/45/2016",
        "was the original request. Two visits was authorized by the Claims Administrator. The",
        "remaining IMR eligible portion",
        "Page(s): 58-",
        "\u00a0",
        "\ufffe",
        "İ",
        "²",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_reader(pieces: list[str]) -> None:
    """Any order of headings, labels and noise gives a letter whose spans lie in the text."""
    assert_sound("".join(pieces))


@given(
    st.sampled_from(LETTERS),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 60), st.text(max_size=6)), max_size=8),
)
@settings(max_examples=150, deadline=None)
def test_no_damage_breaks_the_reader(letter: str, cuts: list[tuple[int, int, str]]) -> None:
    """Letters with stretches lost or replaced are read as far as they go."""
    for at, length, noise in cuts:
        letter = letter[:at] + noise + letter[at + length :]
    assert_sound(letter)


@given(st.sampled_from(LETTERS), st.integers(0, 4000))
@settings(max_examples=60, deadline=None)
def test_a_truncated_letter_gives_what_can_be_read(letter: str, end: int) -> None:
    """Nothing that is read from a prefix lies beyond it."""
    assert_sound(letter[:end])


def test_a_letter_cut_inside_an_item_keeps_the_items_before() -> None:
    """The header and the whole items stand; the cut one has what is left of it."""
    whole = read_letter(from_text(LETTERS[3]))
    cut = read_letter(from_text(LETTERS[3][: LETTERS[3].index("Decision rationale")]))
    assert cut.dates == whole.dates
    assert [issue.title for issue in cut.issues] == [issue.title for issue in whole.issues]
    assert cut.issues[0].rationale is None


@pytest.mark.parametrize(
    "stretch",
    ["word and more. ", "Page 1 of 2\n", "\f", "x: Upheld\nMAXIMUS guideline:\n", "1/1/", "a \n"],
)
def test_a_letter_of_a_megabyte_is_read_within_seconds(stretch: str) -> None:
    """Time grows with the length of the text and not faster."""
    text = LETTERS[3] + stretch * (100_000 // len(stretch))
    begin = time.process_time()
    read_letter(from_text(text))
    short = time.process_time() - begin
    begin = time.process_time()
    read_letter(from_text(text + stretch * (400_000 // len(stretch))))
    assert time.process_time() - begin < 12 * short + 0.5
