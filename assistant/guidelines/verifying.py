"""The shipped limits against the official texts that a user brought, and what the user recorded.

A user who has seen a number in the official text records it: who, when, and in which file and on
which page. From then on that limit is `official` for that user, as long as it says the same.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import InvalidField
from assistant.guidelines.evidence import ORDER, Evidence, Status, evidence
from assistant.guidelines.models import Verification
from assistant.guidelines.queries import limits_of
from assistant.guidelines.recorded import Record, record_file, says
from assistant.settings import settings
from assistant.text import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assistant.guidelines.ingesting import IngestedText
    from assistant.guidelines.models import Limit


class Compared(Value):
    """One limit beside the text: where it stands there, and the words around it."""

    limit: str
    says: str
    citation: str
    verification: Verification
    status: Status
    printed_page: int | None = None
    pdf_page: int | None = None
    section: str = ""
    quote: str = ""
    instead: str = ""


class Report(Value):
    """Every limit of one edition beside one text of it."""

    text: str
    edition: str
    title: str
    file: str
    sha256: str
    limits: tuple[Compared, ...]

    @property
    def counts(self) -> dict[Status, int]:
        """How many limits have each status, in order, those without any left out."""
        counted = Counter(one.status for one in self.limits)
        return {status: counted[status] for status in ORDER if counted[status]}


def verify(text: IngestedText) -> Report:
    """Compare each shipped limit of the edition of `text` with what the text says."""
    return Report(
        text=text.id,
        edition=text.edition,
        title=text.title,
        file=text.file,
        sha256=text.sha256,
        limits=tuple(
            _compared(limit, evidence(limit, text.passages)) for limit in limits_of(text.edition)
        ),
    )


def _compared(limit: Limit, found: Evidence) -> Compared:
    passage = found.passage
    return Compared(
        limit=limit.id,
        says=says(limit),
        citation=limit.citation,
        verification=limit.verification,
        status=found.status,
        printed_page=passage.printed_page if passage else None,
        pdf_page=passage.pdf_page if passage else None,
        section=passage.section if passage else "",
        quote=found.quote,
        instead=found.instead,
    )


def write_report(report: Report) -> Path:
    """Write the report beside the texts, as JSON and as Markdown; returns the Markdown file."""
    folder = settings().data_dir / "verification"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{report.text}.json").write_text(
        report.model_dump_json(indent=2) + "\n", encoding="utf-8"
    )
    file = folder / f"{report.text}.md"
    file.write_text(_markdown(report), encoding="utf-8")
    return file


def _markdown(report: Report) -> str:
    counted = ", ".join(f"{count} {status}" for status, count in report.counts.items())
    lines = [
        f"# {report.title} against {report.file}",
        "",
        f"SHA-256 of the file: `{report.sha256}`",
        "",
        f"{len(report.limits)} limits: {counted or 'none'}.",
    ]
    for status in ORDER:
        rows = [one for one in report.limits if one.status == status]
        if rows:
            lines += ["", f"## {status[0].upper()}{status[1:]}", ""]
        for one in rows:
            lines.append(f"- `{one.limit}`: {one.says} ({one.citation}; {one.verification})")
            if one.pdf_page is not None:
                lines.append(f"  - {place(one)}: {one.quote or one.instead}")
    return "\n".join(lines) + "\n"


def place(one: Compared) -> str:
    """Where a limit was found: printed page, page of the file, section."""
    if one.pdf_page is None:
        return ""
    printed = f"p. {one.printed_page}, " if one.printed_page is not None else ""
    return f"{printed}PDF p. {one.pdf_page}" + (f", {one.section}" if one.section else "")


def record(
    report: Report, by: str, at: datetime, chosen: Collection[str] = ()
) -> tuple[Record, ...]:
    """Record that `by` verified limits of the report; returns what was written.

    Without `chosen`, the limits on their cited page or in their section. A limit found elsewhere is
    recorded where its id is in `chosen`.

    Raises `InvalidField` for a chosen id that the report does not have, or did not find.
    """
    if not by.strip():
        raise InvalidField("command line", "--by", "the name of who verifies", by or "nothing")
    found = {one.limit: one for one in report.limits if one.status != "not found"}
    for identifier in chosen:
        if identifier not in found:
            allowed = f"a limit found in {report.file}"
            raise InvalidField("command line", "--limit", allowed, identifier)
    records = tuple(
        Record(
            limit=one.limit,
            says=one.says,
            by=by.strip(),
            at=at.isoformat(timespec="seconds"),
            file=report.file,
            sha256=report.sha256,
            page=place(one),
        )
        for one in found.values()
        if (one.limit in chosen if chosen else one.status != "elsewhere")
    )
    _append(records)
    return records


def _append(records: Sequence[Record]) -> None:
    file = record_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(one.model_dump(), ensure_ascii=False) + "\n" for one in records]
    with file.open("a", encoding="utf-8") as handle:
        handle.write("".join(lines))
