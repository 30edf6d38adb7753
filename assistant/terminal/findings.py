"""The report of a check, for people: each finding with its words, authority and help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.terminal.excerpt import excerpt
from assistant.terminal.style import Style
from assistant.terminal.words import hanging, plural

if TYPE_CHECKING:
    from assistant.checks.models import ClaimRecord, Counts, Finding, Report
    from assistant.text import Document

COUNTS = (
    "error",
    "warning",
    "info",
    "confirmed",
    "contradicted",
    "unverified",
    "ordinary_knowledge",
    "waived",
)
"""Fields of the counts of a report, in the order in which they are added up."""
_GROUPS = (("matters of ordinary knowledge", True), ("matters of judgement", False))
"""Labor Code 4610.6(h) sets a determination aside for errors of the first group."""
_STATUS = {"confirmed": "good", "contradicted": "error", "unverified": "dim"}


def report_text(
    report: Report, document: Document, style: Style, columns: int, *, info: bool, claims: bool
) -> str:
    """The findings of one letter; those of severity info only with `info`, else counted.

    `claims` adds a line for each claim with what became of it.
    """
    blocks: list[str] = []
    for title, ordinary in _GROUPS:
        shown = [
            finding
            for finding in report.findings
            if finding.ordinary_knowledge is ordinary and (info or finding.severity != "info")
        ]
        if shown:
            heading = f"{title} ({len(shown)})"
            texts = [finding_text(finding, document, style, columns) for finding in shown]
            blocks += [style("bold", heading), *texts]
    if report.waived:
        blocks.append("\n".join(_waived(report, style, columns)))
    if claims and report.claims:
        blocks.append("\n".join(_claims(report.claims, report.source, style, columns)))
    if report.unread_records:
        blocks.append("\n".join(_unread(report, style, columns)))
    blocks.append(_summary(report, style, info=info))
    return "\n\n".join(blocks)


def finding_text(finding: Finding, document: Document, style: Style, columns: int) -> str:
    """One finding in the form of the house."""
    role, place = finding.severity, finding.span
    lines = [
        f"{style(role, f'{role}[{finding.code}]')} "
        f"{style('bold', f'{finding.name}: {_line(finding.message)}')}"
    ]
    item = f"  (issue {finding.issue})" if finding.issue is not None else ""
    lines.append(f"{style('frame', '  -->')} {document.source}:{place.line}:{place.column}{item}")
    label = ", ".join(
        f"{name} {_line(words)}"
        for name, words in (("expected", finding.expected), ("found", finding.found))
        if words
    )
    lines += excerpt(
        document, place.start, place.end, label, style=style, role=role, columns=columns
    )
    authority = False
    for related in finding.related:
        if related.where == "guideline":
            authority = True
            words = ": ".join(filter(None, (related.ref, _line(related.text))))
        else:
            words = f'the {related.where}, {related.ref}: "{_line(related.text)}"'
        lines.append(_note("info", words, style, columns))
    if finding.citation and not authority:
        lines.append(_note("info", finding.citation, style, columns))
    help_words = f"{_line(finding.help)}: " if finding.help else ""
    if f"imr rule {finding.code}" in finding.help:
        lines.append(_note("help", _line(finding.help), style, columns))
    else:
        lines.append(_note("help", f"{help_words}`imr rule {finding.code}`", style, columns))
    return "\n".join(lines)


def counts_text(counts: Counts | Iterable[int]) -> str:
    """Findings and claims in words."""
    values = counts if isinstance(counts, tuple) else _values(counts)
    error, warning, info, confirmed, contradicted, unverified, ordinary, waived = values
    found = ", ".join(
        plural(count, noun) for count, noun in ((error, "error"), (warning, "warning")) if count
    )
    claims = f"claims: {confirmed} confirmed, {contradicted} contradicted, {unverified} unverified"
    parts = [
        found or "no errors or warnings",
        f"{info} info" if info else "",
        f"{ordinary} of these ordinary knowledge" if ordinary else "",
        f"{waived} waived" if waived else "",
        claims,
    ]
    return "; ".join(filter(None, parts))


def _values(counts: object) -> tuple[int, ...]:
    return tuple(getattr(counts, name) for name in COUNTS)


def _summary(report: Report, style: Style, *, info: bool) -> str:
    counts = report.counts
    role = "error" if counts.error else "warning" if counts.warning else "good"
    line = f"{report.source}: {style(role, counts_text(counts))}"
    if counts.info and not info:
        line += style("dim", " (--info shows the info)")
    return line


def _waived(report: Report, style: Style, columns: int) -> Iterable[str]:
    yield style("bold", f"waived ({len(report.waived)})")
    for one in report.waived:
        place = one.finding.span
        head = f"  {one.finding.code} {report.source}:{place.line}:{place.column}: "
        words = f"{_line(one.finding.message)}; {one.who}, {one.when}: {_line(one.reason)}"
        yield style("dim", hanging(head, words, columns, 4))


def _unread(report: Report, style: Style, columns: int) -> Iterable[str]:
    yield style("warning", f"records not read ({len(report.unread_records)})")
    for record in report.unread_records:
        yield hanging(f"  {record.name}: ", record.reason, columns, 4)


def _claims(
    claims: Iterable[ClaimRecord], source: str, style: Style, columns: int
) -> Iterable[str]:
    yield style("bold", "claims")
    for claim in claims:
        place = claim.span
        head = f"  {claim.status:<12} {claim.kind.replace('_', ' ')}, {source}:{place.line}"
        words = f'{head}: "{_line(place.text)}"'
        if claim.citation:
            words += f" [{claim.citation}]"
        wrapped = hanging("", words.strip(), columns - 2, 15)
        yield f"  {style(_STATUS[claim.status], claim.status)}{wrapped[len(claim.status) :]}"


def _note(kind: str, words: str, style: Style, columns: int) -> str:
    label = f"{kind}: "
    text = hanging(label, words, columns, len(label))
    return style("info" if kind == "info" else "good", f"{kind}:") + text[len(label) - 1 :]


def _line(words: str) -> str:
    return " ".join(words.split())
