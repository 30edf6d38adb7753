"""Files as a browser sends them: on disk while a request lasts, and letters among them checked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import UploadFile

from assistant.checks import check
from assistant.errors import ImrError
from assistant.letters import read_letter
from assistant.settings import settings
from assistant.text import read_document
from assistant.text.apart import MEMORY
from assistant.text.vetting import SECONDS, unfit
from assistant.web import workbench
from assistant.web.intake import Upload, safe_name

READABLE = f"one that is read in {SECONDS:g} s and {MEMORY / 1024**3:g} GB of memory"


def letters_checked(files: Sequence[UploadFile]) -> list[dict[str, Any]]:
    """Each letter with its findings, or why it cannot be read; nothing is kept."""
    with tempfile.TemporaryDirectory() as folder:
        kept = [kept_as(file, Path(folder), index) for index, file in enumerate(files)]
        return [_of_letter(upload) for upload in vetted(kept)]


def vetted(uploads: Sequence[Upload]) -> list[Upload]:
    """The uploads, those refused that would take more than there is to read them."""
    hostile = unfit([one.content for one in uploads if not one.refused])
    refusal = f"expected {READABLE}, found more"
    return [one._replace(refused=refusal) if one.content in hostile else one for one in uploads]


def _of_letter(upload: Upload) -> dict[str, Any]:
    if upload.refused:
        return {"source": upload.name, "error": upload.refused}
    try:
        letter = read_letter(read_document(upload.content))
        report = check(letter)
    except ImrError as error:
        reason = str(error).removeprefix(f"{upload.content}: ")
        return {"source": upload.name, "error": reason}
    return {
        "source": upload.name,
        "case_number": letter.case_number,
        "items": [{"title": one.title, "outcome": one.outcome} for one in letter.issues],
        "text": letter.document.text,
        "markers": [one.model_dump() for one in workbench.markers(report)],
        "counts": report.counts.model_dump(),
    }


def kept_as(file: UploadFile, folder: Path, index: int) -> Upload:
    """The upload on disk; one that is larger than a record may be is refused by name."""
    most = int(settings().max_file_mb * 1_000_000)
    name = file.filename or f"file-{index}"
    place = folder / f"{index}-{safe_name(name)}"
    if (file.size or 0) > most:
        allowed = f"expected less than {settings().max_file_mb:g} MB (setting max_file_mb)"
        return Upload(name, place, f"{allowed}, found {(file.size or 0) / 1e6:.1f} MB")
    with place.open("wb") as out:
        shutil.copyfileobj(file.file, out)
    return Upload(name, place)
