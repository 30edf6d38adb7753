"""The quick commands load nothing heavy."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import COMMANDS

HEAVY = {
    "chromadb",
    "langchain",
    "langchain_chroma",
    "langchain_core",
    "langchain_openai",
    "numpy",
    "openai",
    "fastapi",
    "starlette",
    "uvicorn",
    "docx",
    "pypdfium2",
}

LETTER = """\
IMR Case Number: CM14-0000001
Date of Injury: 12/22/2009
UR Denial Date: 01/10/2014
Date of Application: 01/20/2014
Decision Date: 03/01/2014

HOW THE IMR FINAL DETERMINATION WAS MADE

CLINICAL CASE SUMMARY
The patient is a 56 year-old male who was injured on 12/22/2009.

IMR ISSUES, DECISIONS AND RATIONALES
The Final Determination was based on decisions for the disputed items/services set forth below:

1. Chiropractic treatment 2 times a week for 6 weeks (12 sessions) is not medically necessary.
Claims Administrator guideline: Decision based on MTUS Chronic Pain Medical Treatment 2009,
Section(s): Manual therapy & manipulation.
MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment 2009,
Section(s): Manual therapy & manipulation.
Rationale: The guideline gives a trial of 6 visits over 2 weeks. Twelve visits exceed it.
Therefore, the requested chiropractic treatment is not medically necessary.
"""

RUN = """\
import json, sys
from assistant.cli import run
try:
    run(sys.argv[1:])
except SystemExit as stopped:
    status = stopped.code
print(json.dumps([status, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded_by(*arguments: str) -> tuple[int, set[str]]:
    """The exit status of `imr` with these arguments, and the modules it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    status, modules = json.loads(done.stderr.splitlines()[-1])
    return status, set(modules)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A letter of our own wording, as a file."""
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["check", "parse"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_reading_and_checking_load_nothing_heavy(letter: Path, command: str, form: str) -> None:
    """`imr check` and `imr parse` load no vector store, model client, numpy or web framework."""
    status, modules = loaded_by(command, str(letter), "--format", form)
    assert status in {0, 1}
    assert "pydantic" in modules
    assert not modules & HEAVY


def test_a_check_loads_nothing_that_other_work_needs(letter: Path) -> None:
    """One letter needs no texts of users, no processes, no cases and no readers of files."""
    _, modules = loaded_by("check", str(letter))
    assert not modules & {
        "assistant.guidelines.ingesting",
        "assistant.guidelines.lint",
        "assistant.terminal.sarif",
        "assistant.terminal.junit",
        "assistant.text.docx",
        "assistant.text.pdf",
        "concurrent.futures",
        "multiprocessing",
        "rich",
        "sqlalchemy",
    }
    assert not {name for name in modules if name.startswith("assistant.facts")}


def test_a_second_check_reads_no_tables(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Heads of editions and tables of terms come from what the first run kept, not from TOML."""
    monkeypatch.setenv("IMR_DATA_DIR", str(letter.parent / "data"))
    code = (
        "import sys, tomllib; from pathlib import Path; read = []; loads = tomllib.loads\n"
        "def counted(text): read.append(text); return loads(text)\n"
        "tomllib.loads = counted; import assistant\n"
        "assistant.check(assistant.read_letter(Path(sys.argv[1]))); print(len(read))"
    )
    first, second = (
        int(
            subprocess.run(
                [sys.executable, "-c", code, str(letter)],
                capture_output=True,
                text=True,
                check=True,
                timeout=60,
            ).stdout
        )
        for _ in range(2)
    )
    assert first > 80
    assert second < 5


def test_help_loads_no_command() -> None:
    """`imr --help` names every command, whole and on one line, from its table."""
    status, modules = loaded_by("--help")
    assert status == 0
    assert not {name for name in modules if name.startswith("assistant.commands")}
    assert "pydantic" not in modules
    for name, summary in COMMANDS.items():
        assert importlib.util.find_spec(f"assistant.commands.{name}") is not None
        assert len(summary) <= 66


def test_limits_load_nothing_heavy() -> None:
    """`imr limits` answers from the guideline data alone."""
    status, modules = loaded_by("limits", "chiropractic", "--as-of", "2014-02-01")
    assert status == 0
    assert not modules & HEAVY


def test_importing_the_package_loads_no_room() -> None:
    """`import assistant` costs next to nothing; its names are fetched when used."""
    code = "import assistant, sys; print([m for m in sys.modules if m.startswith('assistant.')])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_a_check_without_a_record_loads_no_reader_of_records() -> None:
    """The rooms of the case file and its facts are loaded when a record is named, not before."""
    code = (
        "import assistant.checks, sys; rooms = ('assistant.case_file', 'assistant.facts', "
        "'assistant.drafting', 'assistant.retrieval'); "
        "print([name for name in sys.modules if name.startswith(rooms)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
