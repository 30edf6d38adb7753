"""What was done on a case, entry by entry, and two versions of its letter side by side."""

from __future__ import annotations

import difflib
from itertools import zip_longest
from typing import Any

from assistant.errors import ImrError, InvalidField
from assistant.review import Case, Entry, Review, Store, fold

_SHOWN = ("item", "outcome", "reason")


def versions(store: Store, key: str) -> list[dict[str, Any]]:
    """What was done on a case, newest first, without texts of letter, record or chat."""
    return [
        {
            "seq": entry.seq,
            "at": entry.at.isoformat(timespec="seconds"),
            "who": entry.who,
            "kind": entry.kind,
            "about": _about(entry),
            "has_letter": "letter" in entry.content,
        }
        for entry in reversed(store.entries(key))
    ]


def _about(entry: Entry) -> str:
    content = entry.content
    match entry.kind:
        case "drafted":
            return _drafted(content)
        case "fact":
            word = content["correction"]
            struck = word["value"] == "not documented"
            how = "confirmed" if word["value"] is None else "struck" if struck else "corrected"
            return f"{word['fact']} {how}"
        case "chat":
            return _said(content)
        case "waived" | "withdrawn":
            part = f" of item {content['issue']}" if content.get("issue") else ""
            return f"{content['code']}{part}: {content['reason']}"
    return " ".join(str(content[name]) for name in _SHOWN if content.get(name))


def _drafted(content: dict[str, Any]) -> str:
    run = content["made"].get("run")
    if not run:
        return f"by {content['draft']['model']}"
    usage = run["usage"]
    tokens = usage["input_tokens"] + usage["output_tokens"]
    told = f"by {run['model']}: {len(run['rounds'])} rounds, {tokens:,} tokens"
    return f"{told}; the template's was kept" if run["failure"] else told


def _said(turn: dict[str, Any]) -> str:
    proposal = turn.get("proposal")
    if proposal is None:
        return "a question" if turn["kind"] == "asked" else "an answer"
    part = f"item {proposal['item']}" if proposal["item"] else "the summary"
    done = "made" if turn["kind"] == "proposal" else proposal["status"]
    return f"proposal {proposal['id']} on {part} {done}"


def compared(store: Store, key: str, seq: int, to: int | None) -> dict[str, Any]:
    """The letter after entry `seq` beside that after `to`, or the present one.

    findings are those that the check has today, by the records and waivers of today. Raises
    `InvalidField` for an entry after which there is no letter.
    """
    review = Review(store, key)
    now = review.case
    before = letter_at(store, key, seq)
    after = (now.letter or "") if to is None else letter_at(store, key, to)
    return {
        "seq": seq,
        "to": now.seen if to is None else to,
        "letter": before,
        "difference": difference(before, after),
        "sides": sides(before, after),
        "findings": {"before": _found(review, now, before), "after": _found(review, now, after)},
    }


def letter_at(store: Store, key: str, seq: int) -> str:
    """The text of the letter after entry `seq`. Raises `InvalidField` where there was none."""
    kept = [entry for entry in store.entries(key) if entry.seq <= seq]
    case = fold(key, kept)
    if case.letter is None or kept[-1].seq != seq:
        raise InvalidField("store", "version", "an entry after the first draft", seq)
    return case.letter


def _found(review: Review, now: Case, letter: str) -> list[dict[str, Any]]:
    try:
        found = review.findings(now.model_copy(update={"letter": letter}))
    except ImrError:  # a version that is no letter has no findings
        return []
    return [
        {"code": one.code, "severity": one.severity, "issue": one.issue, "message": one.message}
        for one in found
        if one.severity != "info"
    ]


def difference(before: str, after: str) -> list[dict[str, str]]:
    """The lines of two versions: each "same", "removed" or "added", in order."""
    kinds = {" ": "same", "-": "removed", "+": "added"}
    return [
        {"kind": kinds[line[0]], "text": line[2:].rstrip("\n")}
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line[0] in kinds
    ]


def sides(before: str, after: str) -> list[dict[str, str]]:
    """The paragraphs of two versions, each beside its other: "same" or "changed", in order."""
    one, other = before.split("\n\n"), after.split("\n\n")
    found = []
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for what, start, end, first, last in matcher.get_opcodes():
        kind = "same" if what == "equal" else "changed"
        for left, right in zip_longest(one[start:end], other[first:last], fillvalue=""):
            found.append({"kind": kind, "before": left, "after": right})
    return found
