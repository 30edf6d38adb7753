"""From case folder to approved letter: decisions, obstacles, approval and what it is bound to."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import assistant
from assistant.checks import Report
from assistant.checks.sources import rules_sha256, sources_sha256
from assistant.drafting import draft
from assistant.drafting.models import Run
from assistant.drafting.usage import Usage
from assistant.errors import InvalidField
from assistant.review import Case, Conflict, NotApprovable, Review, Store, open_case, waiver

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"
PACKAGE = Path(assistant.__file__).parent
WHO = "Dr. A"


def opened(folder: Path, store: Store) -> Review:
    """The sample case, drafted by template, in a store of its own."""
    case = folder / "case"
    shutil.copytree(SAMPLE, case)
    review = open_case(store, case, WHO)
    made = draft(case)
    report = Report.model_validate_json((case / "findings.json").read_text("utf-8"))
    review.keep_draft(made, report, WHO)
    return review


def test_a_suggestion_is_no_decision(tmp_path: Path, store: Store) -> None:
    """A clean draft cannot be approved before the reviewer has decided each item."""
    review = opened(tmp_path, store)
    assert review.case.state == "drafting"
    with pytest.raises(NotApprovable, match="item 1 has no decision by the reviewer"):
        review.approve(WHO)
    assert review.case.approval is None


def test_a_decided_clean_letter_is_approved_and_stays_so(tmp_path: Path, store: Store) -> None:
    """The approval names what it is bound to, and holds while nothing of that changes."""
    review = opened(tmp_path, store)
    review.decide(1, "upheld", WHO)
    case = review.approve(WHO)
    assert case.state == "approved"
    assert case.approval is not None
    assert {"letter", "rules", "corpus", "record", "findings", "waivers", "decisions"} <= set(
        case.approval.bound_to
    )
    assert review.still_holds(case) == ()
    assert store.verify() is None


def test_a_departure_from_the_suggestion_asks_for_a_reason(tmp_path: Path, store: Store) -> None:
    """Deciding otherwise needs a reason; then the letter prints it and the checker objects."""
    review = opened(tmp_path, store)
    with pytest.raises(InvalidField, match="a reason for departing"):
        review.decide(1, "overturned", WHO)
    case = review.decide(1, "overturned", WHO, "a course was completed with gains")
    assert review.letter(case).issues[0].outcome == "overturned"
    with pytest.raises(NotApprovable, match="CON001"):
        review.approve(WHO)


def test_an_error_needs_a_waiver_with_a_reason(tmp_path: Path, store: Store) -> None:
    """A waived error no longer stands in the way; a waiver without reason is refused."""
    review = opened(tmp_path, store)
    review.decide(1, "overturned", WHO, "a course was completed with gains")
    with pytest.raises(InvalidField, match="why the finding may stand"):
        waiver("CON001", " ", WHO, item=1, text=None)
    with pytest.raises(InvalidField, match="a finding of the letter"):
        review.waive(waiver("DAT001", "no such finding", WHO, item=1, text=None))
    for finding in review.findings(review.case):
        if finding.severity == "error":
            review.waive(waiver(finding.code, "seen", WHO, item=1, text=finding.span.text))
    assert review.approve(WHO).state == "approved"


def test_any_change_ends_the_approval(tmp_path: Path, store: Store) -> None:
    """An edit after the approval, and a record changed on disk, each end what was approved."""
    review = opened(tmp_path, store)
    review.decide(1, "upheld", WHO)
    approved = review.approve(WHO)
    record = next((tmp_path / "case" / "records").iterdir())
    kept = record.read_text("utf-8")
    record.write_text(kept + "\nAddendum.\n", "utf-8")
    assert "record" in review.still_holds(approved)
    record.write_text(kept, "utf-8")
    assert review.still_holds(approved) == ()
    edited = review.edit((approved.letter or "") + "\n", WHO)
    assert edited.approval is None
    assert edited.state == "needs review"


def test_a_writer_who_has_not_seen_the_last_change_is_refused(tmp_path: Path, store: Store) -> None:
    """Two people on one case: the second write over an unseen first changes nothing."""
    review = opened(tmp_path, store)
    seen = review.case.seen
    review.edit("first\n" + (review.case.letter or ""), WHO, after=seen)
    with pytest.raises(Conflict, match="changed since it was read"):
        review.edit("second\n" + (review.case.letter or ""), "Dr. B", after=seen)
    assert (review.case.letter or "").startswith("first")


def test_a_returned_case_is_approved_again(tmp_path: Path, store: Store) -> None:
    """Return for correction and a second approval are states of their own."""
    review = opened(tmp_path, store)
    review.decide(1, "upheld", WHO)
    review.approve(WHO)
    returned = review.send_back("name the records", "Editor")
    assert (returned.state, returned.returned_for) == ("returned", "name the records")
    assert returned.approval is None
    assert review.approve(WHO).state == "approved"


def test_a_new_draft_voids_decisions(tmp_path: Path, store: Store) -> None:
    """What was decided on another text is not carried over."""
    review = opened(tmp_path, store)
    review.decide(1, "upheld", WHO)
    made = draft(tmp_path / "case")
    assert review.keep_draft(made, Report(source="draft.md"), WHO).decisions == {}


def test_two_folders_cannot_share_a_case_number(tmp_path: Path, store: Store) -> None:
    """The second folder with the same number is refused by name."""
    opened(tmp_path, store)
    shutil.copytree(SAMPLE, tmp_path / "copy")
    with pytest.raises(InvalidField, match="case_number"):
        open_case(store, tmp_path / "copy", WHO)


def test_a_doubt_of_the_drafter_stands_until_its_words_are_edited(
    tmp_path: Path, store: Store
) -> None:
    """What a drafter found against its own sentence blocks the approval while it is there."""
    review = opened(tmp_path, store)
    case = review.case
    text = case.letter or ""
    finding = json.loads(
        json.dumps(
            {
                "code": "GRD001",
                "name": "quote-not-in-record",
                "severity": "error",
                "issue": None,
                "message": "the record does not say so",
                "span": {"start": 0, "end": 5, "line": 1, "column": 1, "text": "radiculopathy"},
                "expected": "words of the record",
                "found": "radiculopathy",
                "citation": "Labor Code 4610.6(e)",
                "help": "mend",
                "ordinary_knowledge": False,
            }
        )
    )
    made = draft(tmp_path / "case")
    review.keep_draft(made, Report.model_validate({"source": "x", "findings": [finding]}), WHO)
    review.decide(1, "upheld", WHO)
    with pytest.raises(NotApprovable, match="GRD001"):
        review.approve(WHO)
    review.edit(text.replace("radiculopathy, ", ""), WHO)
    assert review.approve(WHO).state == "approved"


@pytest.mark.parametrize("wrong", ["\x00", "\x1b", "\x85", "\ufffe", "\ud800"], ids=ascii)
def test_a_character_that_cannot_be_printed_is_refused(
    tmp_path: Path, store: Store, wrong: str
) -> None:
    """One line names the character and its line, and the letter stays as it was."""
    review = opened(tmp_path, store)
    before = review.case.letter or ""
    with pytest.raises(InvalidField) as refused:
        review.edit(f"{before}\nAddendum {wrong}.\n", WHO)
    line = before.count("\n") + 2
    assert f"found 'U+{ord(wrong):04X} in line {line}'" in str(refused.value)
    assert review.case.letter == before


def test_a_letter_with_a_character_of_no_font_is_not_approved(tmp_path: Path, store: Store) -> None:
    """What is approved can be printed; the refusal names the character."""
    review = opened(tmp_path, store)
    review.decide(1, "upheld", WHO)
    review.edit((review.case.letter or "").replace("56 year-old", "56 \U0001f600 year-old"), WHO)
    with pytest.raises(NotApprovable, match=r"cannot be printed.*\U0001f600"):
        review.approve(WHO)


def test_an_approval_is_bound_to_the_checks_that_gave_it(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check whose code changed ends the approval, though its name and the version stayed."""
    review = opened(tmp_path, store)
    review.decide(1, "upheld", WHO)
    approved = review.approve(WHO)
    package = tmp_path / "assistant"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    assert sources_sha256(package) == rules_sha256()
    check = package / "checks" / "limits" / "limit_misquoted.py"
    check.write_text(check.read_text("utf-8").replace("severity", "gravity"), "utf-8")
    changed = sources_sha256(package)
    monkeypatch.setattr("assistant.review.binding.rules_sha256", lambda: changed)
    assert review.still_holds(approved) == ("rules",)


def test_the_prompts_of_a_model_draft_are_bound_by_their_hash(tmp_path: Path, store: Store) -> None:
    """The same prompts give the same hash, whatever the model answered; a template has none."""
    review = opened(tmp_path, store)
    assert review.bound_to(review.case)["prompts"] == ""
    made = draft(tmp_path / "case")

    def bound(prompt: str, cost: int) -> str:
        run = Run(model="m", prompts={"draft": prompt}, usage=Usage(input_tokens=cost))
        kept = review.keep_draft(
            made.model_copy(update={"run": run}), Report(source="draft.md"), WHO
        )
        return review.bound_to(kept)["prompts"]

    assert bound("a" * 64, 1) == bound("a" * 64, 2)
    assert bound("a" * 64, 1) != bound("b" * 64, 1)


def test_nothing_is_written_over_what_was_not_seen(tmp_path: Path, store: Store) -> None:
    """A return, a waiver, a decision and a new draft are refused like an edit."""
    review = opened(tmp_path, store)
    case = review.decide(1, "overturned", WHO, "a course was completed with gains")
    seen = case.seen
    finding = next(one for one in review.findings(case) if one.severity == "error")
    excuse = waiver(finding.code, "seen", WHO, item=1, text=finding.span.text)
    review.edit((case.letter or "") + "\nAddendum.\n", "Dr. B")
    now = review.case
    writes: tuple[Callable[[], Case], ...] = (
        lambda: review.send_back("name the records", WHO, after=seen),
        lambda: review.waive(excuse, after=seen),
        lambda: review.decide(1, "upheld", WHO, after=seen),
        lambda: review.keep_draft(
            draft(tmp_path / "case"), Report(source="draft.md"), WHO, after=seen
        ),
    )
    for write in writes:
        with pytest.raises(Conflict):
            write()
    assert review.case == now


def record_changed(folder: Path, _: pytest.MonkeyPatch) -> None:
    """A page more in a record."""
    record = next((folder / "records").iterdir())
    record.write_text(record.read_text("utf-8") + "\nAddendum.\n", "utf-8")


def case_changed(folder: Path, _: pytest.MonkeyPatch) -> None:
    """Another day in `case.json`."""
    file = folder / "case.json"
    file.write_text(file.read_text("utf-8").replace("2014-02-03", "2014-02-04"), "utf-8")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (record_changed, "the record"),
        (case_changed, "the record"),
        (
            lambda _, patch: patch.setattr("assistant.review.binding.rules_sha256", lambda: "x"),
            "the checks",
        ),
        (
            lambda _, patch: patch.setattr("assistant.review.binding.corpus_sha256", lambda _: "x"),
            "the guidelines",
        ),
    ],
    ids=["a record", "case.json", "the checks", "the guidelines"],
)
def test_a_decision_holds_for_what_was_read(
    tmp_path: Path,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path, pytest.MonkeyPatch], None],
    named: str,
) -> None:
    """What changed after it was decided is named, and the approval waits for another decision."""
    review = opened(tmp_path, store)
    case = review.decide(1, "upheld", WHO)
    change(tmp_path / "case", monkeypatch)
    line = f"item 1 was decided before {named} changed: decide it again"
    assert line in review.obstacles(case)
    with pytest.raises(NotApprovable, match=line):
        review.approve(WHO)
    review.decide(1, "upheld", WHO)
    assert line not in review.obstacles(review.case)


def test_what_was_not_seen_is_not_approved(tmp_path: Path, store: Store) -> None:
    """An edit, a waiver or a draft after the reviewer last looked refuses the approval."""
    review = opened(tmp_path, store)
    seen = review.decide(1, "upheld", WHO).seen
    edited = review.edit((review.case.letter or "") + "\n", "Dr. B")
    with pytest.raises(Conflict, match="changed since it was read"):
        review.approve(WHO, after=seen)
    assert review.approve(WHO, after=edited.seen).state == "approved"


def test_a_letter_that_prints_another_outcome_is_not_approved(tmp_path: Path, store: Store) -> None:
    """Who types over the outcome has decided nothing."""
    review = opened(tmp_path, store)
    review.decide(1, "upheld", WHO)
    review.edit((review.case.letter or "").replace("#12:\nUpheld", "#12:\nOverturned"), WHO)
    with pytest.raises(NotApprovable, match="item 1 is decided upheld; the letter says overturned"):
        review.approve(WHO)


def test_another_model_or_prompt_voids_the_decisions(tmp_path: Path, store: Store) -> None:
    """A draft by another drafter is another letter: each item is decided anew."""
    review = opened(tmp_path, store)
    review.decide(1, "upheld", WHO)
    approved = review.approve(WHO)
    made = draft(tmp_path / "case")
    run = Run(model="m", prompts={"draft": "a" * 64}, usage=Usage())
    other = made.model_copy(update={"model": "m", "run": run})
    review.keep_draft(other, Report(source="draft.md"), WHO)
    assert {"model", "prompts", "decisions"} <= set(
        review.still_holds(review.case.model_copy(update={"approval": approved.approval}))
    )
    with pytest.raises(NotApprovable, match="item 1 has no decision"):
        review.approve(WHO)


def test_a_case_without_its_folder_can_be_mended_and_not_approved(
    tmp_path: Path, store: Store
) -> None:
    """Its letter is there to read and edit; nothing is approved without the record."""
    review = opened(tmp_path, store)
    review.decide(1, "upheld", WHO)
    shutil.rmtree(tmp_path / "case")
    case = review.edit((review.case.letter or "") + "\n", WHO)
    assert "the case folder cannot be read" in " ".join(review.obstacles(case))
    with pytest.raises(NotApprovable, match="the case folder cannot be read"):
        review.approve(WHO)


def test_two_reviewers_at_once_lose_nothing(tmp_path: Path, url: str) -> None:
    """Each has a store of their own; every edit that was said to be kept is a version."""
    first = Store(url)
    review = opened(tmp_path, first)
    text = review.case.letter or ""
    kept: list[str] = []
    refused = []

    def work(who: str) -> None:
        own = Store(url)
        mine = Review(own, review.key)
        for number in range(8):
            while True:
                now = mine.case
                letter = f"{now.letter}\n{who} {number}\n"
                try:
                    mine.edit(letter, who, after=now.seen)
                except Conflict:
                    refused.append(who)
                    continue
                kept.append(f"{who} {number}")
                break
        own.close()

    both = [threading.Thread(target=work, args=(who,)) for who in ("Dr. A", "Dr. B")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    last = review.case.letter or ""
    assert last.startswith(text)
    assert all(f"\n{line}\n" in last for line in kept)
    assert len(kept) == 16
    assert first.verify() is None
    first.close()
