"""`imr chat` on a terminal: prompt, history, interrupts, proposals, and the talk that goes on."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.drafting import draft
from tests.drafting.answers import RECORD, TITLE
from tests.scripted_model import Reply, ScriptedModel, in_turn

pty = pytest.importorskip("pty", reason="only where terminals are files")

UP, INTERRUPT, END = "\x1b[A", "\x03", "\x04"
_WAIT = 60.0


class Terminal:
    """A command on a terminal of its own: what is typed, and what is shown."""

    def __init__(self, folder: Path, *options: str, **environment: str) -> None:
        code = "from assistant.cli import run; run()"
        command = [sys.executable, "-c", code, "chat", str(folder), *options]
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.environ.update({"TERM": "dumb", "NO_COLOR": "1", **environment})
            os.execvp(command[0], command)  # noqa: S606 - this interpreter, on a terminal
        self.shown = ""

    def until(self, words: str) -> str:
        """Wait until `words` are shown after what was waited for last; what was shown till then."""
        end = time.monotonic() + _WAIT
        while words not in self.shown:
            if not self._read(end - time.monotonic()):
                pytest.fail(f"{words!r} is not shown; shown is {self.shown!r}")
        before, _, self.shown = self.shown.partition(words)
        return before

    def types(self, keys: str) -> None:
        """Type `keys` as they are; a line break is the return key."""
        os.write(self._file, keys.encode())

    def ends(self) -> int:
        """Wait for the end; the exit status."""
        end = time.monotonic() + _WAIT
        while self._read(end - time.monotonic()):
            pass
        # what is typed between two prompts may be lost, and then nothing ends: wait no longer
        while (ended := os.waitpid(self.pid, os.WNOHANG)) == (0, 0):
            if time.monotonic() > end:
                pytest.fail(f"it does not end; shown is {self.shown!r}")
            time.sleep(0.01)
        return os.waitstatus_to_exitcode(ended[1])

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._file], [], [], max(seconds, 0))
        try:
            data = os.read(self._file, 65_536) if ready else b""
        except OSError:  # the other end is gone
            data = b""
        self.shown += re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", data.decode("utf-8", "replace"))
        return bool(data)

    def close(self) -> None:
        """End what still runs."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._file)


@pytest.fixture
def folder(case_folder: Callable[..., Path]) -> Path:
    """A case with its template draft."""
    made = case_folder(TITLE, RECORD)
    draft(made)
    return made


@pytest.fixture
def terminal(folder: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens `imr chat` of the case on a terminal."""
    opened: list[Terminal] = []

    def start(*options: str, **environment: str) -> Terminal:
        opened.append(Terminal(folder, *options, **environment))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def test_a_talk_on_a_terminal(terminal: Callable[..., Terminal], folder: Path) -> None:
    """Prompt, help, the arrow keys, proposals changed, rejected and accepted, and the end."""
    chat = terminal()
    assert "Item 1: Chiropractic care" in chat.until("> ")
    chat.types("/help\n")
    chat.until("/accept N, /reject N")
    chat.until("> ")
    chat.types("how many visits so far?\n")
    chat.until("6 completed")
    chat.until("> ")
    chat.types(f"{UP}\n")
    chat.until("how many visits so far?")
    chat.until("6 completed")
    chat.until("> ")
    letter = (folder / "draft.md").read_bytes()
    chat.types('/edit 0 "rated 6/10" "rated 4/10"\n')
    chat.until("proposal 1 (open)")
    chat.until("> ")
    chat.types('/change 1 "rated 6 of 10"\n')
    chat.until("proposal 2 (open)")
    chat.until("> ")
    chat.types("uphold it, no gain is shown\n")
    chat.until("proposal 3 (open)")
    chat.until("> ")
    chat.types("/reject 3\n")
    chat.until("proposal 3 is rejected")
    chat.until("> ")
    assert (folder / "draft.md").read_bytes() == letter
    chat.types("/accept 2\n")
    chat.until("proposal 2 is in the draft")
    chat.until("> ")
    assert "rated 6 of 10" in " ".join((folder / "draft.md").read_text().split())
    chat.types("half a line")
    chat.until("half a line")
    time.sleep(0.3)  # Python's readline misses an interrupt between a key and its wait for the next
    chat.types(INTERRUPT)
    chat.until("(Ctrl-C again or /quit ends the chat)")
    chat.until("> ")
    chat.types(END)
    assert chat.ends() == 0


def test_an_answer_is_broken_off_and_the_talk_goes_on(
    terminal: Callable[..., Terminal], folder: Path
) -> None:
    """Ctrl-C in the middle of a streamed answer stops it; what came is kept, also for later."""
    replies = in_turn(
        Reply("The first words of a long answer. " * 60, pause=20.0), Reply("Six visits, all told.")
    )
    with ScriptedModel(replies) as model:
        given = {"OPENAI_API_KEY": "scripted", "OPENAI_BASE_URL": model.url}
        chat = terminal("--model", "scripted-1", **given)
        chat.until("> ")
        chat.types("how many visits?\n")
        chat.until("The first words")
        started = time.monotonic()
        chat.types(INTERRUPT)
        chat.until("(interrupted)")
        assert time.monotonic() - started < 5
        chat.until("> ")
        chat.types("and in short?\n")
        chat.until("Six visits, all told.")
        chat.until("> ")
        chat.types("/quit\n")
        assert chat.ends() == 0
    later = terminal()
    assert "2 questions kept from before" in later.until("> ")
    later.types("/history\n")
    later.until("asked: how many visits?")
    later.until("(interrupted)")
    later.until("answered: Six visits, all told.")
    later.until("> ")
    later.types("/quit\n")
    assert later.ends() == 0
    assert (folder / "chat.jsonl").read_text("utf-8").count('"asked"') == 3
