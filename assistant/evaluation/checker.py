"""How well the checker catches planted errors, and how often it cries wolf.

A planted error counts as caught when the spoiled letter gets a finding of warning or error that the
unaltered letter does not get, on the item that was spoiled or on the letter as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from assistant.checks import Finding, Report, check
from assistant.evaluation.intervals import Share, share
from assistant.evaluation.planting import CLASSES, Edit
from assistant.letters import Letter, read_letter
from assistant.text import Document, Value, from_text


class Missed(Value):
    """A planted error without a finding: where it stands and what was put there."""

    source: str
    issue: int | None
    line: int
    was: str
    now: str


class ClassScore(Value):
    """One class of planted errors. `codes` counts the findings that caught them."""

    name: str
    family: str
    caught: Share
    codes: dict[str, int]
    missed: tuple[Missed, ...]


class FalseAlarms(Value):
    """Findings on the unaltered letters, by code."""

    letters: int
    errors: dict[str, int]
    warnings: dict[str, int]

    @property
    def errors_per_letter(self) -> float:
        """Mean number of errors on an unaltered letter."""
        return sum(self.errors.values()) / self.letters if self.letters else 0.0

    @property
    def warnings_per_letter(self) -> float:
        """Mean number of warnings on an unaltered letter."""
        return sum(self.warnings.values()) / self.letters if self.letters else 0.0


class CheckerScore(Value):
    """The checker on one set of letters. A class without a place in any letter is not scored."""

    letters: int
    overall: Share
    classes: tuple[ClassScore, ...]
    unaltered: FalseAlarms


def score_checker(
    documents: Iterable[Document],
    *,
    places: int = 2,
    progress: Callable[[str], None] = lambda _: None,
) -> CheckerScore:
    """Plant errors of every class in each letter and count those that are caught.

    places    at most so many errors of a class in one letter, each in a copy of its own
    progress  called with the name of each letter when it is done
    """
    caught: Counter[str] = Counter()
    planted: Counter[str] = Counter()
    codes: dict[str, Counter[str]] = {one.name: Counter() for one in CLASSES}
    missed: dict[str, list[Missed]] = {one.name: [] for one in CLASSES}
    errors: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    letters = 0
    for document in documents:
        letter = read_letter(document)
        report = check(letter)
        letters += 1
        errors.update(one.code for one in report.findings if one.severity == "error")
        warnings.update(one.code for one in report.findings if one.severity == "warning")
        for kind in CLASSES:
            for edit in islice(kind.plant(letter), places):
                planted[kind.name] += 1
                found = _caught_by(letter, report, edit)
                codes[kind.name].update(found)
                if found:
                    caught[kind.name] += 1
                else:
                    missed[kind.name].append(_missed(letter, edit))
        progress(document.source)
    return CheckerScore(
        letters=letters,
        overall=share(caught.total(), planted.total()),
        classes=tuple(
            ClassScore(
                name=kind.name,
                family=kind.family,
                caught=share(caught[kind.name], planted[kind.name]),
                codes=dict(sorted(codes[kind.name].items())),
                missed=tuple(missed[kind.name]),
            )
            for kind in CLASSES
        ),
        unaltered=FalseAlarms(
            letters=letters,
            errors=dict(sorted(errors.items())),
            warnings=dict(sorted(warnings.items())),
        ),
    )


def _key(finding: Finding) -> tuple[str, int | None, str]:
    return (finding.code, finding.issue, finding.span.text)


def _caught_by(letter: Letter, unaltered: Report, edit: Edit) -> set[str]:
    """Codes of the findings that the error brought about."""
    text = edit.applied(letter.document.text)
    spoiled = check(read_letter(from_text(text, letter.source)))
    left = Counter(_key(one) for one in unaltered.findings if one.severity != "info")
    found: set[str] = set()
    for finding in spoiled.findings:
        if finding.severity == "info":
            continue
        key = _key(finding)
        if left[key]:
            left[key] -= 1
        elif edit.issue is None or finding.issue in (None, edit.issue):
            found.add(finding.code)
    return found


def _missed(letter: Letter, edit: Edit) -> Missed:
    line, _ = letter.document.line_column(edit.span.start)
    return Missed(
        source=letter.source,
        issue=edit.issue,
        line=line,
        was=letter.document.slice(edit.span)[:80],
        now=edit.words[:80],
    )
