"""The chat: answers with places, edits as proposals, conversations kept."""

from __future__ import annotations

import _thread
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.drafting import draft
from assistant.drafting.chat import Chat
from assistant.drafting.endpoint import chat_model
from assistant.drafting.events import Event
from tests.drafting.answers import RECORD, TITLE, TRIAL
from tests.scripted_model import Reply, ScriptedModel, in_turn

HEAD = "Patient Name: Maria Lopez\n\n"


@pytest.fixture
def folder(case_folder: Callable[..., Path]) -> Path:
    """A case with its template draft."""
    made = case_folder(TITLE, RECORD + "MRI of the lumbar spine showed a disc bulge at L4-5.\n")
    report = made / "records" / "report.txt"
    report.write_text(HEAD + report.read_text())
    draft(made)
    return made


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A scripted endpoint that the environment names."""
    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    with ScriptedModel(in_turn(Reply("nothing"))) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        yield model


def said(chat: Chat, text: str) -> list[Event]:
    """All events of one answer."""
    return list(chat.ask(text))


def words(events: list[Event]) -> str:
    """The text of events, with their places."""
    return "\n".join(f"{one.text} {one.where}" for one in events)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many visits so far?", "6 completed"),
        ("what did the MRI show?", "disc bulge at L4-5"),
        ("what is the work status?", "modified duty"),
        ("what does the guideline say for the low back?", "manual-therapy-manipulation"),
        ("which limit of the guideline governs item 1?", "6 visits over 2 weeks"),
        ("why is LIM002 flagged?", "limit-exceeded-wrongly"),
        ("are there findings?", "date assigned"),
        ("redraft item 1 in the words of a poet, longer", "needs a model"),
        ("what does the record say of bowling?", "needs a model"),
        ("how old is the patient?", "44"),
    ],
)
def test_questions_are_answered_without_a_model(folder: Path, question: str, told: str) -> None:
    """From facts, records, limits, passages and findings; what needs a model is said to."""
    assert told in words(said(Chat(folder), question))


def test_answers_say_where_they_stand(folder: Path) -> None:
    """Facts name record and page, limits and passages their ids."""
    chat = Chat(folder)
    assert any(one.where == "report.txt, page 1" for one in said(chat, "/facts visits"))
    assert said(chat, "/limit 1")[0].where == TRIAL
    assert any("#" in one.where for one in said(chat, "/search manipulation trial"))


def test_a_proposal_changes_nothing_until_it_is_accepted(folder: Path) -> None:
    """The diff and its check are shown, the files stay; accepted, they are rewritten whole."""
    chat = Chat(folder)
    before = (folder / "draft.md").read_bytes()
    event = said(chat, '/edit 0 "rated 6/10" "rated six out of ten"')[-1]
    assert event.kind == "proposal"
    assert "+" in event.text
    assert event.proposal is not None
    assert (folder / "draft.md").read_bytes() == before
    assert said(chat, "/accept 1")[0].kind == "changed"
    after = " ".join((folder / "draft.md").read_text().split())
    assert "rated six out of ten" in after
    fields = json.loads((folder / "draft.json").read_text())
    own = next(one for one in fields["statements"] if "six out of ten" in one["text"])
    assert {"field": "reviewer", "kind": "case", "value": "words of the reviewer"} in own[
        "supports"
    ]


def test_an_outcome_is_proposed_with_its_reason(folder: Path) -> None:
    """The title line, the reason and the closing sentence change together."""
    chat = Chat(folder)
    event = said(chat, "/outcome 1 overturned The trial restored lifting at work")[-1]
    assert "criteria suggest upheld" in event.text
    said(chat, "/accept 1")
    letter = " ".join((folder / "draft.md").read_text().split())
    assert f"{TITLE}: Overturned" in letter
    assert "The trial restored lifting at work. Therefore, the request" in letter
    assert "low back is medically necessary." in letter


def test_a_number_from_nowhere_is_told(folder: Path) -> None:
    """A proposal whose number stands in no record and no source says so."""
    event = said(Chat(folder), '/edit 0 "rated 6/10" "rated 6/10 on 77 days"')[-1]
    assert "77 stands in no record" in event.text


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["/reject 1", "/accept 1"], "was rejected"),
        (['/edit 0 "rated 6/10" "rated 5/10"', "/accept 2", "/accept 1"], "older draft"),
        (["/accept 9"], "/proposals"),
        (['/edit 0 "no such words" "x"'], "stand once"),
        (['/edit 7 "a" "b"'], "0 to 1"),
        (["/outcome 1 denied because"], "upheld, overturned"),
        (["/page nothing.txt 1"], "report.txt"),
        (["/page report.txt 9"], "1 to 1"),
        (["/why XYZ999"], "imr rule --all"),
        (["/limit x"], "a whole number"),
        (["/nonsense"], "/help"),
        (['/edit "unbalanced'], "ITEM"),
    ],
)
def test_what_cannot_be_done_is_an_event(folder: Path, lines: list[str], told: str) -> None:
    """A wrong command says what is allowed; the chat goes on and the draft stays whole."""
    chat = Chat(folder)
    said(chat, '/edit 0 "rated 6/10" "rated 4/10"')
    events = [said(chat, line) for line in lines][-1]
    assert events[-1].kind == "error"
    assert told in events[-1].text
    assert said(chat, "/help")[0].kind == "text"


def test_a_changed_proposal_replaces_the_first(folder: Path) -> None:
    """Editing a proposal rejects it and makes another with the new words."""
    chat = Chat(folder)
    said(chat, '/edit 0 "rated 6/10" "rated 4/10"')
    said(chat, '/change 1 "rated 6 of 10"')
    assert [one.status for one in chat.tools.proposals] == ["rejected", "open"]
    said(chat, "/accept 2")
    assert "rated 6 of 10" in " ".join((folder / "draft.md").read_text().split())


def test_a_conversation_is_kept_and_goes_on(folder: Path) -> None:
    """A new chat knows what was said and which proposals wait; a cut line does not harm."""
    first = Chat(folder)
    said(first, "how many visits so far?")
    said(first, '/edit 0 "rated 6/10" "rated 6 of 10"')
    with (folder / "chat.jsonl").open("a") as file:
        file.write('{"kind": "asked", "te')
    second = Chat(folder)
    assert "how many visits so far?" in words(said(second, "/history"))
    assert [one.status for one in second.tools.proposals] == ["open"]


def test_an_interrupted_answer_is_kept_as_such(folder: Path) -> None:
    """Given up after the first event, the answer is kept with what came, marked interrupted."""
    chat = Chat(folder)
    events = chat.ask("/facts")
    next(events)
    events.close()  # type: ignore[attr-defined]  # a generator, which a caller may close
    assert chat.conversation.turns[-1].kind == "answered"
    assert "(interrupted)" in chat.conversation.turns[-1].text


def test_a_model_answers_through_the_tools(scripted: ScriptedModel, folder: Path) -> None:
    """It calls a tool, its words are streamed, identifiers do not leave and are put back."""
    scripted.script = in_turn(
        Reply(calls=[("visits_so_far", {})]),
        Reply("[PERSON-1] completed 6 visits (report.txt, page 1). " + "Nothing more. " * 40),
    )
    events = said(Chat(folder, chat_model("scripted-1")), "How many visits did Maria Lopez have?")
    assert [one.text for one in events if one.kind == "tool"] == ["visits_so_far"]
    text = "".join(one.text for one in events if one.kind == "text")
    assert text.startswith("Maria Lopez completed 6 visits")
    assert sum(one.kind == "text" for one in events) > 1
    assert not [one for one in events if one.kind == "error"]
    assert "Lopez" not in json.dumps(scripted.requests)
    assert "6 completed" in scripted.sent


def test_a_place_that_no_tool_returned_is_told(scripted: ScriptedModel, folder: Path) -> None:
    """An invented page or passage id in the answer is pointed out."""
    scripted.script = in_turn(Reply("See report.txt, page 7 and odg/made-up/x#1."))
    events = said(Chat(folder, chat_model("scripted-1")), "what about visits?")
    told = [one.text for one in events if one.kind == "error"]
    assert len(told) == 2
    assert "report.txt, page 7" in told[0]


def test_a_model_proposes_and_does_not_change(scripted: ScriptedModel, folder: Path) -> None:
    """An edit by the model waits for the reviewer like any other."""
    before = (folder / "draft.md").read_bytes()
    scripted.script = in_turn(
        Reply(
            calls=[("propose_edit", {"item": 0, "old": "rated 6/10", "new": "rated 6 out of 10"})]
        ),
        Reply("I proposed it."),
    )
    chat = Chat(folder, chat_model("scripted-1"))
    events = said(chat, "say it in words")
    assert events[-1].kind == "proposal"
    assert (folder / "draft.md").read_bytes() == before
    said(chat, "/accept 1")
    assert "rated 6 out of 10" in " ".join((folder / "draft.md").read_text().split())


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=500),
        Reply(status=401),
        Reply(""),
        Reply(calls=[("no_such_tool", {})]),
        Reply(calls=[("governing_limit", {"item": 99})]),
        Reply(calls=[("governing_limit", {"item": "the first"})]),
        Reply(calls=[("record_page", {})]),
        Reply("half an answer, cut here. " * 80, cut=True),
    ],
)
def test_a_failing_model_is_an_event(scripted: ScriptedModel, folder: Path, reply: Reply) -> None:
    """Failures, wrong tools and endless calls end in one line; the chat goes on."""
    scripted.script = in_turn(reply)
    chat = Chat(folder, chat_model("scripted-1"))
    events = said(chat, "how many visits?")
    assert events[-1].kind == "error"
    assert "6 completed" in words(said(Chat(folder), "how many visits?"))


def test_the_command_runs_on_lines_and_on_say(folder: Path) -> None:
    """`imr chat` answers lines of standard input, and `--say` with JSON lines."""
    run = [sys.executable, "-m", "assistant", "chat", str(folder)]
    if not (Path(__file__).parents[2] / "assistant" / "__main__.py").exists():
        run = [sys.executable, "-c", "from assistant.cli import run; run()", "chat", str(folder)]
    typed = subprocess.run(
        run,
        input="how many visits?\n/quit\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert typed.returncode == 0, typed.stderr
    assert "6 completed" in typed.stdout
    given = subprocess.run(
        [*run, "--say", "/limit 1", "--format", "jsonl"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert json.loads(given.stdout.splitlines()[0])["where"] == TRIAL


def test_an_interrupt_is_heard_while_the_model_is_silent(
    folder: Path, scripted: ScriptedModel
) -> None:
    """Ctrl-C ends the answer at once, is told in the history, and the chat goes on."""
    scripted.script = in_turn(Reply("6 visits"))
    chat = Chat(folder, chat_model("scripted-1"))
    said(chat, "how many visits?")
    scripted.script = in_turn(Reply("late", stall=3.0), Reply("6 visits"))
    # a job in the background starts with interrupts ignored
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        threading.Timer(0.5, _thread.interrupt_main).start()
        started = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            said(chat, "how many visits?")
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - started < 2.5
    assert "(interrupted)" in words(said(chat, "/history"))
    assert "/history" not in words(said(chat, "/history"))
    assert "6 visits" in words(said(chat, "how many visits?"))


def test_facts_are_told_in_words_and_once(folder: Path) -> None:
    """A line of /facts names its topic, says the record's words once, and names the place."""
    lines = [one.text for one in said(Chat(folder), "/facts")]
    assert 'diagnosis on 10-20-2016: "Lumbar strain"' in lines
    assert any(one.startswith("visits on 10-20-2016: 6 visits of chiropractic") for one in lines)
    assert not any("stage " in one or "body parts" in one for one in lines)
    assert said(Chat(folder), "/facts diagnoses")[0].where == "report.txt, page 1"
