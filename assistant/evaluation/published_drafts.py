"""Drafts of published cases, held against what their reviewers decided.

A case is built from a published letter as a reviewer had it: header, titles of the disputed items,
and the summary as its only record. The rationale and the outcome stay out of it. A summary says
less than the records did, so that a draft may rest on what it leaves out; agreement with one
reviewer is no proof of being right.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from assistant.case_file import CaseFile, DisputedItem, Record
from assistant.checks import check
from assistant.drafting import Draft, draft_case
from assistant.errors import UnreadableFile
from assistant.letters import read_letter
from assistant.letters.models import Letter, Outcome
from assistant.text import Value, from_text, read_document


class Comparison(Value):
    """One item: the outcome published, the one suggested (None where left open), and its reason."""

    case: str
    item: int
    title: str
    published: Outcome
    suggested: Outcome | None
    reason: str

    @property
    def verdict(self) -> str:
        """One of right, open and against."""
        if self.suggested is None:
            return "open"
        return "right" if self.suggested == self.published else "against"


class DraftScore(Value):
    """The drafts of a folder of letters.

    reads_back  letters of drafts that give back items, outcomes and dates; `errors` those with an
                error of their own check
    seconds     of the processor, for drafting once, reading back and checking a case that is warm
    """

    letters: int
    items: tuple[Comparison, ...]
    reads_back: int
    errors: tuple[str, ...]
    seconds: float

    def count(self, verdict: str) -> int:
        """The items of that verdict."""
        return sum(one.verdict == verdict for one in self.items)


def score_drafts(folder: Path, kind: str = "text") -> DraftScore:
    """Draft the case of every letter in `folder` and compare with what was decided.

    `kind` is the subfolder to read, "text" or "pdf". Raises `UnreadableFile` where it holds none.
    """
    paths = sorted((folder / kind).glob("*.txt" if kind == "text" else "*.pdf"))
    if not paths:
        raise UnreadableFile(str(folder), f"no letters in {kind}/ to draft the cases of")
    items: list[Comparison] = []
    errors: list[str] = []
    back = 0
    seconds = 0.0
    for path in paths:
        letter = read_letter(read_document(str(path)))
        case = published_case(letter, path.stem)
        draft_case(case)
        started = time.process_time()
        draft = draft_case(case)
        read = read_letter(from_text(draft.letter, path.stem))
        found = check(read, as_of=draft.governed_on).counts.error
        seconds += time.process_time() - started
        back += _same(draft, read, letter)
        errors += [path.stem] if found else []
        items += _compared(path.stem, draft, letter)
    return DraftScore(
        letters=len(paths),
        items=tuple(items),
        reads_back=back,
        errors=tuple(errors),
        seconds=seconds,
    )


def published_case(letter: Letter, name: str) -> CaseFile:
    """The case of a letter: its header and titles, with its summary as the only record."""
    span = letter.summary.span
    records: tuple[Record, ...] = ()
    if span is not None:
        text = from_text(letter.document.slice(span))
        records = (Record(name="summary.txt", kind="other", written=None, document=text),)
    return CaseFile(
        folder=name,
        case_number=letter.case_number,
        dates=letter.dates,
        reviewer=letter.reviewer,
        disputed_items=tuple(DisputedItem(title=issue.title) for issue in letter.issues),
        records=records,
        sha256=name,
    )


def _same(draft: Draft, read: Letter, letter: Letter) -> bool:
    wanted = [(item.title, item.outcome) for item in draft.items]
    return [
        (one.title, one.outcome) for one in read.issues
    ] == wanted and read.dates == letter.dates


def _compared(name: str, draft: Draft, letter: Letter) -> Iterator[Comparison]:
    for item, issue in zip(draft.items, letter.issues, strict=True):
        if issue.outcome is not None:
            yield Comparison(
                case=name,
                item=item.number,
                title=item.title,
                published=issue.outcome,
                suggested=item.outcome,
                reason=item.reason,
            )
