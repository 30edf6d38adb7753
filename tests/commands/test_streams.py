"""Output that goes nowhere, streams that are closed, interrupts: one line, and the right status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from tests.commands.test_bad_input import LETTER

RUN = (sys.executable, "-c", "from assistant.cli import run; run()")
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
needs_shell = pytest.mark.skipif(os.name == "nt", reason="streams are closed by a POSIX shell")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter that can be read."""
    place = tmp_path / "letter.txt"
    place.write_text(LETTER, "utf-8")
    return place


def shell(redirection: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`imr` with these arguments, its streams redirected as a shell does it."""
    return subprocess.run(
        ["/bin/sh", "-c", f'"$@" {redirection}', "sh", *RUN, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@needs_full
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_disk_is_told_in_one_line(letter: Path, form: str) -> None:
    """Whether it shows while writing or at the end."""
    done = shell(">/dev/full", "parse", str(letter), "--format", form)
    assert done.returncode == 2
    assert done.stderr == "imr: output cannot be written: No space left on device\n"


@needs_shell
def test_closed_streams_do_no_harm(letter: Path) -> None:
    """No output is wanted: the status tells; no input is there: it is empty."""
    assert shell(">&-", "parse", str(letter)).returncode == 0
    assert shell(">&-", "parse", str(letter)).stderr == ""
    assert shell("2>&-", "parse", "missing.txt").returncode == 2
    done = shell("<&-", "parse", "-")
    assert done.stderr == "imr: -: empty file\n"


@needs_full
def test_the_status_stands_where_an_error_cannot_be_told() -> None:
    """A full disk takes no line on standard error either."""
    assert shell("2>/dev/full", "parse", "missing.txt").returncode == 2


def test_an_interrupt_ends_a_batch_with_one_line(
    letter: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it falls; the letters behind it are not read."""

    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.commands.check.open_letter", interrupted)
    assert main(["check", str(letter), str(letter)]) == 130
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "imr: interrupted\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", ""], "expected the name of a file or folder, found ''"),
        (["check", "letter.txt", "--record", ""], "--record: expected a folder"),
        (["check", "letter.txt", "--jobs", "x"], "unable to parse string as an integer, found 'x'"),
        (["limits", "acupuncture", "--requested", "nan"], "--requested: expected 0 or more"),
        (["audit", "show", "nobody"], "CASE: expected a case that has entries, found 'nobody'"),
        (["rule", "x" * 5000], "… (5,002 characters)"),
    ],
)
def test_odd_arguments_are_told_in_one_line(
    letter: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    """Empty names, numbers that are none, cases that are not there, words without end."""
    monkeypatch.chdir(letter.parent)
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert words in told
    assert len(told) < 500


@needs_shell
def test_links_that_lead_to_themselves_are_named(
    tmp_path: Path, letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Among letters the others are read; among records it is one that was not read."""
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert main(["parse", str(tmp_path), "--format", "jsonl"]) == 2
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2
    assert "a.txt: cannot be read: Too many levels" in told.err
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.txt").symlink_to("a.txt")
    (tmp_path / "records" / "b.txt").write_text("PR-2 of 02/01/2016. No complaints.\n", "utf-8")
    assert main(["check", str(letter), "--record", str(tmp_path / "records")]) in {0, 1}
    assert "internal error" not in capsys.readouterr().err


def test_a_store_that_is_no_url_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without what was found: it may hold a password."""
    monkeypatch.setenv("IMR_STORE", "postgres//me:secret@here")
    assert main(["audit", "verify"]) == 2
    told = capsys.readouterr().err
    assert "expected the URL of a database" in told
    assert "secret" not in told


def test_a_folder_of_unreadable_letters_is_not_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`imr eval letters` says which file it stumbled on."""
    (tmp_path / "a.txt").write_bytes(b"")
    assert main(["eval", "letters", str(tmp_path)]) == 2
    assert "a.txt: empty file" in capsys.readouterr().err
