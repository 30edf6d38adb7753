"""Case folder to draft: read, draft, check, store."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.case_file import read_case
from assistant.drafting.models import Draft
from assistant.drafting.storing import LETTER, store
from assistant.drafting.template import MODEL, draft_case
from assistant.errors import InvalidField
from assistant.letters import read_letter
from assistant.text import from_text


def draft(
    case_folder: str | os.PathLike[str],
    model: str = MODEL,
    out: str | os.PathLike[str] | None = None,
) -> Draft:
    """Draft the determination of the case in `case_folder` and write its three files.

    `out` is the folder for `draft.json`, `draft.md` and `findings.json`; by default the case's.

    Raises:
        InvalidField: a field of `case.json` is wrong, or no such model is there.
        UnreadableFile: the folder or its records cannot be read, or `out` cannot be written.
    """
    from assistant.checks import check  # noqa: PLC0415 - the rules load when a draft is checked

    if model != MODEL:
        raise InvalidField("draft", "model", MODEL, model)
    case = read_case(Path(case_folder))
    made = draft_case(case)
    place = Path(case_folder if out is None else out)
    letter = read_letter(from_text(made.letter, str(place / LETTER)))
    report = check(letter, as_of=made.governed_on)
    store(place, made, report)
    return made
