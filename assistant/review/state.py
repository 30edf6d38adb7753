"""What a case is now, folded from its entries: letter, decisions, waivers, approval, state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from assistant.checks.models import Finding
from assistant.checks.waiving import Waiver
from assistant.letters.models import Outcome
from assistant.review.chain import BESIDE, Entry
from assistant.text import Value

State = Literal["new", "drafting", "needs review", "approved", "returned"]


class Decision(Value):
    """What the reviewer decided on one item, and why where it departs from the suggestion.

    rests_on  the SHA-256 or version of what was there to be read: records, checks, guidelines
    """

    item: int
    outcome: Outcome
    reason: str
    who: str
    at: datetime
    rests_on: dict[str, str] = Field(default_factory=dict)


class Approval(Value):
    """An approval and what it was given to: every part's SHA-256 or version, by name."""

    who: str
    at: datetime
    entry: int
    bound_to: dict[str, str]


class Draft(Value):
    """Where the present draft came from: drafter, prompt and corpus, as `draft.json` tells."""

    model: str
    prompts: str
    corpus: str


class Case(Value):
    """A case as its last entry leaves it.

    folder     the case folder with `case.json` and `records/`
    letter     the text of the letter; None before the first draft
    seen       number of the last entry that changed it: what a writer must have seen
    made       `draft.json` of the present draft: its criteria, statements and their supports
    doubts     what the drafter found against its own draft
    amended    whether a fact was corrected ("corrected") or only confirmed since the draft
    suggested  the drafter's outcomes by item number; None where it suggested none
    """

    key: str
    folder: str = ""
    state: State = "new"
    letter: str | None = None
    draft: Draft | None = None
    made: dict[str, Any] = Field(default_factory=dict, repr=False)
    amended: Literal["", "confirmed", "corrected"] = ""
    suggested: dict[int, Outcome | None] = Field(default_factory=dict)
    decisions: dict[int, Decision] = Field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    doubts: tuple[Finding, ...] = ()
    approval: Approval | None = None
    returned_for: str | None = None
    seen: int = 0


def fold(key: str, entries: Iterable[Entry], before: Case | None = None) -> Case:
    """The case `key` after `entries`, which are its own in order and follow on `before`.

    Any change of letter, decisions or waivers ends an approval: it was given to something else.
    """
    case = before or Case(key=key)
    for entry in entries:
        if entry.kind not in BESIDE:
            case = _after(case, entry).model_copy(update={"seen": entry.seq})
    return case


def _after(case: Case, entry: Entry) -> Case:
    content = entry.content
    changed: dict[str, object] = {}
    match entry.kind:
        case "opened":
            changed = {"folder": content["folder"]}
        case "drafted":
            changed = {
                "letter": content["letter"],
                "draft": Draft.model_validate(content["draft"]),
                "suggested": {int(item): one for item, one in content["suggested"].items()},
                "made": content["made"],
                "decisions": {},
                "amended": "",
                "doubts": tuple(Finding.model_validate(one) for one in content["doubts"]),
                "state": "drafting",
            }
        case "edited":
            changed = {"letter": content["letter"], "state": _open(case)}
        case "decided":
            decision = Decision(who=entry.who, at=entry.at, **content)
            changed = {
                "decisions": {**case.decisions, decision.item: decision},
                "state": _open(case),
            }
        case "waived":
            waiver = Waiver.model_validate(content)
            changed = {"waivers": (*case.waivers, waiver), "state": _open(case)}
        case "withdrawn":
            taken = Waiver.model_validate(content)
            kept = tuple(one for one in case.waivers if one != taken)
            changed = {"waivers": kept, "state": _open(case)}
        case "fact":
            changed = _weighed_anew(case, content)
        case "approved":
            approval = Approval(
                who=entry.who, at=entry.at, entry=entry.seq, bound_to=content["bound_to"]
            )
            return case.model_copy(
                update={"approval": approval, "state": "approved", "returned_for": None}
            )
        case "returned":
            changed = {"returned_for": content["reason"], "state": "returned"}
        case "letter" | "chat":
            return case
    return case.model_copy(update={**changed, "approval": None})


def _weighed_anew(case: Case, content: dict[str, Any]) -> dict[str, object]:
    """Criteria and suggestions after the reviewer's word on a fact; before a draft there are none.

    A letter that was drafted from other items than the case has now keeps those of its draft.
    """
    if case.letter is None:
        return {}
    confirmed = content["correction"]["value"] is None
    word = "confirmed" if confirmed and case.amended != "corrected" else "corrected"
    changed: dict[str, object] = {"state": _open(case), "amended": word}
    items = content.get("items", ())
    if len(items) == len(case.made.get("items", ())):
        changed["made"] = {**case.made, "items": items}
        changed["suggested"] = {one["number"]: one["outcome"] for one in items}
    return changed


def _open(case: Case) -> State:
    """A returned case stays returned while it is mended; another waits for its reviewer."""
    return "returned" if case.state == "returned" else "needs review"
