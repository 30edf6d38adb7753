"""The draft of a case folder as the text under review, for `imr decide` and `imr letter`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.review import Review


def take_draft(review: Review, folder: Path, who: str) -> None:
    """Take up the draft that `imr draft` left in `folder`, or draft the case where there is none.

    `who` stands in the history as the one who took it. Raises what drafting raises, and
    `InvalidField` for a draft of another version.
    """
    from assistant.checks import Report  # noqa: PLC0415 - loads the drafter
    from assistant.drafting import draft as draft_case  # noqa: PLC0415 - loads the drafter
    from assistant.drafting.storing import DRAFT, FINDINGS, LETTER  # noqa: PLC0415 - loads the drafter

    files = [folder / name for name in (LETTER, DRAFT, FINDINGS)]
    if all(file.is_file() for file in files):
        from assistant.drafting.models import Draft  # noqa: PLC0415 - loads the drafter

        texts = [file.read_text("utf-8") for file in files]
        made = Draft.model_validate_json(_with_letter(texts[1], texts[0]))
        review.keep_draft(made, Report.model_validate_json(texts[2]), who)
    else:
        made = draft_case(folder)
        findings = (folder / FINDINGS).read_text("utf-8")
        review.keep_draft(made, Report.model_validate_json(findings), who)


def _with_letter(draft: str, letter: str) -> str:
    import json  # noqa: PLC0415 - loads the drafter

    return json.dumps({**json.loads(draft), "letter": letter})
