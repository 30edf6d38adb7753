"""A folder of determination letters measured whole, with accounts of them where it has any.

Of the letters alone: how many are read whole, what the check finds by code, and each limit that a
letter quotes beside the one in force. With accounts in gold/*.json: every field, the facts of each
summary, the template draft of a case made of header, titles and summary, and search for the cited
section. What the folder does not hold is told as skipped, with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.checks import Report, check
from assistant.drafting import draft_case
from assistant.errors import UnreadableFile
from assistant.evaluation.accounts import read_account
from assistant.evaluation.intervals import Share, share
from assistant.evaluation.published import FieldScore, Miss, score_reading
from assistant.evaluation.published_drafts import published_case
from assistant.evaluation.retrieval import score_retrieval
from assistant.evaluation.suites.letters import parsed
from assistant.facts import find_facts, prior_care
from assistant.letters import Letter, read_letter
from assistant.text import Value, find_documents, from_text, read_document

_METHOD = "fused"


class CodeCount(Value):
    """How often a code was found, and in how many of the letters."""

    code: str
    severity: str
    findings: int
    letters: int


class QuotedLimit(Value):
    """A number that letters ascribe to a guideline, beside the one in force.

    in_force  the number that the corpus has for that day; "" where it has none to hold it against
    """

    quoted: str
    status: str
    in_force: str
    citation: str
    times: int
    letters: tuple[str, ...]


class LettersScore(Value):
    """What a folder of letters comes to. Tuples that need an account are empty without one.

    unread   files that could not be read, with the reason
    skipped  what was not measured, with the reason
    """

    letters: int
    items: int
    parsed: Share
    errors: Share
    findings: tuple[CodeCount, ...]
    limits: tuple[QuotedLimit, ...]
    fields: tuple[FieldScore, ...] = ()
    facts: tuple[FieldScore, ...] = ()
    drafts: tuple[FieldScore, ...] = ()
    retrieval: tuple[FieldScore, ...] = ()
    unread: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def score_folder(
    folder: Path, kind: str = "text", progress: Callable[[int, int], None] = lambda _, __: None
) -> LettersScore:
    """Measure the letters of `folder`; `progress` is told how many of how many are done.

    Letters stand in its subfolder `kind` ("text", "pdf"), or anywhere below it where it has no such
    subfolder. Raises `UnreadableFile` where it has none, and `InvalidField` for a wrong account.
    """
    own = folder / kind
    paths = sorted(find_documents([own if own.is_dir() else folder])) if folder.is_dir() else []
    if not paths:
        raise UnreadableFile(str(folder), "no letters (.txt .md .pdf .docx) in this folder")
    letters: list[Letter] = []
    unread: list[str] = []
    for path in paths:
        try:
            letters.append(read_letter(read_document(path)))
        except UnreadableFile as error:
            unread.append(str(error))
    if not letters:
        raise UnreadableFile(str(folder), f"no letter that can be read: {unread[0]}")
    reports = []
    for at, letter in enumerate(letters, 1):
        reports.append(check(letter))
        progress(at, len(letters))
    accounts = {path.stem: read_account(path) for path in sorted((folder / "gold").glob("*.json"))}
    known = [one for one in letters if one.case_number in accounts]
    measured = _with_accounts(folder, kind, known, accounts) if known else {}
    lacking = f"{folder}/gold/*.json: no account of a letter; accuracies skipped"
    return LettersScore(
        letters=len(letters),
        items=sum(len(one.issues) for one in letters),
        parsed=share(sum(map(parsed, letters)), len(paths)),
        errors=share(sum(one.counts.error > 0 for one in reports), len(letters)),
        findings=_codes(reports),
        limits=_limits(letters, reports),
        unread=tuple(unread),
        skipped=() if known else (lacking,),
        **measured,
    )


def _with_accounts(
    folder: Path, kind: str, letters: Sequence[Letter], accounts: dict[str, dict[str, Any]]
) -> dict[str, tuple[FieldScore, ...]]:
    pairs = [(accounts[str(one.case_number)], one) for one in letters]
    return {
        "fields": score_reading(folder, kind).fields,
        "facts": _facts(pairs),
        "drafts": _drafts(pairs),
        "retrieval": _retrieval(letters),
    }


def _codes(reports: Sequence[Report]) -> tuple[CodeCount, ...]:
    severity: dict[str, str] = {}
    times: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for report in reports:
        for finding in report.findings:
            severity[finding.code] = finding.severity
            times[finding.code] += 1
        held.update({finding.code for finding in report.findings})
    order = ("error", "warning", "info")
    found = [
        CodeCount(code=code, severity=severity[code], findings=times[code], letters=held[code])
        for code in times
    ]
    return tuple(
        sorted(found, key=lambda one: (order.index(one.severity), -one.findings, one.code))
    )


def _limits(letters: Sequence[Letter], reports: Sequence[Report]) -> tuple[QuotedLimit, ...]:
    """Each number quoted, its like together; those that differ from what is in force first."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for letter, report in zip(letters, reports, strict=True):
        for claim in report.claims:
            if claim.kind != "guideline_limit":
                continue
            words = " ".join(claim.span.text.split())
            against = next(
                (
                    one
                    for one in sorted(report.findings, key=lambda found: found.code)
                    if one.code.startswith("LIM")
                    and one.span.start < claim.span.end
                    and claim.span.start < one.span.end
                ),
                None,
            )
            in_force = {"confirmed": words, "contradicted": against.expected if against else ""}
            citation = claim.citation or (against.citation if against else "")
            key = (words, claim.status, in_force.get(claim.status, ""), citation)
            found.setdefault(key, []).append(letter.case_number or letter.source)
    order = ("contradicted", "unverified", "confirmed")
    rows = [
        QuotedLimit(
            quoted=words,
            status=status,
            in_force=in_force,
            citation=citation,
            times=len(names),
            letters=tuple(dict.fromkeys(names)),
        )
        for (words, status, in_force, citation), names in found.items()
    ]
    return tuple(sorted(rows, key=lambda one: (order.index(one.status), -one.times, one.quoted)))


class _Tally:
    """Fields right and wrong, in the order in which they first come."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._misses: dict[str, list[Miss]] = {}

    def add(
        self, field: str, case: str, issue: int | None, expected: object, found: object
    ) -> None:
        """Count one field of one letter or item."""
        misses = self._misses.setdefault(field, [])
        if expected == found:
            self._right[field] += 1
        else:
            miss = Miss(case=case, issue=issue, expected=str(expected), found=str(found))
            misses.append(miss)

    def scores(self) -> tuple[FieldScore, ...]:
        """The score of each field."""
        return tuple(
            FieldScore(
                field=field,
                share=share(self._right[field], self._right[field] + len(misses)),
                misses=tuple(misses),
            )
            for field, misses in self._misses.items()
        )


def _facts(pairs: Sequence[tuple[dict[str, Any], Letter]]) -> tuple[FieldScore, ...]:
    """Person and earlier visits read from each summary."""
    tally = _Tally()
    for account, letter in pairs:
        facts = find_facts(published_case(letter, letter.source).records)
        said, name = account["summary_facts"], account["case"]
        tally.add("age", name, None, said["age"], facts.age.value)
        tally.add("sex", name, None, said["sex"], facts.sex.value)
        injured = str(facts.injury_date.value)
        tally.add("injury date", name, None, str(said["date_of_injury"]), injured)
        for number, item in enumerate(account["issues"], 1):
            visits = item.get("prior_visits_documented")
            if visits is not None:
                care = prior_care(facts, item["service"])
                holds = care.at_least and care.count is not None and care.count <= visits
                count = float(visits) if holds else care.count  # a lower bound claims no more
                tally.add("prior visits", name, number, float(visits), count)
    return tally.scores()


def _drafts(pairs: Sequence[tuple[dict[str, Any], Letter]]) -> tuple[FieldScore, ...]:
    """Template drafts of the cases: what their check says, their outcomes beside the letters'.

    A published outcome rests on more than the summary; agreement is told and is no goal.
    """
    tally = _Tally()
    for account, letter in pairs:
        name = account["case"]
        made = draft_case(published_case(letter, letter.source))
        back = read_letter(from_text(made.letter))
        report = check(back, as_of=made.governed_on)
        items = [(" ".join(one.title.split()), one.outcome) for one in made.items]
        tally.add(
            "draft reads back", name, None, items, [(i.title, i.outcome) for i in back.issues]
        )
        tally.add("draft without error", name, None, 0, report.counts.error)
        for item, issue in zip(made.items, letter.issues, strict=True):
            if item.outcome is not None:
                tally.add(
                    "outcome of the letter, where one is suggested",
                    name,
                    item.number,
                    issue.outcome,
                    item.outcome,
                )
    return tally.scores()


def _retrieval(letters: Sequence[Letter]) -> tuple[FieldScore, ...]:
    score = score_retrieval(one.document for one in letters)
    fused = next((one for one in score.scores if one.method == _METHOD), None)
    if fused is None:
        return ()
    misses = tuple(
        Miss(case=one.source, issue=one.issue, expected="; ".join(one.wanted), found=one.first)
        for one in fused.lost
    )
    return tuple(
        FieldScore(
            field=f"cited section among the first {depth}",
            share=found,
            misses=misses if depth == max(fused.recall) else (),
        )
        for depth, found in fused.recall.items()
    )
