"""The letter of a case as PDF (PDF/A-2a, PDF/UA-1) in the published form, and as JSON.

A letter that is not approved carries the word DRAFT over every page. The same approval gives the
same bytes: the only time in a file is that of the approval.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import InvalidField
from assistant.letters import Letter
from assistant.review.sheet import DRAFT_MARK, LETTERHEAD, TITLE, laid_out
from assistant.review.state import Case

_TEMPLATE = Path(__file__).with_name("letter.typ")
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The time in a draft's file: the earliest that a ZIP archive can hold."""


def pdf(letter: Letter, case: Case) -> bytes:
    """The letter as PDF. `case` says whether it is approved, and when.

    Raises `InvalidField` for a character that no font of the letter has: PDF/A allows no gaps.
    """
    import typst  # noqa: PLC0415 - loaded when a letter is printed

    sheet = laid_out(letter)
    data = {
        "title": TITLE,
        "letterhead": LETTERHEAD,
        "footer": sheet.footer,
        "draft": case.approval is None,
        "mark": DRAFT_MARK,
        "rows": [[part.model_dump() for part in row] for row in sheet.rows],
        "body": [[part.model_dump() for part in group] for group in sheet.body],
    }
    try:
        made: Any = typst.compile(
            str(_TEMPLATE),
            sys_inputs={"letter": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(printed_at(case).timestamp()),
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


def as_json(letter: Letter, case: Case) -> str:
    """The letter as `imr parse` gives it, with the decisions and the approval."""
    told = letter.model_dump(mode="json")
    told["decisions"] = [
        case.decisions[item].model_dump(mode="json") for item in sorted(case.decisions)
    ]
    told["approval"] = case.approval.model_dump(mode="json") if case.approval else None
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def printed_at(case: Case) -> datetime:
    """The time that a file of the letter of `case` carries."""
    return case.approval.at if case.approval else EPOCH
