"""The published form, part by part: what is printed, in which order, and as what kind of part."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import docx as word
import pikepdf
import pytest
from docx.oxml.ns import qn

from assistant.letters import Letter, read_letter
from assistant.review import docx, parts, pdf
from assistant.text import from_text, read_document
from tests.review.test_printing import APPROVED, words_of

LETTERS = sorted((Path(__file__).parents[2] / "evals" / "letters").glob("*.txt"))
PUBLISHED = """Case Number:          CM14-1000099
Date Assigned:        02/03/2014                      Date of Injury:      12/22/2009
Decision Date:        03/01/2014                      UR Denial Date:      01/10/2014
Priority:             Standard                        Application          01/20/2014
                                                      Received:

                 HOW THE IMR FINAL DETERMINATION WAS MADE
A physician who has no tie to the parties read the file.

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Occupational Medicine

                                CLINICAL CASE SUMMARY
This summary was made from the records:

A 56 year old man hurt his back at work on 12-22-2009.

                      IMR ISSUES, DECISIONS AND RATIONALES
The Final Determination was based on decisions for the disputed items/services set forth below:

CHIROPRACTIC CARE 2 TIMES A WEEK FOR 6 WEEKS TO THE
LOW BACK #12: Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Medical Treatment 2009.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment 2009, Section(s):
Manual therapy & manipulation.

Decision rationale: A trial has 6 visits over 2 weeks. 12 visits exceed it.

Nothing tells of function. The request is not medically necessary.

Lumbar support: Overturned

Claims Administrator guideline: None cited.

MAXIMUS guideline: None cited.

Decision rationale: The request is medically necessary.
"""


def published(*, double_spaced: bool = False) -> Letter:
    """A letter in the published form; in double spacing as the texts of 2014 are."""
    text = PUBLISHED
    if double_spaced:
        body = text[text.index("HOW THE") :].replace("\n\n", "\n \n")
        text = body.replace("\n", "\n\n")
    return read_letter(from_text(text, "letter.txt"))


FORM = [
    ("field", "Case Number:", "CM14-1000099"),
    ("field", "Date Assigned:", "02/03/2014"),
    ("field", "Date of Injury:", "12/22/2009"),
    ("field", "Decision Date:", "03/01/2014"),
    ("field", "UR Denial Date:", "01/10/2014"),
    ("field", "Priority:", "Standard"),
    ("field", "Application Received:", "01/20/2014"),
    ("heading", "", "HOW THE IMR FINAL DETERMINATION WAS MADE"),
    ("prose", "", "A physician who has no tie to the parties read the file."),
    ("prose", "", "The Expert Reviewer has the following credentials:"),
    ("credential", "State(s) of Licensure:", "California"),
    ("credential", "Certification(s)/Specialty:", "Occupational Medicine"),
    ("heading", "", "CLINICAL CASE SUMMARY"),
    ("prose", "", "This summary was made from the records:"),
    ("prose", "", "A 56 year old man hurt his back at work on 12-22-2009."),
    ("heading", "", "IMR ISSUES, DECISIONS AND RATIONALES"),
    (
        "prose",
        "",
        "The Final Determination was based on decisions for the disputed items/services set forth "
        "below:",
    ),
    ("item", "CHIROPRACTIC CARE 2 TIMES A WEEK FOR 6 WEEKS TO THE LOW BACK #12:", "Upheld"),
    (
        "labelled",
        "Claims Administrator guideline:",
        "Decision based on MTUS Chronic Pain Medical Treatment 2009.",
    ),
    (
        "labelled",
        "MAXIMUS guideline:",
        "Decision based on MTUS Chronic Pain Medical Treatment 2009, Section(s): Manual therapy & "
        "manipulation.",
    ),
    ("labelled", "Decision rationale:", "A trial has 6 visits over 2 weeks. 12 visits exceed it."),
    ("prose", "", "Nothing tells of function. The request is not medically necessary."),
    ("item", "Lumbar support:", "Overturned"),
    ("labelled", "Claims Administrator guideline:", "None cited."),
    ("labelled", "MAXIMUS guideline:", "None cited."),
    ("labelled", "Decision rationale:", "The request is medically necessary."),
]
"""Every part of the published form in its order, as kind, label and text."""


def test_every_part_of_the_published_form_is_told_apart() -> None:
    """Header, headings, credentials, items, labels and prose; lines that were broken are whole."""
    assert [(one.kind, one.label, one.text) for one in parts(published())] == FORM


def test_double_spacing_parts_no_sentence() -> None:
    """Where every line has an empty one behind it, paragraphs are what two of them part."""
    found = [(one.kind, one.label, one.text) for one in parts(published(double_spaced=True))]
    assert found == FORM[7:]


@pytest.mark.parametrize("file", LETTERS, ids=lambda file: file.stem)
def test_no_word_is_lost_and_none_is_added(file: Path) -> None:
    """All layouts: the printed words are those of the letter; a list's dashes become its marks."""
    letter = read_letter(read_document(file))
    wanted = Counter(letter.document.text.split())
    wanted.pop("-", None)
    assert Counter(" ".join(one.words for one in parts(letter)).split()) == wanted


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("Case Number: CM14-1\n\nPriority: pending with the claims desk\n\n", ["field"] * 2),
        ("To whom it concerns\n\nCase Number: CM14-1\n\n", ["prose"] * 2),
        ("Case Number: CM14-1\n\nCase Number: CM14-2\n\n", ["prose"] * 2),
        ("Date Assigned: Decision Date: 01/02/2014 02/03/2014\n\n", ["prose"]),
    ],
    ids=["a value in words", "something else", "a label twice", "labels before values"],
)
def test_a_header_that_is_none_is_printed_as_it_stands(header: str, kinds: list[str]) -> None:
    """Only labels with one value each make the table; else nothing is moved."""
    text = header + PUBLISHED[PUBLISHED.index("                 HOW THE") :]
    found = parts(read_letter(from_text(text, "letter.txt")))
    until = [one.kind for one in found].index("heading")
    assert [one.kind for one in found[:until]] == kinds
    assert " ".join(one.words for one in found[:until]) == " ".join(header.split())


def test_pdf_and_docx_say_the_same_in_the_same_order() -> None:
    """The words of one are those of the other, from the letterhead to the last rationale."""
    letter = published()
    written = word.Document(io.BytesIO(docx(letter, APPROVED)))
    told = []
    for block in written.iter_inner_content():
        if isinstance(block, word.table.Table):
            # a merged cell is told once for each column that it covers
            told += [cell.text for row in block.rows for cell in dict.fromkeys(row.cells)]
        else:
            told.append(block.text)
    printed = re.sub(
        r"IMR Final Determination, Case \S+ \S+ Page 1 of 1", "", words_of(pdf(letter, APPROVED))
    )
    assert "".join("".join(told).split()) == "".join(printed.replace("•", "").split())


def test_the_docx_has_the_form_of_the_letter() -> None:
    """Table of the header, headings by level, labels in bold, language, title, page numbers."""
    document = word.Document(io.BytesIO(docx(published(), APPROVED)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [
        ["Case Number:", "CM14-1000099", "", ""],
        ["Date Assigned:", "02/03/2014", "Date of Injury:", "12/22/2009"],
        ["Decision Date:", "03/01/2014", "UR Denial Date:", "01/10/2014"],
        ["Priority:", "Standard", "Application Received:", "01/20/2014"],
    ]
    assert all(row.cells[0].paragraphs[0].runs[0].bold for row in document.tables[0].rows)
    headings = [
        (one.style.name, one.text)
        for one in document.paragraphs
        if one.style is not None and one.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "HOW THE IMR FINAL DETERMINATION WAS MADE"),
        ("Heading 1", "CLINICAL CASE SUMMARY"),
        ("Heading 1", "IMR ISSUES, DECISIONS AND RATIONALES"),
        (
            "Heading 2",
            "CHIROPRACTIC CARE 2 TIMES A WEEK FOR 6 WEEKS TO THE LOW BACK #12: Upheld",
        ),
        ("Heading 2", "Lumbar support: Overturned"),
    ]
    rationale = next(one for one in document.paragraphs if one.text.startswith("Decision rat"))
    assert (rationale.runs[0].text, rationale.runs[0].bold) == ("Decision rationale:", True)
    assert not rationale.runs[1].bold
    assert document.core_properties.title == "Independent Medical Review Final Determination Letter"
    assert document.core_properties.language == "en-US"
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:val")) == "en-US"
    footer = document.sections[0].footer._element
    assert [one.get(qn("w:instr")) for one in footer.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]


def structure(made: bytes) -> tuple[pikepdf.Pdf, list[tuple[str, str]]]:
    """The PDF, and the kinds of its tagged elements with their titles, in reading order."""
    document = pikepdf.open(io.BytesIO(made))
    found: list[tuple[str, str]] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one)
        elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
            if "/S" in node:
                found.append((str(node.S), str(node.get("/T", ""))))
            walk(node.K)

    walk(document.Root.StructTreeRoot.K)
    return document, found


@pytest.mark.parametrize("draft", [False, True], ids=["approved", "draft"])
def test_the_pdf_is_archivable_and_accessible(draft: bool) -> None:
    """What PDF/A-2a and PDF/UA-1 ask of such a file and a program can see.

    Marks in the metadata, output intent, every font embedded with its characters, no encryption,
    script or attachment; title, language, tags, headings that skip no level, nothing untagged.
    """
    case = APPROVED.model_copy(update={"approval": None}) if draft else APPROVED
    document, elements = structure(pdf(published(), case))
    root = document.Root
    with document.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == "Independent Medical Review Final Determination Letter"
    assert [str(one.S) for one in root.OutputIntents] == ["/GTS_PDFA1"]
    assert bytes(root.OutputIntents[0].DestOutputProfile.read_bytes())[36:40] == b"acsp"
    assert str(root.Lang) == "en-US"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert not document.is_encrypted
    assert "/ID" in document.trailer
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(root.keys())
    for page in document.pages:
        assert page.obj.Tabs == "/S"
        for font in page.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile3" in descriptor
            assert "/ToUnicode" in font
        untagged(page)
    kinds = [kind for kind, _ in elements]
    assert [kind for kind in kinds if kind.startswith("/H")] == ["/H1"] * 3 + ["/H2"] * 2
    assert ("/H1", "CLINICAL CASE SUMMARY") in elements
    assert not {"/Figure", "/Formula", "/Link", "/Note"} & set(kinds)


def untagged(page: pikepdf.Page) -> None:
    """Fail where text is shown that belongs to no tag and is no artifact."""
    depth = 0
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "BDC":
                operands = list(step.operands)
                assert operands[0] == "/Artifact" or "/MCID" in operands[1] or depth
                depth += 1
            case "BMC":
                depth += 1
            case "EMC":
                depth -= 1
            case "Tj" | "TJ" | "f" | "S":
                assert depth, "drawn outside every tag"
    assert depth == 0


@pytest.mark.parametrize(
    "text",
    [
        "Physical therapy, 12 visits: Upheld\n\nDecision rationale: It is not necessary.\n",
        "Nothing of a letter.\n",
        "IMR ISSUES, DECISIONS AND RATIONALES\n\n- one\n- two\n",
    ],
    ids=["items alone", "prose alone", "a list"],
)
def test_an_excerpt_is_printed_too(text: str) -> None:
    """Headings never skip a level, which PDF/UA forbids."""
    letter = read_letter(from_text(text, "x.txt"))
    _, elements = structure(pdf(letter, APPROVED))
    levels = [int(kind[2:]) for kind, _ in elements if kind.startswith("/H")]
    assert levels in ([], [1])
    assert docx(letter, APPROVED)
