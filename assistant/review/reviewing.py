"""A case taken from its folder to an approved letter: open, draft, edit, decide, waive, approve.

The reviewer decides (Labor Code 4610.6); a draft's outcome is only a suggestion. An approval is
bound to everything that it rests on, and is refused while an error stands without a waiver, while
an item has no decision, or when anything changed since it was read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.case_file import read_case
from assistant.checks import Finding, Report, check, record_state
from assistant.checks.codes import CODES
from assistant.checks.waiving import Waiver
from assistant.errors import ImrError, InvalidField
from assistant.letters import Letter, read_letter
from assistant.letters.models import Outcome
from assistant.review.binding import changed_since, rests_on, sha
from assistant.review.printing import pdf
from assistant.review.reading import PRINTED
from assistant.review.remembered import case_now, report_of
from assistant.review.state import Case, fold
from assistant.text import PRINTABLE, from_text, unprintable

if TYPE_CHECKING:
    from assistant.drafting.models import Draft as DraftMade
    from assistant.review.store import Store


_KEY = re.compile(r"(?!\.+$)[^/\\]{1,200}")
"""A key names files and pages: it leads into no other folder."""


class NotApprovable(ImrError):
    """An approval was refused; `reasons` says what stands in its way, a line each."""

    def __init__(self, case: str, reasons: tuple[str, ...]) -> None:
        self.case, self.reasons = case, reasons
        super().__init__(f"{case}: not approved: " + "; ".join(reasons))


class Review:
    """The work on one case in a store.

    Args:
        store: where its entries are.
        key: the key of the case; `open_case` gives one to a folder.
    """

    def __init__(self, store: Store, key: str) -> None:
        self.store = store
        self.key = key

    @property
    def case(self) -> Case:
        """The case now. Raises `InvalidField` for a key that the store does not have."""
        return case_now(self.store, self.key)

    def keep_draft(
        self, made: DraftMade, report: Report, who: str, *, after: int | None = None
    ) -> Case:
        """Make `made` the letter of the case; decisions on an earlier draft are void.

        What `report` says beyond the checks (a sentence that its source does not bear out, an
        instruction inside a record) stays with the draft until the words it is about are edited.
        `after` as `Store.append` takes it: what the writer had seen when drafting began.
        """
        self._refuse_unprintable(made.letter)
        content = {
            "letter": made.letter,
            "draft": {
                "model": made.model,
                "prompts": sha(made.run.prompts) if made.run and made.run.prompts else "",
                "corpus": made.corpus_sha256,
            },
            "made": made.model_dump(mode="json"),
            "suggested": {str(item.number): item.outcome for item in made.items},
            "doubts": [
                one.model_dump(mode="json") for one in report.findings if one.code not in CODES
            ],
        }
        self.store.append(self.key, "drafted", content, who, after=after)
        return self.case

    def edit(self, letter: str, who: str, *, after: int | None = None) -> Case:
        """Replace the text of the letter. `after` as `Store.append` takes it."""
        if not letter.strip():
            raise InvalidField(self.key, "letter", "the text of a letter", letter)
        self._refuse_unprintable(letter)
        self.store.append(self.key, "edited", {"letter": letter}, who, after=after)
        return self.case

    def decide(
        self, item: int, outcome: Outcome, who: str, reason: str = "", *, after: int | None = None
    ) -> Case:
        """Record the reviewer's decision on `item`, and print it beside the item's title.

        A decision against the draft's suggestion asks for a reason. The rationale is left as it is:
        where it still concludes otherwise, the checker says so and the approval waits.

        Raises:
            InvalidField: no such item or outcome, or no reason for departing from the suggestion.
        """
        case = self.case
        letter = self.letter(case)
        issue = next((one for one in letter.issues if one.number == item), None)
        if issue is None:
            allowed = f"an item from 1 to {len(letter.issues)}"
            raise InvalidField(self.key, "item", allowed, item)
        if outcome not in PRINTED:
            raise InvalidField(self.key, "outcome", " ".join(PRINTED), outcome)
        suggested = case.suggested.get(item)
        if suggested is not None and suggested != outcome and not reason.strip():
            allowed = f"a reason for departing from the suggestion ({suggested})"
            raise InvalidField(self.key, "reason", allowed, reason)
        content: dict[str, Any] = {"item": item, "outcome": outcome, "reason": reason}
        content["rests_on"] = rests_on(case.folder)
        # what is printed below is written over the letter as it was read above, and nothing newer
        decided = self.store.append(
            self.key, "decided", content, who, after=case.seen if after is None else after
        )
        if issue.outcome_span is not None and issue.outcome != outcome:
            text = letter.document.text
            start, end = issue.outcome_span
            printed = text[:start] + PRINTED[outcome] + text[end:]
            self.edit(printed, who, after=decided.seq)
        return self.case

    def waive(self, waiver: Waiver, *, after: int | None = None) -> Case:
        """Let one finding stand, with a reason. `after` as `Store.append` takes it.

        Raises `InvalidField` where the waiver covers no finding.
        """
        if not any(waiver.covers(finding) for finding in self.findings(self.case)):
            named = f"{waiver.code} {waiver.text or ''} item {waiver.issue or 'any'}"
            raise InvalidField(self.key, "waiver", "a finding of the letter", named)
        content = waiver.model_dump(mode="json")
        self.store.append(self.key, "waived", content, waiver.who, after=after)
        return self.case

    def send_back(self, reason: str, who: str, *, after: int | None = None) -> Case:
        """Return the case for correction. `after` as `Store.append` takes it.

        Raises `InvalidField` without a reason.
        """
        if not reason.strip():
            raise InvalidField(self.key, "reason", "what is to be corrected", reason)
        self.store.append(self.key, "returned", {"reason": reason}, who, after=after)
        return self.case

    def _refuse_unprintable(self, letter: str) -> None:
        found = unprintable(letter)
        if found is not None:
            raise InvalidField(self.key, "letter", PRINTABLE, found)

    def letter(self, case: Case) -> Letter:
        """The letter of `case`, read. Raises `InvalidField` before the first draft."""
        if case.letter is None:
            raise InvalidField(self.key, "letter", "a drafted case", "no draft")
        return _read(case.letter, self.key)

    def report(self, case: Case, letter: Letter | None = None) -> Report:
        """What the checker says of the letter of `case`, against its records.

        `letter` is that letter where the caller has read it already.
        """
        record = case.folder if (Path(case.folder) / "records").is_dir() else None
        state = (case.letter, case.waivers, record and record_state(record))
        return report_of(
            self.store,
            self.key,
            state,
            lambda: check(letter or self.letter(case), record=record, waivers=case.waivers),
        )

    def findings(self, case: Case, report: Report | None = None) -> tuple[Finding, ...]:
        """What stands against the letter of `case`: the checks' findings and the draft's doubts.

        `report` is that of the letter where the caller has it already.
        """
        standing = [
            one
            for one in case.doubts
            if one.span.text in (case.letter or "")
            and not any(waiver.covers(one) for waiver in case.waivers)
        ]
        return (*(report or self.report(case)).findings, *standing)

    def obstacles(self, case: Case) -> tuple[str, ...]:
        """What stands in the way of an approval, a line each; none when it may be approved."""
        letter = self.letter(case)
        found = []
        for issue in letter.issues:
            decision = case.decisions.get(issue.number)
            if decision is None:
                found.append(f"item {issue.number} has no decision by the reviewer")
            elif issue.outcome != decision.outcome:
                printed = issue.outcome or "nothing"
                found.append(
                    f"item {issue.number} is decided {decision.outcome}; the letter says {printed}"
                )
        found += changed_since(case)
        for finding in self.findings(case):
            if finding.severity == "error":
                line = finding.span.line
                found.append(f"{finding.code} at line {line} is not waived: {finding.message}")
        return tuple(found)

    def bound_to(self, case: Case) -> dict[str, str]:
        """What an approval of `case` rests on, each part by its SHA-256 or version."""
        draft = case.draft
        return {
            "letter": sha(case.letter),
            **rests_on(case.folder),
            "record": read_case(Path(case.folder)).sha256 if case.folder else "",
            "model": draft.model if draft else "",
            "prompts": draft.prompts if draft else "",
            "findings": sha([one.model_dump(mode="json") for one in self.findings(case)]),
            "waivers": sha([one.model_dump(mode="json") for one in case.waivers]),
            "decisions": sha({item: one.outcome for item, one in sorted(case.decisions.items())}),
        }

    def approve(self, who: str, *, after: int | None = None) -> Case:
        """Approve the case as it is.

        Args:
            who: the reviewer.
            after: the last entry that the reviewer has seen; a later one refuses the approval.

        Raises:
            NotApprovable: with every reason.
            Conflict: the case was changed since `after`.
        """
        case = self.case
        obstacles = self.obstacles(case)
        if obstacles:
            raise NotApprovable(self.key, obstacles)
        try:
            pdf(self.letter(case), case)
        except InvalidField as error:
            raise NotApprovable(self.key, (f"it cannot be printed: {error}",)) from error
        seen = case.seen if after is None else after
        self.store.append(self.key, "approved", {"bound_to": self.bound_to(case)}, who, after=seen)
        return self.case

    def still_holds(self, case: Case) -> tuple[str, ...]:
        """The parts that changed since the approval of `case`; none when it still holds."""
        if case.approval is None:
            return ("approval",)
        now = self.bound_to(case)
        before = case.approval.bound_to
        return tuple(sorted(part for part in now if now[part] != before.get(part)))


def open_case(store: Store, folder: Path, who: str) -> Review:
    """The review of the case in `folder`, opened in `store` when it is not there yet.

    Its key is the case number, or the name of the folder where `case.json` gives none. Raises
    `InvalidField` for a number that another folder has, and what `read_case` raises.
    """
    found = read_case(folder)
    key = found.case_number or folder.resolve().name
    if not _KEY.fullmatch(key):
        allowed = "up to 200 characters without / and \\, not points alone"
        raise InvalidField(str(folder), "case_number", allowed, key)
    place = str(folder.resolve())
    entries = store.entries(key)
    if entries:
        kept = fold(key, entries)
        if kept.folder != place:
            raise InvalidField(str(folder), "case_number", f"another than {kept.folder} has", key)
    else:
        store.append(key, "opened", {"folder": place, "sha256": found.sha256}, who)
    return Review(store, key)


@lru_cache(maxsize=64)
def _read(letter: str, key: str) -> Letter:
    """Several questions are asked of the same text."""
    return read_letter(from_text(letter, key))
