"""Edits of a draft as proposals: a diff with its check, which the reviewer accepts or rejects.

A proposal changes nothing. Accepted, it rewrites the draft's files whole, and the sentence keeps
the reviewer as its source. A proposal made for an older draft is refused, not merged.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from assistant.case_file import CaseFile
from assistant.drafting.closing import concluded
from assistant.drafting.grounding import numbers_of
from assistant.drafting.models import CaseSupport, Draft, Statement
from assistant.drafting.reporting import checked
from assistant.drafting.sourcing import unsaid
from assistant.drafting.storing import DRAFT, LETTER, store
from assistant.drafting.template import compose, draft_case
from assistant.errors import InputError, InvalidField, UnreadableFile
from assistant.letters.models import Outcome
from assistant.text import Value

if TYPE_CHECKING:
    from assistant.checks.models import Report

OUTCOMES: tuple[Outcome, ...] = ("upheld", "overturned", "partially_overturned")
_BY_REVIEWER = CaseSupport(field="reviewer", value="words of the reviewer")


class Proposal(Value):
    """An edit that waits for the reviewer.

    item      number of the disputed item, 0 for the summary
    old, new  the words to replace and their replacement; `old` empty adds `new` at the end
    outcome   a new outcome for the item, None to leave it
    base      hash of the letter it was made for
    diff      unified diff of the letter
    errors    findings of severity error in the letter before and after
    findings  what the check says of the letter after it and did not say before
    """

    id: int
    item: int
    old: str = ""
    new: str = ""
    outcome: Outcome | None = None
    why: str = ""
    base: str
    diff: str
    errors: tuple[int, int]
    findings: tuple[str, ...]
    status: Literal["open", "accepted", "rejected"] = "open"


def load_draft(folder: Path) -> Draft | None:
    """The draft that stands in `folder`, None where there is none.

    Raises `UnreadableFile` where its files do not belong together.
    """
    try:
        fields = json.loads((folder / DRAFT).read_text("utf-8"))
        letter = (folder / LETTER).read_bytes().decode("utf-8")
        return Draft.model_validate({**fields, "letter": letter})
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, ValidationError) as error:
        reason = f"is no draft of this version ({type(error).__name__}); draft the case anew"
        raise UnreadableFile(str(folder / DRAFT), reason) from None


def fingerprint(draft: Draft) -> str:
    """What a proposal is made for."""
    return hashlib.sha256(draft.letter.encode("utf-8", "replace")).hexdigest()[:16]


def propose(
    case: CaseFile,
    draft: Draft,
    number: int,
    item: int,
    *,
    old: str = "",
    new: str = "",
    outcome: Outcome | None = None,
    why: str = "",
) -> Proposal:
    """The proposal `number`; nothing is changed.

    Raises `InvalidField` for an item, outcome or words that are not in the draft.
    """
    after = edited(case, draft, item, old=old, new=new, outcome=outcome)
    before, report = checked(draft, case), checked(after, case)
    known = {(one.code, one.message, one.found) for one in before.findings}
    diff = difflib.unified_diff(
        draft.letter.splitlines(), after.letter.splitlines(), "draft.md", "proposed", "", "", 1, ""
    )
    return Proposal(
        id=number,
        item=item,
        old=old,
        new=new,
        outcome=outcome,
        why=why,
        base=fingerprint(draft),
        diff="\n".join(diff),
        errors=(before.counts.error, report.counts.error),
        findings=(
            *(
                f"{one.severity} {one.code}: {one.message}"
                for one in report.findings
                if (one.code, one.message, one.found) not in known
            ),
            *_noted(case, draft, item, new, outcome),
        ),
    )


def _noted(
    case: CaseFile, draft: Draft, item: int, new: str, outcome: Outcome | None
) -> Iterator[str]:
    """What the check cannot know: an outcome against the criteria, a number without a source."""
    if outcome is not None:
        suggested = draft_case(case).items[item - 1]
        if suggested.outcome not in {None, outcome}:
            yield f"warning: the criteria suggest {suggested.outcome}: {suggested.reason}"
    known = {number for one in draft.statements for number in numbers_of(one.text)}
    for one in draft.statements:
        for support in one.supports:
            known |= numbers_of(" ".join(str(value) for _, value in support))
    for record in case.records:
        known |= numbers_of(record.document.text)
    for number in sorted(numbers_of(new) - known):
        yield f"warning: the number {number} stands in no record and no source of this draft"
    yield from unsaid(case, draft, new)


def accept(case: CaseFile, draft: Draft, proposal: Proposal, place: Path) -> tuple[Draft, Report]:
    """The draft with the proposal in it, written to `place`, and its report.

    Raises `InputError` where the proposal is no longer open or the draft has changed since.
    """
    if proposal.status != "open":
        raise InputError(f"proposal {proposal.id} was {proposal.status}")
    if proposal.base != fingerprint(draft):
        raise InputError(f"proposal {proposal.id} was made for an older draft; propose it again")
    after = edited(
        case, draft, proposal.item, old=proposal.old, new=proposal.new, outcome=proposal.outcome
    )
    report = checked(after, case)
    store(place, after, report)
    return after, report


def edited(
    case: CaseFile, draft: Draft, item: int, *, old: str, new: str, outcome: Outcome | None
) -> Draft:
    """The draft with words of one part replaced, or its outcome, or both; in memory only."""
    if not 0 <= item <= len(draft.items):
        raise InvalidField("edit", "item", f"0 to {len(draft.items)}", item)
    issue = item or None
    items = draft.items
    statements = list(draft.statements)
    if outcome is not None:
        if issue is None or outcome not in OUTCOMES:
            raise InvalidField("edit", "outcome", f"an item, and one of {OUTCOMES}", outcome)
        changed = items[item - 1].model_copy(
            update={"outcome": outcome, "reason": new or "chosen by the reviewer"}
        )
        items = (*items[: item - 1], changed, *items[item:])
        last = max(at for at, one in enumerate(statements) if one.issue == issue)
        closing = concluded(changed.title, outcome)
        statements[last] = Statement(text=closing, supports=(_BY_REVIEWER,), issue=issue)
        if new and not old:
            statements.insert(last, _own(new, issue))
    if old or (new and outcome is None):
        statements = _replaced(statements, issue, " ".join(old.split()), " ".join(new.split()))
    letter, placed = compose(case, items, [_unplaced(one) for one in statements])
    return draft.model_copy(update={"items": items, "statements": placed, "letter": letter})


def _replaced(
    statements: Sequence[Statement], issue: int | None, old: str, new: str
) -> list[Statement]:
    """The statements with `old` replaced, which may run over several of one part."""
    own = [at for at, one in enumerate(statements) if one.issue == issue]
    if not old:
        at = own[-1] if issue is not None else own[-1] + 1
        return [*statements[:at], _own(new, issue), *statements[at:]]
    text = " ".join(statements[at].text for at in own)
    start = text.find(old)
    if start < 0 or text.find(old, start + 1) >= 0:
        allowed = "words that stand once in that part of the draft"
        raise InvalidField("edit", "old", allowed, old[:120])
    touched, position = [], 0
    for at in own:
        end = position + len(statements[at].text)
        if position < start + len(old) and start < end:
            touched.append((at, position))
        position = end + 1
    first, begin = touched[0]
    last = touched[-1][0]
    whole = " ".join(statements[at].text for at in own if first <= at <= last)
    words = " ".join((whole[: start - begin] + new + whole[start - begin + len(old) :]).split())
    supports = [one for at, _ in touched for one in statements[at].supports]
    kept = [Statement(text=words, supports=(*supports, _BY_REVIEWER), issue=issue)] if words else []
    return [*statements[:first], *kept, *statements[last + 1 :]]


def _own(text: str, issue: int | None) -> Statement:
    words = " ".join(text.split())
    words = words if words.endswith((".", "!", "?")) else f"{words}."
    return Statement(text=words, supports=(_BY_REVIEWER,), issue=issue)


def _unplaced(one: Statement) -> Statement:
    return one.model_copy(update={"span": None})
