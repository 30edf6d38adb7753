"""Every view in a browser: whole at high zoom, safe while typing, complete for keys and print."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.web.workbench import checked
from tests.web.conftest import SAMPLE
from tests.web.hands import ITEM, Mouse, until

KEY = "CM14-0000001"
LETTER = SAMPLE.parents[1] / "letters" / "CM16-1000002.txt"
VIEWS = (
    "/",
    f"/cases/{KEY}",
    "/guidelines?q=trial&service=chiropractic",
    "/guidelines/chronic-pain/2009",
    "/letters",
    "/evaluations",
)


def post(address: str, path: str, told: dict[str, Any]) -> Any:
    """The answer of the server to what is sent as JSON."""
    asked = urllib.request.Request(  # noqa: S310 - our own server
        address + path, json.dumps(told).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
        return json.load(answer)


def drafted(address: str) -> None:
    """The sample case in the queue, drafted."""
    assert post(address, "/api/sample", {})["key"] == KEY
    post(address, f"/api/cases/{KEY}/draft", {"after": 1})


def shown(page: Any, address: str, view: str) -> None:
    """Go to a view and wait until it is filled."""
    page.goto(address + view, timeout=30_000)  # a first search builds its index
    if view.startswith("/cases"):
        page.wait_for_selector(ITEM)
        page.wait_for_selector(".sheet", state="attached")


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (640, 400)], ids=["tablet", "200 %"])
def test_nothing_runs_off_the_side(
    workbench: str, page_of: Callable[..., Any], width: int, height: int
) -> None:
    """On a tablet and at 200 % of 1280 by 800 every page keeps to its width, and panes change."""
    drafted(workbench)
    page = page_of(width, height)
    for view in VIEWS:
        shown(page, workbench, view)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    page.goto(f"{workbench}/cases/{KEY}")
    page.wait_for_selector(ITEM)
    page.click("[data-show=record]")
    assert page.is_visible("#pages")
    page.keyboard.press("Alt+3")
    assert page.is_visible("#finding-list")


def test_an_empty_queue_leads_to_the_sample_case(
    workbench: str, page_of: Callable[..., Any]
) -> None:
    """A first user has something to open, and sees the way."""
    page = page_of()
    page.goto(workbench)
    page.click("#sample")
    page.click("text=Write the draft")
    page.wait_for_selector(f"{ITEM} >> text=Decision rationale")
    page.goto(workbench)
    assert page.inner_text("#queue tbody tr .pill >> nth=0") == "drafting"
    page.fill("#search", "no such case")
    assert page.locator("#queue tbody tr:visible").count() == 0


def test_a_folder_of_several_cases_is_taken_up_case_by_case(
    workbench: str, page_of: Callable[..., Any], tmp_path: Path
) -> None:
    """Each tells what was read and what was not; a case that is wrong does not cost the others."""
    for number in (1, 2, 3):
        case = tmp_path / "all" / f"case-{number}"
        (case / "records").mkdir(parents=True)
        told = {
            "case_number": f"CM16-{number:07d}",
            "disputed_items": [{"title": "MRI of the knee"}],
        }
        (case / "case.json").write_text("{" if number == 2 else json.dumps(told), "utf-8")
        (case / "records" / "report.txt").write_text("Progress report.\n", "utf-8")
        (case / "records" / "scan.pdf").write_bytes(b"no pdf")
    page = page_of()
    page.goto(workbench)
    page.set_input_files("#folder", str(tmp_path / "all"))
    page.wait_for_selector("#taken .taken >> nth=2")
    assert page.locator("#taken .pill.good").count() == 2
    assert page.locator("#taken .pill.bad:has-text('not read')").count() == 2
    assert "not JSON" in page.inner_text("#taken .refused")
    until(page, "document.querySelectorAll('#queue tbody tr').length === 2")
    assert page.evaluate("document.activeElement.textContent") == "Open the case"


def test_fast_typing_loses_no_keystroke_and_no_caret(
    workbench: str, page_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slow checks and saves run meanwhile; page and server have one text, the caret behind it."""

    def slow(*given: Any) -> Any:
        time.sleep(0.3)  # ten times what a check may take, so that each answer is late
        return checked(*given)

    drafted(workbench)
    monkeypatch.setattr("assistant.web.workbench.checked", slow)
    page = page_of()
    page.goto(f"{workbench}/cases/{KEY}")
    page.wait_for_selector(ITEM)
    Mouse(page).put_caret("A course of up to")
    typed = "The patient was seen 3 times a week for 4 weeks (11 visits) in 2013. " * 2
    with page.expect_response("**/check"):
        page.keyboard.type(typed, delay=4)
    caret = [ITEM, typed]
    behind = "([at, own]) => document.querySelector(at).textContent.indexOf(own) + own.length"
    assert page.evaluate("getSelection().focusOffset") == page.evaluate(behind, caret)
    page.wait_for_selector("#saved:text('saved')")
    assert page.evaluate("getSelection().focusOffset") == page.evaluate(behind, caret)
    page.keyboard.press("Enter")
    page.keyboard.type("Second paragraph.")
    until(page, "document.getElementById('saved').textContent.startsWith('saved')")
    with urllib.request.urlopen(f"{workbench}/api/cases/{KEY}") as answer:  # noqa: S310 - our own
        kept = json.load(answer)["letter"]
    assert f"{typed}\n\nSecond paragraph.A course of up to" in kept
    page.keyboard.press("Control+z")
    page.reload()
    page.wait_for_selector(f"{ITEM} >> text=Second paragraph.")


def test_two_at_once_lose_nothing(workbench: str, page_of: Callable[..., Any]) -> None:
    """The second to save is told, keeps the words typed, and may save them as the newest."""
    drafted(workbench)
    first, second = page_of(), page_of()
    for page in (first, second):
        page.goto(f"{workbench}/cases/{KEY}")
        page.wait_for_selector(ITEM)
    for page, own in ((first, "Of the first. "), (second, "Of the second. ")):
        Mouse(page).put_caret("A course of up to")
        page.keyboard.type(own)
        page.keyboard.press("Control+s")
        if page is first:
            page.wait_for_selector("#saved:text('saved')")
    second.wait_for_selector("#conflict .main")
    assert "Of the second." in second.inner_text(ITEM)
    second.click("#conflict .main")
    second.wait_for_selector("#saved:text('saved')")
    second.click("#tab-history")
    assert second.locator("#history .history li").count() == 4


def test_a_page_of_a_pdf_is_shown_beside_its_text(
    workbench: str, page_of: Callable[..., Any], tmp_path: Path
) -> None:
    """The picture comes from the server, and a fact leads to its words in the text."""
    import typst  # noqa: PLC0415 - makes the record

    source = tmp_path / "note.typ"
    source.write_text("Progress report. Date: 11/20/2013. He completed 6 chiropractic visits.")
    case = tmp_path / "case"
    (case / "records").mkdir(parents=True)
    typst.compile(str(source), output=str(case / "records" / "note.pdf"))
    (case / "case.json").write_bytes((SAMPLE / "case.json").read_bytes())
    page = page_of()
    page.goto(workbench)
    Mouse(page).bring(case)
    page.click("#taken a")
    image = page.wait_for_selector(".sheet img")
    until(page, "document.querySelector('.sheet img').naturalWidth > 400")
    assert image.get_attribute("alt").startswith("Page 1 of note.pdf")
    assert page.is_visible(".page-text")
    page.click("[data-as=page]")
    assert page.is_visible(".sheet img")
    assert page.locator(".page-text").count() == 0
    page.reload()
    page.wait_for_selector(".sheet img")
    assert page.locator(".page-text").count() == 0
    page.click("#tab-facts")
    page.click(".fact:has-text('6 chiropractic visits')")
    assert page.evaluate("[...CSS.highlights.get('focus')].map(String)")[0].count("6 chiropractic")
    page.click("[data-as=text]")
    assert page.locator(".sheet img").count() == 0
    page.set_viewport_size({"width": 1024, "height": 768})
    page.click("[data-show=record]")
    page.click("[data-as=both]")
    assert page.is_visible(".sheet img")


def test_a_proposal_may_be_edited_or_rejected(workbench: str, page_of: Callable[..., Any]) -> None:
    """Edited, it waits anew with the reviewer's words; rejected, the letter stays as it is."""
    drafted(workbench)
    page = page_of()
    page.goto(f"{workbench}/cases/{KEY}")
    page.wait_for_selector(ITEM)
    page.keyboard.press("Alt+4")
    page.keyboard.type('/edit 1 "18 visits asks first for" "18 visits needs"')
    page.keyboard.press("Enter")
    page.click('[data-proposal="1"] >> text=Edit')
    page.fill("dialog[open] textarea", "18 visits first needs")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector('[data-proposal="1"] >> text=rejected')
    assert page.inner_text('[data-proposal="2"] ins').strip() == "needs"
    page.click('[data-proposal="2"] >> text=Reject')
    page.wait_for_selector('[data-proposal="2"] .pill:text-is("rejected")')
    assert "18 visits asks first for" in page.inner_text(ITEM)
    page.keyboard.press("Alt+4")
    page.keyboard.type("which limit of the guideline governs item 1?")
    page.keyboard.press("Enter")
    page.click("#said .told .ref >> nth=0")
    page.wait_for_selector("#source .wanted")


def test_a_finding_is_waived_with_a_reason(workbench: str, page_of: Callable[..., Any]) -> None:
    """It moves to the waived, and no longer stands in the way."""
    drafted(workbench)
    page = page_of()
    page.goto(f"{workbench}/cases/{KEY}")
    page.wait_for_selector(ITEM)
    Mouse(page).put_caret("6 visits over 2 weeks")
    page.keyboard.press("Delete")
    page.keyboard.type("9")
    page.click('.finding-error [aria-label^="Waive LIM001"]')
    page.keyboard.type("Quoted from another edition on purpose")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#findings .waivers >> text=1 waived")
    assert page.locator("#finding-list > .finding-error").count() == 0
    page.keyboard.press("Alt+5")
    assert "no error stands without a waiver" in page.inner_text("#approval")


def test_words_typed_while_the_server_is_away_are_sent_again(
    workbench: str, page_of: Callable[..., Any]
) -> None:
    """The page says that they are not saved, keeps them, and saves them once it can."""
    drafted(workbench)
    page = page_of()
    page.goto(f"{workbench}/cases/{KEY}")
    page.wait_for_selector(ITEM)
    page.route("**/letter", lambda route: route.abort())
    Mouse(page).put_caret("A course of up to")
    page.keyboard.type("Kept. ")
    page.wait_for_selector("#saved:text('not saved')")
    page.unroute("**/letter")
    page.wait_for_selector("#saved:text('saved '):not(:text('not'))")
    page.reload()
    page.wait_for_selector(f"{ITEM} >> text=Decision rationale")
    assert "Kept. A course of up to" in page.inner_text(ITEM)


def test_print_leaves_the_letter(workbench: str, page_of: Callable[..., Any]) -> None:
    """On paper stand all parts of the letter, and no pane or button."""
    drafted(workbench)
    page = page_of()
    page.goto(f"{workbench}/cases/{KEY}")
    page.wait_for_selector(ITEM)
    page.emulate_media(media="print")
    assert page.is_visible(ITEM)
    for gone in (".top", ".case-bar", "#record", "#side", ".foot >> nth=-1"):
        assert not page.is_visible(gone)
