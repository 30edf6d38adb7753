"""The three files of a draft are written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.checks.models import Report
from assistant.drafting import Draft
from assistant.drafting.storing import store
from assistant.errors import UnreadableFile
from assistant.letters import read_letter
from assistant.text import read_document

DraftOf = Callable[..., Draft]


def test_three_files_are_written(draft_of: DraftOf, tmp_path: Path) -> None:
    """The folder is made, both JSON files parse, and the letter is the draft's, byte for byte."""
    draft = draft_of("Acupuncture, 6 visits, low back")
    place = tmp_path / "new" / "out"
    store(place, draft, Report(source="draft.md"))
    assert sorted(path.name for path in place.iterdir()) == [
        "draft.json",
        "draft.md",
        "findings.json",
    ]
    fields = json.loads((place / "draft.json").read_text(encoding="utf-8"))
    assert fields["items"][0]["suggested"] is True
    assert fields["model"] == "template"
    assert len(fields["corpus_sha256"]) == len(fields["case_sha256"]) == 64
    assert json.loads((place / "findings.json").read_text())["source"] == "draft.md"
    assert (place / "draft.md").read_bytes() == draft.letter.encode()
    assert len(read_letter(read_document(place / "draft.md")).issues) == 1


def test_a_failure_leaves_the_older_draft(
    draft_of: DraftOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a file cannot be written, the earlier files stay as they were and none is left over."""
    draft = draft_of("Acupuncture, 6 visits, low back")
    place = tmp_path / "out"
    place.mkdir()
    (place / "draft.md").write_text("older")
    real, opened = os.fdopen, []

    def full_disk(handle: int, *args: object, **kwargs: object) -> object:
        opened.append(handle)
        if len(opened) == 3:
            os.close(handle)
            raise OSError(28, "No space left on device")
        return real(handle, *args, **kwargs)  # type: ignore[call-overload]  # passes on what it was given

    monkeypatch.setattr(os, "fdopen", full_disk)
    with pytest.raises(UnreadableFile, match="No space left"):
        store(place, draft, Report(source="draft.md"))
    assert [path.name for path in place.iterdir()] == ["draft.md"]
    assert (place / "draft.md").read_text() == "older"


def test_a_file_in_place_of_the_folder_is_refused(draft_of: DraftOf, tmp_path: Path) -> None:
    """An `out` that is a file is an error of the user's, in one line."""
    (tmp_path / "out").write_text("")
    with pytest.raises(UnreadableFile, match="cannot be written"):
        store(tmp_path / "out", draft_of("Acupuncture, 6 visits"), Report(source="x"))
