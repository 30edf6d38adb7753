"""The template drafter: case file to draft without a model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from assistant import __version__
from assistant.case_file import CaseFile
from assistant.drafting.assessment import Assessment, assess
from assistant.drafting.circumstances import governing_day
from assistant.drafting.criteria import criteria_of, suggest, would_change
from assistant.drafting.instructions import without_instructions
from assistant.drafting.models import Criterion, Draft, DraftItem, Statement, Verdict
from assistant.drafting.proposing import with_proposed
from assistant.drafting.rationale import explain
from assistant.drafting.requirements import OF_VISITS, relevant_passages
from assistant.drafting.summary import summarise
from assistant.drafting.supports import cited, from_case
from assistant.drafting.unmeasured import OF_FOLLOW_UP, accompanies_surgery, follows_operation
from assistant.facts import case_facts, without_names
from assistant.guidelines import Limit, edition, limits_of
from assistant.letters.writing import ItemForm, LetterForm, write_letter
from assistant.settings import corpus_folder
from assistant.terms import same_region
from assistant.text import fold

MODEL = "template"

_KINDS = {
    "progress_report": "Progress report",
    "first_report": "Doctor's first report",
    "request_for_authorization": "Request for authorization",
    "ur_decision": "Utilization review decision",
    "therapy_note": "Therapy note",
    "imaging": "Imaging report",
    "operative_report": "Operative report",
    "imr_application": "Application for independent medical review",
    "other": "Medical record",
}
"""What a letter calls the documents of each kind."""

NOTICE = (
    "Draft for the physician reviewer. Every outcome below is a suggestion; none is a decision "
    "until the reviewer makes it."
)


def draft_case(case: CaseFile) -> Draft:
    """The draft of `case` from its records and the guidelines in force."""
    case = without_names(without_instructions(case))
    facts = with_proposed(case, case_facts(case))
    items = [assess(number, one, case, facts) for number, one in enumerate(case.disputed_items, 1)]
    drafted: list[DraftItem] = []
    statements = list(summarise(case, facts, items))
    for item in items:
        operation = _leading(item, drafted)
        criteria = (*criteria_of(item, case, facts), *_operation_row(item, operation))
        if operation is not None and follows_operation(item):
            # it stands or falls with the operation, and is measured by nothing of its own
            criteria = (criteria[0], criteria[-1])
        outcome, reason, follows_from = suggest(criteria, case)
        statements += explain(item, criteria, outcome, follows_from, case, statements)
        drafted.append(
            DraftItem(
                number=item.number,
                title=item.item.title,
                service=item.service,
                body_parts=item.body_parts,
                request=item.asked,
                outcome=outcome,
                reason=reason,
                citation=operation.citation
                if operation is not None and follows_operation(item)
                else _citation(item, criteria),
                limit=None
                if operation is not None and follows_operation(item)
                else _limit(item, criteria),
                criteria=criteria,
                would_change=would_change(item, criteria, outcome, follows_from),
            )
        )
    day, field = governing_day(case.dates)
    letter, placed = compose(case, drafted, statements)
    return Draft(
        case_number=case.case_number,
        dates=case.dates,
        priority=case.priority,
        reviewer=case.reviewer,
        model=MODEL,
        version=__version__,
        corpus_sha256=corpus_sha256(corpus_folder()),
        case_sha256=case.sha256,
        governed_on=day,
        governed_by=field,
        items=tuple(drafted),
        statements=placed,
        records=tuple(record.name for record in case.records),
        unread=tuple(f"{unread.name}: {unread.reason}" for unread in case.unread),
        letter=letter,
    )


def compose(
    case: CaseFile, items: Sequence[DraftItem], statements: Sequence[Statement]
) -> tuple[str, tuple[Statement, ...]]:
    """The letter of `statements`, and the statements with their place in it."""
    letter = write_letter(_form(case, items, statements))
    return letter, _placed(letter, statements)


def _operation_row(item: Assessment, operation: DraftItem | None) -> Iterator[Criterion]:
    """For what accompanies an operation in dispute: whether the operation is found necessary."""
    if operation is None:
        return
    verdicts: dict[str | None, Verdict] = {"upheld": "not met", "overturned": "met"}
    verdict = verdicts.get(operation.outcome, "not documented")
    suggested = (operation.outcome or "left to the reviewer").replace("_", " ")
    field = f"disputed_items[{operation.number - 1}].title"
    yield Criterion(
        name="the operation",
        asks=f"that what it goes with, item {operation.number}, is found necessary",
        verdict=verdict,
        decisive=verdict == "not met" or (verdict == "met" and follows_operation(item)),
        finding=f"the operation is suggested {suggested}"
        if operation.outcome
        else "the operation is left to the reviewer",
        answer="" if verdict == "met" else f"the decision on item {operation.number}",
        supports=(from_case(field, operation.title),),
    )


_FOR_PROCEDURE = re.compile(
    r"\bfor (?:the |an? )?(?:\w+ )?(?:injections?|blocks?|procedures?)\b", re.IGNORECASE
)
_SEDATION = re.compile(r"\bsedation\b|\ban(?:a?)esthesi\w+|\bMAC\b|\bfluoroscop\w+", re.IGNORECASE)
_PROCEDURES = frozenset({"esi", "facet_or_mbb", "trigger_point", "other_injection", "surgery"})


def _leading(item: Assessment, before: Sequence[DraftItem]) -> DraftItem | None:
    """The item before this one that it goes with: an operation, or the procedure it names."""
    if accompanies_surgery(item):
        return next((one for one in before if one.service == "surgery"), None)
    if _FOR_PROCEDURE.search(item.item.title):
        return next((one for one in before if one.service in _PROCEDURES), None)
    return None


def _citation(item: Assessment, criteria: Sequence[Criterion]) -> str | None:
    """The reviewer's guideline line: the governing limit, else the first passage on the service."""
    if item.awaits_surgery:
        return None
    if item.measure is not None:
        return cited(item.measure)
    asking = _asking(criteria)
    if asking is not None:
        return asking
    source = item.rule.governs or next(iter(relevant_passages(item)), None)
    return cited(source) if source else None


def _asking(criteria: Sequence[Criterion]) -> str | None:
    """The section, or the edition, whose criteria the records were read for."""
    for row in criteria:
        for one in row.supports:
            if row.name in OF_VISITS or one.kind != "guideline" or ":" in one.id:
                continue
            key = "/".join(one.id.split("/")[:2])
            apart = edition(key).system != "MTUS" and not one.citation.startswith("Non-MTUS")
            return f"Non-MTUS Citation {one.citation}" if apart else one.citation
    return None


def _limit(item: Assessment, criteria: Sequence[Criterion]) -> str | None:
    """The limit that measures the request, else the number of the section that bears on it."""
    if item.awaits_surgery:
        return None
    if item.measure is not None:
        return item.measure.id
    governs = item.rule.governs
    if item.without_pain or item.rule.supported is not None:
        # a number of visits that does not measure this request
        return None
    own = _of_section(criteria)
    if own and (governs is None or governs.passage not in own):
        found = (one for key in own for one in limits_of("/".join(key.split("/")[:2])))
        for one in found:
            about = item.service in one.services and one.metric not in OF_FOLLOW_UP
            if one.passage in own and about:
                return one.id
        if governs is None or item.service != "opioid":
            # a number of another section measures nothing here; the dose of opioids is in its own
            return None
    apart = governs is not None and governs.body_parts and not _same(governs, item)
    return governs.id if governs and not apart else None


def _same(limit: Limit, item: Assessment) -> bool:
    """Whether a limit is about a part that the item is about."""
    return any(same_region(one, part) for one in limit.body_parts for part in item.body_parts)


def _of_section(criteria: Sequence[Criterion]) -> list[str]:
    """The passages whose criteria the records were read for."""
    return [
        one.id
        for row in criteria
        for one in row.supports
        if row.name not in OF_VISITS and one.kind == "guideline" and one.id.count("/") > 1
        if ":" not in one.id
    ]


def _form(
    case: CaseFile, items: Sequence[DraftItem], statements: Sequence[Statement]
) -> LetterForm:
    def prose(issue: int | None) -> str:
        return " ".join(one.text for one in statements if one.issue == issue)

    return LetterForm(
        case_number=case.case_number,
        dates=case.dates,
        priority=case.priority,
        reviewer=case.reviewer,
        notice=NOTICE,
        documents_reviewed=tuple(_record_line(case)),
        summary=prose(None),
        items=tuple(
            ItemForm(
                title=item.title,
                outcome=item.outcome,
                claims_administrator_guideline=own.claims_administrator_guideline,
                reviewer_guideline=item.citation,
                rationale=prose(item.number),
            )
            for item, own in zip(items, case.disputed_items, strict=True)
        ),
    )


def _record_line(case: CaseFile) -> list[str]:
    """A line for each kind of document with the days of its documents.

    Files are often named for the patient, and so stand in no letter.
    """
    days: dict[str, list[date | None]] = {}
    for record in case.records:
        for part in record.divided():
            days.setdefault(part.kind, []).append(part.written)
    return [_documents(kind, written) for kind, written in days.items()]


def _documents(kind: str, written: Sequence[date | None]) -> str:
    known = [f"{day:%m-%d-%Y}" for day in sorted(filter(None, written))]
    undated = len(written) - len(known)
    told = [", ".join(dict.fromkeys(known))] if known else []
    told += [f"{undated} undated" if known or undated > 1 else "undated"] if undated else []
    return f"{_KINDS[kind]} ({', '.join(told)})"


def _placed(letter: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with their place in the letter, found in order."""
    folded = fold(letter)
    placed: list[Statement] = []
    at = 0
    for one in statements:
        words = " ".join(one.text.split())
        start = folded.text.index(words, at)
        at = start + len(words)
        placed.append(one.model_copy(update={"span": folded.span(start, at)}))
    return tuple(placed)


@lru_cache(maxsize=4)
def corpus_sha256(folder: Path) -> str:
    """A hash over the names and bytes of the corpus files, in the order of names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".toml", ".md"}:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()
