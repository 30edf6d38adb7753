"""The letter of a case as PDF (PDF/A-2b, PDF/UA-1) and DOCX in the published form, and as JSON.

A letter that is not approved carries the word DRAFT over every page. The same approval gives the
same bytes: the only time in a file is that of the approval.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from assistant.errors import InvalidField
from assistant.letters import Letter
from assistant.review.state import Case
from assistant.text import Value

TITLE = "Independent Medical Review Final Determination Letter"
_TEMPLATE = Path(__file__).with_name("letter.typ")
_HEADING = re.compile(r"[A-Z][A-Z ,()/&'-]{7,}")
_LINE_FIELDS = re.compile(r"\s{3,}(?=[A-Z][A-Za-z ]+:)")
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the earliest time that a ZIP archive can hold


class Block(Value):
    """A paragraph of the letter: a heading, the title of an item with its outcome, or prose."""

    kind: Literal["heading", "item", "prose"]
    text: str


def blocks(letter: Letter) -> tuple[Block, ...]:
    """The paragraphs of `letter` in order; a line above the header that marks a draft is left out.

    Header lines that hold two fields side by side become two paragraphs.
    """
    text = letter.document.text
    titles = [issue.span.start for issue in letter.issues]
    found: list[Block] = []
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        words = " ".join(match.group().split())
        if not found and words.startswith("Draft for the physician reviewer."):
            continue
        if any(match.start() <= start < match.end() for start in titles):
            found.append(Block(kind="item", text=words))
        elif _HEADING.fullmatch(words):
            found.append(Block(kind="heading", text=words))
        else:
            found += [
                Block(kind="prose", text=" ".join(part.split()))
                for part in _LINE_FIELDS.split(match.group())
            ]
    return tuple(found)


def pdf(letter: Letter, case: Case) -> bytes:
    """The letter as PDF. `case` says whether it is approved, and when.

    Raises `InvalidField` for a character that no font of the letter has: PDF/A allows no gaps.
    """
    import typst  # noqa: PLC0415 - loaded when a letter is printed

    data = {
        "title": TITLE,
        "case_number": letter.case_number,
        "watermark": case.approval is None,
        "blocks": [block.model_dump() for block in blocks(letter)],
    }
    try:
        made: Any = typst.compile(
            str(_TEMPLATE),
            sys_inputs={"letter": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["a-2b", "ua-1"],
            timestamp=int(_time(case).timestamp()),
            format="pdf",
        )
    except typst.TypstError as error:
        undrawn = _UNDRAWN.search(str(error))
        if undrawn is None:
            raise
        source = letter.case_number or letter.source
        allowed = "characters that the letter's font draws"
        raise InvalidField(source, "letter", allowed, undrawn[1]) from error
    return bytes(made)


def docx(letter: Letter, case: Case) -> bytes:
    """The letter as DOCX. `case` says whether it is approved, and when."""
    import docx as word  # noqa: PLC0415 - loaded when a letter is printed
    from docx.shared import Pt  # noqa: PLC0415 - likewise

    document = word.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    document.add_heading(TITLE, level=0)
    if case.approval is None:
        document.sections[0].header.paragraphs[0].text = "DRAFT - not approved"
    for block in blocks(letter):
        if block.kind == "heading":
            document.add_heading(block.text, level=1)
        else:
            run = document.add_paragraph().add_run(block.text)
            run.bold = block.kind == "item"
    told = document.core_properties
    told.title, told.author, told.comments = TITLE, "", ""
    told.created = told.modified = _time(case).replace(tzinfo=None)
    told.last_modified_by = ""
    made = io.BytesIO()
    document.save(made)
    return _without_times(made.getvalue())


def as_json(letter: Letter, case: Case) -> str:
    """The letter as `imr parse` gives it, with the decisions and the approval."""
    told = letter.model_dump(mode="json")
    told["decisions"] = [
        case.decisions[item].model_dump(mode="json") for item in sorted(case.decisions)
    ]
    told["approval"] = case.approval.model_dump(mode="json") if case.approval else None
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _time(case: Case) -> datetime:
    return case.approval.at if case.approval else _EPOCH


def _without_times(archive: bytes) -> bytes:
    """The same archive with the earliest possible time on each member."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for member in sorted(old.namelist()):
            info = zipfile.ZipInfo(member, _EPOCH.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(member))
    return made.getvalue()
