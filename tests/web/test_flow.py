"""A case from the drop to the approved letter in a browser, by mouse and by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import settings
from assistant.text import read_document
from tests.drafting.answers import RECORD, TITLE, good
from tests.postgres import fresh
from tests.scripted_model import Reply, Request, ScriptedModel
from tests.web.conftest import SAMPLE, served
from tests.web.hands import ITEM, Keyboard, Mouse, until

TRIAL = "6 visits over 2 weeks"
FOOT = r"IMR Final Determination, Case Number \S+ Page \d+ of \d+ ?"
REPORT = (
    "PRIMARY TREATING PHYSICIAN'S PROGRESS REPORT (PR-2)\nDate of exam: 10/20/2016\n\n"
    "The patient is a 44 year-old female with a date of injury of 02/10/2015. "
    "She reports low back pain rated 6/10.\n\nDiagnoses:\n1. Lumbar strain\n\n"
)


def words(text: str) -> str:
    """The text with white space folded."""
    return " ".join(text.split())


def to_approval(
    page: Any, hands: Mouse | Keyboard, case: Path, ask: str, new: str, right: str = TRIAL
) -> str:
    """The whole way; the text of the letter at its end.

    `ask` brings a proposal that puts `new` into the letter; the number with which the words `right`
    begin is spoilt and mended.
    """
    hands.bring(case)
    hands.press("#taken a")
    page.wait_for_selector("#draft.main")
    hands.press("#draft")
    page.wait_for_selector(ITEM, timeout=30_000)  # a first model draft loads its client

    hands.put_caret(right)
    page.keyboard.press("Delete")
    page.keyboard.type("9")
    until(page, "CSS.highlights.get('error').size > 0")
    page.wait_for_selector("#card:not([hidden]) .compared")
    assert right[0] in page.inner_text("#card .good")
    assert "9" in page.inner_text("#card .wrong")
    code = page.inner_text("#finding-list .finding-error .code").strip()
    until(page, "document.getElementById('saved').textContent.startsWith('saved')")
    page.keyboard.press("Escape")

    hands.open_pane("chat")
    page.click("#question") if isinstance(hands, Mouse) else None
    page.keyboard.type(ask)
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-proposal="1"]', timeout=30_000)  # likewise a first chat
    hands.press('[data-proposal="1"] button.main')
    page.wait_for_selector('[data-proposal="1"] .pill:text-is("accepted")')
    until(
        page,
        "([field, own]) => document.querySelector(field).textContent.includes(own)",
        [ITEM, new],
    )

    hands.open_pane("approval")
    hands.press("#approve")
    page.wait_for_selector("#told .bad")
    refused = page.inner_text("#told .bad")
    assert f"{code} at line" in refused
    assert "item 1 has no decision by the reviewer" in refused

    hands.to_the_finding(f"9{right[1:]}")
    page.keyboard.press("Delete")
    page.keyboard.type("6")
    until(page, "CSS.highlights.get('error').size === 0")
    hands.press('[data-outcome="upheld"]')
    page.wait_for_selector('[data-outcome="upheld"][aria-pressed="true"]')
    hands.open_pane("approval")
    hands.press("#approve")
    page.wait_for_selector("#state.state-approved")
    return words(" ".join(page.locator("#sections .text").all_text_contents()))


def printed(page: Any, hands: Mouse | Keyboard, form: str, folder: Path) -> str:
    """The text of the letter as a file that the page offers."""
    with page.expect_download() as download:
        hands.press(f'#approval a[href$="letter.{form}"]')
    place = folder / f"letter.{form}"
    download.value.save_as(place)
    # what stands at the foot of each page comes between the words of the letter
    return re.sub(FOOT, "", words(read_document(place).text))


@pytest.mark.parametrize("hands_of", [Mouse, Keyboard])
def test_a_case_comes_to_an_approved_letter(
    workbench: str, page_of: Callable[..., Any], hands_of: Any, tmp_path: Path
) -> None:
    """Dropped, drafted, spoilt, marked, refused, mended, approved; both files have its words."""
    page = page_of()
    page.goto(workbench)
    hands = hands_of(page)
    ask = '/edit 1 "18 visits asks first for" "18 visits first asks for"'
    letter = to_approval(page, hands, SAMPLE, ask, "visits first asks for")
    rationale = letter[letter.index("Decision rationale:") :]
    for form in ("pdf", "docx"):
        text = printed(page, hands, form, tmp_path)
        assert rationale in text
        assert TRIAL in text
        assert "not approved" not in text


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A model that drafts well and, asked to, proposes an edit by its tool."""

    def script(request: Request) -> Reply:
        tools = [one["function"]["name"] for one in request.get("tools", ())]
        if "propose_edit" not in tools:
            return Reply(good())
        if request["messages"][-1]["role"] == "tool":
            return Reply("I propose **fewer** words.")
        old, new = "from those visits is not documented", "from them is nowhere documented"
        return Reply(calls=[("propose_edit", {"item": 1, "old": old, "new": new})])

    monkeypatch.setenv("OPENAI_API_KEY", "scripted")
    monkeypatch.setenv("IMR_MODEL", "scripted-1")
    monkeypatch.setattr("assistant.drafting.endpoint.PAUSE", lambda _: None)
    with ScriptedModel(script) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.url)
        settings.cache_clear()
        yield model


def test_a_model_drafts_and_talks_on_the_same_way(
    scripted: ScriptedModel, workbench: str, page_of: Callable[..., Any], tmp_path: Path
) -> None:
    """With a model the draft is its own, its words stream, its proposal waits for the reviewer."""
    case = tmp_path / "case"
    (case / "records").mkdir(parents=True)
    (case / "records" / "report.txt").write_text(REPORT + RECORD, "utf-8")
    dates = {
        "injury": "2015-02-10",
        "ur_denial": "2016-11-01",
        "application_received": "2016-11-10",
        "assigned": "2016-11-24",
        "decision": "2016-12-20",
    }
    told = {
        "case_number": "CM16-0000002",
        "dates": dates,
        "reviewer": {"licensed_in": ["California"], "specialties": ["Occupational Medicine"]},
        "disputed_items": [{"title": TITLE}],
    }
    (case / "case.json").write_text(json.dumps(told), "utf-8")
    page = page_of()
    page.goto(workbench)
    hands = Mouse(page)
    ask, new = "say it in fewer words", "from them is nowhere documented"
    letter = to_approval(page, hands, case, ask, new, right="6 chiropractic visits")
    assert page.inner_text("#said .answer strong >> nth=0")
    assert new in letter
    assert len(scripted.requests) >= 3
    assert letter[letter.index("Decision rationale:") :] in printed(page, hands, "pdf", tmp_path)


def test_the_same_way_on_postgresql(
    postgresql: str, page_of: Callable[..., Any], tmp_path: Path
) -> None:
    """The store may be a server."""
    with served(fresh(postgresql), tmp_path / "cases") as address:
        page = page_of()
        page.goto(address)
        ask = '/edit 1 "18 visits asks first for" "18 visits first asks for"'
        letter = to_approval(page, Mouse(page), SAMPLE, ask, "visits first asks for")
        assert "18 visits first asks for" in letter
