"""The letter as a file: the same bytes for the same approval, a mark on drafts, the whole text."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import docx as word
import pypdfium2  # type: ignore[import-untyped]

from assistant.letters import Letter, read_letter
from assistant.review import Approval, Case, as_json, docx, pdf
from assistant.text import from_text, read_document

LETTER = Path(__file__).parents[2] / "evals" / "letters" / "CM14-1000015.txt"
APPROVED = Case(
    key="CM16-1000001",
    approval=Approval(
        who="Dr. A", at=datetime(2016, 11, 18, 9, 30, tzinfo=UTC), entry=4, bound_to={}
    ),
)


def letter() -> Letter:
    """A letter of two items."""
    return read_letter(read_document(LETTER))


def words_of(made: bytes) -> str:
    """The text of a PDF on one line, without page numbers and the mark of a draft."""
    document = pypdfium2.PdfDocument(made)
    return " ".join(
        " ".join(page.get_textpage().get_text_bounded().split()) for page in document
    ).replace("\ufffe", "-")


def test_the_same_approval_gives_the_same_bytes() -> None:
    """PDF and DOCX are byte-identical when printed again; another time of approval is another."""
    assert pdf(letter(), APPROVED) == pdf(letter(), APPROVED)
    assert docx(letter(), APPROVED) == docx(letter(), APPROVED)
    later = APPROVED.model_copy(
        update={
            "approval": Approval(
                who="Dr. A", at=datetime(2016, 11, 19, tzinfo=UTC), entry=4, bound_to={}
            )
        }
    )
    assert pdf(letter(), APPROVED) != pdf(letter(), later)


def test_a_draft_is_marked_on_every_page_and_an_approved_letter_is_not() -> None:
    """DRAFT stands on each page until the approval."""
    draft = pypdfium2.PdfDocument(pdf(letter(), Case(key="x")))
    assert all("DRAFT" in page.get_textpage().get_text_bounded() for page in draft)
    assert "DRAFT" not in words_of(pdf(letter(), APPROVED))
    marked = word.Document(io.BytesIO(docx(letter(), Case(key="x"))))
    assert "DRAFT" in marked.sections[0].header.paragraphs[0].text


def test_markup_in_the_text_is_printed_as_it_stands() -> None:
    """Signs that mean something to the typesetter are text in a letter."""
    text = LETTER.read_text("utf-8").replace("the MTUS", '#eval("1") *bold* $x$ <tag> the MTUS', 1)
    made = words_of(pdf(read_letter(from_text(text, "x.txt")), APPROVED))
    assert '#eval("1") *bold* $x$ <tag> the MTUS' in made


def test_the_letter_as_json_has_decisions_and_approval() -> None:
    """Other programs get the parsed letter with who approved it."""
    told = as_json(letter(), APPROVED)
    assert '"who": "Dr. A"' in told
    assert '"decisions": []' in told
