"""The files of a draft, each whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.drafting.models import Draft
from assistant.errors import UnreadableFile

if TYPE_CHECKING:
    from assistant.checks.models import Report

LETTER = "draft.md"
TEMPLATE = "template.md"
DRAFT = "draft.json"
FINDINGS = "findings.json"


def store(folder: Path, draft: Draft, report: Report, template: str | None = None) -> None:
    """Write `draft.md`, `draft.json` and `findings.json` to `folder`, which is made if missing.

    `template` is the letter of the template drafter, kept beside the letter of a model.

    Every file is written beside its place and then moved there. The letter comes last, so that a
    letter is never newer than the account of its sentences.

    Raises:
        UnreadableFile: the folder cannot be made or written.
    """
    texts = {
        DRAFT: _json(draft.model_dump(mode="json")),
        FINDINGS: _json(report.model_dump(mode="json")),
        **({TEMPLATE: template} if template is not None else {}),
        LETTER: draft.letter,
    }
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            handle, beside = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            written.append((Path(beside), folder / name))
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        for temporary, place in written:
            temporary.chmod(0o644)
            temporary.replace(place)
    except OSError as error:
        raise UnreadableFile(str(folder), f"cannot be written: {error.strerror or error}") from None
    finally:
        for temporary, _ in written:
            with suppress(OSError):
                temporary.unlink()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
